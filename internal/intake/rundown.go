package intake

import (
	"slices"

	"galley/internal/issue"
)

// cutter cuts blocks into the items of a rundown.
//
// Labels are the surest sign of a story and jobs have a shape of their own, so
// those are found first, then the footer from the end; what lies between is
// told apart by distance: more blank lines than the text has elsewhere, a
// drawn line, a picture.
type cutter struct {
	house   *issue.House
	rank    map[string]int // the order of the house's labels
	blocks  []block
	big     int    // blank lines that set something off
	gapless bool   // the text has no blank line at all
	taken   []bool // by block: it certainly belongs to an item
}

// cut is where an item begins that was recognised by what it holds.
type cut struct {
	at       int // its headline's block, or its first
	kind     string
	headless bool // at is no headline
	weak     bool // a story that no label proves
	last     int  // the last block that certainly belongs to it
}

func newCutter(h *issue.House, blocks []block) *cutter {
	c := &cutter{house: h, blocks: blocks, rank: map[string]int{}, gapless: true, taken: make([]bool, len(blocks))}
	for i, l := range h.Labels {
		c.rank[l.Name] = i
	}
	gaps := map[int]int{}
	for i := range blocks {
		if i > 0 {
			gaps[blocks[i].gap]++
			c.gapless = c.gapless && blocks[i].gap == 0 && !blocks[i].ruled
		}
	}
	usual := 0
	for gap, n := range gaps {
		if n > gaps[usual] || n == gaps[usual] && gap < usual {
			usual = gap
		}
	}
	c.big = max(2, usual+1)
	return c
}

// setOff reports whether block i stands apart from what is above it.
func (c *cutter) setOff(i int) bool {
	return c.blocks[i].gap >= c.big || c.blocks[i].ruled
}

// spaced reports whether there is any space above block i, or none anywhere.
func (c *cutter) spaced(i int) bool {
	return c.blocks[i].gap > 0 || c.blocks[i].ruled || c.gapless
}

// pieces cuts everything.
func (c *cutter) pieces() []piece {
	foot := c.footer()
	cuts := c.take(c.stories(foot))
	labelled := len(cuts) > 0
	cuts = append(cuts, c.take(c.jobs(foot))...)
	if !labelled {
		cuts = append(cuts, c.weakStories(foot)...)
	}
	slices.SortFunc(cuts, func(a, b cut) int { return a.at - b.at })
	starts := c.starts(cuts, foot)
	out := c.lead(starts[0])
	for i, k := range cuts {
		out = append(out, c.region(k, starts[i], starts[i+1])...)
	}
	if end := len(c.blocks); starts[len(cuts)] < end {
		out = append(out, piece{kind: issue.KindFooter, body: c.blocks[starts[len(cuts)]:end]})
	}
	return out
}

// take marks the blocks that certainly belong to an item.
func (c *cutter) take(cuts []cut) []cut {
	for _, k := range cuts {
		for i := k.at; i <= k.last; i++ {
			c.taken[i] = true
		}
	}
	return cuts
}

// starts gives where each cut's blocks begin, and last where the footer does:
// pictures stand above headlines in mails, so those right above one belong to
// it.
func (c *cutter) starts(cuts []cut, foot int) []int {
	var starts []int
	low := 0
	for i := range len(cuts) + 1 {
		at := foot
		if i < len(cuts) {
			at = cuts[i].at
		}
		start := at
		for start > low && c.blocks[start-1].kind == picture {
			start--
		}
		if at == len(c.blocks) { // nothing below: they belong above
			start = at
		}
		starts = append(starts, start)
		if i < len(cuts) {
			low = cuts[i].last + 1
		}
	}
	return starts
}

// region gives the item that a cut begins, and what else lies before the next.
func (c *cutter) region(k cut, start, end int) []piece {
	tail := c.tail(k.last, end, !k.weak)
	p := piece{kind: k.kind, pictures: c.blocks[start:k.at], body: c.blocks[k.at:tail]}
	if !k.headless {
		p.headline, p.body = &c.blocks[k.at], c.blocks[k.at+1:tail]
	}
	if k.kind == issue.KindStory {
		if !k.weak {
			markOneOffs(p.body)
		}
		p.story = c.storyKind(p.body)
	}
	return append([]piece{p}, c.loose(tail, end)...)
}
