package desk

import (
	"context"
	"time"

	"galley/internal/issue"
)

const (
	thinPause = time.Hour              // between two times that revisions are thinned
	thinTime  = 10 * time.Second       // for one of them; the next goes on where it stopped
	closeThin = 500 * time.Millisecond // whoever closes a window waits that long at most
)

// thinSoon has revisions thinned while the person rests, once an hour.
func (d *Desk) thinSoon() {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now() // how long it is ago, whatever the clock says
	if now.Sub(d.thinned) < thinPause {
		return
	}
	d.thinned = now
	go d.thin(thinTime)
}

// thin goes on thinning for so long. What goes wrong with it is no matter of
// whoever writes: nothing is lost, and it is tried again.
func (d *Desk) thin(most time.Duration) {
	ctx, stop := context.WithTimeout(context.Background(), most)
	defer stop()
	_ = d.Store.Thin(ctx, d.now())
}

// marks says of the items' revisions that they were exported.
func (s *keptSource) marks(who string, at time.Time) (list []issue.Mark) {
	for i := range s.items {
		if id := s.items[i].ID; s.revisions[id] != "" {
			list = append(list, issue.Mark{Issue: s.issue.ID, Item: id, Revision: s.revisions[id], Why: issue.WhyExported, Who: who, Time: at})
		}
	}
	return list
}
