// Package desk is what a writer or editor can do: open an issue, check it,
// export it, import one from elsewhere, begin a new one, write in it.
//
// A use case is a method of [Desk]; the terminal and the window call the same
// ones and add nothing to them. Files come in through a [Source], so that the
// sample issue inside the program, an issue in a folder and one in the store
// are the same thing.
//
// An issue that is open for writing is a draft: its texts in memory, each with
// a version. A change comes as the editor made it, is applied, read and
// rendered, and answered with the blocks of the page that differ; soon after, a
// saver writes what changed. What the page shows is the export with named view
// changes, and the export itself reads what the store has, as it would read a
// folder.
//
// The promise: an export is read back and compared with the copy before a byte
// of it reaches its folder; a use case that fails leaves everything as it was;
// and what was typed is on the disk half a second later, whatever else is wrong
// with it.
package desk

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"galley/internal/email"
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/picture"
	"galley/internal/thinking"
)

// Desk holds what the use cases share. The zero value is ready for those that
// need no store.
type Desk struct {
	Now     func() time.Time // the clock; time.Now when nil
	Store   Store            // nil in the terminal
	Mended  *issue.Mended    // what was wrong with it when it was opened; nil for nothing
	Opener  *Opener          // sets both; nil where they are set by hand
	Author  string           // of revisions
	Version string           // of the program, to be shown
	Resumed bool             // Galley has started itself again
	First   string           // the issue to open first; empty for the one that was open last
	Links   Links            // asks addresses; nil for the network

	Secrets Secrets                  // keeps the key of a model; nil for none
	Env     func(name string) string // the environment, for where a model answers; nil for none
	Limits  thinking.Limits          // of a model's answer; the usual ones when zero
	// Dial opens connections to a model; nil for the network's own.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)

	press  email.Renderer
	mirror *mirror // nil where none is kept

	pasts pasts

	mu     sync.Mutex
	drafts map[string]*draft // that are open, by issue
	opened []string          // their issues, the one that was opened last at the end
	hear   func(Heard)

	compared map[string]picture.Picture // on the pages that were compared last, by their hash

	thinned  time.Time   // when revisions were thinned last
	watching atomic.Bool // somebody looks at the disk
	low      atomic.Bool // its room was short when it was looked at last

	opening   sync.Mutex                  // one OpenStore after the other
	hasOpened atomic.Bool                 // the opener has opened the store
	refusal   atomic.Pointer[fault.Error] // why it is not

	openings    int        // of drafts, ever
	stopRestore func()     // ends a restore that is at work
	restoring   bool       // a backup is being put in the place of everything
	restores    int        // how often one was
	unbacked    error      // why the last backup was not made; nil when it was
	publication sync.Mutex // one change of a publication after the other: each writes all of it
	answered    sync.Mutex // one change of what links answered after the other, for the same reason
	taking      sync.Mutex // one review file after the other
	given       []string   // review files that the window is opened with, until it begins
}

// New gives a desk with the system's clock.
func New() *Desk { return &Desk{} }

func (d *Desk) now() time.Time {
	if d.Now != nil {
		return d.Now()
	}
	return time.Now()
}

// Listen names who hears that something was saved, or could not be.
func (d *Desk) Listen(hear func(Heard)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.hear = hear
}

func (d *Desk) tell(h Heard) {
	d.mu.Lock()
	hear := d.hear
	d.mu.Unlock()
	if hear != nil {
		hear(h)
	}
}
