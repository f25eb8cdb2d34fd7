package desk

import (
	"errors"
	"sync"
	"time"

	"galley/internal/fault"
)

// turn lets one at a time write a draft or change its rundown, from the change
// in memory to the answer of the disk. It is no mutex beside the draft's own,
// which is given back while the disk is written: typing goes on meanwhile.
type turn struct {
	taken bool
	free  *sync.Cond
}

// take waits for the turn; mu is the draft's, and locked.
func (t *turn) take(mu *sync.Mutex) {
	if t.free == nil {
		t.free = sync.NewCond(mu)
	}
	for t.taken {
		t.free.Wait()
	}
	t.taken = true
}

func (t *turn) give() {
	t.taken = false
	t.free.Broadcast()
}

// turn gives the draft of an issue that the page is at, locked, when it is the
// caller's turn to change it. Call done.
func (d *Desk) turn(id string) (*draft, error) {
	for {
		dr, err := d.lock(id)
		if err != nil {
			return nil, err
		}
		if dr.took() {
			return dr, nil
		}
	}
}

// took takes the turn of a draft that is locked; when the draft was let go
// meanwhile it is not, and unlocked.
func (dr *draft) took() bool {
	dr.save.turn.take(&dr.mu)
	if dr.gone {
		dr.done()
		return false
	}
	return true
}

// done gives back the turn and the lock.
func (dr *draft) done() {
	dr.save.turn.give()
	dr.mu.Unlock()
}

// How long a write may take before it is said, and before whoever only wants to
// go on does.
const (
	slowWrite = 700 * time.Millisecond
	patience  = time.Second
)

// errNoAnswer is the cause of what noAnswer says.
var errNoAnswer = errors.New("the disk does not answer")

// noAnswer says that a write hangs, as on a network drive that is gone.
func noAnswer() *fault.Error {
	return fault.Wrap(errNoAnswer, fault.Busy, "The disk with the data folder does not answer.", "See whether its drive is connected; Galley goes on trying.")
}

// within does something that may hang with a drive, and stops waiting for it
// after so long. It is done in the end all the same.
func within(limit time.Duration, do func() error) error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	after := time.NewTimer(limit)
	defer after.Stop()
	select {
	case err := <-done:
		return err
	case <-after.C:
		return noAnswer()
	}
}
