package folder

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"galley/internal/fault"
)

// Held is a folder that this Galley alone writes into.
type Held struct {
	dir  string
	made []string // folders that were made for it, outermost first
	lock *os.File // nil where the system knows no locks on folders
	used bool     // something was written
}

// Patience is how long [Hold] waits for another Galley to finish.
const Patience = 30 * time.Second

// Hold makes dir, and what is missing above it, and keeps other Galleys from
// writing into it until Release. Nobody else is kept from anything.
func Hold(ctx context.Context, dir string) (*Held, error) {
	made, err := makeFolder(dir)
	h := &Held{dir: dir, made: made}
	if err == nil {
		err = h.wait(ctx)
	}
	if err != nil {
		h.Release()
		return nil, err
	}
	return h, nil
}

func (h *Held) wait(ctx context.Context) error {
	d, err := os.Open(h.dir)
	if err != nil {
		return nil // who may write and not read writes without a lock
	}
	ctx, stop := context.WithTimeoutCause(ctx, Patience, errPatience)
	defer stop()
	for {
		locked, busy := tryLock(d)
		if locked {
			h.lock = d
			return nil
		}
		if !busy {
			return d.Close()
		}
		select {
		case <-ctx.Done():
			_ = d.Close()
			if !errors.Is(context.Cause(ctx), errPatience) {
				return cancelled()
			}
			return fault.New(fault.Busy, fmt.Sprintf("Another Galley is writing into %s.", h.dir), "Try again when it is done.")
		case <-time.After(20 * time.Millisecond):
		}
	}
}

var errPatience = fmt.Errorf("waited for %v", Patience)

// Release lets others in. Folders that were made and not used are removed.
func (h *Held) Release() {
	if h.lock != nil {
		_ = h.lock.Close() // the lock goes with it
	}
	for i := len(h.made) - 1; i >= 0 && !h.used; i-- {
		_ = os.Remove(h.made[i]) // only if empty
	}
}

var stagingName = regexp.MustCompile(`^\.galley-\d+$`)

// Leftovers lists the folders in which a Galley that was killed had prepared
// what it was about to write, under the names of [File.Name]'s last part with
// a number and a hyphen before them. They are removed when the next Replace has
// ended well. Without a lock there are none: they could be somebody's at work.
func (h *Held) Leftovers() []string {
	if h.lock == nil {
		return nil
	}
	entries, err := os.ReadDir(h.dir)
	if err != nil {
		return nil
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() && stagingName.MatchString(e.Name()) {
			list = append(list, filepath.Join(h.dir, e.Name()))
		}
	}
	return list
}
