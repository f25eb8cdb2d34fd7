package app

import (
	"context"
	"sync"
	"time"
)

// longWork is something that takes long: a person sees how far it is, and can
// stop it.
type longWork struct {
	mu    sync.Mutex
	stops map[int]context.CancelFunc // of what is being done: one as a rule, but nothing keeps a page from two
	begun int
}

// progressEvery is how often the page hears how far it is.
const progressEvery = 100 * time.Millisecond

// begin gives what ends the work when somebody stops it; call done in the end.
func (w *longWork) begin(parent context.Context) (ctx context.Context, done func()) {
	ctx, stop := context.WithCancel(parent)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stops == nil {
		w.stops = map[int]context.CancelFunc{}
	}
	w.begun++
	one := w.begun
	w.stops[one] = stop
	return ctx, func() {
		stop()
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.stops, one)
	}
}

// halt stops all that is being done.
func (w *longWork) halt() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, stop := range w.stops {
		stop()
	}
}

// nowAndThen reports whether it is time to tell the page again.
func nowAndThen() func() bool {
	var last time.Time
	return func() bool {
		now := time.Now()
		if now.Sub(last) < progressEvery {
			return false
		}
		last = now
		return true
	}
}
