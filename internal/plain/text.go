package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// text adds words. White space of any length is one space; a control
// character, which could steer a terminal, becomes U+FFFD.
func (r *run) text(s string) {
	for i := 0; i < len(s); {
		end, wide := i, false
		for end < len(s) {
			c, size := utf8.DecodeRuneInString(s[end:])
			if parts(c) || unfit(c, size) {
				break
			}
			wide = wide || breaksAnywhere(c)
			end += size
		}
		if end > i {
			r.piece(s[i:end], wide)
			i = end
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		if parts(c) {
			r.next = max(r.next, spaced)
		} else {
			r.put("\ufffd")
		}
		i += size
	}
}

// parts reports whether a character parts words, as HTML has it, and the two
// that Unicode added to part lines. No-break and wide spaces are typography,
// and belong to their word.
func parts(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\u2028', '\u2029':
		return true
	}
	return false
}

// unfit reports what no terminal should be sent.
func unfit(r rune, size int) bool {
	return unicode.IsControl(r) || r == utf8.RuneError && size == 1
}

// piece adds a run of characters without white space.
func (r *run) piece(s string, wide bool) {
	start := len(r.buf)
	r.put(s)
	if wide {
		r.fold(start)
	}
}

// fold lets the last word break wherever UAX #14 allows it beside a character
// of a script that is written without spaces. Start is where those characters
// begin in the buffer; what was glued on before them stays.
func (r *run) fold(start int) {
	rest, state, at := r.buf[start:], -1, start
	var segment []byte
	var must bool
	for len(rest) > 0 {
		segment, rest, must, state = uniseg.FirstLineSegment(rest, state)
		at += len(segment)
		if len(rest) == 0 || must {
			continue
		}
		before, _ := utf8.DecodeLastRune(segment)
		after, _ := utf8.DecodeRune(rest)
		if !breaksAnywhere(before) && !breaksAnywhere(after) {
			continue // a slash or a hyphen in a word of ours
		}
		last := &r.words[len(r.words)-1]
		r.words = append(r.words, word{start: at, end: last.end, join: folded})
		r.words[len(r.words)-2].end = at
	}
}

// breaksAnywhere reports characters of scripts written without spaces. Korean
// has spaces and breaks at them. (Thai, Lao and Khmer would need a dictionary.)
func breaksAnywhere(r rune) bool {
	return r >= 0x2e80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff60)
}

// fit takes out of code what no terminal should be sent, and gives tabs the
// width that Markdown gives them.
func fit(code string) string {
	code = strings.ReplaceAll(code, "\t", "    ")
	return strings.Map(func(r rune) rune {
		switch {
		case parts(r):
			return ' '
		case unfit(r, 0):
			return '\ufffd'
		}
		return r
	}, code)
}
