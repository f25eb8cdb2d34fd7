package issue

import "math/bits"

// chain is how pieces hang together best.
type chain struct {
	pieces []remnant
	worth  []int // of the chain that ends with the piece
	before []int // the piece before it in that chain; −1 for none
}

func (s *sought) chainOf(pieces []remnant, in int) *chain {
	c := &chain{pieces, make([]int, len(pieces)), make([]int, len(pieces))}
	anywhere := scale * (bits.Len(uint(in)) + bits.Len(uint(len(s.text))))
	for j, p := range pieces {
		c.worth[j], c.before[j] = s.told(p)-anywhere, -1
		for i := max(0, j-lookBack); i < j; i++ {
			if w := c.worth[i] + s.linked(pieces[i], p); w > c.worth[j] {
				c.worth[j], c.before[j] = w, i
			}
		}
	}
	return c
}

// told is what a piece tells.
func (s *sought) told(p remnant) int { return int(s.tells[p.sought+p.n] - s.tells[p.sought]) }

// linked is what a piece is worth behind another one.
func (s *sought) linked(before, p remnant) int {
	over := max(0, before.sought+before.n-p.sought, before.at+before.n-p.at)
	if over >= p.n || p.sought <= before.sought || p.at <= before.at {
		return -1 << 20
	}
	gone := p.sought + over - before.sought - before.n
	come := p.at + over - before.at - before.n
	told := s.told(remnant{p.sought + over, p.at + over, p.n - over})
	return told - scale*(doubt+bits.Len(uint(come))+bits.Len(uint(gone)))
}

// best gives the end of the best chain that has nothing of a stretch of copy; −1
// for none.
func (c *chain) best(apart Span) int {
	best := -1
	for j, p := range c.pieces {
		if best >= 0 && c.worth[j] <= c.worth[best] {
			continue
		}
		if !apart.Empty() && p.at < apart.End {
			first := j
			for c.before[first] >= 0 {
				first = c.before[first]
			}
			if p.at+p.n > apart.Start && c.pieces[first].at < apart.End {
				continue
			}
		}
		best = j
	}
	return best
}

// links lists the pieces of a chain in order, without what overlaps.
func (c *chain) links(end int) []remnant {
	var list []remnant
	for j := end; j >= 0; j = c.before[j] {
		p := c.pieces[j]
		if i := c.before[j]; i >= 0 {
			over := max(0, c.pieces[i].sought+c.pieces[i].n-p.sought, c.pieces[i].at+c.pieces[i].n-p.at)
			p = remnant{p.sought + over, p.at + over, p.n - over}
		}
		list = append(list, p)
	}
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	return list
}
