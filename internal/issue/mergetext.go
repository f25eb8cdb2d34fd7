package issue

import "strings"

// TextConflict is words that two people changed differently. The merged text has
// Mine where At says; all three may be empty, for words that were put in or taken
// out. Put in place of Mine, Theirs is what their text has there; so it begins or
// ends with the blank lines around whole blocks that mine has not.
type TextConflict struct {
	At                 Span // of Mine in the merged text
	Base, Mine, Theirs string
}

// MergeText merges what two people made of one text: blocks first, which blank
// lines part, and words within blocks that both changed. What one of them changed
// is changed; what both changed in the same way is changed once; what they changed
// differently is a conflict, in order, and the text has mine there. A word is
// never put together of two changes.
//
// No word is lost: each that one side has and base has not is in the text or in a
// conflict. MergeText(a, b, b), (a, a, b) and (a, b, a) are b, and with the sides
// exchanged the same text comes out where there is no conflict.
func MergeText(base, mine, theirs string) (text string, conflicts []TextConflict) {
	switch {
	case mine == theirs || theirs == base:
		return mine, nil
	case mine == base:
		return theirs, nil
	}
	names := namer{}
	m := blockMerge{names.blocks(base), names.blocks(mine), names.blocks(theirs), diffSteps}
	var out []mergedBlock
	last := span3{}
	for _, c := range clusters(m.hunks(m.mine), m.hunks(m.theirs), false) {
		out = m.keep(out, last, c.span3)
		out = m.settle(out, c)
		last = c.span3
	}
	end := span3{b0: len(m.base.texts), m0: len(m.mine.texts), t0: len(m.theirs.texts)}
	return m.join(m.keep(out, last, end))
}

// blockMerge is a merge of three texts by blocks.
type blockMerge struct {
	base, mine, theirs *blocks
	left               int // steps
}

// hunks gives what a side changed.
func (m *blockMerge) hunks(side *blocks) []hunk {
	return paired(hunksOf(m.base.names, side.names, &m.left), m.base.text, side.text)
}

// mergedBlock is a block of the merged text; b, m and t say which one of each text
// it is or begins with, or are negative.
type mergedBlock struct {
	text      string
	b, m, t   int
	conflicts []TextConflict // counted from the block's beginning
}

// keep takes the blocks between two clusters, which are the same in all three.
func (m *blockMerge) keep(out []mergedBlock, from, to span3) []mergedBlock {
	for i := 0; from.b1+i < to.b0; i++ {
		out = append(out, mergedBlock{text: m.base.texts[from.b1+i], b: from.b1 + i, m: from.m1 + i, t: from.t1 + i})
	}
	return out
}

// settle takes what became of blocks that somebody changed.
func (m *blockMerge) settle(out []mergedBlock, c cluster) []mergedBlock {
	base, mine, theirs := m.base.words(c.b0, c.b1), m.mine.words(c.m0, c.m1), m.theirs.words(c.t0, c.t1)
	sameCount := c.m1-c.m0 == c.b1-c.b0 && c.t1-c.t0 == c.b1-c.b0
	switch {
	case theirs == base || mine == theirs:
		for i := c.m0; i < c.m1; i++ {
			block := mergedBlock{text: m.mine.texts[i], b: -1, m: i, t: -1}
			if mine == theirs && i-c.m0 < c.t1-c.t0 {
				block.t = c.t0 + i - c.m0
			}
			out = append(out, block)
		}
	case mine == base:
		for i := c.t0; i < c.t1; i++ {
			out = append(out, mergedBlock{text: m.theirs.texts[i], b: -1, m: -1, t: i})
		}
	case sameCount:
		for i := range c.b1 - c.b0 {
			text, conflicts := mergeWords(m.base.texts[c.b0+i], m.mine.texts[c.m0+i], m.theirs.texts[c.t0+i], &m.left)
			out = append(out, mergedBlock{text, c.b0 + i, c.m0 + i, c.t0 + i, conflicts})
		}
	default:
		text, conflicts := mergeWords(base, mine, theirs, &m.left)
		if text == "" && len(conflicts) == 1 {
			conflicts[0].Theirs = m.apart(conflicts[0].Theirs, c, len(out) == 0)
		}
		out = append(out, mergedBlock{text, indexIn(c.b0, c.b1), indexIn(c.m0, c.m1), indexIn(c.t0, c.t1), conflicts})
	}
	return out
}

// apart gives blocks that only theirs has with the blank lines that part them from
// what stands above, so that they can be put where mine has none.
func (m *blockMerge) apart(theirs string, c cluster, first bool) string {
	switch {
	case !first && c.t0 > 0:
		return m.theirs.before[c.t0] + theirs
	case !first:
		return "\n\n" + theirs
	case c.t1 < len(m.theirs.texts):
		return theirs + m.theirs.before[c.t1]
	}
	return theirs
}

func indexIn(from, to int) int {
	if from == to {
		return -1
	}
	return from
}

// join puts the blocks together, with the blank lines that they had.
func (m *blockMerge) join(out []mergedBlock) (text string, conflicts []TextConflict) {
	var b strings.Builder
	for _, block := range out {
		if block.text == "" && len(block.conflicts) == 0 {
			continue
		}
		switch {
		case block.text == "": // there is nothing to part
		case b.Len() == 0:
			b.WriteString(blank(m.base.lead(), m.mine.lead(), m.theirs.lead()))
		default:
			b.WriteString(m.gap(block))
		}
		for _, c := range block.conflicts {
			c.At.Start += b.Len()
			c.At.End += b.Len()
			conflicts = append(conflicts, c)
		}
		b.WriteString(block.text)
	}
	b.WriteString(blank(m.base.after, m.mine.after, m.theirs.after))
	return b.String(), conflicts
}

// gap gives the blank lines above a block. The first block of a text has none to
// tell of.
func (m *blockMerge) gap(block mergedBlock) string {
	var have [3]string
	for i, at := range []int{block.b, block.m, block.t} {
		if at > 0 {
			have[i] = []*blocks{m.base, m.mine, m.theirs}[i].before[at]
		}
	}
	base, mine, theirs := have[0], have[1], have[2]
	switch {
	case mine != "" && theirs != "":
		return blank(base, mine, theirs)
	case mine != "":
		return mine
	case theirs != "":
		return theirs
	}
	return "\n\n"
}

// blank gives the blank lines that one side changed; where both did, the longer
// ones, whoever's they are.
func blank(base, mine, theirs string) string {
	switch {
	case mine == base:
		return theirs
	case theirs == base || len(mine) > len(theirs) || len(mine) == len(theirs) && mine > theirs:
		return mine
	}
	return theirs
}
