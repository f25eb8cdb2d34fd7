package desk

import (
	"errors"
	"maps"
	"slices"
	"time"

	"galley/internal/fault"
)

// lastPatience is how long closing waits for a disk that does not answer.
const lastPatience = 3 * time.Second

// allDrafts gives every issue that is open.
func (d *Desk) allDrafts() []*draft {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Collect(maps.Values(d.drafts))
}

// Flush writes everything that is not on the disk yet. It comes back after limit
// at the latest, and says then that the disk does not answer.
func (d *Desk) Flush(limit time.Duration) error {
	return within(limit, func() error { return d.flushAll(false) })
}

func (d *Desk) flushAll(isLast bool) error {
	var first error
	for _, dr := range d.allDrafts() {
		if err := dr.flushLocked(isLast); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// flushLocked locks the draft and flushes it; after the last time nothing is
// taken any more.
func (dr *draft) flushLocked(isLast bool) (err error) {
	defer func() {
		if recover() != nil { // it runs beside whoever asked, and must not end the program
			err = fault.New(fault.Internal, "Galley made a mistake of its own while it saved this issue.", "Copy what you typed last to another place.")
		}
	}()
	dr.mu.Lock()
	if !dr.took() {
		return nil // it was written when it was let go
	}
	defer dr.done()
	err = dr.flush()
	if isLast {
		dr.save.stop()
		dr.gone = true
	}
	return err
}

// Close writes everything that is not on the disk yet, and closes the store. A
// store whose disk does not answer is left as it is: closing it would wait for
// ever, and what it acknowledged is in its log.
func (d *Desk) Close() error {
	d.Listen(nil) // nobody is there any more
	d.mu.Lock()
	if d.restoring && d.stopRestore != nil {
		d.stopRestore() // the drafts are held until it ends
	}
	d.mu.Unlock()
	first := within(lastPatience, func() error { return d.flushAll(true) })
	if first != nil && errors.Is(first, errNoAnswer) {
		return first
	}
	d.mu.Lock()
	d.drafts, d.opened = nil, nil
	d.mu.Unlock()
	if !d.hasStore() {
		return first
	}
	d.thin(closeThin)
	if err := d.Store.Close(); err != nil && first == nil {
		first = fault.Of(err)
	}
	return first
}
