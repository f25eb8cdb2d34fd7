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
			w := &opened{log: &log{to: io.Discard}, handed: make(chan bool, 1), flush: func() error {
				if !handed {
					t.Error("it was written before the page had handed over")
				}
				return c.written
			}}
			w.handed <- !c.page // of a time before, and not meant
			go func() {
				for len(w.handed) > 0 {
					time.Sleep(time.Millisecond)
				}
				handed = true
				w.handOver(c.page)
				w.handOver(!c.page) // another page
			}()
			got := ""
			if problem := w.settle(); problem != nil {
				got = problem.Message
			}
			if got != c.problem {
				t.Errorf("settle() says %q, want %q", got, c.problem)
			}
		})
	}
}
