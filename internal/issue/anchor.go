package issue

import (
	"strings"
	"unicode/utf8"
)

// anchorAround is how many bytes an anchor remembers of what stands on each side
// of its words. Half as much finds fewer of them again, twice as much no more
// (see TestAnchorsUnseen): what is further away is edited apart from them.
const anchorAround = 64

// AnchorAt gives the anchor of a stretch of copy; one without length is a place
// between two characters. A span that reaches over the copy's end, or into a
// character, is made to fit.
func AnchorAt(copy string, at Span) Anchor {
	at.Start = letterStart(copy, at.Start)
	at.End = max(at.Start, letterStart(copy, max(at.Start, at.End)))
	a := Anchor{Start: at.Start, Words: strings.Clone(copy[at.Start:at.End])}
	a.look(copy)
	return a
}

// Through finds the words in a text of which the older state is there as well:
// the middle way between changes that were seen and a text of which nothing is
// known.
func (a *Anchor) Through(old, new string) { a.Carry(Diff(old, new), new) }

// Carry is [Anchor.Through] for many anchors of one text: did is what [Diff]
// tells. Where that leaves the words as they are they stand there; else they are
// looked for, since a comparison takes any “the” for one that was left, and what
// was moved for gone.
func (a *Anchor) Carry(did []Change, new string) { a.CarryWithin(did, new, nil) }

// CarryWithin is the same, with an allowance as [Anchor.SettleWithin] has it.
func (a *Anchor) CarryWithin(did []Change, new string, left *int) {
	carried := *a
	carried.Follow(did, new)
	if a.Lost || !carried.Lost && carried.Words == a.Words && a.fits(new, carried.Start) {
		*a = carried
		return
	}
	a.Start = carried.Start // where they would be
	a.SettleWithin(new, left)
}

// Settle finds the words in a text that was changed unseen and stands there from
// then on; where they are gone the anchor is lost, and keeps what they were.
func (a *Anchor) Settle(copy string) { a.SettleWithin(copy, nil) }

// SettleWithin is the same for many anchors, which together may be as many as
// somebody likes to put into a file: left is how many bytes of copy may still be
// searched for words that were edited ([SearchBytes] to begin with, nil for no end).
// When they are spent, words that do not stand there as they were are gone.
func (a *Anchor) SettleWithin(copy string, left *int) {
	at, ok := a.find(copy, left)
	if !ok {
		a.Lost = true
		return
	}
	a.stand(copy, at)
}

// SearchBytes is about a second of searching.
const SearchBytes = 128 << 20

// stand puts the anchor on a stretch of copy.
func (a *Anchor) stand(copy string, at Span) {
	a.Start, a.Lost, a.was = at.Start, false, former{}
	keep(&a.Words, copy[at.Start:at.End])
	a.look(copy)
}

// look takes down what stands around the words.
func (a *Anchor) look(copy string) {
	at := a.Span()
	keep(&a.Before, copy[min(at.Start, letterEnd(copy, at.Start-anchorAround)):at.Start])
	keep(&a.After, copy[at.End:max(at.End, letterStart(copy, at.End+anchorAround))])
}

// keep copies s where it is something new: a part of a copy would hold the whole
// of it in memory.
func keep(to *string, s string) {
	if *to != s {
		*to = strings.Clone(s)
	}
}

// letterStart moves an offset back to where a character begins.
func letterStart(s string, at int) int {
	at = min(max(at, 0), len(s))
	for at > 0 && at < len(s) && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}

// letterEnd moves an offset on to where a character begins.
func letterEnd(s string, at int) int {
	at = min(max(at, 0), len(s))
	for at < len(s) && !utf8.RuneStart(s[at]) {
		at++
	}
	return at
}
