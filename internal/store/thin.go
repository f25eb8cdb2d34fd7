package store

import (
	"bytes"
	"context"
	"strings"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/issue"
)

// thinStep is how many revisions go in one transaction: whoever saves meanwhile
// waits for one of them at most.
const thinStep = 200

// Thin takes away the revisions that issue.Thin does not keep, item by item,
// until it is through or ctx ends; the next call goes on where this one stopped.
// What is damaged stays: it is for whoever mends it.
func (s *Store) Thin(ctx context.Context, now time.Time) error {
	s.thinning.Lock()
	defer s.thinning.Unlock()
	for ctx.Err() == nil && s.running.Err() == nil {
		prefix, err := s.nextItem(s.thinFrom)
		if err != nil {
			return err
		}
		if prefix == "" {
			s.thinFrom = ""
			return nil
		}
		if err := s.thinItem(prefix, now); err != nil {
			return err
		}
		s.thinFrom = prefix + "~" // behind every id's signs
	}
	return nil
}

// nextItem gives what the keys of the next item's revisions begin with; empty
// when there is none.
func (s *Store) nextItem(from string) (prefix string, err error) {
	err = s.view(func(txn *badger.Txn) error {
		options := badger.DefaultIteratorOptions
		options.PrefetchValues, options.Prefix = false, []byte("r/")
		it := txn.NewIterator(options)
		defer it.Close()
		it.Seek([]byte(max(from, "r/")))
		if it.Valid() {
			key := it.Item().Key()
			prefix = string(key[:bytes.LastIndexByte(key, '/')+1])
		}
		return nil
	})
	return prefix, err
}

// stamp is what thinning reads of a revision.
type stamp struct {
	ID   string    `json:"id"`
	Time time.Time `json:"time"`
	Seq  uint64    `json:"seq"`

	Author string `json:"author"`
}

func (s *Store) thinItem(prefix string, now time.Time) error {
	ids := strings.Split(prefix, "/")
	var held map[string]bool
	err := s.view(func(txn *badger.Txn) error {
		held = heldBy(txn, ids[1], ids[2])
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
	gone := issue.Thin(all, now)
	for len(gone) > 0 {
		n := min(thinStep, len(gone))
		if err := s.drop(ids[1], ids[2], gone[:n]); err != nil {
			return err
		}
		gone = gone[n:]
	}
	return nil
}

// heldBy gives the revisions of an item that are marked, and the one that its
// working text names.
func heldBy(txn *badger.Txn, issueID, itemID string) map[string]bool {
	held := map[string]bool{}
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

// drop takes revisions away, but not those that were marked meanwhile.
func (s *Store) drop(issueID, itemID string, revisions []string) error {
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
		held := heldBy(txn, issueID, itemID)
		for _, id := range revisions {
			if held[id] {
				continue
			}
			if err := txn.Delete([]byte(revisionKey(issueID, itemID, id))); err != nil {
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
