package preflight

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"galley/internal/issue"
)

// leftovers: what an editor wrote for editors, and readers are not meant to see.
var leftovers = []check{
	{"left-over.word-count", issue.SeverityError, leftOverCount},
	{"left-over.mark", issue.SeverityError, leftOverMark},
}

// countForm is a word count that somebody kept by hand: one to three digits in
// brackets behind the closing punctuation of a paragraph. It is the form that
// package markdown leaves out when it counts. A year has four digits, “(SGD)”
// has none, and “(3)” inside a sentence has no full stop in front.
var countForm = regexp.MustCompile(`[.!?…:][”’"')\]]*([\s]*\((\d{1,3})\))\s*$`)

// leftOverCount is silent on the clues of a crossword and their like: bullets of
// which one after the other ends in a number.
func leftOverCount(r *round) {
	for _, p := range r.everywhere() {
		list := p.passages()
		for i := range list {
			t := &list[i]
			if !strings.HasSuffix(t.words, ")") {
				continue
			}
			m := countForm.FindStringSubmatchIndex(t.words)
			if m == nil || t.form == bullet && (i > 0 && clue(&list[i-1]) || i+1 < len(list) && clue(&list[i+1])) {
				continue
			}
			bracket := m[3] - len(t.words[m[4]:m[5]]) - 2
			n, _ := strconv.Atoi(t.words[m[4]:m[5]])
			h := r.at(p, t.span(bracket, m[3]), "")
			if h.finding == nil {
				continue
			}
			h.finding.Why = p.countWhy(t.copyAt(bracket), n)
			if t.typed(p, m[2], m[3]) {
				h.fix("Remove "+t.words[bracket:m[3]], t.span(m[2], m[3]), "")
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
func (p *piece) countWhy(at, n int) string {
	const why = "Somebody’s word count was left in, and readers would see it: "
	var nearest counted
	for _, c := range p.countable(at) {
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

// countable lists what a count at a place in the copy can be of.
func (p *piece) countable(at int) []counted {
	var list []counted
	sections := p.Reading.Sections
	for i := range sections {
		if s := &sections[i]; s.Start <= at && at < s.End {
			list = append(list, counted{"“" + s.Label.Words + "”", false, s.Words})
			if i > 0 {
				before := &sections[i-1]
				list = append(list, counted{"“" + before.Label.Words + "” and “" + s.Label.Words + "” together", true, before.Words + s.Words})
			}
		}
	}
	return append(list, counted{"the whole " + p.like, false, p.Reading.Words})
}

func off(a, b int) int { return max(a-b, b-a) }
