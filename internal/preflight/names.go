package preflight

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/internal/issue"
)

// nameSpellings: one name is spelled one way.
var nameSpellings = []check{
	{"name.variants", issue.SeverityWarning, nameVariants},
}

// What past issues have to say before they are heard: how often they wrote a
// name, and how many times as often as the other way.
const (
	archiveLeast = 3
	archiveTimes = 3
)

// nameVariants finds the odd spelling of a name that the issue, the house style
// or past issues write another way. It compares spellings of the same letters
// (Dall-E and DALL·E, Github and GitHub, Dusseldorf and Düsseldorf) and full
// names in which one word is mistyped, and single ones that a letter parts from a
// name that is there more often. It stays silent on other letters that
// merely rhyme, on words that any sentence may open with or have in lower case,
// on headings in capitals, and where two people may be meant: names that stand
// with other first names, both more than once, or both in one sentence.
func nameVariants(r *round) {
	v := r.spellings()
	for _, p := range r.everywhere() {
		list, read := v.read[p]
		if !read {
			list = mentions(p.Copy, &p.Reading)
		}
		for i := range list {
			v.judge(r, p, &list[i])
			if i+1 < len(list) {
				v.judgeParted(r, p, &list[i], &list[i+1])
			}
		}
		for _, one := range persons(p.Copy, list) {
			v.judgePerson(r, p, one)
		}
		for i := range list {
			v.judgeSlip(r, p, &list[i])
		}
	}
	if r.in.Only > 0 {
		return
	}
	for _, line := range []string{r.e.Issue.Subject, r.e.Issue.Preheader} {
		list := mentions(line, &issue.Reading{})
		for i := range list {
			if right, said := v.right(&list[i]); right != "" {
				v.say(r.whole(line[list[i].Start:list[i].End], v.why(right, said)), said).within(line)
			}
		}
	}
}

// variants is what is known about names while one issue is judged.
type variants struct {
	issue, known, archive *Ledger
	read                  map[*piece][]mention // of the items, where they were counted here
	preferred             map[string]bool      // what style.preferred looks for, in lower case
	english               bool
	asked                 map[string]bool // what past issues write another way, asked once for each spelling
	places                map[issue.Span]bool
	of                    *piece // whose places they are
	near                  slips  // nil until a word is looked for
	slipLanguage          bool   // names alone have capitals in the issue's
}

func (r *round) spellings() *variants {
	v := &variants{
		issue: r.in.Names, known: r.in.Known, archive: r.in.Archive, asked: map[string]bool{},
		preferred: map[string]bool{}, english: strings.HasPrefix(strings.ToLower(r.e.Lang()), "en"),
	}
	language, _, _ := strings.Cut(strings.ToLower(r.e.Lang()), "-")
	v.slipLanguage = slices.Contains(slipLanguages, language)
	if v.issue == nil && r.in.Only > 0 {
		v.issue = NamesIn(r.e.Issue)
	}
	if v.issue == nil {
		v.issue, v.read = &Ledger{}, map[*piece][]mention{}
		for _, p := range r.items {
			v.read[p] = mentions(p.Copy, &p.Reading)
			v.issue.count(p.Copy, v.read[p])
		}
	}
	if v.known == nil {
		v.known = KnownNames(r.e)
	}
	for found := range r.e.House.Words.Prefer {
		v.preferred[strings.ToLower(found)] = true
	}
	return v
}

// nameSource is who writes a name another way.
type nameSource int

const (
	byIssue nameSource = iota
	byIssueOnce
	byHouse
	byArchive
)

// judge reports a word that is a name's odd spelling.
func (v *variants) judge(r *round, p *piece, m *mention) {
	right, said := v.right(m)
	if right == "" {
		return
	}
	right = typedAs(right, p.Copy)
	v.say(r.at(p, m.Span, v.why(right, said)), said).fix(right+" everywhere", m.Span, right)
}

// say gives a finding the severity that its source has.
func (v *variants) say(h hit, said nameSource) hit {
	if said == byArchive || said == byIssueOnce {
		h.ask()
	}
	return h
}

