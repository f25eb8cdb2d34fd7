package intake

import "galley/internal/issue"

// tail gives where an item ends whose last sure block is last: at something
// that is set off, at a picture that stands above other text or, when calls
// count, at a promo.
func (c *cutter) tail(last, end int, calls bool) int {
	text := end - 1
	for text > last && c.blocks[text].kind == picture {
		text--
	}
	for i := last + 1; i < end; i++ {
		b := &c.blocks[i]
		switch {
		case b.kind == picture && i < text && c.spaced(i):
			return i
		case b.kind != picture && c.setOff(i):
			return i
		case calls && c.spaced(i) && c.isPromo(i, i+1):
			return i
		case calls && c.spaced(i) && i+2 <= end && c.headlineShaped(i) && c.isPromo(i, i+2):
			return i
		}
	}
	return end
}

// loose cuts what belongs to no story, letter or footer: promos, and what has
// no place yet.
func (c *cutter) loose(from, to int) []piece {
	last := to // the end of the last text: pictures below it belong to it
	for last > from && c.blocks[last-1].kind == picture {
		last--
	}
	var out []piece
	for from < to {
		end := c.groupEnd(from, last, to)
		p := piece{kind: issue.KindNote, story: Unplaced, body: c.blocks[from:end]}
		if c.isPromo(from, end) {
			p.kind, p.story = issue.KindPromo, ""
		}
		c.takeHeadline(&p, from)
		out = append(out, p)
		from = end
	}
	return out
}

// groupEnd gives where the group ends that begins at from: at the next block
// that stands apart. Pictures, and a line like a headline, go with what is
// below them.
func (c *cutter) groupEnd(from, last, to int) int {
	texts := 0
	for i := from; i < last; i++ {
		b := &c.blocks[i]
		switch {
		case b.kind == picture && texts > 0 && c.spaced(i):
			return i
		case b.kind == picture:
			continue
		case c.setOff(i) && texts > 0 && !(texts == 1 && c.headlineShaped(i-1)):
			return i
		}
		texts++
	}
	return to
}

// takeHeadline makes a headline of a group's first paragraph when it is one.
func (c *cutter) takeHeadline(p *piece, from int) {
	i := 0
	for i < len(p.body) && p.body[i].kind == picture {
		i++
	}
	if i+1 < len(p.body) && p.body[i+1].kind == paragraph && c.headlineShaped(from+i) {
		p.headline, p.pictures, p.body = &p.body[i], p.body[:i], p.body[i+1:]
	}
}
