//go:build !headless

package app

import (
	"errors"
	"io"
	"testing"
	"time"

	"galley/internal/fault"
)

// The window waits until the page has handed over what it holds, and only then
// has everything written.
func TestClosingWaitsForThePage(t *testing.T) {
	full := fault.New(fault.Full, "The disk is full.", "Make room.")
	for name, c := range map[string]struct {
		page    bool
		written error
		problem string
	}{
		"all is there":       {true, nil, ""},
		"the disk is full":   {true, full, "The disk is full."},
		"words are missing":  {false, nil, "The last words are still in the window."},
		"both":               {false, full, "The disk is full."},
		"an unexpected fail": {true, errors.New("gone"), fault.Of(errors.New("gone")).Message},
	} {
		t.Run(name, func(t *testing.T) {
			handed := false
			w := &opened{log: &log{to: io.Discard}, handed: make(chan handing, 4), flush: func(time.Duration) error {
				if !handed {
					t.Error("it was written before the page had handed over")
				}
				return c.written
			}}
			w.handOver(0, !c.page) // of a time before, and not meant
			go func() {
				time.Sleep(10 * time.Millisecond)
				handed = true
				w.handOver(1, c.page)
				if c.page {
					w.handOver(1, false) // another page
				}
			}()
			got := ""
			if err := w.settle(personWaits); err != nil {
				got = fault.Of(err).Message
			}
			if got != c.problem {
				t.Errorf("settle() says %q, want %q", got, c.problem)
			}
		})
	}
}

// Whoever is asked to stop by the system does what it can in two seconds.
func TestStoppingIsQuick(t *testing.T) {
	if all := systemWaits.page + systemWaits.disk; all >= 2*time.Second {
		t.Errorf("it may take %v", all)
	}
	w := &opened{log: &log{to: io.Discard}, handed: make(chan handing, 4)}
	written := false
	w.flush = func(time.Duration) error { written = true; return nil }
	began := time.Now()
	if err := w.settle(systemWaits); err == nil || !written || time.Since(began) > time.Second {
		t.Errorf("a page that hangs: %v, written: %v, after %v", err, written, time.Since(began))
	}
}

// A page that hangs has not handed everything over, and a mistake of ours does
// not end the program with what is typed.
func TestClosingWithoutAPage(t *testing.T) {
	var w opened
	w.log, w.handed = &log{to: io.Discard}, make(chan handing, 4)
	w.flush = func(time.Duration) error { panic("out of range") }
	if err := w.settle(personWaits); err == nil || fault.Of(err).Code != fault.Internal {
		t.Errorf("a panic: %v", err)
	}
	w.flush = func(time.Duration) error { return nil }
	if w.settle(systemWaits) == nil {
		t.Error("a page that does not answer counts as one that has handed everything over")
	}
}

func TestOnlyDroppedFilesAreRead(t *testing.T) {
	var w opened
	if w.wasDropped([]string{"/etc/passwd"}) == nil {
		t.Error("a file that nobody dropped is read")
	}
	w.dropped.Store([]string{"/a/74.md", "/a/b.png"})
	if err := w.wasDropped([]string{"/a/b.png"}); err != nil {
		t.Error(err)
	}
	if w.wasDropped([]string{"/a/b.png", "/a/../etc/passwd"}) == nil {
		t.Error("one that was dropped takes another with it")
	}
}
