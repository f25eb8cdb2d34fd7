package app

import (
	"context"
	"sync"
	"time"
)

// longWork is something that takes long: a person sees how far it is, and can
// stop it.
type longWork struct {
	mu   sync.Mutex
	stop context.CancelFunc // of what is being done
}

// progressEvery is how often the page hears how far it is.
const progressEvery = 100 * time.Millisecond

// begin gives what ends the work when somebody stops it; call done in the end.
func (w *longWork) begin(parent context.Context) (ctx context.Context, done func()) {
	ctx, stop := context.WithCancel(parent)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stop = stop
	return ctx, stop
}

// halt stops what is being done.
func (w *longWork) halt() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stop != nil {
		w.stop()
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
