package desk

import (
	"time"
)

// watchPause is how often the room on the disk is looked at while somebody types
// or something waits to be saved.
const watchPause = time.Second

// watch has the disk looked at from now on, until everything is saved. One looks
// at a time: on a drive that hangs, that question hangs too.
func (d *Desk) watch() {
	if d.watching.CompareAndSwap(false, true) {
		go func() {
			defer d.watching.Store(false)
			d.look()
			for time.Sleep(watchPause); d.isWatched(); time.Sleep(watchPause) {
				d.look()
			}
		}()
	}
}

// look tells who listens when the room on the disk has become short, and when
// it is so no more.
func (d *Desk) look() {
	low := d.Store.Room()
	if was := d.low.Swap(low != nil); was != (low != nil) {
		d.tell(Heard{Room: true, Fault: low})
	}
}

// isWatched reports whether there is still a reason to look: something that is
// not on the disk yet, or a shortness that somebody was told of.
func (d *Desk) isWatched() bool {
	for _, dr := range d.allDrafts() {
		if d.low.Load() || dr.isBehind() {
			return true
		}
	}
	return false
}

func (dr *draft) isBehind() bool {
	dr.mu.Lock()
	defer dr.mu.Unlock()
	return dr.hasUnsaved()
}

// hasUnsaved is the same for whoever has the draft locked.
func (dr *draft) hasUnsaved() bool {
	for _, t := range dr.texts {
		if t.saved != t.version {
			return true
		}
	}
	return false
}
