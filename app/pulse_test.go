//go:build !headless

package app

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// A page hangs when it has answered before, can be seen, and leaves three pings
// unanswered; one that was never there, is hidden, or slept with the machine
// does not.
func TestPulse(t *testing.T) {
	for name, c := range map[string]struct {
		pongs  func(w *opened, number int64)
		hangAt int // which beat finds that it hangs; 0 for never
	}{
		"alive":           {func(w *opened, n int64) { w.pong(int(n), true) }, 0},
		"late":            {func(w *opened, n int64) { w.pong(int(n)-2, true) }, 0},
		"never there":     {func(*opened, int64) {}, 0},
		"hidden, asleep":  {func(w *opened, n int64) { w.pong(int(min(n, 2)), false) }, 0},
		"stopped after 2": {func(w *opened, n int64) { w.pong(int(min(n, 2)), true) }, 6},
	} {
		t.Run(name, func(t *testing.T) {
			var w opened
			got := 0
			for i := 1; i <= 20 && got == 0; i++ {
				if w.pulse.beat(func(number int64) { c.pongs(&w, number) }) {
					got = i
				}
			}
			if got != c.hangAt {
				t.Errorf("it hangs at beat %d, want %d", got, c.hangAt)
			}
		})
	}
}

// Galley starts itself again three times, and then stays; after five quiet
// minutes it is as if it had not happened.
func TestNoRestartLoop(t *testing.T) {
	for _, c := range []struct {
		before int
		age    time.Duration
		times  int
		ok     bool
	}{{0, time.Second, 1, true}, {2, time.Second, 3, true}, {3, time.Second, 4, false}, {3, 6 * time.Minute, 1, true}} {
		if n, ok := (&pulse{before: c.before}).times(c.age); n != c.times || ok != c.ok {
			t.Errorf("after %d times and %v: %d, %v", c.before, c.age, n, ok)
		}
	}
	if asked, ok := Ask([]string{"--data", "/a", "--resume=2"}); !ok || asked.Resume != 2 {
		t.Errorf("%+v, %v", asked, ok)
	}
	for _, wrong := range []string{"--resume", "--resume=", "--resume=0", "--resume=x"} {
		if _, ok := Ask([]string{wrong}); ok {
			t.Errorf("%s opens the window", wrong)
		}
	}
}

// A place that is too long to be one is not kept.
func TestSpotIsBounded(t *testing.T) {
	var w opened
	w.keepSpot("here")
	w.keepSpot(strings.Repeat("x", maxSpot+1))
	if got := w.pulse.spot.Load(); !slices.Contains([]any{"here"}, got) {
		t.Errorf("%v is kept", got)
	}
}
