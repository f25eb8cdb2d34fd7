package eml

import (
	"bytes"
	"slices"
	"strings"
)

// width is how long a header line may be. RFC 5322 asks for 78, RFC 2047 for 76
// where a line has an encoded-word; the stricter one serves both.
const width = 76

// writeField writes a header field. Tokens are joined by a space, which becomes
// a fold (CRLF, space) where the line would grow too long; a token itself is
// never broken.
func writeField(b *bytes.Buffer, name string, tokens []string) {
	b.WriteString(name)
	b.WriteByte(':')
	column := len(name) + 1
	for i, token := range tokens {
		fold := column+1+len(token) > width
		// Straight after the name a fold is legal but odd to some filters: only
		// where it makes a long address fit.
		if i == 0 && 1+len(token) > width {
			fold = false
		}
		if fold {
			b.WriteString("\r\n")
			column = 0
		}
		b.WriteByte(' ')
		b.WriteString(token)
		column += 1 + len(token)
	}
	b.WriteString("\r\n")
}

// phrase gives text as the tokens of an unstructured field: its words where all
// of them are ASCII and fit, else encoded-words. It is encoded whole or not at
// all, since the spaces between an encoded-word and its neighbours get lost in
// more than one reader; so do double spaces where a line is folded. The text
// must be on one line.
func phrase(name, text string) []string {
	if text == "" {
		return nil
	}
	if plainASCII(text) && !strings.Contains(text, "  ") {
		if words := strings.Split(text, " "); !slices.ContainsFunc(words, tooLong) {
			return words
		}
	}
	return encodedWords(text, width-len(name)-len(": "))
}

// tooLong reports a word that no line has room for, after the field's name.
func tooLong(word string) bool { return len(word) > 60 }

// plainASCII reports whether text means in a header what it says. "=?" begins
// an encoded-word: text that has it must be encoded to arrive as it is.
func plainASCII(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return !strings.Contains(text, "=?")
}
