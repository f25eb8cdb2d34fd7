package desk

import (
	"cmp"
	"slices"
	"strings"

	"galley/internal/issue"
)

// acceptedEdit is a suggestion that goes into the copy.
type acceptedEdit struct {
	issue.Change
	insert string
	by     author
}

// accept makes edits on one item, all in one change: a thousand are as soon there
// as one. Of two that are about the same words the second is not made, and stays.
func (dr *draft) accept(t *text, i int, ids []string, both bool) (did AcceptedItem, gone []string) {
	did = AcceptedItem{Item: t.ID, IDs: []string{}}
	r := dr.record(t.ID)
	r.Suggestions = slices.Clone(r.Suggestions)
	open := map[string]*issue.Suggestion{}
	for j := range r.Suggestions {
		if s := &r.Suggestions[j]; s.IsOpen() {
			open[s.ID] = s
		}
	}
	now, who := dr.desk.now().UTC(), dr.desk.Me()
	var edits []acceptedEdit
	for _, id := range ids {
		s := open[id]
		if s == nil {
			continue
		}
		delete(open, id)
		e, ok := acceptedOf(s, t.Copy, both)
		if !ok || slices.ContainsFunc(edits, func(other acceptedEdit) bool { return e.Old.Start < other.Old.End && other.Old.Start < e.Old.End }) {
			gone = append(gone, id)
			continue
		}
		edits = append(edits, e)
		did.IDs = append(did.IDs, id)
		s.Answer = &issue.Answer{Yes: true, Who: who.Name, Time: now}
	}
	if len(edits) > 0 {
		dr.withRecord(t.ID, &r)
		did.Echo = dr.edit(t, i, edits)
	}
	did.Copy = t.Copy
	return did, gone
}

// acceptedOf gives what a suggestion makes of a copy; ok is false when its words do
// not stand there any more.
func acceptedOf(s *issue.Suggestion, copy string, both bool) (e acceptedEdit, ok bool) {
	at := s.Anchor.Span()
	if s.Anchor.Lost || at.Start < 0 || at.End < at.Start || at.End > len(copy) || copy[at.Start:at.End] != s.Anchor.Words {
		return e, false
	}
	e.Old, e.insert, e.by = at, s.New, author{who: s.Who}
	if both {
		kept := len(strings.TrimRight(s.Anchor.Words, " \n")) // of what was there, which stays whose it was
		e.insert = withBoth(s.Anchor.Words, s.New)[kept:]
		e.Old.Start += kept
	}
	if s.Model != "" {
		e.by.how = issue.HowModel + issue.How(s.Model)
	}
	return e, true
}

// edit makes edits that do not overlap, each of its author.
func (dr *draft) edit(t *text, i int, edits []acceptedEdit) Echo {
	slices.Reverse(edits) // of two at one place the later one stands before, as one after the other it would
	slices.SortStableFunc(edits, func(a, b acceptedEdit) int {
		return cmp.Or(cmp.Compare(a.Old.Start, b.Old.Start), cmp.Compare(a.Old.End, b.Old.End))
	})
	var copy strings.Builder
	at := 0
	changes := make([]issue.Change, len(edits))
	for j := range edits {
		e := &edits[j]
		copy.WriteString(t.Copy[at:e.Old.Start])
		e.New = issue.Span{Start: copy.Len(), End: copy.Len() + len(e.insert)}
		copy.WriteString(e.insert)
		at, changes[j] = e.Old.End, e.Change
	}
	copy.WriteString(t.Copy[at:])
	after := copy.String()
	first := edits[0].by
	echo := dr.rewrite(t, i, after, changes, first, nil, func(a *issue.Anchor) { a.Follow(changes, after) })
	for _, e := range edits {
		if e.by != first && e.insert != "" {
			t.credit([]issue.Change{{Old: e.New, New: e.New}}, e.by, nil)
		}
	}
	dr.markMachine(t) // what is credited only now, too
	return echo
}

// withBoth puts one text behind the other, as far apart as they were within.
func withBoth(mine, theirs string) string {
	switch {
	case mine == "" || theirs == "":
		return mine + theirs
	case strings.Contains(mine, "\n\n") || strings.Contains(theirs, "\n\n") || strings.HasSuffix(mine, "\n"):
		return strings.TrimRight(mine, "\n") + "\n\n" + strings.TrimLeft(theirs, "\n")
	}
	return strings.TrimRight(mine, " ") + " " + strings.TrimLeft(theirs, " ")
}
