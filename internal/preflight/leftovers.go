package preflight

import (
	"fmt"

	"galley/internal/issue"
)

// leftovers: what an editor wrote for editors, and readers are not meant to see.
var leftovers = []check{
	{"left-over.word-count", issue.SeverityError, leftOverCount},
	{"left-over.mark", issue.SeverityError, leftOverMark},
}

// leftOverCount finds counts that stand at the end of a passage. It is silent on
// the clues of a crossword and their like: bullets of which one after the other
// ends in a number.
func leftOverCount(r *round) {
	for _, p := range r.everywhere() {
		list := p.passages()
		for i := range list {
			t := &list[i]
			c, ok := countAt(p, t)
			if !ok || !c.noted && t.form == bullet && (i > 0 && clue(&list[i-1]) || i+1 < len(list) && clue(&list[i+1])) {
				continue
			}
			h := r.at(p, t.span(c.start, c.end), p.countWhy(t.copyAt(c.start), &c))
			if !t.typed(p, c.gap, c.end) {
				continue
			}
			at := t.span(c.gap, c.end)
			if c.gap == 0 {
				at, ok = p.lines(at)
			}
			if ok {
				h.fix("Remove "+t.words[c.start:c.end], at, "")
			}
		}
	}
}

func clue(t *passage) bool { return t.form == bullet && countForm.MatchString(t.words) }

// counted is something whose words an editor may have counted.
type counted struct {
	what  string
	many  bool
	words int
}

// countWhy says whether a left-over count is still true, and of what: of the
// section that it ends, of the last two together as editors watch the closing
// pair, or of the item. A stale one is told of what it is nearest to.
func (p *piece) countWhy(at int, count *leftCount) string {
	const why = "Somebody’s word count was left in, and readers would see it: "
	n := count.n
	var nearest counted
	for _, c := range p.countable(at, count.own) {
		if nearest.what == "" || off(c.words, n) < off(nearest.words, n) {
			nearest = c
		}
	}
	have := "has"
	if nearest.many {
		have = "have"
	}
	if nearest.words == n {
		return fmt.Sprintf("%sit is still true (%s %s %d), so take it out as it is.", why, nearest.what, have, n)
	}
	return fmt.Sprintf("%sit is no longer true (%s %s %d now), so look at the length again and take it out.", why, nearest.what, have, nearest.words)
}

// countable lists what a count at a place in the copy can be of; some of the
// words are the count's own.
func (p *piece) countable(at, own int) []counted {
	var list []counted
	sections := p.Reading.Sections
	for i := range sections {
		if s := &sections[i]; s.Start <= at && at < s.End {
			list = append(list, counted{"“" + s.Label.Words + "”", false, s.Words - own})
			if i > 0 {
				before := &sections[i-1]
				list = append(list, counted{"“" + before.Label.Words + "” and “" + s.Label.Words + "” together", true, before.Words + s.Words - own})
			}
		}
	}
	return append(list, counted{"the whole " + p.like, false, p.Reading.Words - own})
}

func off(a, b int) int { return max(a-b, b-a) }
