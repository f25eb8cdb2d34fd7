package issue

import (
	"maps"
	"slices"
	"strings"
)

// Clone gives a sidecar that shares nothing with this one that somebody could
// change.
func (s *Sidecar) Clone() *Sidecar {
	to := *s
	to.People, to.Waivers, to.Comments = maps.Clone(s.People), slices.Clone(s.Waivers), cloneComments(s.Comments)
	to.Signed, to.Machine, to.More = s.Signed.clone(), slices.Clone(s.Machine), maps.Clone(s.More)
	to.Items = maps.Clone(s.Items)
	for id, r := range to.Items {
		r.Waivers, r.Machine, r.Steps = slices.Clone(r.Waivers), slices.Clone(r.Machine), slices.Clone(r.Steps)
		r.Comments, r.Suggestions = cloneComments(r.Comments), slices.Clone(r.Suggestions)
		for i := range r.Suggestions {
			r.Suggestions[i].Answer = clone(r.Suggestions[i].Answer)
		}
		r.Signed, r.More = r.Signed.clone(), maps.Clone(r.More)
		to.Items[id] = r
	}
	return &to
}

func cloneComments(list []Comment) []Comment {
	to := slices.Clone(list)
	for i := range to {
		c := &to[i]
		c.Anchor, c.Resolved, c.Replies = clone(c.Anchor), clone(c.Resolved), slices.Clone(c.Replies)
	}
	return to
}

func (s *SignOff) clone() *SignOff {
	to := clone(s)
	if to != nil {
		to.Parts = maps.Clone(s.Parts)
	}
	return to
}

func clone[T any](p *T) *T {
	if p == nil {
		return nil
	}
	to := *p
	return &to
}

// FitsSidecar reports whether a file of this text is read again (see [MaxSidecar]),
// and has room: what is typed into words on which much is said lets it grow, and
// nobody is told that he may not type.
func FitsSidecar(text string) (fits, hasRoom bool) {
	objects := strings.Count(text, "{")
	return len(text) <= MaxSidecar && objects <= MaxObjects, len(text) <= MaxSidecar/8*7 && objects <= MaxObjects/8*7
}
