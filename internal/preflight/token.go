package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// token is a word of an address: letters and digits, in lower case.
type token struct {
	word string
	name bool // it begins as names do: with a capital, or in a script without cases
	issue.Span
}

// maxTokens is how much of a footer is read for addresses. Real ones have a
// hundredth of it.
const maxTokens = 5000

// tokens cuts copy into words of letters and digits.
func tokens(copy string) []token {
	var list []token
	start := -1
	for i, r := range copy + " " {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r):
			if start < 0 {
				start = i
			}
		case start >= 0:
			first, _ := utf8.DecodeRuneInString(copy[start:])
			list = append(list, token{
				word: strings.ToLower(copy[start:i]),
				name: unicode.IsLetter(first) && !unicode.IsLower(first),
				Span: issue.Span{Start: start, End: i},
			})
			if len(list) == maxTokens {
				return list
			}
			start = -1
		}
	}
	return list
}

// holdsAll reports whether every word of an address occurs among words.
func holdsAll(words, address []token) bool {
	for _, a := range address {
		if !slices.ContainsFunc(words, func(w token) bool { return w.word == a.word }) {
			return false
		}
	}
	return true
}

func (t token) digits() bool { return strings.IndexFunc(t.word, unicode.IsDigit) >= 0 }

// year reports whether a number could be one, as in a line of copyright.
func (t token) year() bool {
	return len(t.word) == 4 && (strings.HasPrefix(t.word, "19") || strings.HasPrefix(t.word, "20")) && strings.Trim(t.word, "0123456789") == ""
}
