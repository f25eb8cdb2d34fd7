package issue

import "slices"

// Version is a whole issue as somebody has it. The zero value is one of which
// there is nothing.
type Version struct {
	Issue    *Issue            // nil for none; items are told by id, those without one by their place
	States   map[string]State  // by item id
	Pictures map[string]string // name in the copy → SHA-256
	Sidecar  *Sidecar          // nil for none
	By       map[string][]Run  // by item id: who wrote the copy
}

// Merged is what came of two versions, and what a person has to decide. It holds
// mine where there is a conflict.
type Merged struct {
	Version
	Conflicts []Conflict
}

// What says what two people changed differently.
type What string

// What there can be conflicts about.
const (
	WhatWords   What = "words"
	WhatKind    What = "kind"    // Field says whether it is kind, story or more
	WhatRemoved What = "removed" // one took the item out, the other changed it: it stays
	WhatOrder   What = "order"   // each is the id of the item above; empty for the top
	WhatField   What = "field"   // of the head
	WhatBeside  What = "beside"  // a member of the sidecar that Galley does not know, a suggestion's words
	WhatPicture What = "picture" // each is a hash; Kept is the name that theirs has now
)

// Conflict is what two people changed differently, with both.
type Conflict struct {
	Item   string // id; empty for the issue's own
	What   What
	Field  string // of the head as in front matter, or beside; a picture's name
	Base   string
	Mine   string
	Theirs string
	At     Span   // of Mine in the item's merged copy; for words and removed
	Kept   string // the name under which theirs is kept, too; of a picture or beside
}

// Merging is how two versions are merged. The zero value works.
type Merging struct {
	// Signed says which of two sign-offs stands, for the item of that id or the
	// issue (“”); mine when it is nil. They may not be of what was merged.
	Signed func(item string, mine, theirs *SignOff) *SignOff
	// Find looks for an anchor's words in the merged copy of its item. When it is
	// nil anchors stay as they came, and are to be looked for before they are used.
	Find func(a *Anchor, copy string)
}

// Merge merges two versions with the zero Merging.
func Merge(base, mine, theirs *Version) *Merged { return Merging{}.Merge(base, mine, theirs) }

// Merge merges what two people made of an issue. Items are told by id. What one
// side changed, added, moved or took out is so in the result; what both changed
// differently is a conflict and as mine has it. Copy is merged as [MergeText] does.
//
// Nothing that somebody wrote is lost: an item that one took out and the other
// changed stays, two pictures of one name are both kept, and comments, suggestions
// and steps are united.
func (g Merging) Merge(base, mine, theirs *Version) *Merged {
	m := &merger{Merging: g, base: base.whole(), mine: mine.whole(), theirs: theirs.whole()}
	m.out.Issue = &Issue{}
	m.head()
	m.items()
	m.pictures()
	m.sidecar()
	m.states()
	return &m.out
}

// whole gives a version in which nothing is nil that is read.
func (v *Version) whole() Version {
	if v == nil {
		v = &Version{}
	}
	w := *v
	if w.Issue == nil {
		w.Issue = &Issue{}
	}
	return w
}

// merger is a merge at work.
type merger struct {
	Merging
	base, mine, theirs Version
	out                Merged
}

func (m *merger) conflict(c Conflict) { m.out.Conflicts = append(m.out.Conflicts, c) }

// text merges a value that is whole or another: a field, a kind.
func (m *merger) text(item string, what What, field, base, mine, theirs string) string {
	switch {
	case mine == base:
		return theirs
	case theirs != base && mine != theirs:
		m.conflict(Conflict{Item: item, What: what, Field: field, Base: base, Mine: mine, Theirs: theirs})
	}
	return mine
}

// items merges the items, each and then their order.
func (m *merger) items() {
	b, mi, th := keyed(m.base.Issue.Items), keyed(m.mine.Issue.Items), keyed(m.theirs.Issue.Items)
	order := m.order(b.keys, mi.keys, th.keys)
	for _, key := range order {
		if item, ok := m.item(b.items[key], mi.items[key], th.items[key]); ok {
			m.out.Issue.Items = append(m.out.Issue.Items, item)
		}
	}
	m.orderConflicts(b, mi, th)
}

// keyedItems are items by what they are told by.
type keyedItems struct {
	keys  []string
	items map[string]*Item
}

// keyed tells items by id; of two with one id, as only a damaged file has them, the
// second by that it is one.
func keyed(items []Item) keyedItems {
	k := keyedItems{items: make(map[string]*Item, len(items))}
	seen := map[string]int{}
	for i := range items {
		id := items[i].ID
		key := occurrence(id, seen)
		k.keys = append(k.keys, key)
		k.items[key] = &items[i]
	}
	return k
}

// item merges one item; a nil one is not there. Ok is false for one that is gone.
func (m *merger) item(base, mine, theirs *Item) (item Item, ok bool) {
	was := base
	if was == nil {
		was = &Item{}
	}
	switch {
	case mine == nil && theirs == nil:
		return item, false
	case mine == nil || theirs == nil:
		left, c := mine, Conflict{What: WhatRemoved, Base: was.Copy}
		if mine == nil {
			left, c.Theirs = theirs, theirs.Copy
		} else {
			c.Mine = mine.Copy
		}
		if base != nil {
			if sameItem(base, left) {
				return item, false
			}
			c.Item, c.At.End = left.ID, len(left.Copy)
			m.conflict(c)
		}
		item = *left
		m.by(item, mine, theirs)
	default:
		item = Item{ID: mine.ID}
		item.Kind = m.text(item.ID, WhatKind, "kind", was.Kind, mine.Kind, theirs.Kind)
		item.Story = m.text(item.ID, WhatKind, "story", was.Story, mine.Story, theirs.Story)
		item.More = m.text(item.ID, WhatKind, "more", was.More, mine.More, theirs.More)
		var conflicts []TextConflict
		item.Copy, conflicts = MergeText(was.Copy, mine.Copy, theirs.Copy)
		for _, c := range conflicts {
			m.conflict(Conflict{Item: item.ID, What: WhatWords, Base: c.Base, Mine: c.Mine, Theirs: c.Theirs, At: c.At})
		}
		m.by(item, mine, theirs)
	}
	item.Line, item.Reading = 0, Reading{} // of the file and the copy that it came from
	return item, true
}

func sameItem(a, b *Item) bool {
	return a.Kind == b.Kind && a.Story == b.Story && a.More == b.More && a.Copy == b.Copy
}

// states merges how far items are. Where both went on differently, the step that
// was taken last says it.
func (m *merger) states() {
	m.out.States = mergeMap(m.base.States, m.mine.States, m.theirs.States, func(id string, _, mine, theirs State) State {
		if m.out.Sidecar != nil {
			if steps := m.out.Sidecar.Items[id].Steps; len(steps) > 0 && slices.Contains([]State{mine, theirs}, steps[len(steps)-1].State) {
				return steps[len(steps)-1].State
			}
		}
		return mine
	})
}
