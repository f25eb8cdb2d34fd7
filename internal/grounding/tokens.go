package grounding

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a text: letters and digits with what joins them.
type token struct {
	text       string
	low        string // in lower case, without a possessive
	start, end int
	capital    bool // it begins with one
	inner      bool // a capital or a digit stands further inside: GPT-4, iPhone, NASA
	first      bool // it begins a sentence, a line or a quotation
	joined     bool // nothing but a space is between it and the one before
}

// parts gives what of a word may stand alone: itself, and what hyphens join.
func (t *token) parts() []string {
	if !strings.ContainsAny(t.low, "-‑–/") {
		return []string{t.low}
	}
	return append(strings.FieldsFunc(t.low, func(r rune) bool { return strings.ContainsRune("-‑–/", r) }), t.low)
}

// tokens reads the words of a text in order.
func tokens(text string) []token {
	var list []token
	first := true
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if strings.ContainsRune(".!?:…\n“\"«„‘*#>|", r) {
				first = true
			}
			at += size
			continue
		}
		end := wordEnd(text, at)
		t := token{text: text[at:end], start: at, end: end, first: first, capital: unicode.IsUpper(r)}
		t.low = strings.ToLower(possessed(t.text))
		for i, inside := range t.text {
			if i > 0 && (unicode.IsUpper(inside) || unicode.IsDigit(inside)) && strings.IndexFunc(t.text, unicode.IsLetter) >= 0 {
				t.inner = true
			}
		}
		if n := len(list); n > 0 {
			t.joined = strings.Trim(text[list[n-1].end:at], " \u00a0*_") == "" && !strings.Contains(text[list[n-1].end:at], "\n")
		}
		list = append(list, t)
		first = false
		at = end
	}
	return list
}

// wordEnd gives the end of the word that begins at a place. Apostrophes, hyphens and
// full stops join where a letter or a digit follows, and commas between digits.
func wordEnd(text string, at int) int {
	var before rune
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			before = r
			at += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[at+size:])
		digits := unicode.IsDigit(before) && unicode.IsDigit(next)
		switch {
		case strings.ContainsRune("’'", r) && unicode.IsLetter(next),
			strings.ContainsRune("-‑", r) && (unicode.IsLetter(next) || unicode.IsDigit(next)),
			r == '.' && (digits || unicode.IsUpper(before) && unicode.IsUpper(next)),
			strings.ContainsRune(",\u202f", r) && digits:
			before = r
			at += size
		default:
			return at
		}
	}
	return at
}

// possessed gives a word without its possessive.
func possessed(word string) string {
	for _, end := range []string{"’s", "'s", "’", "'"} {
		if rest, ok := strings.CutSuffix(word, end); ok && rest != "" {
			return rest
		}
	}
	return word
}

// leastStem is how long a word is of which another may be made: America, American.
const leastStem = 5

// stem gives the beginning that a word shares with what is made of it.
func stem(low string) string {
	for _, end := range []string{"ians", "ian", "ans", "an", "ese", "ish", "ns", "es", "s", "n", "a", "y", "e"} {
		if rest, ok := strings.CutSuffix(low, end); ok && len([]rune(rest)) >= leastStem-1 {
			return rest
		}
	}
	return low
}
