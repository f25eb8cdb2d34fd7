// Package grounding finds what a draft says that its story does not hold: numbers,
// dates, names and quotations. It goes by rule, without a model, and knows nothing of
// whether a thing is true: only whether it stands there.
//
// It would rather leave out a word that begins a sentence than call an honest one made
// up: what a person is shown too often, they stop reading.
package grounding

import (
	"cmp"
	"slices"
	"strings"
)

// Kind is what something in a draft is.
type Kind string

// The kinds of what can be made up.
const (
	Number    Kind = "number"
	Date      Kind = "date"
	Name      Kind = "name"
	Quotation Kind = "quotation"
)

// Mark is a place of a draft that its story does not hold, in bytes.
type Mark struct {
	Kind  Kind   `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Words string `json:"words"`
}

// mostText is how much of a text is looked at, in bytes; a story is less by far.
const mostText = 1 << 20

// Check gives the marks of a draft, in order; none of them overlap. Of a quotation
// that the story does not hold what is in it is not marked besides.
func Check(story, draft string) []Mark {
	story, draft = story[:min(len(story), mostText)], draft[:min(len(draft), mostText)]
	have := read(story)
	marks := quotations(have, draft)
	words := tokens(draft)
	for _, found := range [][]Mark{numbers(have, draft, words), names(have, draft, words)} {
		for _, m := range found {
			if !slices.ContainsFunc(marks, func(other Mark) bool { return m.Start < other.End && other.Start < m.End }) {
				marks = append(marks, m)
			}
		}
	}
	slices.SortFunc(marks, func(a, b Mark) int { return cmp.Compare(a.Start, b.Start) })
	return marks
}

// story is what a text holds, to be asked.
type story struct {
	values   map[string]bool  // numbers, as their values are written
	sizes    []float64        // the same
	parts    map[string]bool  // numbers of some that are told from the others: four of them
	units    map[string]units // what stands with a number, where it is a unit
	words    map[string]bool  // in lower case
	stems    map[string]bool  // beginnings of the longer ones
	begins   map[string]bool  // the first letters of words with a capital
	initials map[string]bool  // of names of several words
	called   map[string]bool  // names of two words, one after the other
	firsts   map[string]bool  // the first of these
	lasts    map[string]bool
	plain    string // its words alone, for quotations
	nouns    bool   // its language writes every noun with a capital
}

func read(text string) *story {
	words := tokens(text)
	s := &story{values: map[string]bool{}, units: map[string]units{}, parts: map[string]bool{}, called: map[string]bool{}, firsts: map[string]bool{}, lasts: map[string]bool{}, words: map[string]bool{}, stems: map[string]bool{}, begins: map[string]bool{}, initials: map[string]bool{}, plain: plain(text)}
	s.count(text, words)
	capitals, inside := 0, 0
	for i := range words {
		w := &words[i]
		for _, one := range w.parts() {
			s.words[one] = true
			if len(one) >= leastStem {
				s.stems[stem(one)] = true
			}
			if len(one) >= leastStem && w.capital {
				s.begins[one[:leastStem]] = true
			}
		}
		if !w.first {
			inside++
			if w.capital {
				capitals++
			}
		}
	}
	s.nouns = inside > 40 && capitals*100 > inside*22
	for _, run := range runs(words) {
		var letters strings.Builder
		for i := run.from; i < run.to; i++ {
			if words[i].capital {
				letters.WriteString(strings.ToLower(words[i].text[:1]))
			}
		}
		if letters.Len() > 1 {
			s.initials[letters.String()] = true
		}
		s.abbreviate(words[run.from:run.to])
		s.call(words[run.from:run.to])
	}
	return s
}

// plain gives the words of a text, one space between two.
func plain(text string) string {
	var b strings.Builder
	for _, w := range tokens(text) {
		b.WriteByte(' ')
		b.WriteString(w.low)
	}
	return b.String() + " "
}
