package issue

import (
	"cmp"
	"slices"
)

// span3 is the same stretch of three texts, in their pieces.
type span3 struct{ b0, b1, m0, m1, t0, t1 int }

// sideHunk is a change and whose it is.
type sideHunk struct {
	hunk
	theirs bool
}

// cluster is changes of two sides that have to be looked at together.
type cluster struct {
	span3
	hunks   []sideHunk // in order
	overlap bool       // two of them are about the same pieces, or the same place
}

// clusters puts together the changes of two sides that overlap; with touching also
// those between which nothing unchanged stands.
func clusters(mine, theirs []hunk, touching bool) (all []cluster) {
	sides := make([]sideHunk, 0, len(mine)+len(theirs))
	for _, h := range mine {
		sides = append(sides, sideHunk{h, false})
	}
	for _, h := range theirs {
		sides = append(sides, sideHunk{h, true})
	}
	slices.SortStableFunc(sides, func(a, b sideHunk) int {
		return cmp.Or(cmp.Compare(a.a0, b.a0), cmp.Compare(a.a1, b.a1))
	})
	var m, t int // how far mine and theirs are ahead of base, so far
	for i := 0; i < len(sides); {
		c := cluster{span3: span3{b0: sides[i].a0, b1: sides[i].a1}}
		for ; i < len(sides); i++ {
			h := sides[i]
			overlaps := len(c.hunks) > 0 && (h.a0 < c.b1 || h.a0 == h.a1 && c.b0 == c.b1 && h.a0 == c.b0)
			if len(c.hunks) > 0 && !overlaps && (!touching || h.a0 > c.b1) {
				break
			}
			c.overlap = c.overlap || overlaps
			c.b1 = max(c.b1, h.a1)
			c.hunks = append(c.hunks, h)
		}
		c.m0, c.t0 = c.b0+m, c.b0+t
		for _, h := range c.hunks {
			if h.theirs {
				t = h.b1 - h.a1
			} else {
				m = h.b1 - h.a1
			}
		}
		c.m1, c.t1 = c.b1+m, c.b1+t
		all = append(all, c)
	}
	return all
}
