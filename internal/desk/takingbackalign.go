package desk

import (
	"maps"
	"path"
	"slices"

	"galley/internal/issue"
)

// apart gives another name to each picture of theirs whose name is another picture's
// here that they never saw: in their copy they mean their own.
func (t *takingBack) apart() {
	taken := maps.Clone(t.mine.Pictures)
	if taken == nil {
		taken = map[string]string{}
	}
	renamed := map[string]string{}
	for _, name := range pictureNames(t.theirs.Pictures) {
		hash := t.theirs.Pictures[name]
		if had, ok := t.mine.Pictures[name]; !ok || had == hash {
			continue
		}
		if _, ok := t.base.Pictures[name]; ok {
			continue // one of theirs or ours was put in its place: see issue.Merge
		}
		to := freeName(taken, path.Base(name), hash)
		renamed[name], taken[to] = to, hash
	}
	if len(renamed) == 0 {
		return
	}
	copies := map[string]string{}
	for i := range t.theirs.Issue.Items {
		item := &t.theirs.Issue.Items[i]
		copy, ok := renamePictures(t.dr.dialect, t.dr.open.Edition.House.Like(item.Kind), item.Copy, renamed)
		if !ok {
			return // it is told as a conflict
		}
		copies[item.ID] = copy
	}
	for i := range t.theirs.Issue.Items {
		item := &t.theirs.Issue.Items[i]
		if copies[item.ID] != item.Copy {
			t.theirs.By[item.ID] = nil
			item.Copy = copies[item.ID]
		}
	}
	for name, to := range renamed {
		delete(t.theirs.Pictures, name)
		t.theirs.Pictures[to] = taken[to]
		t.notes = append(t.notes, "Another picture is called “"+path.Base(name)+"” here; the one that came is “"+path.Base(to)+"” now.")
	}
}

// inPart has what was not sent be as it was. Of a file with some items, the others
// were not taken out, and where an issue came in part, those that never came were
// not taken out here.
func (t *takingBack) inPart() {
	var never []string
	for i := range t.base.Issue.Items {
		if id := t.base.Issue.Items[i].ID; t.dr.texts[id] == nil && t.dr.kept.Part {
			never = append(never, id)
		}
	}
	t.base.Issue.Items = slices.DeleteFunc(t.base.Issue.Items, func(item issue.Item) bool { return slices.Contains(never, item.ID) })
	if len(t.file.Only) == 0 {
		return
	}
	theirs := map[string]*issue.Item{}
	for i := range t.theirs.Issue.Items {
		theirs[t.theirs.Issue.Items[i].ID] = &t.theirs.Issue.Items[i]
	}
	base := map[string]*issue.Item{}
	for i := range t.base.Issue.Items {
		base[t.base.Issue.Items[i].ID] = &t.base.Issue.Items[i]
	}
	// In order of what is here, each item theirs where it came, else as it was.
	var items []issue.Item
	there := map[string]bool{}
	for i := range t.mine.Issue.Items {
		item := t.mine.Issue.Items[i]
		there[item.ID] = true
		switch {
		case theirs[item.ID] != nil:
			items = append(items, *theirs[item.ID])
		case base[item.ID] != nil:
			items = append(items, *base[item.ID])
		}
	}
	for i := range t.theirs.Issue.Items { // what is here no more, or is new, stands behind what it stood behind
		item := t.theirs.Issue.Items[i]
		if there[item.ID] {
			continue
		}
		at := 0
		if i > 0 {
			at = 1 + slices.IndexFunc(items, func(other issue.Item) bool { return other.ID == t.theirs.Issue.Items[i-1].ID })
		}
		items = slices.Insert(items, at, item)
	}
	t.theirs.Issue.Items = items
	order := map[string]int{}
	for i := range items {
		order[items[i].ID] = i
	}
	slices.SortStableFunc(t.base.Issue.Items, func(a, b issue.Item) int { return placeIn(order, a.ID) - placeIn(order, b.ID) })
	for name, hash := range t.base.Pictures {
		if _, ok := t.theirs.Pictures[name]; !ok {
			t.theirs.Pictures[name] = hash
		}
	}
	t.recordsInPart()
}

func placeIn(order map[string]int, id string) int {
	if at, ok := order[id]; ok {
		return at
	}
	return len(order)
}

// recordsInPart has what is said on items that did not come be as it is here.
func (t *takingBack) recordsInPart() {
	came := func(id string) bool { return t.workingOf(id) != nil }
	for _, s := range []*issue.Sidecar{t.theirs.Sidecar, t.base.Sidecar} {
		if s == nil {
			continue
		}
		s.Items = maps.Clone(s.Items)
		maps.DeleteFunc(s.Items, func(id string, _ issue.Record) bool { return !came(id) })
	}
}

