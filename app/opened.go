//go:build !headless

package app

import (
	"context"
	"sync/atomic"

	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"galley/internal/desk"
	"galley/internal/fault"
)

// opened is the window, once it is there: Wails' own context, by which it is
// told what to do.
type opened struct {
	wails atomic.Value
	log   *log
	flush func() error // has everything written that is not on the disk

	leaving, closing atomic.Bool
	handed           chan bool // the page's answers to “closing”
}

// bind lists what the page can call.
func (w *opened) bind(b bound, d Desk) []any {
	return []any{
		&Library{bound: b, desk: d}, &Write{bound: b, desk: d}, &Send{bound: b, desk: d}, &Settings{bound: b, desk: d}, &Frame{bound: b, desk: d},
	}
}

func (w *opened) start(ctx, wctx context.Context) {
	w.wails.Store(wctx)
	context.AfterFunc(ctx, func() { w.stop(wctx) })
	//nolint:contextcheck // an event goes to whatever window is there when it happens
	runtime.OnFileDrop(wctx, func(_, _ int, paths []string) { w.emit("dropped", map[string]any{"paths": paths}) })
}

// emit tells the page of an event, when there is a page.
func (w *opened) emit(name string, data any) {
	if wctx, isOpen := w.wails.Load().(context.Context); isOpen {
		runtime.EventsEmit(wctx, name, data)
	}
}

// heard carries to the page what a draft says of itself.
func (w *opened) heard(h desk.Heard) {
	if h.Fault == nil {
		w.emit("saved", h)
		return
	}
	shown := show(h.Fault)
	if h.Stack != "" {
		w.log.line("error: " + h.Stack)
	}
	w.emit("unsaved", map[string]any{"issue": h.Issue, "message": shown.Message, "hint": shown.Hint})
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

// context gives Wails' context; an error while there is no window.
func (w *opened) context() (context.Context, error) {
	wctx, isOpen := w.wails.Load().(context.Context)
	if !isOpen {
		return nil, fault.New(fault.Internal, "The window is not open yet.", "Try again.")
	}
	return wctx, nil
}
