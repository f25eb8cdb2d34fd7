package desk

import (
	"slices"

	"galley/internal/issue"
)

// unseen is the copy that the page knows of an item while another one came in, and
// from whom. Somebody may be typing into it: what the page posts then is that copy
// and his words, and nothing of what came. Changes are no use until it has all of it:
// where what came is as long as what was there, they would fit.
type unseen struct {
	copy string
	by   string
}

// cameIn remembers what the page knows, until it opens the issue anew.
func (dr *draft) cameIn(item, copy, by string) {
	if _, ok := dr.unseen[item]; ok {
		return // it knows nothing of what came in between either
	}
	if dr.unseen == nil {
		dr.unseen = map[string]unseen{}
	}
	dr.unseen[item] = unseen{copy, by}
}

// joined makes a copy that was typed without what came in, and what came in, one
// text. Where both changed the same words those that were typed stand, with the
// others beside them.
func (dr *draft) joined(t *text, i int, was unseen, typed string) Echo {
	copy, conflicts := issue.MergeText(was.copy, typed, t.Copy)
	echo := dr.write(t, i, copy)
	dr.unseen[t.ID] = unseen{typed, was.by} // what it posts next it makes of this one
	if len(conflicts) == 0 {
		return echo
	}
	r := dr.record(t.ID)
	r.Suggestions = slices.Clone(r.Suggestions)
	for _, c := range conflicts {
		r.Suggestions = append(r.Suggestions, issue.Suggestion{
			ID: newID(), Anchor: issue.AnchorAt(copy, c.At), New: c.Theirs, Who: was.by, Both: true, Time: dr.desk.now().UTC(),
		})
	}
	dr.withRecord(t.ID, &r)
	return echo
}
