package issue

import "strings"

// former is what an anchor's words were before they began to be deleted. Whoever
// holds the backspace key deletes a quote letter by letter, and in the end it
// is the quote that was lost, not its first letter.
type former struct {
	words, before, after string
	front                int // bytes of words that are gone from its beginning
}

// Follow takes the anchor through changes that are known: did is what was done,
// in the order of the text, and copy what came of it. Words that were edited
// inside are the edited ones; what is written at their borders, or in place of
// their beginning or end, stays outside. When none of their characters is left
// the anchor is lost. A place is lost only with what stands on both its sides.
// A lost anchor is found again by a change that brings its words back.
func (a *Anchor) Follow(did []Change, copy string) {
	if len(did) == 0 {
		return
	}
	if a.Lost {
		a.comeBack(did, copy)
		return
	}
	if start := moved(a.Start, did, false); start >= 0 && start+len(a.Words) <= len(copy) && a.isApart(did) {
		a.Start = start
		return
	}
	at, ok := surviving(a.Span(), did)
	if !ok {
		a.lose(did)
		return
	}
	a.remember(at, did)
	to := Span{moved(at.Start, did, a.Words != ""), moved(at.End, did, false)}
	if to.Start > to.End || to.End > len(copy) { // it was none of that text
		a.Settle(copy)
		return
	}
	a.Start = to.Start
	keep(&a.Words, copy[to.Start:to.End])
	a.restore(copy)
	a.look(copy)
}

// isApart reports whether nothing was done so near to the anchor that it would show
// in what it remembers: so it is with all but some of an item's when a key is
// struck.
func (a *Anchor) isApart(did []Change) bool {
	if a.was.words != "" {
		return false // they may be there again
	}
	from, to := a.Start-anchorAround, a.Start+len(a.Words)+anchorAround
	for _, c := range did {
		if c.Old.End > from && c.Old.Start < to {
			return false
		}
	}
	return len(a.Before) > 0 && len(a.After) > 0
}

// surviving gives, in the old text, from the first character of a stretch that
// is still there to the last one.
func surviving(at Span, did []Change) (Span, bool) {
	if at.Start == at.End {
		for _, c := range did {
			if c.Old.Start < at.Start && at.Start < c.Old.End {
				return at, false
			}
		}
		return at, true
	}
	for _, c := range did {
		if c.Old.Start <= at.Start && at.Start < c.Old.End {
			at.Start = c.Old.End
		}
	}
	for i := len(did) - 1; i >= 0; i-- {
		if c := did[i]; c.Old.Start < at.End && at.End <= c.Old.End {
			at.End = c.Old.Start
		}
	}
	return at, at.Start < at.End
}

// moved gives where a place of the old text is in the new one. What was inserted
// right there stands behind it, or before it when after is set; of what was
// replaced, the text in its stead is on the side on which it was.
func moved(at int, did []Change, after bool) int {
	shift := 0
	for _, c := range did {
		if c.Old.End > at || c.Old == (Span{at, at}) && !after {
			if c.Old.Start < at { // inside of what is gone
				return c.New.Start
			}
			break
		}
		shift = c.New.End - c.Old.End
	}
	return at + shift
}

// lose marks the anchor as lost; its words are what they were before they began
// to be deleted.
func (a *Anchor) lose(did []Change) {
	if w := a.was; w.words != "" {
		a.Words, a.Before, a.After = w.words, w.before, w.after
	}
	a.Start = moved(a.Start, did, false)
	a.Lost, a.was = true, former{}
}

// remember keeps what the words were, as long as nothing happens to them but
// that some are deleted. At is what is left of them, in the old text.
func (a *Anchor) remember(at Span, did []Change) {
	was := a.Span()
	deleted := at != was
	for _, c := range did {
		if c.Old.Start < at.Start || c.Old.End > at.End || c.Old.Start == at.End || c.Old.End == at.Start {
			continue
		}
		if c.New.Start < c.New.End {
			a.was = former{}
			return
		}
		deleted = true
	}
	if deleted && a.was.words == "" {
		a.was = former{words: a.Words, before: a.Before, after: a.After}
	}
	a.was.front += at.Start - was.Start
}

// restore takes back what was deleted of the words, when the text is there again.
func (a *Anchor) restore(copy string) {
	w := a.was
	if w.words == "" {
		return
	}
	if start := a.Start - w.front; hasAt(copy, start, w.words) {
		a.Start, a.Words, a.was = start, w.words, former{}
	}
}

// What a lost anchor may cost at each change.
const (
	maxReturns = 8       // changes that are looked at, and occurrences in each
	maxReturn  = 1 << 16 // bytes of a change
)

// comeBack looks for lost words in what was inserted, as when a deletion is undone
// or what was cut is pasted.
func (a *Anchor) comeBack(did []Change, copy string) {
	a.Start = min(moved(a.Start, did, false), len(copy))
	probe, offset := a.Words, 0
	if probe == "" { // a place is where what stood around it meets
		before := a.Before[letterEnd(a.Before, len(a.Before)-sure):]
		probe, offset = before+a.After[:letterStart(a.After, sure)], len(before)
	}
	found, n := 0, 0
	for _, c := range did[:min(len(did), maxReturns)] {
		if c.New.End > len(copy) || probe == "" {
			continue
		}
		from := max(0, c.New.Start-len(probe))
		to := min(len(copy), c.New.End+len(probe), from+maxReturn)
		for range maxReturns {
			at := strings.Index(copy[from:max(from, to)], probe)
			if at < 0 {
				break
			}
			if at += from; a.fits(copy, at+offset) && (n == 0 || found != at+offset) {
				found = at + offset
				n++
			}
			from = at + 1
		}
	}
	if n == 1 {
		a.stand(copy, Span{found, found + len(a.Words)})
	}
}

// fits reports whether the words at a place are those of the anchor, and not only
// the same: what stands around them agrees, or they are too many for chance.
func (a *Anchor) fits(copy string, at int) bool {
	before, after := a.agreement(copy, at)
	if a.Words == "" {
		return before >= min(sure, len(a.Before)) && after >= min(sure, len(a.After)) && before+after > 0
	}
	return len(a.Words) >= plenty || before+after >= sure
}

// hasAt reports whether s stands at a place of copy.
func hasAt(copy string, at int, s string) bool {
	return at >= 0 && at+len(s) <= len(copy) && copy[at:at+len(s)] == s
}
