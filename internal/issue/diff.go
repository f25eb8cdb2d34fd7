package issue

// Change says that Old, of an old text, became New, of a new one. One of the two
// may be empty: something was put in, or taken out.
type Change struct{ Old, New Span } // bytes

// Diff gives what makes the new text of the old one: in order, never two without
// something unchanged between them, and never through a word or a character.
// Everything outside of the changes is the same in both, so the old text with
// each Old replaced by New is the new text.
//
// Changes are as few as they can be where the texts are alike, and then put so
// that a person reads them easily: at the beginning of a word or a line rather
// than within, and one where only a space or a comma stands between two. Texts
// that have nothing to do with each other are few large changes, soon.
func Diff(old, new string) []Change {
	if old == new {
		return nil
	}
	names := namer{}
	a, b := names.cut(old), names.cut(new)
	left := diffSteps
	hunks := byLine(names, a, b, &left)
	slide(hunks, a, b, fits)
	changes := make([]Change, 0, len(hunks))
	for _, h := range readable(hunks, a) {
		changes = append(changes, Change{Span{a.at(h.a0), a.at(h.a1)}, Span{b.at(h.b0), b.at(h.b1)}})
	}
	return changes
}

// byLine compares lines first, and words within those that changed: a line that
// was put into a list is a line then, and not the end of one and the beginning of
// the next.
func byLine(names namer, a, b *tokens, left *int) (hunks []hunk) {
	p, q := names.lines(a), names.lines(b)
	lines := paired(hunksOf(p.names, q.names, left), p.line, q.line)
	for _, l := range lines {
		a0, a1, b0, b1 := p.at(l.a0), p.at(l.a1), q.at(l.b0), q.at(l.b1)
		for _, h := range hunksOf(a.names[a0:a1], b.names[b0:b1], left) {
			h = hunk{h.a0 + a0, h.a1 + a0, h.b0 + b0, h.b1 + b0}
			if n := len(hunks); n > 0 && hunks[n-1].a1 == h.a0 && hunks[n-1].b1 == h.b0 {
				hunks[n-1].a1, hunks[n-1].b1 = h.a1, h.b1
				continue
			}
			hunks = append(hunks, h)
		}
	}
	return hunks
}

// slide puts what was only put in, or only taken out, where it reads best: of
// “the old cat, the cat” to “the old cat, the old cat”, “old ” rather than
// “ld o” and “old ” rather than “ old”.
func slide(hunks []hunk, a, b *tokens, better placing) {
	for i := range hunks {
		h := &hunks[i]
		low, high := hunk{}, hunk{a1: a.len(), b1: b.len()} // the neighbours
		if i > 0 {
			low = hunks[i-1]
		}
		if i < len(hunks)-1 {
			high = hunk{a1: hunks[i+1].a0, b1: hunks[i+1].b0}
		}
		switch {
		case h.a0 == h.a1:
			d := slideOf(b, h.b0, h.b1, low.b1+1, high.b1-1, i > 0, i < len(hunks)-1, better)
			*h = hunk{h.a0 + d, h.a1 + d, h.b0 + d, h.b1 + d}
		case h.b0 == h.b1:
			d := slideOf(a, h.a0, h.a1, low.a1+1, high.a1-1, i > 0, i < len(hunks)-1, better)
			*h = hunk{h.a0 + d, h.a1 + d, h.b0 + d, h.b1 + d}
		}
	}
}

// slideOf gives by how many tokens [from, to) is best moved. Where there is a
// neighbour, one token stays between the two.
func slideOf(t *tokens, from, to, low, high int, left, right bool, better placing) int {
	if !left {
		low = 0
	}
	if !right {
		high = t.len()
	}
	best, most := 0, better(t, from, to)
	for d := -1; from+d >= low && t.names[from+d] == t.names[to+d]; d-- {
		if n := better(t, from+d, to+d); n > most {
			best, most = d, n
		}
	}
	for d := 1; to+d <= high && t.names[from+d-1] == t.names[to+d-1]; d++ {
		if n := better(t, from+d, to+d); n > most {
			best, most = d, n
		}
	}
	return best
}

// placing says how well a change stands from one token to another: of several
// places that are the same change, the best is taken.
type placing func(t *tokens, from, to int) int

func foremost(_ *tokens, from, _ int) int { return -from }
func hindmost(_ *tokens, from, _ int) int { return from }

// fits says how well a change from one token to another reads.
func fits(t *tokens, from, to int) (n int) {
	switch {
	case from == 0 || t.kinds[from-1] == tokenBreak:
		n += 4
	case t.kinds[from-1] == tokenBlank && from > 1 && t.kinds[from-2] == tokenOther: // a phrase
		n += 3
	case t.kinds[from-1] == tokenBlank:
		n += 2
	}
	switch {
	case to == t.len() || t.kinds[to-1] == tokenBreak:
		n += 3
	case t.kinds[to-1] == tokenBlank || t.kinds[to] == tokenBlank || t.kinds[to] == tokenBreak:
		n++
	}
	if t.kinds[from] == tokenWord {
		n++
	}
	return n
}

// readable joins changes between which too little stands to be read.
func readable(hunks []hunk, a *tokens) []hunk {
	var all []hunk
	for _, h := range hunks {
		if n := len(all); n > 0 && isThin(a, all[n-1], h) {
			all[n-1].a1, all[n-1].b1 = h.a1, h.b1
			continue
		}
		all = append(all, h)
	}
	return all
}

// isThin reports whether what stands between two changes is a blank or a mark, or
// a word that is lost between large ones. A line break keeps them apart.
func isThin(a *tokens, h, next hunk) bool {
	words, ok := a.wordsBetween(h.a1, next.a0)
	size := min(max(h.a1-h.a0, h.b1-h.b0), max(next.a1-next.a0, next.b1-next.b0))
	return ok && words*lost <= size
}

// lost is how many tokens of change, on both sides of a word that is the same,
// hide it; and how many blanks and marks do not part two changes.
const lost = 6

// wordsBetween counts words; ok is false for a gap that parts what stands around
// it: a line break, or more than a few marks.
func (t *tokens) wordsBetween(from, to int) (words int, ok bool) {
	for _, k := range t.kinds[from:to] {
		switch {
		case k.says():
			words++
		case k == tokenBreak:
			return 0, false
		}
	}
	return words, to-from <= max(lost, 3*words)
}
