package desk

import (
	"maps"
	"slices"

	"galley/internal/issue"
)

// carry brings the anchors of both sides onto the merged copy. One note has one
// anchor on all sides then, so that where it stands is no difference.
func (t *takingBack) carry(merged *issue.Issue) {
	copies := map[string]string{}
	for i := range merged.Items {
		copies[merged.Items[i].ID] = merged.Items[i].Copy
	}
	left := issue.SearchBytes
	redone := t.redone(&left)
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
				stand(&a, item.Copy, &left)
				a.CarryWithin(did, copy, &left)
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
func (t *takingBack) redone(left *int) map[string]bool {
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
			stand(&a, before[item.ID], left)
			a.CarryWithin(did, item.Copy, left)
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
func stand(a *issue.Anchor, copy string, left *int) {
	switch {
	case a.Lost:
		a.Start = min(max(a.Start, 0), len(copy))
	case !standsAt(a, copy):
		a.Start = min(max(a.Start, 0), len(copy))
		a.SettleWithin(copy, left)
	}
}

// eachAnchor goes through what hangs on words. A suggestion that was answered stands
// where it stood then.
func eachAnchor(r *issue.Record, see func(id string, a issue.Anchor)) {
	for i := range r.Comments {
		if c := &r.Comments[i]; c.Anchor != nil {
			see(c.ID, *c.Anchor)
		}
	}
	for i := range r.Suggestions {
		if s := &r.Suggestions[i]; s.IsOpen() {
			see(s.ID, s.Anchor)
		}
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
			if a, ok := anchors[r.Suggestions[i].ID]; ok && r.Suggestions[i].IsOpen() {
				r.Suggestions[i].Anchor = a
			}
		}
		to.Items[item] = r
	}
	return &to
}
