package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spacedMarks are the languages that put a space before some marks.
var spacedMarks = []string{"fr", "br", "oc"}

// beforeMarks finds a space in front of a mark that belongs to the word before.
// It is silent on French, on what a full stop begins (.NET, .5), on dots and
// marks that stand apart (. . .), ratios (1 : 250), maps (f : X → Y), emoticons, what stands
// between guillemets, and lines of which the writer parts everything so.
func (r *round) beforeMarks(p *piece, t *passage) {
	if strings.ContainsAny(t.words, "«»") {
		return
	}
	marks := ",.;:!?)"
	if slices.Contains(spacedMarks, r.language()) {
		marks = ",."
	}
	for i := 1; i+1 < len(t.words); i++ {
		if t.words[i] != ' ' || strings.IndexByte(marks, t.words[i+1]) < 0 || !misplaced(t.words, i) {
			continue
		}
		o := oddity{t, i, i + 2}
		start, _ := o.words()
		h := r.at(p, t.span(start, i+2), "A space stands before “"+t.words[i+1:i+2]+"”, so a line may begin with it: take the space out.")
		if t.typed(p, i, i+2) {
			h.fix("Take the space out", t.span(i, i+1), "")
		}
	}
}

// spokenOf are words behind which a mark is written about.
var spokenOf = []string{"a", "an", "the", "and", "or", "with", "no"}

// misplaced reports whether the mark behind the space at i belongs to the word
// before it.
func misplaced(words string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(words[:i])
	rest := words[i+2:]
	after, _ := utf8.DecodeRuneInString(rest)
	mark := words[i+1]
	if !unicode.IsLetter(before) && !unicode.IsNumber(before) && !strings.ContainsRune("”’\"')", before) && before != thing {
		return false
	}
	if word := words[strings.LastIndexAny(words[:i], " \n")+1 : i]; slices.Contains(spokenOf, strings.ToLower(word)) {
		return false // add a ? to it
	}
	if mark == ')' {
		inside := words[max(0, i-500):i]
		open := strings.LastIndexByte(inside, '(')
		return open >= 0 && inside[open+1:] != "" && inside[open+1] != ' ' && strings.IndexByte(inside[open:], ')') < 0
	}
	if rest != "" && !unicode.IsSpace(after) && !strings.ContainsRune("”’\")", after) {
		return false // .NET, :-), !important
	}
	if mark == ':' || mark == ';' {
		if before == thing || variable(words[:i]) {
			return false // code, or a letter, and what it is
		}
		next := strings.TrimLeft(rest, " ")
		last, _ := utf8.DecodeRuneInString(next)
		if unicode.IsNumber(before) && unicode.IsNumber(last) || strings.HasPrefix(next, ")") || strings.HasPrefix(rest, ")") {
			return false
		}
	}
	if mark == '.' && (strings.HasPrefix(strings.TrimLeft(rest, " "), ".") || strings.HasSuffix(strings.TrimRight(words[:i], " "), ".")) {
		return false
	}
	return true
}

// variable reports whether words end in one letter that stands alone, or behind an
// opening bracket, as mathematicians name things: f : X → Y, {x : x > 0}.
func variable(words string) bool {
	word := strings.TrimLeft(words[strings.LastIndexAny(words, " \n\u2028")+1:], "({[|")
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsLetter(r)
}

// Characters without width, or of none that a reader sees.
const (
	zeroSpace = '\u200b'
	nonJoiner = '\u200c'
	joiner    = '\u200d'
	byteOrder = '\ufeff'
	leftMark  = '\u200e'
	rightMark = '\u200f'
)

// withoutWidth finds characters that nobody sees. Joiners are part of the
// spelling in Persian, Arabic and the scripts of India, and part of many
// emoji, so they count between Latin letters alone. A zero-width space is how
// Thai, Khmer, Lao and Burmese part words, and how a long address is told where
// to break. Marks of direction count in lines that have one direction only; soft
// hyphens and word joiners are always meant.
func (o *oddities) withoutWidth(r *round, t *passage) {
	direction := 0 // of the line: nobody has looked, one, two
	for i, c := range t.words {
		size := utf8.RuneLen(c)
		if c < zeroSpace || size < 3 {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(t.words[:i])
		after, _ := utf8.DecodeRuneInString(t.words[i+size:])
		odd := false
		switch c {
		case byteOrder:
			odd = true
		case zeroSpace:
			odd = !partsItself(before) && !partsItself(after) && !strings.ContainsRune("/-_.@?&=#–—", before)
		case joiner, nonJoiner:
			odd = latin(before) && latin(after)
		case leftMark, rightMark, '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069':
			if direction == 0 {
				direction = 1
				if r.e.Dir() == "rtl" || strings.IndexFunc(t.words, rightToLeft) >= 0 {
					direction = 2
				}
			}
			odd = direction == 1
		}
		if odd {
			*o = append(*o, oddity{t, i, i + size})
		}
	}
}

func latin(r rune) bool { return unicode.Is(unicode.Latin, r) }

// rightToLeft reports whether a letter is written from right to left.
func rightToLeft(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// partsItself reports whether a letter's script writes words without spaces.
func partsItself(r rune) bool {
	return unicode.In(r, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar, unicode.Tibetan, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
