package issue

import (
	"math/bits"
)

// A quote that was edited is found as a chain of pieces: stretches of text that
// are the same in what the anchor remembers and in the copy, in the same order.
// (Readers of genomes do it so, for the same reason: between two pieces anything
// may have happened.) A piece is worth what it tells, in bits: a long word more
// than “the”. It costs what chance had to choose from: where it might have stood
// as well. So a single word says nothing of itself, and much right behind
// another piece.

// seed is how many bytes a piece has at least.
const seed = 5

// Bounds of the search: whatever the copy is, it takes no more.
const (
	maxQuote  = 4 << 10 // bytes of a quote; of a longer one the ends are looked for
	maxPieces = 4_096   // in a window
	lookBack  = 64      // pieces before one that it may be chained to
	chances   = 8       // places in the quote that a seed is tried at
	window    = 32 << 10
	windows   = 3 // of a copy that is longer than one
)

// In bits: what a break in a chain costs besides its length, and how much more
// than nothing, or than the next best one, a chain has to be worth.
const (
	doubt  = 5
	enough = 16
	scale  = 16
)

// remnant is a stretch of the copy that is the same as one of what is looked for.
type remnant struct{ sought, at, n int }

// sought is what is looked for: before, words and after in one.
type sought struct {
	text  string
	words Span    // in text
	tells []int32 // what its beginning tells, by length, in bits/scale
	heads []int32
	next  []int32
}

const headBits = 13

func newSought(a *Anchor) *sought {
	words := a.Words
	if len(words) > maxQuote {
		words = words[:letterStart(words, maxQuote/2)] + words[letterEnd(words, len(words)-maxQuote/2):]
	}
	s := &sought{text: a.Before + words + a.After}
	s.words = Span{len(a.Before), len(a.Before) + len(words)}
	s.tells = telling(s.text)
	s.heads = make([]int32, 1<<headBits)
	s.next = make([]int32, len(s.text)+1)
	for i := len(s.text) - seed; i >= 0; i-- {
		h := headOf(s.text, i)
		s.next[i+1] = s.heads[h]
		s.heads[h] = int32(i + 1)
	}
	return s
}

// headOf is the hash of a seed.
func headOf(s string, i int) uint32 {
	x := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 | uint64(s[i+4])<<32
	return uint32(x * 0x9E3779B97F4A7C15 >> (64 - headBits))
}

// pieces lists what a stretch of the copy has in common with what is sought, each
// as long as it goes, in the order of the copy.
func (s *sought) pieces(copy string, in Span) []remnant {
	var list []remnant
	for at := in.Start; at+seed <= in.End && len(list) < maxPieces; at++ {
		i := s.heads[headOf(copy, at)]
		for n := 0; i != 0 && n < chances; n++ {
			q := int(i - 1)
			i = s.next[i]
			if q > 0 && at > in.Start && s.text[q-1] == copy[at-1] {
				continue // it is in the piece that began before
			}
			if n := sameStart(s.text[q:], copy[at:in.End]); n >= seed {
				list = append(list, remnant{q, at, n})
			}
		}
	}
	return list
}

func sameStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

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

// whereabouts is where a chain says that the words are.
type whereabouts struct {
	Span
	worth int
	found int // bytes of the words
	told  int // what those tell
}

// edited finds words that were edited, by the best chain of what is left of them.
func (a *Anchor) edited(copy string) (Span, bool) {
	s := newSought(a)
	var list []whereabouts
	for _, in := range s.windows(copy, a.Start) {
		c := s.chainOf(s.pieces(copy, in), len(copy))
		end := c.best(Span{})
		if end < 0 {
			continue
		}
		links := c.links(end)
		list = append(list, s.whereabouts(links, c.worth[end]))
		last := links[len(links)-1]
		if other := c.best(Span{links[0].at, last.at + last.n}); other >= 0 {
			list = append(list, s.whereabouts(c.links(other), c.worth[other]))
		}
	}
	at, ok := a.choose(list, s.words.End-s.words.Start)
	if !ok {
		return Span{}, false
	}
	// Two characters may have a byte in common.
	whole := Span{letterEnd(copy, at.Start), letterStart(copy, at.End)}
	return whole, whole.Start < whole.End || at.Empty() && whole.Start == whole.End
}

// whereabouts reads from a chain where the words are.
func (s *sought) whereabouts(links []remnant, worth int) whereabouts {
	w := whereabouts{worth: worth, Span: Span{-1, -1}}
	for _, p := range links {
		from, to := max(p.sought, s.words.Start), min(p.sought+p.n, s.words.End)
		if s.words.Empty() { // a place is behind what stood before it, or before what stood behind
			if p.sought < from && p.sought+p.n >= from || w.Start < 0 && p.sought == from {
				w.Span = Span{p.at + from - p.sought, p.at + from - p.sought}
			}
			continue
		}
		if from >= to {
			continue
		}
		w.found += to - from
		w.told += s.told(remnant{from, 0, to - from})
		if w.Start < 0 {
			w.Start = p.at + from - p.sought
		}
		w.End = p.at + to - p.sought
	}
	return w
}

// choose takes the best of what was found, if it is enough and the next best is
// not as good. A quarter of the quote has to be there, and more than a word or so
// where it is less than half; and all together has to be more than chance.
func (a *Anchor) choose(list []whereabouts, words int) (Span, bool) {
	best := -1
	for i, w := range list {
		if best < 0 || w.worth > list[best].worth {
			best = i
		}
	}
	if best < 0 {
		return Span{}, false
	}
	w := list[best]
	few := w.found*2 < words && w.told < scale*enough
	if w.Start < 0 || w.found*4 < words || w.worth < scale*enough || few {
		return Span{}, false
	}
	places := []spot{{at: w.Start}}
	for i, other := range list {
		if i != best && other.worth+scale*enough > w.worth && other.Start >= 0 && other.Start != w.Start {
			places = append(places, spot{at: other.Start})
		}
	}
	if i, ok := a.nearest(places); !ok || i != 0 {
		return Span{}, false
	}
	return w.Span, true
}
