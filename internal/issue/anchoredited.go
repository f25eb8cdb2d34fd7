package issue

import "slices"

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

// In bits: what a break in a chain costs besides its length; how much more than
// nothing, or than the next best one, a chain has to be worth; and how much the
// words have to tell, with what stands right beside them, all together and what
// stands alone at an end of them. Without that, twice as many quotes land on the
// same phrase elsewhere: 10 of 12,000.
const (
	doubt  = 5
	enough = 16
	solid  = 28
	alone  = 10
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

// whereabouts is where a chain says that the words are.
type whereabouts struct {
	Span
	worth int
	found int // bytes of the words
	told  int // what those tell, and what stands right beside them
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

// bunch is pieces that only a letter or two, or a word, keeps apart.
type bunch struct {
	told  int
	words Span // that it has of the words, in the copy
	found int  // bytes of them
	any   bool // whether it has any; of a place, whether it has a side of it
}

// bunches puts a chain's pieces together, and leaves out those that have nothing
// of the words.
func (s *sought) bunches(links []remnant) []bunch {
	const near = 24
	var list []bunch
	for i, p := range links {
		if i == 0 || p.at+p.sought-links[i-1].at-links[i-1].sought-2*links[i-1].n > near {
			list = append(list, bunch{})
		}
		c := &list[len(list)-1]
		c.told += s.told(p)
		from, to := max(p.sought, s.words.Start), min(p.sought+p.n, s.words.End)
		switch at := p.at + from - p.sought; {
		case from < to:
			if !c.any {
				c.words.Start = at
			}
			c.words.End = at + to - from
			c.found += to - from
			c.any = true
		case s.words.Empty() && p.sought <= from && p.sought+p.n >= from:
			if !c.any || p.sought < from { // behind what stood before it, rather than before what stood behind
				c.words = Span{at, at}
			}
			c.any = true
		}
	}
	return slices.DeleteFunc(list, func(c bunch) bool { return !c.any })
}

// whereabouts reads from a chain where the words are. What stands by itself at an
// end of them, and tells little, may be anything.
func (s *sought) whereabouts(links []remnant, worth int) whereabouts {
	w := whereabouts{worth: worth, Span: Span{-1, -1}}
	list := s.bunches(links)
	for len(list) > 1 && list[0].told < scale*alone {
		list = list[1:]
	}
	for len(list) > 1 && list[len(list)-1].told < scale*alone {
		list = list[:len(list)-1]
	}
	if len(list) == 0 {
		return w
	}
	w.Start, w.End = list[0].words.Start, list[len(list)-1].words.End
	if s.words.Empty() {
		w.End = w.Start
	}
	for _, c := range list {
		w.told += c.told
		w.found += c.found
	}
	return w
}

// choose takes the best of what was found, if it is enough and the next best is
// not as good. A quarter of the quote has to be there, and all has to tell more
// than chance would.
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
	if w.Start < 0 || w.found*4 < words || w.worth < scale*enough || w.told < scale*solid {
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
