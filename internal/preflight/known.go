package preflight

import (
	"maps"
	"slices"
	"unicode/utf8"

	"galley/internal/issue"
)

// NamesIn counts the names of a whole issue: its items in their order.
func NamesIn(is *issue.Issue) *Ledger {
	l := &Ledger{}
	for i := range is.Items {
		l.Add(is.Items[i].Copy, &is.Items[i].Reading)
	}
	return l
}

// KnownNames gives the names that were decided: the house style's preferred
// spellings and its dictionary, the names in its labels, and the publication's.
func KnownNames(e *issue.Edition) *Ledger {
	l := &Ledger{}
	if e.House != nil {
		for _, found := range slices.Sorted(maps.Keys(e.House.Words.Prefer)) {
			l.decide(e.House.Words.Prefer[found], true)
		}
		for _, word := range e.House.Words.Dictionary {
			l.decide(word, true)
		}
		for i := range e.House.Labels {
			l.decide(e.House.Labels[i].Name, false)
		}
	}
	l.decide(e.Publication.Name, false)
	return l
}

// decide takes down names that somebody put on a list. Of a label and of the
// publication’s name only what cannot be any word is a name by itself: “The
// Batch” decides nothing about “the”.
func (l *Ledger) decide(words string, all bool) {
	list := mentions(words, &issue.Reading{})
	for i := range list {
		m := &list[i]
		if !hasUpper(m.word) || !all && !markedName(m.word) && (len(list) > 1 || utf8.RuneCountInString(m.word) < shortestKey) {
			continue
		}
		if e := l.word(m.word); e != nil {
			e.count++
		}
	}
	for _, p := range persons(words, list) {
		l.person(p)
	}
}
