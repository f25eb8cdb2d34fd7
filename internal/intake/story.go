package intake

import (
	"slices"

	"galley/internal/issue"
)

// stories finds the stories by their labels. Blocks from foot on are the
// footer's.
func (c *cutter) stories(foot int) []cut {
	var cuts []cut
	seen := map[string]bool{}
	highest, low := -1, 0
	for i := range foot {
		b := &c.blocks[i]
		if b.known == "" {
			continue
		}
		again := seen[b.known] || c.rank[b.known] < highest
		at := c.headlineBefore(i, low)
		begins := at >= 0 && (len(cuts) == 0 || again || c.parted(at))
		if at < 0 && (len(cuts) == 0 || seen[b.known]) && c.opensStory(i, foot) {
			at, begins = i, true
		}
		if begins {
			cuts = append(cuts, cut{at: at, kind: issue.KindStory, headless: at == i})
			clear(seen)
			highest = -1
		} else if len(cuts) == 0 {
			continue // a colon in a letter
		}
		seen[b.known] = true
		highest = max(highest, c.rank[b.known])
		cuts[len(cuts)-1].last = c.withList(i, foot)
		low = i + 1
	}
	return cuts
}

// parted reports whether a headline stands so clearly apart that no order of
// labels has to prove it: a short line inside a section does not.
func (c *cutter) parted(at int) bool {
	return c.setOff(at) || c.blocks[at].under || at > 0 && c.blocks[at-1].kind == picture
}

// opensStory reports whether a label without a headline begins a story: it is
// one that stories begin with, or another label follows soon.
func (c *cutter) opensStory(i, foot int) bool {
	for _, s := range c.house.Stories {
		if len(s.Labels) > 0 && s.Labels[0] == c.blocks[i].known {
			return true
		}
	}
	const soon = 8
	for j := i + 1; j < min(foot, i+soon); j++ {
		if known := c.blocks[j].known; known != "" && known != c.blocks[i].known {
			return true
		}
	}
	return false
}

// withList gives the last block of a section that begins at i: its list
// belongs to it, whatever blank lines lie between.
func (c *cutter) withList(i, foot int) int {
	if i+1 < foot && c.blocks[i+1].kind == list && !c.blocks[i+1].ruled {
		return i + 1
	}
	return i
}

// markOneOffs makes labels of the paragraphs that open with one: those that
// the house knows and, below the first of them, those shaped like one.
func markOneOffs(body []block) {
	inside := false
	for i := range body {
		b := &body[i]
		if b.kind != paragraph {
			continue
		}
		if b.known != "" {
			inside, b.labelled = true, true
			continue
		}
		if colon := oneOffLabel(b.text); inside && colon > 0 {
			b.colon, b.labelled = colon, true
		}
	}
}

// storyKind gives the story kind whose grammar covers the labels best, the
// first of several; empty when the house has no stories.
func (c *cutter) storyKind(body []block) string {
	found := map[string]bool{}
	for i := range body {
		if body[i].labelled && body[i].known != "" {
			found[body[i].known] = true
		}
	}
	return bestKind(c.house, found)
}

func bestKind(h *issue.House, labels map[string]bool) string {
	kind, most := "", -1
	for _, s := range h.Stories {
		n := 0
		for name := range labels {
			if slices.Contains(s.Labels, name) {
				n++
			}
		}
		if n > most {
			kind, most = s.Kind, n
		}
	}
	return kind
}