func (v *variants) why(right string, said nameSource) string {
	switch said {
	case byHouse:
		return fmt.Sprintf("The house style writes this name “%s”: write it so here, too.", right)
	case byArchive:
		return fmt.Sprintf("Past issues write this name “%s”, so readers may take this for another one: write it so, or let it stand if the name has changed.", right)
	case byIssueOnce:
		return fmt.Sprintf("The issue has “%s”, too, and one of the two may be a slip: if they are the same, write the name one way.", right)
	}
	return fmt.Sprintf("Elsewhere the issue writes this name “%s”, and two spellings read like two things: write it one way.", right)
}

// typedAs writes apostrophes as the copy has them.
func typedAs(name, copy string) string {
	if strings.Contains(copy, "’") {
		return strings.ReplaceAll(name, "'", "’")
	}
	return name
}

// right gives how a name is written elsewhere; empty when it is written so
// here, and for what is no name.
func (v *variants) right(m *mention) (right string, said nameSource) {
	found := m.word
	if m.shouts || !hasUpper(found) || v.known.countOf(found) > 0 || v.preferred[strings.ToLower(found)] || !m.strong() && v.issue.countOf(found) == 0 {
		return "", 0
	}
	key := nameKey(found)
	if utf8.RuneCountInString(key) < shortestKey {
		return "", 0
	}
	others := func(l *Ledger) (list []string) {
		for _, other := range l.spellings(key) {
			if other != found && l.countOf(other) > 0 && misspelt(found, other) && v.same(m, other) {
				list = append(list, other)
			}
		}
		return list
	}
	if list := others(v.known); len(list) > 0 {
		return list[0], byHouse
	}
	if list := others(v.issue); len(list) > 0 {
		slices.SortStableFunc(list, v.rank)
		if v.rank(list[0], found) < 0 {
			return list[0], byIssue
		}
		return "", 0
	}
	for _, other := range others(v.archive) {
		if n := v.archive.countOf(other); n >= archiveLeast && n >= archiveTimes*v.archive.countOf(found) && !v.asked[found] {
			v.asked[found] = true
			return other, byArchive
		}
	}
	return "", 0
}

// rank puts the spelling first that stands in the issue more often; of two
// equals the one that past issues have, then the one that came first.
func (v *variants) rank(a, b string) int {
	if d := v.issue.countOf(b) - v.issue.countOf(a); d != 0 {
		return d
	}
	if d := v.archive.countOf(b) - v.archive.countOf(a); d != 0 {
		return d
	}
	return v.issue.order(a) - v.issue.order(b)
}

// same reports whether two spellings can be of one name, going by what stands
// around them.
func (v *variants) same(m *mention, other string) bool {
	d := differ(m.word, other)
	usual := func(word string) bool {
		word = strings.ToLower(word)
		return onlyLetters(word) && (v.issue.usual(word) || v.archive.usual(word))
	}
	if !d.join && !d.accent {
		return !(!camel(m.word) && usual(m.word) || !camel(other) && usual(other))
	}
	if markedName(m.word) || markedName(other) {
		return true
	}
	return !usual(m.word) && !usual(other) && v.sameCompany(m.word, other)
}

// sameCompany compares the other words of the names that two spellings stand
// in: Robert Muller is not Thomas Müller. Outside English, where accents and
// hyphens make other words (Vater, Väter), they have to share a full name.
func (v *variants) sameCompany(a, b string) bool {
	with := func(word string) []string {
		return slices.Concat(v.issue.companies(word), v.known.companies(word), v.archive.companies(word))
	}
	one, two := with(a), with(b)
	if !v.english {
		return slices.ContainsFunc(one, func(c string) bool {
			return c != "" && slices.ContainsFunc(two, func(d string) bool { return d != "" && (allIn(c, d) || allIn(d, c)) })
		})
	}
	if len(two) == 0 {
		return true
	}
	for _, c := range one {
		if !slices.ContainsFunc(two, func(d string) bool { return allIn(c, d) || allIn(d, c) }) {
			return false
		}
	}
	return true
}

// allIn reports whether all words of a stand in b.
func allIn(a, b string) bool {
	words := strings.Fields(b)
	for w := range strings.FieldsSeq(a) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}
