package desk

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/store"
)

// When the mirror is written and looked at.
const (
	mirrorPause  = time.Second     // after the last save
	mirrorLatest = 2 * time.Second // after the first one that is not there yet
	mirrorTick   = 250 * time.Millisecond
	mirrorLook   = 2 * time.Second  // between two looks at what others wrote
	mirrorClose  = 2 * time.Second  // that a window which closes waits for it
	mirrorStuck  = 10 * time.Second // after which a folder that does not answer is said not to
	mostLooked   = 400              // issues in one look; the others have their turn
)

// mirror keeps a folder in step with the store: every save goes out to it as
// plain files, and what others write in those comes in. It works behind the
// saves, in one goroutine, from what the store has; nobody waits for it.
type mirror struct {
	Store // the store itself
	desk  *Desk

	mu        sync.Mutex
	dir       string
	since     map[string]time.Time // what has to be written, since when
	last      map[string]time.Time // and when it changed last
	written   time.Time
	problem   error
	told      string    // the problem that was told
	pause     time.Time // no try before that, after a failure
	began     time.Time // a pass began then; zero between two
	stopping  bool
	wake      chan struct{}
	ended     chan struct{}
	working   sync.Mutex // one pass at a time
	bases     map[string]*mirrorBase
	settling  map[string]settling
	published map[string]string // issues that are known, with their publications
	turn      int
	caughtUp  atomic.Bool // it is known what the mirror has not got
}

// settling is a file that somebody else wrote: it comes in when it has stayed
// the same from one look to the next.
type settling struct {
	mark folder.Mark
	seen time.Time
}

// KeepMirror has everything that is saved from now on written into a folder, too:
// the one that was chosen, else the usual one. It comes before everything that
// saves.
func (d *Desk) KeepMirror(usual string) {
	d.wrapInMirror(usual)
	go d.mirror.run()
}

func (d *Desk) wrapInMirror(usual string) {
	m := &mirror{
		Store: d.Store, desk: d, since: map[string]time.Time{}, last: map[string]time.Time{}, wake: make(chan struct{}, 1), ended: make(chan struct{}),
		bases: map[string]*mirrorBase{}, settling: map[string]settling{}, published: map[string]string{},
	}
	m.dir = readPlace(d.Store.Dir(), usual)
	d.mirror, d.Store = m, m
}

// Keep keeps a batch, and notes what of it the mirror has not got.
func (m *mirror) Keep(b issue.Batch) error {
	if err := m.Store.Keep(b); err != nil {
		return err
	}
	for i := range b.Publications {
		m.note(publicationKey(b.Publications[i].ID))
	}
	for i := range b.Issues {
		m.note(b.Issues[i].ID)
	}
	for i := range b.Items {
		m.note(b.Items[i].Issue)
	}
	return nil
}

// Restore puts a backup in the place of everything. What the mirror has is of
// another state then, and is compared with all of it.
func (m *mirror) Restore(ctx context.Context, name string, progress func(done, total int64)) (store.Restored, error) {
	r, err := m.Store.Restore(ctx, name, progress)
	if err == nil {
		m.caughtUp.Store(false)
	}
	return r, err
}

// publicationKey is a publication's name among issues.
func publicationKey(id string) string { return "publication-" + id }

func isPublication(key string) bool { return strings.HasPrefix(key, publicationKey("")) }

func (m *mirror) note(key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	if _, waits := m.since[key]; !waits {
		m.since[key] = now
	}
	m.last[key] = now
}

// due gives what is to be written now, publications first.
func (m *mirror) due(all bool) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	if !all && now.Before(m.pause) {
		return nil
	}
	var list []string
	for _, key := range slices.Backward(slices.Sorted(maps.Keys(m.since))) {
		if all || now.Sub(m.last[key]) >= mirrorPause || now.Sub(m.since[key]) >= mirrorLatest {
			list = append(list, key)
		}
	}
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) }) // a publication's key is longer
	return list
}

// run is the mirror's goroutine.
func (m *mirror) run() {
	defer close(m.ended)
	tick := time.NewTicker(mirrorTick)
	defer tick.Stop()
	looked := time.Now()
	for {
		select {
		case <-tick.C:
		case <-m.wake:
			m.pass(true, false)
			return
		}
		look := time.Since(looked) >= mirrorLook
		if look {
			looked = time.Now()
		}
		m.pass(false, look)
	}
}

// Close writes what is not written yet, for two seconds at most, and closes the
// store. What is left over is written at the next start.
func (m *mirror) Close() error {
	m.mu.Lock()
	first := !m.stopping
	m.stopping = true
	m.mu.Unlock()
	if first {
		m.wake <- struct{}{}
	}
	select {
	case <-m.ended:
	case <-time.After(mirrorClose):
	}
	return m.Store.Close()
}

// State says how the mirror is.
func (m *mirror) state() MirrorView {
	m.mu.Lock()
	defer m.mu.Unlock()
	v := MirrorView{Dir: m.dir, Written: m.written, Behind: len(m.since)}
	if err := m.problem; err != nil {
		v.Problem, v.Hint = fault.Of(err).Message, fault.Of(err).Hint
	} else if !m.began.IsZero() && time.Since(m.began) > mirrorStuck {
		v.Problem, v.Hint = m.dir+" does not answer.", "Is it on a network that is not there? It is tried again by itself."
	}
	return v
}
