package store

import (
	"bytes"
	"context"
	"maps"
	"strings"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/issue"
)

// thinStep is how many revisions go in one transaction: whoever saves meanwhile
// waits for one of them at most.
const thinStep = 200

// Thin takes away the snapshots and revisions that issue.Thin does not keep, issue
// by issue and then item by item, until it is through or ctx ends; the next call goes on where this one stopped.
// What is damaged stays: it is for whoever mends it.
func (s *Store) Thin(ctx context.Context, now time.Time) error {
	s.thinning.Lock()
	defer s.thinning.Unlock()
	for ctx.Err() == nil && s.running.Err() == nil {
		prefix, err := s.nextThinned(s.thinFrom)
		if err != nil {
			return err
		}
		if prefix == "" {
			s.thinFrom, s.thinHeld = "", named{}
			return nil
		}
		if prefix[0] == 'g' {
			err = s.thinSnapshots(prefix, now)
		} else {
			err = s.thinItem(prefix, now)
		}
		if err != nil {
			return err
		}
		s.thinFrom = prefix + "~" // behind every id's signs
	}
	return nil
}

// nextThinned gives what the keys of the next issue's snapshots begin with, and
// after those of all issues, of the next item's revisions; empty when there are none.
// Snapshots come first: they hold revisions.
func (s *Store) nextThinned(from string) (prefix string, err error) {
	err = s.view(func(txn *badger.Txn) error {
		options := badger.DefaultIteratorOptions
		options.PrefetchValues = false
		it := txn.NewIterator(options)
		defer it.Close()
		for _, kind := range []string{"g/", "r/"} {
			it.Seek([]byte(max(from, kind)))
			if it.ValidForPrefix([]byte(kind)) {
				key := it.Item().Key()
				prefix = string(key[:bytes.LastIndexByte(key, '/')+1])
				return nil
			}
		}
		return nil
	})
	return prefix, err
}

// stamp is what thinning reads of a revision or a snapshot, and the order of any
// record.
type stamp struct {
	ID   string    `json:"id"`
	Time time.Time `json:"time"`
	Seq  uint64    `json:"seq"`

	Author string    `json:"author"`
	Why    issue.Why `json:"why"`
	Who    string    `json:"who"`
}

func (s *Store) thinItem(prefix string, now time.Time) error {
	ids := strings.Split(prefix, "/")
	var held map[string]bool
	err := s.view(func(txn *badger.Txn) error {
		if s.thinHeld.issue != ids[1] { // the items of an issue come one after the other
			s.thinHeld = named{ids[1], namedBySnapshots(txn, ids[1])}
		}
		held = heldBy(txn, ids[1], ids[2], s.thinHeld.revisions)
		return nil
	})
	if err != nil {
		return err
	}
	var all []issue.Moment
	if err := walk(s, prefix, func(_ string, r stamp) {
		all = append(all, issue.Moment{ID: r.ID, Time: r.Time, Seq: r.Seq, Held: held[r.ID], Author: r.Author})
	}); err != nil && len(all) == 0 {
		return nil // all of it is damaged, and whoever reads it is told
	}
	return s.drop(prefix, issue.Thin(all, now), func(txn *badger.Txn) map[string]bool {
		return heldBy(txn, ids[1], ids[2], namedBySnapshots(txn, ids[1]))
	})
}

// thinSnapshots thins those that were cut because something was another one, and of
// those for somebody's having looked all but his last: the others are what
// people look back to by name.
func (s *Store) thinSnapshots(prefix string, now time.Time) error {
	var all []stamp
	last := map[string]uint64{} // who looked, and the number of the last time
	if err := walk(s, prefix, func(_ string, g stamp) {
		if all = append(all, g); g.Why == issue.WhyLooked {
			last[g.Who] = max(last[g.Who], g.Seq)
		}
	}); err != nil && len(all) == 0 {
		return nil // as of revisions
	}
	moments := make([]issue.Moment, 0, len(all))
	for i := range all {
		g := &all[i]
		held := g.Why != issue.WhyChanged && (g.Why != issue.WhyLooked || g.Seq == last[g.Who])
		moments = append(moments, issue.Moment{ID: g.ID, Time: g.Time, Seq: g.Seq, Held: held})
	}
	return s.drop(prefix, issue.Thin(moments, now), func(*badger.Txn) map[string]bool { return nil })
}

// heldBy gives the revisions of an item that are marked or stand in a snapshot, and
// the one that its working text names.
func heldBy(txn *badger.Txn, issueID, itemID string, named map[string]bool) map[string]bool {
	held := maps.Clone(named)
	if w, err := get[issue.Working](txn, itemKey(issueID, itemID)); err == nil {
		held[w.Revision] = true
	}
	options := badger.DefaultIteratorOptions
	options.PrefetchValues, options.Prefix = false, []byte(marksPrefix(issueID, itemID))
	it := txn.NewIterator(options)
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		id, _, _ := strings.Cut(strings.TrimPrefix(string(it.Item().Key()), string(options.Prefix)), "/")
		held[id] = true
	}
	return held
}

// named is which revisions an issue's snapshots name.
type named struct {
	issue     string
	revisions map[string]bool // an id is in one item alone
}

func namedBySnapshots(txn *badger.Txn, issueID string) map[string]bool {
	all := map[string]bool{}
	options := badger.DefaultIteratorOptions
	options.Prefix = []byte(snapshotsPrefix(issueID))
	it := txn.NewIterator(options)
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		g, err := value[struct{ Rundown []issue.SnapshotItem }](it.Item(), string(it.Item().Key()))
		for i := range g.Rundown {
			if err == nil {
				all[g.Rundown[i].Revision] = true
			}
		}
	}
	return all
}

// drop takes away what stands under a prefix, a step at a time, but not what came
// to be held meanwhile.
func (s *Store) drop(prefix string, ids []string, held func(*badger.Txn) map[string]bool) error {
	for len(ids) > 0 {
		n := min(thinStep, len(ids))
		if err := s.dropStep(prefix, ids[:n], held); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

func (s *Store) dropStep(prefix string, ids []string, heldNow func(*badger.Txn) map[string]bool) error {
	done, err := s.use()
	if err != nil {
		return err
	}
	defer done()
	s.saving.Lock()
	defer s.saving.Unlock()
	if err := s.isThere(); err != nil {
		return err
	}
	if err := s.roomFor(0); err != nil {
		return err
	}
	return said(s.db.Update(func(txn *badger.Txn) error {
		held := heldNow(txn)
		for _, id := range ids {
			if held[id] {
				continue
			}
			key := prefix + id
			if r, err := get[stamp](txn, key); err == nil {
				if err := txn.Delete([]byte(orderKey(inOrder(r.Seq), key))); err != nil {
					return err
				}
			}
			if err := txn.Delete([]byte(key)); err != nil {
				return err
			}
		}
		return nil
	}), s.dir)
}

// Marks lists the marks of an item's revisions.
func (s *Store) Marks(issueID, itemID string) ([]issue.Mark, error) {
	return list[issue.Mark](s, marksPrefix(issueID, itemID))
}
