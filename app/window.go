//go:build !headless

package app

import (
	"context"
	"io"
	"io/fs"
	"strings"
	"sync/atomic"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"galley/frontend"
	"galley/internal/fault"
)

// The size of the window in CSS pixels when it opens, and the least at which
// everything in it can still be reached.
const (
	width, height       = 1440, 900
	minWidth, minHeight = 960, 640
)

// Wanted reports whether args ask for the window rather than the terminal.
func Wanted(args []string) bool { return onlyWindowFlags(args) }

// Open shows the window and comes back when it is closed or ctx ends. The icon
// is a PNG; what goes wrong unseen is written to logTo.
func Open(ctx context.Context, d Desk, icon []byte, logTo io.Writer) (err error) {
	page, err := frontend.Page()
	if err != nil {
		return fault.Wrap(err, fault.Internal, "This Galley was built without its page.", "Build it with make run.")
	}
	defer noDisplay(&err)
	w := window(ctx, d, page, &log{to: logTo})
	w.Linux.Icon = icon
	return wails.Run(w)
}

func window(ctx context.Context, d Desk, page fs.FS, l *log) *options.App {
	var w opened
	return &options.App{
		Title:     "Galley",
		Width:     width,
		Height:    height,
		MinWidth:  minWidth,
		MinHeight: minHeight,
		// Paper, so that the window does not flash white before its page.
		BackgroundColour:   options.NewRGB(0xfb, 0xfa, 0xf7),
		AssetServer:        &assetserver.Options{Assets: page, Handler: Media(d)},
		Bind:               []any{&Reader{ctx: ctx, desk: d, log: l}},
		ErrorFormatter:     show,
		Logger:             l,
		OnStartup:          func(wctx context.Context) { w.start(ctx, wctx) },
		SingleInstanceLock: &options.SingleInstanceLock{UniqueId: "galley-desk", OnSecondInstanceLaunch: w.raise},
		Linux: &linux.Options{
			ProgramName: "galley",
			// With any other policy WebKitGTK stays blank on some drivers.
			WebviewGpuPolicy: linux.WebviewGpuPolicyNever,
		},
		// A file that misses its target must not take the page's place.
		DragAndDrop: &options.DragAndDrop{DisableWebViewDrop: true},
	}
}

// opened is the window, once it is there: Wails' own context, by which it is
// told what to do.
type opened struct{ wails atomic.Value }

func (w *opened) start(ctx, wctx context.Context) {
	w.wails.Store(wctx)
	context.AfterFunc(ctx, func() { runtime.Quit(wctx) })
}

// raise answers a second start of Galley by showing the window that is open.
func (w *opened) raise(options.SecondInstanceData) {
	wctx, isOpen := w.wails.Load().(context.Context)
	if !isOpen {
		return // it is about to open anyway
	}
	runtime.WindowUnminimise(wctx)
	runtime.Show(wctx)
}

// noDisplay turns the panic by which Wails says that GTK found no display into
// words. It is deferred.
func noDisplay(err *error) {
	p := recover()
	if p == nil {
		return
	}
	cause, isError := p.(error)
	if !isError || !strings.Contains(cause.Error(), "GTK") {
		panic(p)
	}
	*err = fault.Wrap(cause, fault.NotFound, "There is no display to open a window on.",
		"In the terminal, galley --help lists the commands that need none.")
}
