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

// signed says which of two sign-offs stands: the one of what was merged, else the
// later one.
func (t *takingBack) signed(merged *issue.Merged) func(item string, mine, theirs *issue.SignOff) *issue.SignOff {
	hashes := map[string]string{}
	for i := range merged.Issue.Items {
		item := merged.Issue.Items[i]
		item.Copy = t.dr.printed(item.Copy, item.Kind) // what was signed is what goes out
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
