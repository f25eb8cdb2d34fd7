//go:build !headless

package app

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

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
	flush func(limit time.Duration) error // has everything written that is not on the disk

	desk interface {
		SetPreference(name, value string) error
		TakeReviewFile(ctx context.Context, path string) (desk.ReviewFileTaken, error)
		Give(path string)
	}
	pulse pulse

	leaving, closing, stopping, shut atomic.Bool

	settling sync.Mutex
	asked    int // how often the page was asked to hand over
	handed   chan handing
	dropped  atomic.Value // the paths of the files that were dropped last
}

// bind lists what the page can call.
func (w *opened) bind(b bound, d Desk) []any {
	return []any{
		&Library{bound: b, desk: d}, &Write{bound: b, desk: d}, &Preflight{bound: b, desk: d}, &Notes{bound: b, desk: d}, &Review{bound: b, desk: d}, &Send{bound: b, desk: d}, &Settings{bound: b, desk: d}, &Backups{bound: b, desk: d}, &Thinking{bound: b, desk: d}, &Frame{bound: b, desk: d},
	}
}

func (w *opened) start(ctx, wctx context.Context) {
	w.wails.Store(wctx)
	context.AfterFunc(ctx, func() { w.stop(wctx) })
	go w.watchPage(ctx, wctx)
	//nolint:contextcheck // an event goes to whatever window is there when it happens
	runtime.OnFileDrop(wctx, func(_, _ int, paths []string) {
		w.dropped.Store(paths)
		w.emit("dropped", map[string]any{"paths": paths})
	})
}

// emit tells the page of an event, when there is a page.
func (w *opened) emit(name string, data any) {
	if wctx, isOpen := w.wails.Load().(context.Context); isOpen {
		runtime.EventsEmit(wctx, name, data)
	}
}

// wasDropped refuses paths that a person did not drop on the window: the page
// names no others.
func (w *opened) wasDropped(paths []string) error {
	known, _ := w.dropped.Load().([]string)
	for _, path := range paths {
		if !slices.Contains(known, path) {
			return fault.New(fault.Denied, "Galley reads only what was dropped on its window or chosen in a dialog.", "Drop the file once more.")
		}
	}
	return nil
}

// heard carries to the page what a draft says of itself.
func (w *opened) heard(h desk.Heard) {
	if h.Stack != "" {
		w.log.line("error: " + h.Stack)
	}
	if h.Outside != nil {
		if h.Outside.Kind == desk.OutsideCame {
			w.emit("changed", map[string]any{"issue": h.Outside.Issue})
			return
		}
		w.emit("mirror", h.Outside)
		return
	}
	switch {
	case h.Room && h.Fault == nil:
		w.emit("room", map[string]any{"message": "", "hint": ""})
		return
	case h.Fault == nil:
		w.emit("saved", h)
		return
	}
	shown := show(h.Fault)
	if h.Room {
		w.emit("room", map[string]any{"message": shown.Message, "hint": shown.Hint})
		return
	}
	w.emit("unsaved", map[string]any{"issue": h.Issue, "message": shown.Message, "hint": shown.Hint})
}

// raise answers a second start of Galley by showing the window that is open, with
// the review file that the start was given.
func (w *opened) raise(second options.SecondInstanceData) {
	w.given(reviewFileIn(second.Args, second.WorkingDirectory))
	wctx, isOpen := w.wails.Load().(context.Context)
	if !isOpen {
		return // it is about to open anyway
	}
	runtime.WindowUnminimise(wctx)
	runtime.Show(wctx)
}

// given takes in a review file that somebody double-clicked, and tells the page.
func (w *opened) given(path string) {
	if path == "" {
		return
	}
	wctx, isOpen := w.wails.Load().(context.Context)
	if !isOpen {
		w.desk.Give(path) // the page asks for it when it begins
		return
	}
	go func() {
		taken, err := w.takeGiven(wctx, path)
		w.tellTaken(path, &taken, err) //nolint:contextcheck // an event goes to whatever window is there when it happens
	}()
}

// tellTaken tells whatever page is there then.
func (w *opened) tellTaken(path string, taken *desk.ReviewFileTaken, err error) {
	if err == nil {
		w.emit("taken", taken)
		return
	}
	shown := show(err)
	w.emit("refused", map[string]any{"name": filepath.Base(path), "message": shown.Message, "hint": shown.Hint})
}

func (w *opened) takeGiven(ctx context.Context, path string) (taken desk.ReviewFileTaken, err error) {
	defer w.log.caught(&err)
	return w.desk.TakeReviewFile(ctx, path)
}

// context gives Wails' context; an error while there is no window.
func (w *opened) context() (context.Context, error) {
	wctx, isOpen := w.wails.Load().(context.Context)
	if !isOpen {
		return nil, fault.New(fault.Internal, "The window is not open yet.", "Try again.")
	}
	return wctx, nil
}
