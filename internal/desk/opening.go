package desk

import (
	"context"

	"galley/internal/fault"
	"galley/internal/issue"
)

// Opener opens the store of a window, and can be asked again when it could not be
// opened: the disk was full, or another Galley had it.
type Opener struct {
	// Open gives the store, and what was wrong with it; nil for nothing. It is not
	// opened for reading alone meanwhile: Badger can do that only after a clean
	// end, and maps files into memory that a full disk cannot fill.
	Open   func(ctx context.Context) (Store, *issue.Mended, error)
	Mirror string // the usual folder for the person's text; empty for no mirror
	Opened func() // what begins when the store is open; may be nil
}

// OpenStore opens the desk's store with its opener, unless it is open. All that
// use it see it whole: wrapped in its mirror, and mended from it. The error is why
// there is none, and what every use case says until there is one.
func (d *Desk) OpenStore(ctx context.Context) error {
	d.opening.Lock()
	defer d.opening.Unlock()
	if d.hasStore() || d.Opener == nil {
		return nil
	}
	s, m, err := d.Opener.Open(ctx)
	if err != nil {
		d.refusal.Store(fault.Of(err)) // it may be another reason by now
		return err
	}
	d.Store, d.Mended = s, m
	if d.Opener.Mirror != "" {
		mender := &Desk{Store: s, Mended: m, Author: d.Author, Now: d.Now}
		mender.MendFromMirror(ctx, d.Opener.Mirror)
		d.Mended = mender.Mended
		d.wrapInMirror(d.Opener.Mirror)
	}
	d.hasOpened.Store(true)
	if d.mirror != nil {
		go d.mirror.run() //nolint:contextcheck // it ends with the store
	}
	if d.Opener.Opened != nil {
		d.Opener.Opened()
	}
	return nil
}

// hasStore reports whether there is a store. Who has asked may read Store, Mended
// and mirror: they do not change any more.
func (d *Desk) hasStore() bool {
	if d.Opener != nil {
		return d.hasOpened.Load()
	}
	return d.Store != nil
}

// needStore says what a desk without a store can say: the terminal's, or a window's
// that could not open one.
func (d *Desk) needStore() error {
	if d.hasStore() {
		return nil
	}
	if why := d.refusal.Load(); why != nil {
		return why
	}
	return fault.New(fault.NotFound, "There is no store here.", "Open Galley’s window; in the terminal, galley works on files.")
}
