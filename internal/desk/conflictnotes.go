package desk

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"galley/internal/issue"
)

// What both changed differently is as it is here, and what the other desk has
// stands beside it: words as a suggestion, the rest as a comment, each by whoever
// made the file. Their ids follow from what they say, so that the same merge made
// twice says it once.

// say writes the conflicts beside the copy.
func (t *takingBack) say() {
	at := t.file.Made.UTC()
	if at.IsZero() {
		at = t.desk.now().UTC()
	}
	s := t.merged.Sidecar
	items := map[string]*issue.Item{}
	for i := range t.merged.Issue.Items {
		items[t.merged.Issue.Items[i].ID] = &t.merged.Issue.Items[i]
	}
	for i := range t.merged.Conflicts {
		c := &t.merged.Conflicts[i]
		id := t.conflictID(i, c)
		item := items[c.Item]
		if c.What == issue.WhatWords && item != nil {
			_ = onRecord(s, c.Item, func(r *issue.Record) error { t.suggest(r, id, c, item.Copy, at); return nil })
			continue
		}
		note := issue.Comment{ID: id, Who: t.file.By.Name, Time: at, Text: t.sentence(c)}
		if item == nil {
			s.Comments = withComment(s.Comments, note)
			continue
		}
		_ = onRecord(s, c.Item, func(r *issue.Record) error { r.Comments = withComment(r.Comments, note); return nil })
	}
	if len(t.merged.Conflicts) > 0 && t.file.By.Name != "" {
		knowPerson(s, Me{Name: t.file.By.Name, Initials: cmp.Or(t.file.By.Initials, issue.InitialsOf(t.file.By.Name))})
	}
}

func withComment(list []issue.Comment, c issue.Comment) []issue.Comment {
	if slices.ContainsFunc(list, func(other issue.Comment) bool { return other.ID == c.ID }) {
		return list
	}
	return append(slices.Clone(list), c)
}

// suggest puts their words beside those that are here.
func (t *takingBack) suggest(r *issue.Record, id string, c *issue.Conflict, copy string, at time.Time) {
	if slices.ContainsFunc(r.Suggestions, func(other issue.Suggestion) bool { return other.ID == id }) {
		return
	}
	r.Suggestions = append(slices.Clone(r.Suggestions), issue.Suggestion{
		ID: id, Anchor: issue.AnchorAt(copy, c.At), New: c.Theirs, Who: t.file.By.Name, Both: true, Time: at,
	})
}

// conflictID gives a conflict an id that follows from what it is about.
func (t *takingBack) conflictID(n int, c *issue.Conflict) string {
	revision := ""
	if w := t.workingOf(c.Item); w != nil {
		revision = w.Revision
	}
	same := 0
	for i := range n {
		if o := &t.merged.Conflicts[i]; o.Item == c.Item && o.What == c.What && o.Field == c.Field && o.Base == c.Base && o.Theirs == c.Theirs {
			same++
		}
	}
	sum := sha256.Sum256([]byte(hashOf(t.dr.kept.ID, c.Item, string(c.What), c.Field, c.Base, c.Theirs, revision, fmt.Sprint(same))))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:5]))
}

// sentence says a conflict that is not about words.
func (t *takingBack) sentence(c *issue.Conflict) string {
	who := cmp.Or(t.file.By.Name, "the other desk")
	switch c.What {
	case issue.WhatRemoved:
		if c.Mine == "" && c.Theirs != "" {
			return fmt.Sprintf("This item was taken out here, and %s changed it: it is back. Take it out again, or keep it.", who)
		}
		return fmt.Sprintf("%s took this item out, and it was changed here: it stays. Keep it, or take it out.", who)
	case issue.WhatOrder:
		return fmt.Sprintf("This item was moved by both: here it stands %s, and %s put it %s.", t.behind(c.Mine), who, t.behind(c.Theirs))
	case issue.WhatPicture:
		return fmt.Sprintf("Both put another picture in the place of “%s”: the copy has the one from here, and the one of %s is kept as “%s”.",
			path.Base(c.Field), who, path.Base(c.Kept))
	case issue.WhatKind, issue.WhatField, issue.WhatWords:
	}
	return fmt.Sprintf("Both changed the %s: here it is %s, and %s has %s.", fieldName(c.Field), quoted(c.Mine), who, quoted(c.Theirs))
}

func fieldName(field string) string { return strings.ReplaceAll(field, "_", " ") }

func (t *takingBack) behind(id string) string {
	if id == "" {
		return "first"
	}
	for _, v := range []*issue.Version{&t.merged.Version, t.theirs, t.mine} {
		for i := range v.Issue.Items {
			if v.Issue.Items[i].ID == id {
				return "behind “" + t.nameOf(&v.Issue.Items[i]) + "”"
			}
		}
	}
	return "elsewhere"
}

// conflictCounts gives how many of the notes that the merge wrote are new, of words
// and of the rest.
func (t *takingBack) conflictCounts() (words, others int) {
	had := map[string]bool{}
	eachSaid(t.mine.Sidecar, func(id string, _ bool) { had[id] = true })
	for i := range t.merged.Conflicts {
		c := &t.merged.Conflicts[i]
		switch {
		case had[t.conflictID(i, c)]:
		case c.What == issue.WhatWords:
			words++
		default:
			others++
		}
	}
	return words, others
}
