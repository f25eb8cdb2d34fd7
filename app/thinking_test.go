package app

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// The first piece goes to the page at once, and what comes faster than it can be read
// goes together, in order and whole.
func TestThoughtPieces(t *testing.T) {
	var mu sync.Mutex
	var events []thoughtProgress
	p := &thoughtPieces{number: 7, emit: func(one thoughtProgress) {
		mu.Lock()
		defer mu.Unlock()
		events = append(events, one)
	}}
	p.heard(0, "The ")
	if len(events) != 1 || events[0].Number != 7 || events[0].Pieces[0].Text != "The " {
		t.Fatalf("%+v", events)
	}
	var wait sync.WaitGroup
	for draft := range 3 {
		wait.Go(func() {
			for range 500 {
				p.heard(draft, "x")
			}
		})
	}
	wait.Wait()
	all := func() (text [3]string) {
		mu.Lock()
		defer mu.Unlock()
		for _, one := range events {
			for _, piece := range one.Pieces {
				text[piece.Draft] += piece.Text
			}
		}
		return text
	}
	for deadline := time.Now().Add(20 * time.Second); len(strings.Join(func() []string { a := all(); return a[:] }(), "")) < 1504 && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	if got := all(); got[0] != "The "+strings.Repeat("x", 500) || got[1] != strings.Repeat("x", 500) || got[2] != got[1] {
		t.Errorf("%d %d %d", len(got[0]), len(got[1]), len(got[2]))
	}
	mu.Lock()
	n := len(events)
	mu.Unlock()
	if n > 1000 {
		t.Errorf("%d events of 1501 pieces", n)
	}
	p.stop()
	p.heard(0, "late")
	if got := all(); strings.Contains(got[0], "late") {
		t.Error("it goes on after its end")
	}
}
