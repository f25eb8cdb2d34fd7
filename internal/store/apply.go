package store

import (
	"fmt"
	"strings"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
	"galley/internal/issue"
)

// Apply keeps what another store has and this one has not, and says how much that
// was: the same changes a second time are none. Nothing that is there is replaced,
// but a mark by a later one for the same reason, and a record that is damaged. What
// is new bears the numbers of this store's saves, and no working text changes.
//
// A revision or a snapshot whose id does not follow from what it holds is refused, and
// all changes with it: the error is of code Mismatch, and BadInput where an id is none.
// Other errors are those of Keep; what was applied before one is kept, and the same
// changes can be applied again.
func (s *Store) Apply(c Changes) (applied int, err error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	done, err := s.use()
	if err != nil {
		return 0, err
	}
	defer done()
	for _, part := range c.parts() {
		n, err := s.applyPart(part)
		if applied += n; err != nil {
			return applied, err
		}
	}
	return applied, nil
}

// check refuses what no store can have kept.
func (c *Changes) check() error {
	for i := range c.Revisions {
		r := c.Revisions[i]
		if r.Seal(); r.ID != c.Revisions[i].ID {
			return altered("A revision", c.Revisions[i].ID)
		}
		if err := isName(revisionKey(r.Issue, r.Item, r.ID)); err != nil {
			return err
		}
	}
	for i := range c.Snapshots {
		g := c.Snapshots[i]
		if g.Seal(); g.ID != c.Snapshots[i].ID {
			return altered("A snapshot", c.Snapshots[i].ID)
		}
		if err := isName(snapshotKey(g.Issue, g.ID)); err != nil {
			return err
		}
	}
	for i := range c.Marks {
		if err := isName(markKey(&c.Marks[i])); err != nil {
			return err
		}
	}
	return nil
}

func altered(what, id string) error {
	return fault.New(fault.Mismatch, fmt.Sprintf("%s that came from another desk (%.12s) is not what was kept there.", what, id),
		"Nothing of it was taken in; have it sent again.")
}

func isName(key string) error {
	if err := wellFormed(key); err != nil {
		return fault.Wrap(err, fault.BadInput, fmt.Sprintf("What came from another desk is called %.80q, and nothing can be called so.", key),
			"Nothing of it was taken in; have it sent again.")
	}
	return nil
}

// parts divides changes into what fits into one save each. Revisions come first:
// snapshots and marks speak of them.
func (c *Changes) parts() (parts []issue.Batch) {
	var b issue.Batch
	size := 0
	next := func(n int) {
		if size += n; size > heavy {
			parts = append(parts, b)
			b, size = issue.Batch{}, n
		}
	}
	for _, r := range c.Revisions {
		next(len(r.Copy) + 1<<10)
		b.Revisions = append(b.Revisions, r)
	}
	for _, g := range c.Snapshots {
		next(len(g.Head) + 200*(len(g.Rundown)+len(g.Pictures)) + 1<<10)
		b.Snapshots = append(b.Snapshots, g)
	}
	for _, m := range c.Marks {
		next(1 << 10)
		b.Marks = append(b.Marks, m)
	}
	return append(parts, b)
}

// applyPart keeps what is new of a batch. Between looking and keeping nobody saves.
func (s *Store) applyPart(b issue.Batch) (applied int, err error) {
	s.saving.Lock()
	defer s.saving.Unlock()
	var fresh issue.Batch
	seen := map[string]bool{}
	err = s.db.View(func(txn *badger.Txn) error {
		for _, r := range b.Revisions {
			if key := revisionKey(r.Issue, r.Item, r.ID); !seen[key] && lacks(txn, key) {
				seen[key], fresh.Revisions = true, append(fresh.Revisions, r)
			}
		}
		for _, g := range b.Snapshots {
			if key := snapshotKey(g.Issue, g.ID); !seen[key] && lacks(txn, key) {
				seen[key], fresh.Snapshots = true, append(fresh.Snapshots, g)
			}
		}
		fresh.Marks = newMarks(txn, b.Marks)
		return nil
	})
	applied = len(fresh.Revisions) + len(fresh.Snapshots) + len(fresh.Marks)
	if err != nil || applied == 0 {
		return 0, said(err, s.dir)
	}
	if err := s.keep(fresh); err != nil {
		return 0, err
	}
	return applied, nil
}

// lacks reports whether a record is not there as it was kept.
func lacks(txn *badger.Txn, key string) bool {
	_, err := get[stamp](txn, key)
	return err != nil
}

// newMarks gives the marks that are later than what is there for the same reason.
func newMarks(txn *badger.Txn, marks []issue.Mark) (fresh []issue.Mark) {
	at := map[string]int{} // in fresh
	for _, m := range marks {
		key := markKey(&m)
		if i, ok := at[key]; ok {
			if isLater(&m, &fresh[i]) {
				fresh[i] = m
			}
			continue
		}
		if had, err := get[issue.Mark](txn, key); err != nil || isLater(&m, &had) {
			at[key], fresh = len(fresh), append(fresh, m)
		}
	}
	return fresh
}

// isLater puts two marks in the same order on every desk.
func isLater(a, b *issue.Mark) bool {
	if c := a.Time.Compare(b.Time); c != 0 {
		return c > 0
	}
	return strings.Compare(a.Who, b.Who) > 0
}
