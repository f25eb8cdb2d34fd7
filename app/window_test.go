//go:build !headless

package app

import (
	"errors"
	"io"
	"testing"
	"testing/fstest"

	"galley/internal/fault"
)

func TestNoDisplayIsSaidInWords(t *testing.T) {
	open := func(thrown any) (err error) {
		defer noDisplay(&err)
		panic(thrown)
	}
	// Wails' own words: internal/frontend/desktop/linux/frontend.go.
	if f := fault.Of(open(errors.New("failed to init GTK"))); f.Code != fault.NotFound || f.Hint == "" {
		t.Errorf("no display becomes %#v", f)
	}
	defer func() {
		if recover() == nil {
			t.Error("another panic is swallowed")
		}
	}()
	_ = open(errors.New("index out of range"))
}

// Wails' defaults are not what a desk wants: these are promises to people.
func TestWindowOptions(t *testing.T) {
	w := (&opened{log: &log{to: io.Discard}}).options(t.Context(), oneDesk{}, "/tmp/desk", fstest.MapFS{})
	switch {
	case w.EnableDefaultContextMenu:
		t.Error("the browser's context menu (Reload, Back) is on")
	case w.EnableFraudulentWebsiteDetection:
		t.Error("addresses would be sent to a cloud service")
	case w.DisablePanicRecovery:
		t.Error("a panic would close the window")
	case w.SingleInstanceLock == nil:
		t.Error("two windows could open on one store")
	case w.Width < w.MinWidth || w.Height < w.MinHeight:
		t.Error("the window opens smaller than it may be")
	}
}
