package intake

import (
	"slices"

	"galley/internal/issue"
)

// weakStories finds stories in a text without labels, which a house like
// “brief” has none of: a headline with a paragraph under it.
func (c *cutter) weakStories(foot int) []cut {
	var cuts []cut
	letter := foot > 0 && slices.ContainsFunc(c.blocks[:min(foot, maxSteps)], func(b block) bool { return b.kind == paragraph && isGreeting(b.text) })
	for i := 0; i < foot; i++ {
		if c.taken[i] || !c.isHeadline(i) || !opensLine(c.blocks[i].text) {
			continue
		}
		if text := c.blocks[i].text; letter && len(cuts) == 0 && (isGreeting(text) || isSignOff(text) || c.followsSignOff(i)) {
			continue
		}
		if last := c.story(i, foot); last > 0 {
			cuts = append(cuts, cut{at: i, kind: issue.KindStory, weak: true, last: last})
			i = last
		}
	}
	return cuts
}

// story gives the last block that is surely part of a story with its headline
// at i: the first long paragraph below it; 0 when there is none.
func (c *cutter) story(i, foot int) int {
	const long = 8 // words
	short := 0
	for j := i + 1; j < min(foot, i+maxSteps); j++ {
		b := &c.blocks[j]
		switch {
		case b.kind == picture:
		case b.kind == list:
			return 0
		case issue.CountWords(b.text) >= long && (endsSentence(b.text) || endsInCall(b.text)):
			return j
		case short > 0 || !c.headlineShaped(j):
			return 0
		default:
			short++ // a standfirst
		}
	}
	return 0
}

func (c *cutter) followsSignOff(i int) bool {
	return i > 0 && c.blocks[i-1].kind == paragraph && isSignOff(c.blocks[i-1].text)
}

// opensLine reports whether text begins as a headline does: like a sentence,
// or with a figure.
func opensLine(text string) bool {
	return opensSentence(text) || text != "" && text[0] >= '0' && text[0] <= '9'
}
