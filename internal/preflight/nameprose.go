package preflight

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// nameProse gives copy with everything blanked out that is no prose, byte for
// byte: code, HTML, addresses, the targets of links, handles, hashtags and slots.
// Nobody writes names there as prose does.
func nameProse(copy string, reading *issue.Reading) string {
	text := prose(copy)
	out := []byte(text)
	for i := 0; i < len(text); {
		next := strings.IndexAny(text[i:], "@#]{:w")
		if next < 0 {
			break
		}
		from, to := noProse(text, i+next)
		blankOut(out[from:to])
		i = max(to, i+next+1)
	}
	for i := range reading.RawHTML {
		if s := reading.RawHTML[i].Span; s.End <= len(out) && !s.Empty() {
			blankOut(out[s.Start:s.End])
		}
	}
	return string(out)
}

// noProse gives what is no prose around a character that often belongs to such;
// an empty stretch where it does not.
func noProse(text string, at int) (from, to int) {
	rest := text[at:]
	switch {
	case strings.HasPrefix(rest, "{{"):
		line, _, _ := strings.Cut(rest[:min(len(rest), 4*maxContext)], "\n")
		if i := strings.Index(line, "}}"); i > 0 {
			return at, at + i + len("}}")
		}
	case strings.HasPrefix(rest, "]("):
		return at, at + untilAny(rest, " \t\n)")
	case strings.HasPrefix(rest, "://"), strings.HasPrefix(rest, "www."):
		return wordStart(text, at), at + untilAny(rest, " \t\n)>]")
	case rest[0] == '@' || rest[0] == '#':
		to = at + 1
		for to < len(text) {
			r, size := utf8.DecodeRuneInString(text[to:])
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' && (r != '.' && r != '-' || rest[0] == '#') {
				break
			}
			to += size
		}
		if from = at; rest[0] == '@' {
			from = wordStart(text, at)
		}
		return from, to
	}
	return at, at
}

// untilAny gives the length of what comes before any of the characters.
func untilAny(s, ends string) int {
	if i := strings.IndexAny(s, ends); i >= 0 {
		return i
	}
	return len(s)
}

// wordStart gives where the local part of a mail address or the scheme of a web
// address begins that ends at an offset.
func wordStart(text string, at int) int {
	const longest = 64 // RFC 5321, 4.5.3.1.1
	start := at
	for start > 0 && at-start < longest && (wordByte(text[start-1]) && text[start-1] < 0x80 || strings.IndexByte("+-.", text[start-1]) >= 0) {
		start--
	}
	return start
}