// carry brings the anchors of both sides onto the merged copy. One note has one
// anchor on all sides then, so that where it stands is no difference.
func (t *takingBack) carry(merged *issue.Issue) {
	copies := map[string]string{}
	for i := range merged.Items {
		copies[merged.Items[i].ID] = merged.Items[i].Copy
	}
	redone := t.redone()
	anchors := map[string]issue.Anchor{}
	for _, v := range []*issue.Version{t.mine, t.theirs} {
		for i := range v.Issue.Items {
			item := &v.Issue.Items[i]
			copy, ok := copies[item.ID]
			r, has := v.Sidecar.Items[item.ID]
			if !ok || !has {
				continue
			}
			did := issue.Diff(item.Copy, copy)
			eachAnchor(&r, func(id string, a issue.Anchor) {
				stand(&a, item.Copy)
				a.Carry(did, copy)
				if had, ok := anchors[id]; !ok || had.Lost && !a.Lost || redone[id] {
					anchors[id] = a
				}
			})
		}
	}
	for _, v := range []*issue.Version{t.base, t.mine, t.theirs} {
		if v.Sidecar != nil {
			v.Sidecar = anchored(v.Sidecar, anchors)
		}
	}
}

// redone gives what theirs hung on other words than before: whoever goes on with a
// suggestion takes more into it.
func (t *takingBack) redone() map[string]bool {
	redone := map[string]bool{}
	if t.base.Sidecar == nil {
		return redone
	}
	before := map[string]string{}
	for i := range t.base.Issue.Items {
		before[t.base.Issue.Items[i].ID] = t.base.Issue.Items[i].Copy
	}
	for i := range t.theirs.Issue.Items {
		item := &t.theirs.Issue.Items[i]
		r, was := t.theirs.Sidecar.Items[item.ID], t.base.Sidecar.Items[item.ID]
		did := issue.Diff(before[item.ID], item.Copy)
		carried := map[string]issue.Anchor{}
		eachAnchor(&was, func(id string, a issue.Anchor) {
			stand(&a, before[item.ID])
			a.Carry(did, item.Copy)
			carried[id] = a
		})
		eachAnchor(&r, func(id string, a issue.Anchor) {
			had, ok := carried[id]
			redone[id] = ok && !a.Lost && (had.Lost || had.Span() != a.Span())
		})
	}
	return redone
}

// stand has an anchor be a place of a copy: it may come from anybody.
func stand(a *issue.Anchor, copy string) {
	switch {
	case a.Lost:
		a.Start = min(max(a.Start, 0), len(copy))
	case a.Start < 0 || a.Start > len(copy) || !standsAt(a, copy):
		a.Start = min(max(a.Start, 0), len(copy))
		a.Settle(copy)
	}
}

func eachAnchor(r *issue.Record, see func(id string, a issue.Anchor)) {
	for i := range r.Comments {
		if c := &r.Comments[i]; c.Anchor != nil {
			see(c.ID, *c.Anchor)
		}
	}
	for i := range r.Suggestions {
		see(r.Suggestions[i].ID, r.Suggestions[i].Anchor)
	}
}

// anchored gives a sidecar with other anchors, by the ids of what hangs on them.
func anchored(s *issue.Sidecar, anchors map[string]issue.Anchor) *issue.Sidecar {
	to := *s
	to.Items = maps.Clone(s.Items)
	for item, r := range to.Items {
		r.Comments, r.Suggestions = slices.Clone(r.Comments), slices.Clone(r.Suggestions)
		for i := range r.Comments {
			if a, ok := anchors[r.Comments[i].ID]; ok && r.Comments[i].Anchor != nil {
				r.Comments[i].Anchor = &a
			}
		}
		for i := range r.Suggestions {
			if a, ok := anchors[r.Suggestions[i].ID]; ok {
				r.Suggestions[i].Anchor = a
			}
		}
		to.Items[item] = r
	}
	return &to
}

// signed says which of two sign-offs stands: the one of what was merged, else the
// later one.
func (t *takingBack) signed(merged *issue.Merged) func(item string, mine, theirs *issue.SignOff) *issue.SignOff {
	hashes := map[string]string{}
	for i := range merged.Issue.Items {
		item := merged.Issue.Items[i]
		item.Reading = t.dr.dialect.Read(t.dr.open.Edition.House.Like(item.Kind), item.Copy)
		hashes[item.ID] = item.Hash(func(name string) string { return merged.Pictures[name] })
	}
	return func(item string, mine, theirs *issue.SignOff) *issue.SignOff {
		switch {
		case hashes[item] == mine.Hash:
			return mine
		case hashes[item] == theirs.Hash, theirs.Date > mine.Date:
			return theirs
		}
		return mine
	}
}

// allow leaves an item the kind that it has here where the house style has not the
// one that came.
func (t *takingBack) allow() {
	for i := range t.merged.Issue.Items {
		item := &t.merged.Issue.Items[i]
		here := t.dr.texts[item.ID]
		if here == nil || here.Kind == item.Kind && here.Story == item.Story || checkKind(t.dr.open.Edition.House, item.Kind, item.Story) == nil {
			continue
		}
		t.notes = append(t.notes, "“"+t.nameOf(item)+"” came as a kind of item that the house style here has not; it stays what it is here.")
		item.Kind, item.Story = here.Kind, here.Story
	}
}
