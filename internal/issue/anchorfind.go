package issue

import (
	"cmp"
	"slices"
	"strings"
)

// How many bytes tell that it is the same place.
const (
	sure   = 12 // of what stands around the words
	plenty = 24 // of the words themselves
	edge   = 6  // what the beginning or the end of the copy counts for
)

// Find looks for the anchor's words in a text that was changed unseen. It takes
// the same words first, those of several that stand in the same surroundings, or
// else nearest; then what an edited quote has become: from the first of its
// characters that is found again to the last. It answers false when the words
// are gone, and when nothing tells which of several they are: an anchor that is
// lost says so, one on wrong words does not.
//
// It takes time in proportion to the copy, whatever is in it.
func (a *Anchor) Find(copy string) (Span, bool) { return a.find(copy, nil) }

func (a *Anchor) find(copy string, left *int) (Span, bool) {
	if hasAt(copy, a.Start, a.Words) {
		if before, after := a.agreement(copy, a.Start); a.isWhole(before, after) {
			return Span{a.Start, a.Start + len(a.Words)}, true
		}
	}
	if at, known := a.exact(copy); known {
		if at < 0 {
			return Span{}, false
		}
		return Span{at, at + len(a.Words)}, true
	}
	if left != nil {
		if *left -= len(copy) + len(a.Words); *left < 0 {
			return Span{}, false
		}
	}
	return a.edited(copy)
}

// isWhole reports whether all that is remembered stands around the words.
func (a *Anchor) isWhole(before, after int) bool {
	return before >= len(a.Before) && after >= len(a.After) && before+after > 0
}

// agreement gives how many bytes before and behind a place are those that stood
// around the words.
func (a *Anchor) agreement(copy string, at int) (before, after int) {
	b, c := a.Before, copy[:at]
	for before < len(b) && before < len(c) && b[len(b)-1-before] == c[len(c)-1-before] {
		before++
	}
	if before == len(b) && before == len(c) {
		before += edge
	}
	b, c = a.After, copy[min(len(copy), at+len(a.Words)):]
	for after < len(b) && after < len(c) && b[after] == c[after] {
		after++
	}
	if after == len(b) && after == len(c) {
		after += edge
	}
	return before, after
}

// spot is where the words may stand.
type spot struct {
	at    int
	agree int // bytes of the surroundings that are the same
}

// exact looks for the same words. Known is false when that decides nothing; at is
// −1 when they are there more than once and nothing tells which.
func (a *Anchor) exact(copy string) (at int, known bool) {
	if a.Words == "" {
		return 0, false
	}
	var best []spot
	for _, at := range a.occurrences(copy) {
		before, after := a.agreement(copy, at)
		if before+after >= sure {
			best = append(best, spot{at, before + after})
		}
	}
	if len(best) == 0 {
		return 0, false
	}
	slices.SortStableFunc(best, func(x, y spot) int { return cmp.Compare(y.agree, x.agree) })
	const margin = 4 // a letter or two more are chance
	n := 1
	for n < len(best) && best[n].agree+margin > best[0].agree {
		n++
	}
	i, ok := a.nearest(best[:n])
	if !ok {
		return -1, true
	}
	return best[i].at, true
}

// nearest gives which of several places is the one, by where the words were: the
// next one has to be four times as far away.
func (a *Anchor) nearest(places []spot) (which int, ok bool) {
	if len(places) == 1 {
		return 0, true
	}
	away := func(i int) int { return max(places[i].at-a.Start, a.Start-places[i].at) }
	next := -1
	for i := 1; i < len(places); i++ {
		switch {
		case away(i) < away(which):
			which, next = i, which
		case next < 0 || away(i) < away(next):
			next = i
		}
	}
	return which, away(which)*4 < away(next)
}

// maxOccurrences is how many places with the same words are looked at: those
// nearest to where they were, as many on each side.
const maxOccurrences = 2_000

// occurrences lists where the words stand.
func (a *Anchor) occurrences(copy string) []int {
	step := 1
	if len(a.Words) > 256 { // that overlap themselves only where they say nothing
		step = len(a.Words)
	}
	var list []int
	middle := min(max(a.Start, 0), len(copy))
	for from := middle; len(list) < maxOccurrences; {
		at := strings.Index(copy[from:], a.Words)
		if at < 0 {
			break
		}
		list = append(list, from+at)
		if from += at + step; from > len(copy) {
			break
		}
	}
	head := copy[:min(len(copy), middle+len(a.Words)-1)]
	for range maxOccurrences {
		at := strings.LastIndex(head, a.Words)
		if at < 0 {
			break
		}
		list = append(list, at)
		head = head[:max(0, at+len(a.Words)-step)]
	}
	return list
}
