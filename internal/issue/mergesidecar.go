package issue

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// sidecar merges what is kept beside the copy.
func (m *merger) sidecar() {
	none := &Sidecar{}
	base, mine, theirs := cmp.Or(m.base.Sidecar, none), cmp.Or(m.mine.Sidecar, none), cmp.Or(m.theirs.Sidecar, none)
	out := &Sidecar{
		People:   mergeMap(base.People, mine.People, theirs.People, func(_, _, mine, _ string) string { return mine }),
		Waivers:  mergeWaivers(base.Waivers, mine.Waivers, theirs.Waivers),
		Comments: m.comments("", base.Comments, mine.Comments, theirs.Comments),
		Signed:   m.signed("", base.Signed, mine.Signed, theirs.Signed),
		Machine:  mergeMachine(base.Machine, mine.Machine, theirs.Machine),
		More:     m.unknown("", base.More, mine.More, theirs.More),
	}
	ids := map[string]bool{}
	for _, all := range []map[string]Record{mine.Items, theirs.Items} {
		for id := range all {
			ids[id] = true
		}
	}
	for _, id := range sortedKeys(ids) {
		r := m.record(id, base.Items[id], mine.Items[id], theirs.Items[id])
		_, inMine := mine.Items[id]
		_, inTheirs := theirs.Items[id]
		if r.IsZero() && !(inMine && inTheirs) {
			continue
		}
		if out.Items == nil {
			out.Items = map[string]Record{}
		}
		out.Items[id] = r
	}
	if m.mine.Sidecar != nil || m.theirs.Sidecar != nil {
		m.out.Sidecar = out
	}
	m.find()
}

func (m *merger) record(id string, base, mine, theirs Record) Record {
	return Record{
		Waivers:     mergeWaivers(base.Waivers, mine.Waivers, theirs.Waivers),
		Signed:      m.signed(id, base.Signed, mine.Signed, theirs.Signed),
		Machine:     mergeMachine(base.Machine, mine.Machine, theirs.Machine),
		Comments:    m.comments(id, base.Comments, mine.Comments, theirs.Comments),
		Suggestions: m.suggestions(id, base.Suggestions, mine.Suggestions, theirs.Suggestions),
		Steps:       mergeSteps(base.Steps, mine.Steps, theirs.Steps),
		More:        m.unknown(id, base.More, mine.More, theirs.More),
	}
}

// mergeWaivers and mergeMachine tell by all that they say: one that was changed is
// another one, so both versions of it stay.
func mergeWaivers(base, mine, theirs []Waiver) []Waiver {
	key := func(w *Waiver) string {
		return strings.Join([]string{w.Check, w.Words, w.Context, w.Reason, w.Who, w.Date}, "\x00")
	}
	return mergeList(base, mine, theirs, key, func(_, mine, _ Waiver) Waiver { return mine })
}

func mergeMachine(base, mine, theirs []MachineText) []MachineText {
	key := func(t *MachineText) string { return strings.Join([]string{t.Words, t.Model, t.Date}, "\x00") }
	return mergeList(base, mine, theirs, key, func(_, mine, _ MachineText) MachineText { return mine })
}

// mergeSteps unites the ways that an item went, in order of time.
func mergeSteps(base, mine, theirs []Step) []Step {
	switch {
	case same(mine, theirs), same(theirs, base):
		return mine
	case same(mine, base):
		return theirs
	}
	type told struct {
		state State
		who   string
		time  int64
		note  string
		auto  bool
	}
	var all []Step
	seen := map[told]bool{}
	for _, s := range slices.Concat(mine, theirs) {
		if t := (told{s.State, s.Who, s.Time.UnixNano(), s.Note, s.Auto}); !seen[t] {
			seen[t] = true
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b Step) int {
		return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.Who, b.Who), cmp.Compare(a.State, b.State))
	})
	return all[max(0, len(all)-MaxSteps):]
}

// signed merges a sign-off. What it is bound to is no longer what was signed where
// both changed the item, which the hash tells.
func (m *merger) signed(item string, base, mine, theirs *SignOff) *SignOff {
	switch {
	case same(mine, theirs), same(theirs, base):
		return mine
	case same(mine, base):
		return theirs
	case mine == nil:
		return theirs
	case theirs == nil:
		return mine
	case m.Signed != nil:
		return m.Signed(item, mine, theirs)
	}
	return mine
}

// unknown merges members that this Galley does not know, each as a whole. Of two
// that were changed differently theirs is kept beside mine.
func (m *merger) unknown(item string, base, mine, theirs Unknown) Unknown {
	if same(mine, theirs) || same(theirs, base) {
		return mine
	}
	bare := func(of Unknown) map[string]string {
		all := make(map[string]string, len(of))
		for name, raw := range of {
			all[name] = string(raw)
		}
		return all
	}
	out := Unknown{}
	for name, raw := range mergeMap(bare(base), bare(mine), bare(theirs), func(name, base, here, there string) string {
		kept := FreeName(name, func(free string) bool { return mine[free] != nil || theirs[free] != nil || out[free] != nil })
		out[kept] = []byte(there)
		m.conflict(Conflict{Item: item, What: WhatBeside, Field: name, Base: base, Mine: here, Theirs: there, Kept: kept})
		return here
	}) {
		out[name] = []byte(raw)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// find looks for the words of anchors in the copy that was merged.
func (m *merger) find() {
	if m.Find == nil || m.out.Sidecar == nil {
		return
	}
	for i := range m.out.Issue.Items {
		item := &m.out.Issue.Items[i]
		r, ok := m.out.Sidecar.Items[item.ID]
		if !ok {
			continue
		}
		r.Comments, r.Suggestions = slices.Clone(r.Comments), slices.Clone(r.Suggestions) // the sides keep theirs
		for j := range r.Comments {
			if c := &r.Comments[j]; c.Anchor != nil {
				anchor := *c.Anchor
				m.Find(&anchor, item.Copy)
				c.Anchor = &anchor
			}
		}
		for j := range r.Suggestions {
			m.Find(&r.Suggestions[j].Anchor, item.Copy)
		}
		m.out.Sidecar.Items[item.ID] = r
	}
}

// later gives the answer that was given last; any counts over none.
func later(mine, theirs *Answer) *Answer {
	switch {
	case mine == nil:
		return theirs
	case theirs == nil || mine.Time.After(theirs.Time):
		return mine
	case theirs.Time.After(mine.Time) || theirs.Yes:
		return theirs
	}
	return mine
}

// gone gives when a thing was deleted: the first time.
func gone(mine, theirs time.Time) time.Time {
	if mine.IsZero() || !theirs.IsZero() && theirs.Before(mine) {
		return theirs
	}
	return mine
}
