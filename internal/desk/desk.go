// Package desk is what a writer or editor can do: open an issue, check it,
// export it, import one from elsewhere, begin a new one.
//
// A use case is a method of [Desk]; the terminal and the window call the same
// ones and add nothing to them. Files come in through a [Source], so that the
// sample issue inside the program and an issue in a folder are the same thing.
//
// The promise: an export is read back and compared with the copy before a byte
// of it reaches its folder, and a use case that fails leaves everything as it
// was.
package desk

import (
	"time"

	"galley/internal/email"
)

// Desk holds what the use cases share. The zero value is ready.
type Desk struct {
	Now func() time.Time // the clock; time.Now when nil

	press  email.Renderer
	sample sampleOnce
}

// New gives a desk with the system's clock.
func New() *Desk { return &Desk{} }

func (d *Desk) now() time.Time {
	if d.Now != nil {
		return d.Now()
	}
	return time.Now()
}
