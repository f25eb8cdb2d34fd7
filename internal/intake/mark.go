package intake

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is what stands before the words of a list item.
type mark struct {
	kind  markKind
	char  rune   // the bullet, or what follows the number: . or )
	n     int    // a number, or a letter's place in the alphabet
	as    string // as typed
	words string // after it; empty when the mark stands alone
}

type markKind int

const (
	bulletMark markKind = iota + 1
	numberMark
	letterMark
)

// Bullets that people paste, among them those that the fonts Symbol and
// Wingdings keep in the private use area. Some need no space after them; a
// hyphen, a star, a dash or a middle dot is a bullet only with one.
const (
	sureBullets  = "•‣◦▪●○■□▸►\uf0b7\uf0a7\uf076"
	spaceBullets = "·–-*"
)

// readMark reads the mark that a line opens with.
func readMark(text string) (mark, bool) {
	r, size := utf8.DecodeRuneInString(text)
	rest := text[size:]
	spaced := rest == "" || rest[0] == ' '
	switch {
	case strings.ContainsRune(sureBullets, r) && size > 1,
		spaced && strings.ContainsRune(spaceBullets, r):
		return mark{kind: bulletMark, char: r, as: text[:size], words: strings.TrimSpace(rest)}, true
	case r >= '0' && r <= '9':
		return readNumber(text)
	case r == '(' || unicode.IsLetter(r) && r < utf8.RuneSelf:
		return readLetter(text)
	}
	return mark{}, false
}

// readNumber reads “1. ” or “12) ”. CommonMark would rewrite a leading zero.
func readNumber(text string) (mark, bool) {
	end := strings.IndexAny(text[:min(4, len(text))], ".)")
	if end < 0 || text[0] == '0' {
		return mark{}, false
	}
	n, err := strconv.Atoi(text[:end])
	words, ok := strings.CutPrefix(text[end+1:], " ")
	if err != nil || !ok {
		return mark{}, false
	}
	return mark{kind: numberMark, char: rune(text[end]), n: n, as: text[:end+1], words: words}, true
}

// readLetter reads “a) ”, “A. ” or “(a) ”.
func readLetter(text string) (mark, bool) {
	inner := strings.TrimPrefix(text, "(")
	bracket := len(text) - len(inner)
	if len(inner) < 3 || !unicode.IsLetter(rune(inner[0])) || inner[2] != ' ' {
		return mark{}, false
	}
	if inner[1] != ')' && (inner[1] != '.' || bracket > 0) {
		return mark{}, false
	}
	kind := rune(inner[1])
	if unicode.IsUpper(rune(inner[0])) {
		kind += 0x100 // A. and a. are two lists
	}
	n := int(unicode.ToLower(rune(inner[0])) - 'a')
	return mark{kind: letterMark, char: kind, n: n, as: text[:bracket+2], words: inner[3:]}, true
}

// alone reports whether the mark has no words on its line.
func (m mark) alone() bool { return m.words == "" }

// markdown writes the mark of a list item.
func (m mark) markdown() string {
	if m.kind == numberMark {
		return strconv.Itoa(m.n) + string(m.char) + " "
	}
	return "- "
}
