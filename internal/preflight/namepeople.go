package preflight

import (
	"slices"
	"strings"
	"unicode/utf8"

	"galley/internal/issue"
)

// judgePerson reports a full name of which one word is mistyped, as another
// full name of the same other words shows.
func (v *variants) judgePerson(r *round, p *piece, one person) {
	words := one.words()
	name := strings.Join(words, " ")
	if v.known.times(name) > 0 || v.preferred[strings.ToLower(name)] {
		return
	}
	for i := range one {
		if !tells(words, i) || v.of == p && v.places[one[i].Span] {
			continue
		}
		other, said := v.rightPerson(name, words, i)
		if other == "" || strings.Contains(sentence(p.Copy, one[i].Span), other) {
			continue // both in one sentence are two people
		}
		if v.of != p {
			v.of, v.places = p, map[issue.Span]bool{}
		}
		v.places[one[i].Span] = true
		other = typedAs(other, p.Copy)
		right := strings.Fields(other)[i]
		at := issue.Span{Start: one[0].Start, End: one[len(one)-1].End}
		h := v.say(r.at(p, at, v.why(other, said)), said)
		h.fix(other+" everywhere", one[i].Span, right)
		return
	}
}

// tells reports whether the words of a name beside the one at i say whose it
// is: at least one of them is no initial.
func tells(words []string, i int) bool {
	for j, w := range words {
		if j != i && utf8.RuneCountInString(w) >= 3 {
			return true
		}
	}
	return false
}

// rightPerson gives the name of which this one is a slip; empty when there is
// none. Names that both occur more than once are two people’s.
func (v *variants) rightPerson(name string, words []string, i int) (right string, said nameSource) {
	g := gapOf(words, i)
	slips := func(l *Ledger) (list []string) {
		if l == nil {
			return nil
		}
		for _, other := range l.byGap[g] {
			if slipOfName(words[i], strings.Fields(other)[i]) {
				list = append(list, other)
			}
		}
		return list
	}
	if list := slips(v.known); len(list) > 0 {
		return list[0], byHouse
	}
	mine := v.issue.times(name)
	if mine > 1 {
		return "", 0
	}
	list := slips(v.issue)
	slices.SortStableFunc(list, func(a, b string) int { return v.issue.times(b) - v.issue.times(a) })
	switch {
	case len(list) > 0 && v.issue.times(list[0]) > 1:
		return list[0], byIssue
	case len(list) > 0 && v.issue.people[name] != nil && v.issue.people[list[0]].order < v.issue.people[name].order:
		return list[0], byIssueOnce
	case len(list) > 0:
		return "", 0
	}
	for _, other := range slips(v.archive) {
		if v.archive.times(other) >= archiveLeast && v.archive.times(name) == 0 && !v.asked[name] {
			v.asked[name] = true
			return other, byArchive
		}
	}
	return "", 0
}

// judgeParted reports two words that are one everywhere else: Open AI beside
// OpenAI. The name has its second capital where the space is, and neither word
// opens a sentence, so that an open AI model is none.
func (v *variants) judgeParted(r *round, p *piece, a, b *mention) {
	if p.Copy[a.End:b.Start] != " " || a.opens || b.opens || a.shouts || b.shouts || !capitalised(a.word) || !capitalised(b.word) {
		return
	}
	right := a.word + b.word
	parted := a.word + " " + b.word
	said := byIssue
	switch {
	case len(right) < shortestKey || !camel(right) || v.preferred[strings.ToLower(parted)] || v.known.times(parted) > 0:
		return
	case v.known.countOf(right) > 0:
		said = byHouse
	case v.issue.countOf(right) == 0 || v.issue.countOf(right) < v.issue.times(parted):
		return
	}
	at := issue.Span{Start: a.Start, End: b.End}
	v.say(r.at(p, at, v.why(right, said)), said).fix(right+" everywhere", at, right)
}
