package plain

import (
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// width gives the columns that text takes in a terminal: two for a Han
// character or an emoji, none for a combining mark (UAX #11).
func width(text []byte) int {
	n := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if !oneColumn(r) {
			return uniseg.StringWidth(string(text))
		}
		i += size
		n++
	}
	return n
}

// oneColumn reports characters that always take one column and never combine:
// nearly all of most issues, for which the tables need not be asked.
func oneColumn(r rune) bool {
	switch {
	case r < 0x300:
		return r >= ' ' && r < 0x7f || r >= 0xa0 && r != 0xad
	case r < 0x530: // Greek, Cyrillic
		return r >= 0x370 && (r < 0x483 || r > 0x489)
	}
	return r >= 0x2010 && r <= 0x2026
}
