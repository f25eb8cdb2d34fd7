package desk

import (
	"slices"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/reviewfile"
)

// How many bytes of revisions and snapshots are kept in one save beside the items
// that came, and in each save after it. The store packs what is more than a
// megabyte, and takes no more than fits.
const (
	atOnce = 512 << 10
	inStep = 1 << 20
)

// fresh is what of a file's history is not here: what has to be kept with the
// items, and what may come after them.
type fresh struct{ now, later issue.Batch }

// freshOf divides the history of a file. With the items go the revisions that they
// are and the snapshot that the file was made of: by them a desk tells what it has taken in, so
// neither is ever there without the other.
func freshOf(f *reviewfile.File, made string, hasRevision, hasSnapshot map[string]bool) (out fresh) {
	tips := map[string]bool{}
	size := 0
	for i := range f.Items {
		tips[f.Items[i].Revision] = true
	}
	for i := len(f.Snapshots) - 1; i >= 0; i-- {
		g := f.Snapshots[i]
		if hasSnapshot[g.ID] {
			continue
		}
		to := &out.later
		if size += len(g.Head) + 250*(len(g.Rundown)+len(g.Pictures)) + 500; g.ID == made || size < atOnce/2 {
			to = &out.now
		}
		to.Snapshots = append(to.Snapshots, g)
	}
	size = 0
	for i := len(f.Revisions) - 1; i >= 0; i-- {
		r := f.Revisions[i]
		if hasRevision[r.ID] {
			continue
		}
		to := &out.later
		if tips[r.ID] {
			to = &out.now
		} else if size += len(r.Copy) + 500; size < atOnce {
			to = &out.now
		}
		to.Revisions = append(to.Revisions, r)
	}
	return out
}

// keepRest keeps the older history. Without it the issue is whole all the same.
func (d *Desk) keepRest(h *fresh, taken *ReviewFileTaken) {
	var b issue.Batch
	size := 0
	keep := func() error {
		if len(b.Revisions) == 0 && len(b.Snapshots) == 0 {
			return nil
		}
		err := d.Store.Keep(b)
		b, size = issue.Batch{}, 0
		return err
	}
	var failed error
	for _, r := range slices.Backward(h.later.Revisions) { // the oldest first, as it was there
		if size += len(r.Copy) + 500; size > inStep {
			failed = first(failed, keep())
		}
		b.Revisions = append(b.Revisions, r)
	}
	failed = first(failed, keep())
	for _, g := range slices.Backward(h.later.Snapshots) {
		if size += len(g.Head) + 250*(len(g.Rundown)+len(g.Pictures)) + 500; size > inStep {
			failed = first(failed, keep())
		}
		b.Snapshots = append(b.Snapshots, g)
	}
	if failed = first(failed, keep()); failed != nil {
		taken.Notes = append(taken.Notes, "The older history did not come along: "+fault.Of(failed).Message+" Open the file again for it.")
	}
}

func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
