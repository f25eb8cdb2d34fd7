package preflight

import (
	"cmp"
	"iter"
	"slices"

	"galley/internal/issue"
)

// nest finds what stands around a place in copy without looking at everything:
// an item may hold tens of thousands of slots, and a tag in each.
type nest struct {
	all []nested // by where they begin, of those that begin together the longest first
}

// nested is a span, and the last one above it that it begins within.
type nested struct {
	issue.Span
	n, above int // its place in the list that the nest is of; -1 above the outermost
}

// nestOf makes a nest of n spans.
func nestOf(n int, span func(int) issue.Span) *nest {
	all := make([]nested, n)
	for i := range all {
		all[i] = nested{Span: span(i), n: i}
	}
	slices.SortStableFunc(all, func(a, b nested) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	open := -1
	for i := range all {
		for open >= 0 && all[open].End <= all[i].Start {
			open = all[open].above
		}
		all[i].above, open = open, i
	}
	return &nest{all}
}

// around gives the places of the spans that hold another, from the inside out.
func (n *nest) around(at issue.Span) iter.Seq[int] {
	return func(yield func(int) bool) {
		i, _ := slices.BinarySearchFunc(n.all, at.Start+1, func(s nested, start int) int { return cmp.Compare(s.Start, start) })
		for i--; i >= 0; i = n.all[i].above {
			if s := n.all[i]; at.End <= s.End && !yield(s.n) {
				return
			}
		}
	}
}

// covers reports whether any of the spans holds another.
func (n *nest) covers(at issue.Span) bool {
	for range n.around(at) {
		return true
	}
	return false
}
