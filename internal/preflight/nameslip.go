package preflight

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// slips are the names of an issue by their first and last letters, to find the
// one that a single word is a slip for.
type slips map[[2]rune][]string

// judgeSlip asks about a single word that stands once and is one letter away from
// a name that stands more often: Hexly beside Hexley. It stays silent in languages
// that have other nouns with capitals or change a word inside as they inflect it,
// on another first or last letter (Maria, Marie; Paris, Parish), on words that are
// names by themselves (Keogh, Andersen, Columbia) or everyday ones, on a word that
// stands with another first name than the other, and where both stand in one
// sentence.
func (v *variants) judgeSlip(r *round, p *piece, m *mention) {
	if !v.slipLanguage || !m.strong() || v.issue.seen(m.word) != 1 || v.of == p && v.places[m.Span] || !v.couldSlip(m.word) ||
		v.known.seen(m.word) > 0 || v.archive.seen(m.word) > 0 || ownNames[plainWord(m.word)] {
		return
	}
	if v.near == nil {
		v.near = v.slipIndex()
	}
	for _, other := range v.near[outerLetters(m.word)] {
		if !v.slipOfWord(m, other) || strings.Contains(sentence(p.Copy, m.Span), typedAs(other, p.Copy)) {
			continue
		}
		said, right := byIssueOnce, typedAs(other, p.Copy)
		switch {
		case v.known.seen(other) > 0:
			said = byHouse
		case v.issue.seen(other) >= 3:
			said = byIssue
		}
		v.say(r.at(p, m.Span, v.why(other, said)), said).fix(right+" everywhere", m.Span, right)
		return
	}
}

// slipLanguages are those in which only names have capitals, and keep their
// letters.
var slipLanguages = strings.Fields("en fr es it nl pt ca gl sv da nb nn no")

// slipIndex lists what a word may be a slip for.
func (v *variants) slipIndex() slips {
	const most = 64 // of one first and last letter
	index := slips{}
	for _, l := range []*Ledger{v.known, v.issue} {
		for _, word := range l.ordered(l.words) {
			if key := outerLetters(word); l.countOf(word) > 0 && len(index[key]) < most && v.couldSlip(word) {
				index[key] = append(index[key], word)
			}
		}
	}
	return index
}

// couldSlip reports whether a word is of the shape of a name that is looked at:
// five letters or more, in small ones but for the first, an apostrophe in it or
// none, and not used as another word.
func (v *variants) couldSlip(word string) bool {
	const shortest, longest = 5, 40
	n := utf8.RuneCountInString(word)
	plain := strings.Replace(word, "'", "", 1)
	if n < shortest || n > longest || camel(word) || allCapitals(word) || !capitalised(word) || !onlyLetters(plain) {
		return false
	}
	lower := strings.ToLower(word)
	return !v.issue.usual(lower) && !v.archive.usual(lower) && !everyday(lower)
}

// slipOfWord reports whether a mention is a slip for another word.
func (v *variants) slipOfWord(m *mention, other string) bool {
	a, b := plainWord(m.word), plainWord(other)
	if a == b || strings.ReplaceAll(a, "z", "s") == strings.ReplaceAll(b, "z", "s") || strings.ReplaceAll(b, "our", "or") == a || strings.ReplaceAll(a, "our", "or") == b ||
		distance(a, b, 1) != 1 || inflected(a, b) {
		return false
	}
	nobody := func(c string) bool { return c == "" } // it only opened the sentence
	mine := slices.DeleteFunc(slices.Clone(v.issue.companies(m.word)), nobody)
	theirs := slices.DeleteFunc(slices.Concat(v.issue.companies(other), v.known.companies(other)), nobody)
	switch {
	case len(mine) > 0 && len(theirs) == 0 && strings.Trim(strings.ToLower(m.word), asciiLetters) == "",
		len(mine) > 0 && len(theirs) > 0 && !slices.ContainsFunc(mine, func(c string) bool { return slices.Contains(theirs, c) }):
		return false
	case v.known.seen(other) > 0 || v.issue.seen(other) > 1:
		return true
	}
	// Of two that stand once each, only letters the other way round and a double
	// one that is single are slips for sure, and the first is right as often as not.
	const long = 6
	return len(mine) == 0 && utf8.RuneCountInString(a) >= long && utf8.RuneCountInString(b) >= long && (swappedLetters(a, b) || doubledLetter(a, b)) &&
		!ownNames[b] && v.issue.order(other) < v.issue.order(m.word)
}

// swappedLetters reports whether two neighbouring letters of one word are the
// other way round in another one.
func swappedLetters(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return len(a) == len(b) && i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i]
}

// inflected reports whether two words differ in a vowel before their last s, n or
// r alone, which is how languages build a plural: Fragments, Fragmentos.
func inflected(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	last := len(a) - 1
	return last > 0 && len(b) == len(a)+1 && strings.IndexByte("snr", a[last]) >= 0 && a[:last] == b[:last]
}

// doubledLetter reports whether two words, one letter apart, are the same with a
// letter once in one and twice in the other.
func doubledLetter(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return len(b) == len(a)+1 && i > 0 && b[i] == b[i-1]
}

// plainWord gives a word in small letters without accents.
func plainWord(word string) string { return strings.Map(plainLetter, word) }

// outerLetters gives the first and the last letter of a word.
func outerLetters(word string) [2]rune {
	word = plainWord(word)
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	return [2]rune{first, last}
}

// seen gives how often a word was written so with a capital, wherever.
func (l *Ledger) seen(word string) int {
	if l == nil || l.words[word] == nil {
		return 0
	}
	return l.words[word].count + l.words[word].opening
}

// everyday reports whether a word in lower case looks like no name: it is common,
// or has an ending of one that other words have.
func everyday(lower string) bool {
	if everydayWords[lower] {
		return true
	}
	for _, end := range everydayEnds {
		if strings.HasSuffix(lower, end) {
			return true
		}
	}
	return false
}
