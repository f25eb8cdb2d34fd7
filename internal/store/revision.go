package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"galley/internal/issue"
)

// Revisions lists the revisions of an item, the newest first: that which was
// saved last. Of one save, a revision stands before its parent even where a clock
// was put back between them.
func (s *Store) Revisions(issueID, itemID string) ([]issue.Revision, error) {
	list, err := list[issue.Revision](s, revisionsPrefix(issueID, itemID))
	times := newestTimes(list)
	slices.SortFunc(list, func(a, b issue.Revision) int {
		return cmp.Or(cmp.Compare(b.Seq, a.Seq), times[b.ID].Compare(times[a.ID]), strings.Compare(a.ID, b.ID))
	})
	return list, err
}

// Revision gives one revision. The error's code is NotFound when there is none.
func (s *Store) Revision(issueID, itemID, id string) (issue.Revision, error) {
	return one[issue.Revision](s, revisionKey(issueID, itemID, id))
}

// Snapshots lists the snapshots of an issue, the newest first: that which was
// saved last.
func (s *Store) Snapshots(issueID string) ([]issue.Snapshot, error) {
	list, err := list[issue.Snapshot](s, snapshotsPrefix(issueID))
	slices.SortFunc(list, func(a, b issue.Snapshot) int {
		return cmp.Or(cmp.Compare(b.Seq, a.Seq), b.Time.Compare(a.Time), strings.Compare(a.ID, b.ID))
	})
	return list, err
}

// newestTimes gives each revision a time by which it can be put in order: its
// own, or the moment after its parent's when the clock says otherwise.
func newestTimes(list []issue.Revision) map[string]time.Time {
	byID := make(map[string]*issue.Revision, len(list))
	for i := range list {
		byID[list[i].ID] = &list[i]
	}
	times := make(map[string]time.Time, len(list))
	var find func(r *issue.Revision) time.Time
	find = func(r *issue.Revision) time.Time {
		if t, ok := times[r.ID]; ok {
			return t
		}
		times[r.ID] = r.Time // ends a circle, which only a record that was made up can have
		if parent := byID[r.Parent]; parent != nil {
			if t := find(parent); !r.Time.After(t) {
				times[r.ID] = t.Add(1)
			}
		}
		return times[r.ID]
	}
	for i := range list {
		find(&list[i])
	}
	return times
}
