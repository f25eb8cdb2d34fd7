package intake

import (
	"galley/internal/issue"
)

// lead gives what stands above the first headline: the letter, with the
// issue's header picture, and what lies around it.
func (c *cutter) lead(end int) []piece {
	if end == 0 {
		return nil
	}
	greets := c.greeting(end)
	var out []piece
	letter := piece{kind: issue.KindLetter}
	for i := range greets {
		if b := c.blocks[i]; b.kind == picture {
			letter.body = append(letter.body, b)
		} else if n := len(out); n > 0 && !c.setOff(i) {
			out[n-1].body = append(out[n-1].body, b)
		} else {
			out = append(out, piece{kind: issue.KindNote, story: Unplaced, body: []block{b}})
		}
	}
	stop := c.letterEnd(greets, end)
	letter.body = append(letter.body, c.blocks[greets:stop]...)
	return append(append(out, letter), c.loose(stop, end)...)
}

// greeting gives the block that opens the letter; without one, everything is
// letter.
func (c *cutter) greeting(end int) int {
	for i := range min(end, maxSteps) {
		if b := &c.blocks[i]; b.kind == paragraph && isGreeting(b.text) {
			return i
		}
	}
	return 0
}

// letterEnd gives where the letter ends: after a sign-off that something
// follows which stands apart, or above a promo that does.
func (c *cutter) letterEnd(from, end int) int {
	for i := from + 1; i < end; i++ {
		if c.blocks[i].kind != paragraph || !isSignOff(c.blocks[i].text) {
			continue
		}
		next := c.afterNames(i+1, end)
		if next < end && c.apart(next) {
			return next
		}
	}
	for i := max(from+1, end-maxSteps); i < end; i++ {
		if c.apart(i) && c.isPromo(i, end) {
			return i
		}
	}
	return end
}

// afterNames gives the first block below a sign-off that is neither a name nor
// a postscript.
func (c *cutter) afterNames(i, end int) int {
	const nameWords = 6
	for ; i < end; i++ {
		b := &c.blocks[i]
		name := b.kind == paragraph && b.words() <= nameWords && !c.setOff(i) && !endsSentence(b.text) && !endsInCall(b.text)
		if !name && (b.kind != paragraph || !postscript().MatchString(b.text)) {
			return i
		}
	}
	return i
}

// apart reports whether block i stands apart: far below, under a drawn line, or
// as a picture with space above it.
func (c *cutter) apart(i int) bool {
	return c.setOff(i) || c.blocks[i].kind == picture && c.blocks[i].gap > 0
}
