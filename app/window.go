//go:build !headless

package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"

	"galley/frontend"
	"galley/internal/fault"
)

// The size of the window in CSS pixels when it opens, and the least at which
// everything in it can still be reached.
const (
	width, height       = 1440, 900
	minWidth, minHeight = 960, 640
)

// Open shows the window and comes back when it is closed or ctx ends, with
// [Again] when it is to be opened again. There is
// one window for each data folder: a second start brings the first one forward.
// The icon is a PNG; what goes wrong unseen is written to logTo.
func Open(ctx context.Context, d Desk, asked Asked, dataDir string, icon []byte, logTo io.Writer) (err error) {
	page, err := frontend.Page()
	if err != nil {
		return fault.Wrap(err, fault.Internal, "This Galley was built without its page.", "Build it with make run.")
	}
	defer noDisplay(&err)
	w := &opened{log: &log{to: logTo}, flush: d.Flush, desk: d, handed: make(chan handing, 4)}
	w.pulse.began, w.pulse.before = time.Now(), asked.Resume
	o := w.options(ctx, d, dataDir, page)
	o.Linux.Icon = icon
	if err := wails.Run(o); err != nil {
		return err
	}
	return w.again()
}

func (w *opened) options(ctx context.Context, d Desk, dataDir string, page fs.FS) *options.App {
	l := w.log
	d.Listen(w.heard)
	last := lastSize(d)
	return &options.App{
		Title: "Galley",
		//nolint:contextcheck // a menu's line is an event for whatever window is there then
		Menu:             w.menu(),
		Width:            last.Width,
		Height:           last.Height,
		WindowStartState: last.state(),
		MinWidth:         minWidth,
		MinHeight:        minHeight,
		// Paper, so that the window does not flash white before its page.
		BackgroundColour:   options.NewRGB(0xfb, 0xfa, 0xf7),
		AssetServer:        &assetserver.Options{Assets: page, Handler: Assets(d, l), Middleware: func(next http.Handler) http.Handler { return alone(confine(next)) }},
		Bind:               w.bind(bound{ctx: ctx, log: l, window: w}, d),
		ErrorFormatter:     func(err error) any { return show(err).written() },
		Logger:             l,
		OnStartup:          func(wctx context.Context) { w.start(ctx, wctx) },
		OnBeforeClose:      w.beforeClose,
		OnShutdown:         func(context.Context) { w.shut.Store(true) },
		SingleInstanceLock: &options.SingleInstanceLock{UniqueId: instance(dataDir), OnSecondInstanceLaunch: w.raise},
		Linux: &linux.Options{
			ProgramName: "galley",
			// With any other policy WebKitGTK stays blank on some drivers.
			WebviewGpuPolicy: linux.WebviewGpuPolicyNever,
		},
		Mac: &mac.Options{OnFileOpen: w.given}, // macOS gives no arguments: it tells the program of the file
		// A file that misses its target must not take the page's place.
		DragAndDrop: &options.DragAndDrop{EnableFileDrop: true, DisableWebViewDrop: true},
	}
}

// instance names what there may be one window of. The name becomes a part of a
// D-Bus name, so it is letters and digits alone.
func instance(dataDir string) string {
	sum := sha256.Sum256([]byte(dataDir))
	return "galleydesk" + hex.EncodeToString(sum[:8])
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
