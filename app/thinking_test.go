package app

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/internal/desk"
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

// A key is in no log, whatever breaks: neither in Wails' own words about a call that
// failed, nor in those about a mistake of ours.
func TestLogKeepsNoKey(t *testing.T) {
	const canary = "sk-canary-5c1d"
	var written bytes.Buffer
	l := &log{to: &written}
	b := &Thinking{bound: bound{ctx: t.Context(), log: l}, desk: broken{}}
	if _, err := b.SetKey(canary, false); err == nil || strings.Contains(err.Error(), canary) {
		t.Errorf("%v", err)
	}
	for _, message := range []string{
		`process message error: C{"name":"app.Thinking.SetKey","args":["` + canary + `",false],"callbackID":"1"} -> ` + canary,
		`error parsing arguments: ["` + canary + `", false]`,
		"Unknown message from front end: " + canary,
	} {
		l.Error(message)
		l.Fatal(message)
		l.Warning(message)
	}
	if text := written.String(); strings.Contains(text, "canary") || !strings.Contains(text, "panic (string)") || !strings.Contains(text, "in app.Thinking.SetKey") {
		t.Errorf("the log reads:\n%s", text)
	}
}

// broken is a desk that makes a mistake of its own, with the key in it.
type broken struct{ thinkingDesk }

func (broken) SetModelKey(key string, _ bool) (desk.ModelView, error) { panic("with " + key) }
