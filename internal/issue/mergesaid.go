package issue

import (
	"cmp"
	"slices"
	"time"
)

// comments merges comments by their ids, each with its thread.
func (m *merger) comments(item string, base, mine, theirs []Comment) []Comment {
	all := mergeList(base, mine, theirs, func(c *Comment) string { return c.ID }, func(base, mine, theirs Comment) Comment {
		c := mine
		c.Text, c.Edited = said(base.Text, mine.Text, theirs.Text, mine.Edited, theirs.Edited)
		c.Anchor = either(base.Anchor, mine.Anchor, theirs.Anchor)
		c.Resolved = later(mine.Resolved, theirs.Resolved)
		c.Deleted = gone(mine.Deleted, theirs.Deleted)
		c.Replies = m.replies(item, base.Replies, mine.Replies, theirs.Replies)
		c.More = m.unknown(item, base.More, mine.More, theirs.More)
		return c
	})
	return inTime(all, mine, theirs, func(c *Comment) (time.Time, string) { return c.Time, c.ID })
}

func (m *merger) replies(item string, base, mine, theirs []Reply) []Reply {
	all := mergeList(base, mine, theirs, func(r *Reply) string { return r.ID }, func(base, mine, theirs Reply) Reply {
		r := mine
		r.Text, r.Edited = said(base.Text, mine.Text, theirs.Text, mine.Edited, theirs.Edited)
		r.Deleted = gone(mine.Deleted, theirs.Deleted)
		r.More = m.unknown(item, base.More, mine.More, theirs.More)
		return r
	})
	return inTime(all, mine, theirs, func(r *Reply) (time.Time, string) { return r.Time, r.ID })
}

// suggestions merges suggested edits by their ids. What one would put in is its
// author's; where two versions differ in it, both are kept, one as a conflict.
func (m *merger) suggestions(item string, base, mine, theirs []Suggestion) []Suggestion {
	all := mergeList(base, mine, theirs, func(s *Suggestion) string { return s.ID }, func(base, mine, theirs Suggestion) Suggestion {
		s := mine
		s.New = m.text(item, WhatBeside, "suggestion "+s.ID, base.New, mine.New, theirs.New)
		s.Reason = m.text(item, WhatBeside, "reason of suggestion "+s.ID, base.Reason, mine.Reason, theirs.Reason)
		s.Anchor = either(base.Anchor, mine.Anchor, theirs.Anchor)
		s.Answer = later(mine.Answer, theirs.Answer)
		s.Both = mine.Both || theirs.Both
		s.More = m.unknown(item, base.More, mine.More, theirs.More)
		return s
	})
	return inTime(all, mine, theirs, func(s *Suggestion) (time.Time, string) { return s.Time, s.ID })
}

// said gives the words that somebody changed; where both did, those that were
// written last.
func said(base, mine, theirs string, mineEdited, theirsEdited time.Time) (string, time.Time) {
	switch {
	case mine == theirs && mineEdited.Before(theirsEdited), mine == base && theirs != base:
		return theirs, theirsEdited
	case theirs == base, mine == theirs, mineEdited.After(theirsEdited):
		return mine, mineEdited
	case theirsEdited.After(mineEdited) || theirs > mine:
		return theirs, theirsEdited
	}
	return mine, mineEdited
}

// either gives what one side changed; mine where both did.
func either[V any](base, mine, theirs V) V {
	if same(mine, base) {
		return theirs
	}
	return mine
}

// inTime puts what was united of two lists into the order in which it was written.
// A list of one side stays as it is.
func inTime[T any](all, mine, theirs []T, when func(*T) (time.Time, string)) []T {
	if same(all, mine) || same(all, theirs) {
		return all
	}
	slices.SortStableFunc(all, func(a, b T) int {
		t, id := when(&a)
		u, other := when(&b)
		return cmp.Or(t.Compare(u), cmp.Compare(id, other))
	})
	return all
}
