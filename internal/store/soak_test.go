package store

import (
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/issue"
)

// soakFor is how long the session lasts on its own clock. With -store.soak=8h it
// is a working day, and takes some minutes.
var soakFor = flag.Duration("store.soak", 30*time.Minute, "how long TestSoak writes, on its own clock")

// soak is a session: six items that are typed into, with a pause now and then.
type soak struct {
	t      *testing.T
	dir    string
	s      *Store
	now    time.Time
	random *rand.Rand
	copies [6]strings.Builder
	last   [6]string // revisions
	saves  int
	cuts   int
}

// round is: ten seconds or so of ten keys a second, saved five times a
// second as the desk does, then two seconds of rest, and a revision.
func (k *soak) round() {
	n := k.random.IntN(len(k.copies))
	c := &k.copies[n]
	if c.Len() > 20<<10 { // written anew
		c.Reset()
	}
	item := fmt.Sprintf("item%d", n)
	for range 30 + k.random.IntN(40) {
		fmt.Fprintf(c, "%c%c", 'a'+k.random.IntN(26), "       ,.e"[k.random.IntN(10)])
		k.now = k.now.Add(200 * time.Millisecond)
		keep(k.t, k.s, issue.Batch{Items: []issue.Working{{Issue: "i1", ID: item, Copy: c.String(), Revision: k.last[n], Changed: k.now}}})
		k.saves++
	}
	k.now = k.now.Add(2 * time.Second)
	r := issue.Revision{Issue: "i1", Item: item, Parent: k.last[n], Author: "Mira", Time: k.now, Copy: c.String()}
	r.Seal()
	keep(k.t, k.s, issue.Batch{
		Items:     []issue.Working{{Issue: "i1", ID: item, Copy: c.String(), Revision: r.ID, Changed: k.now}},
		Revisions: []issue.Revision{r},
	})
	k.last[n] = r.ID
	k.cuts++
	k.now = k.now.Add(time.Duration(k.random.IntN(10)) * time.Second)
}

// live is the size of all records that are kept, each once.
func (k *soak) live() (size int64) {
	err := k.s.view(func(txn *badger.Txn) error {
		it := txn.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			size += int64(len(it.Item().Key())) + it.Item().ValueSize()
		}
		return nil
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return size
}

func (k *soak) onDisk() (size int64) {
	err := filepath.WalkDir(filepath.Join(k.dir, databaseDir), func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			size += onDisk(info)
		}
		return err
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return size
}

// A session leaves at most three times on the disk what it kept, and so does one
// that thins what the sessions before it kept.
func TestSoak(t *testing.T) {
	k := &soak{t: t, dir: t.TempDir(), now: time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC), random: rand.New(rand.NewPCG(1, 2))}
	session := func(length time.Duration) {
		for end := k.now.Add(length); k.now.Before(end); {
			k.s = open(t, k.dir)
			for hour := k.now.Add(min(time.Hour, length/2)); k.now.Before(hour); {
				k.round()
			}
			k.over()
		}
	}
	for n := range k.copies { // it was begun yesterday
		for k.copies[n].Len() < 12<<10 {
			fmt.Fprintf(&k.copies[n], "%x ", k.random.Uint32())
		}
	}
	session(*soakFor)
	for _, later := range []time.Duration{30 * time.Hour, 30 * 24 * time.Hour} {
		k.now = k.now.Add(later)
		session(min(*soakFor, 4*time.Minute))
	}
	if list, err := open(t, k.dir).Revisions("i1", "item0"); err != nil || len(list) > k.cuts/2 {
		t.Errorf("%d revisions of one item are left of %d in all, %v", len(list), k.cuts, err)
	}
}

// over ends a session as the desk does, and compares.
func (k *soak) over() {
	if err := k.s.Thin(k.t.Context(), k.now); err != nil {
		k.t.Fatal(err)
	}
	live, before := k.live(), k.onDisk()
	if err := k.s.Close(); err != nil {
		k.t.Fatal(err)
	}
	disk := k.onDisk()
	k.t.Logf("%s: %d saves, %d revisions cut; %.1f MB live, %.1f MB open, %.1f MB closed", k.now.Format("2 Jan 15:04"),
		k.saves, k.cuts, mb(live), mb(before), mb(disk))
	if before > 3*live+2*memoryTable { // the logs have their size whatever is in them
		k.t.Errorf("while it is open %.1f MB are on the disk for %.1f MB", mb(before), mb(live))
	}
	const discards = 1 << 20 // a list of Badger's own, in any store
	if disk-discards > 3*live {
		k.t.Errorf("%.1f MB are on the disk for %.1f MB", mb(disk), mb(live))
	}
}

func mb(bytes int64) float64 { return float64(bytes) / (1 << 20) }
