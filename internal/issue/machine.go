package issue

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// HowConfirmed is the way of words that a model wrote and that a person, the run's
// Who, has read and let stand. It names the model, too.
const HowConfirmed How = "confirmed: "

// Model gives the model that wrote words which came so, and whether a person has
// confirmed them; is is false for words of people.
func (h How) Model() (name string, confirmed, is bool) {
	if name, is = strings.CutPrefix(string(h), string(HowModel)); is {
		return name, false, true
	}
	name, is = strings.CutPrefix(string(h), string(HowConfirmed))
	return name, is, is
}

// What somebody put between two stretches of a model's words, in bytes, so that they
// still count as one: a word or two; and how little is nobody's: a word that is left
// of a sentence.
const (
	maxBetween  = 40
	leastWords  = 2
	leastLetter = 8
)

// Unconfirmed lists the stretches of a copy that a model wrote and nobody has
// confirmed: what a person changed within one is part of it. A single short word that is
// left of what a model wrote is none.
func Unconfirmed(runs []Run, copy string) []Authored {
	var list []Authored
	at := 0
	for _, r := range runs {
		end := min(at+max(0, r.Bytes), len(copy)) // whatever a file says
		name, confirmed, is := r.How.Model()
		if is && !confirmed && end > at {
			list = withStretch(list, copy, trimmed(copy, Authored{Span{at, end}, r.Who, How(name)}))
		}
		at = end
	}
	return list
}

// IsStretch reports whether words are enough to be somebody's: a single short word that
// is left of a sentence is nobody's.
func IsStretch(words string) bool {
	return CountWords(words) >= leastWords || letters(words) >= leastLetter || dense(words) >= leastWords
}

// dense counts the letters of scripts that have no spaces: each is about a word.
func dense(words string) (n int) {
	for _, r := range words {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			n++
		}
	}
	return n
}

// isLine reports whether a stretch is all of a headline or of a paragraph of one line: a
// word that stands for itself is somebody's.
func isLine(copy string, s Span) bool {
	if s.Empty() {
		return false
	}
	start := strings.LastIndexByte(copy[:s.Start], '\n') + 1
	end := len(copy)
	if nl := strings.IndexByte(copy[s.End:], '\n'); nl >= 0 {
		end = s.End + nl
	}
	return strings.Trim(copy[start:s.Start], "# ") == "" && strings.TrimSpace(copy[s.End:end]) == "" && letters(copy[s.Start:s.End]) > 0
}

// withStretch puts a stretch behind the others, or makes it one with the last of them.
func withStretch(list []Authored, copy string, a Authored) []Authored {
	if !IsStretch(copy[a.Start:a.End]) && !isLine(copy, a.Span) {
		return list
	}
	n := len(list) - 1
	if n >= 0 && a.Start-list[n].End <= maxBetween && !strings.Contains(copy[list[n].End:a.Start], "\n") {
		list[n].End = a.End
		return list
	}
	return append(list, a)
}

// trimmed takes the white space around a stretch away.
func trimmed(copy string, a Authored) Authored {
	words := copy[a.Start:a.End]
	a.Start += len(words) - len(strings.TrimLeftFunc(words, unicode.IsSpace))
	a.End = a.Start + len(strings.TrimSpace(words))
	return a
}

func letters(words string) (n int) {
	for _, r := range words {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// ModelWords counts the words of a copy that a model wrote, confirmed or not.
func ModelWords(runs []Run, copy string) (n int) {
	from, at := -1, 0
	for _, r := range append(runs[:len(runs):len(runs)], Run{}) {
		_, _, is := r.How.Model()
		if is && from < 0 {
			from = at
		} else if !is && from >= 0 {
			n, from = n+CountWords(copy[from:at]), -1
		}
		at = min(at+max(0, r.Bytes), len(copy))
	}
	return n
}

// Recredit has stretches of a copy be by who, in that way; the rest stays whose it is.
func Recredit(runs []Run, copy string, who string, how How, spans ...Span) []Run {
	for _, s := range spans {
		if s.Start >= 0 && s.Start < s.End && s.End <= len(copy) && utf8.RuneStart(copy[s.Start]) {
			runs = FollowRuns(runs, []Change{{Old: s, New: s}}, len(copy), who, how)
		}
	}
	return runs
}
