package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// garbledAt reads what begins at a place: as much as is certain, and once more
// where it was misread twice.
func garbledAt(line string, i int) garbled {
	c, size := utf8.DecodeRuneInString(line[i:])
	rest := line[i:]
	switch {
	case c == utf8.RuneError && size > 1:
		return garbled{start: i, end: i + size, lost: true}
	case strings.HasPrefix(rest, "ï»¿"):
		return garbled{start: i, end: i + len("ï»¿")}
	case strings.HasPrefix(rest, "ï¿½"):
		return garbled{start: i, end: i + len("ï¿½"), lost: true}
	case c == '‚':
		for was, is := range macRoman {
			if strings.HasPrefix(rest, was) {
				return garbled{start: i, end: i + len(was), was: is}
			}
		}
		return garbled{}
	}
	end, read := i, strings.Builder{}
	for end < len(line) {
		r, n := misread(line[end:])
		if n == 0 || !certainAt(line, end, end+n, r) && !(end > i && r > 0xFF) {
			break
		}
		read.WriteRune(r)
		end += n
	}
	if was := read.String(); end > i {
		if again := garbledIn(was); len(again) == 1 && again[0].start == 0 && again[0].end == len(was) && !again[0].lost {
			was = again[0].was
		}
		return garbled{start: i, end: end, was: was}
	}
	if strings.HasPrefix(rest, "â€\uFFFD") {
		return garbled{start: i, end: i + len("â€\uFFFD"), was: "”"} // Windows-1252 has no 9D
	}
	if strings.HasPrefix(rest, "â€") {
		return garbled{start: i, end: i + len("â€"), lost: true} // ” lost the half of it that nobody can see
	}
	return loneLead(line, i, c, size)
}

// loneLead finds Â and Ã in front of a space that was a no-break space once.
func loneLead(line string, i int, c rune, size int) garbled {
	before, _ := utf8.DecodeLastRuneInString(line[:i])
	if c != 'Â' && c != 'Ã' || !strings.HasPrefix(line[i+size:], " ") {
		return garbled{}
	}
	switch {
	case c == 'Â' && (unicode.IsLower(before) || unicode.IsDigit(before) || strings.ContainsRune(".,;:!?)", before)):
		return garbled{start: i, end: i + size}
	case c == 'Ã' && unicode.IsLower(before):
		return garbled{start: i, end: i + size, was: "à"}
	}
	return garbled{}
}

// misread reads the bytes of Windows-1252, or of Latin-1 where it has none, at the
// beginning of a line as UTF-8: the character, and the length of what it became.
func misread(line string) (r rune, size int) {
	var bytes []byte
	for _, c := range line {
		b := byteOf(c)
		if b < 0x80 || len(bytes) == 0 && (b < 0xC2 || b > 0xF4) || len(bytes) > 0 && b >= 0xC0 {
			return 0, 0
		}
		bytes = append(bytes, b)
		size += utf8.RuneLen(c)
		if utf8.FullRune(bytes) {
			break
		}
	}
	r, n := utf8.DecodeRune(bytes)
	if r == utf8.RuneError || n != len(bytes) {
		return 0, 0
	}
	return r, size
}

// windows1252 is what its bytes from 0x80 on stand for (WHATWG Encoding), up to
// where it is Latin-1.
var windows1252 = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

// byteOf gives the byte that a character is in Windows-1252; 0 when it is none.
func byteOf(c rune) byte {
	if c >= 0x80 && c <= 0xFF {
		return byte(c)
	}
	if i := slices.Index(windows1252, c); i >= 0 {
		return byte(0x80 + i)
	}
	return 0
}

// certainAt reports whether words between start and end can be nothing but r
// misread. Capitals that languages end words with, before a mark that can follow a
// word, are what they are: MAÇÃ”, PÅ», ROMÂ …
func certainAt(line string, start, end int, r rune) bool {
	lead, n := utf8.DecodeRuneInString(line[start:])
	mark, _ := utf8.DecodeRuneInString(line[start+n:])
	before, _ := utf8.DecodeLastRuneInString(line[:start])
	after, _ := utf8.DecodeRuneInString(line[end:])
	follows := strings.ContainsRune("’”“‘\"–—›»…\u00a0", mark)
	switch {
	case follows && strings.ContainsRune("“„‘«\"(", before) && !unicode.IsLetter(after):
		return false // “Ã” is a letter
	case r >= 0x1F000 && r < 0x20000, r >= 0x2010 && r <= 0x2044, r == '€', r == '™', r == '\uFEFF', r == '\uFE0F', r >= 0x2190 && r < 0x2800:
		return true
	case lead == 'Â' || lead == 'Ã':
		return !unicode.IsUpper(before) || !follows && !unicode.IsUpper(after)
	case lead == 'Ä' || lead == 'Å':
		return unicode.IsLetter(r) && (unicode.IsLower(before) || unicode.IsLower(after) && !unicode.IsUpper(before))
	case lead == 'Ð' || lead == 'Ñ':
		next, _ := misread(line[end:])
		return unicode.Is(unicode.Cyrillic, r) && unicode.Is(unicode.Cyrillic, next)
	}
	return false
}

// macRoman is what the commonest characters become that were read as Mac Roman.
var macRoman = map[string]string{"‚Äô": "’", "‚Äò": "‘", "‚Äú": "“", "‚Äù": "”", "‚Äî": "—", "‚Äì": "–", "‚Ä¶": "…"}
