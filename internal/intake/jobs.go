package intake

import (
	"galley/internal/issue"
)

const (
	leastJobs    = 2 // one advertisement alone could be any paragraph with a colon
	leastJobText = 6 // words below a job's title
)

// jobs finds the job advertisements: a headline, then paragraphs that each open
// with a title and a colon.
func (c *cutter) jobs(foot int) []cut {
	var cuts []cut
	for i := 0; i < foot; i++ {
		if c.taken[i] || !c.isHeadline(i) {
			continue
		}
		last, n := c.run(i+1, foot)
		if n < leastJobs {
			continue
		}
		for j := i + 1; j <= last; j++ {
			if colon := c.job(j); colon > 0 {
				c.blocks[j].colon, c.blocks[j].labelled = colon, true
			}
		}
		cuts = append(cuts, cut{at: i, kind: issue.KindJobs, last: last})
		i = last
	}
	return cuts
}

// run follows job paragraphs from block i on, and pictures above or among them.
func (c *cutter) run(i, foot int) (last, n int) {
	for j := i; j < foot; j++ {
		switch {
		case c.job(j) > 0:
			last = j
			n++
		case c.blocks[j].kind != picture:
			return last, n
		}
	}
	return last, n
}

// job gives where the colon after a job's title stands, 0 when block i is no
// advertisement.
func (c *cutter) job(i int) int {
	b := &c.blocks[i]
	if b.kind != paragraph || b.known != "" {
		return 0
	}
	colon := shapedLabel(b.text)
	if colon < 0 || issue.CountWords(b.text[colon:]) < leastJobText {
		return 0
	}
	return colon
}
