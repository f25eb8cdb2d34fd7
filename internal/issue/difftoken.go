package issue

import (
	"unicode"
	"unicode/utf8"
)

// Two texts are compared by tokens: a word, a run of blanks, a run of line
// breaks, or one other character with all that is drawn on it. What is written
// without spaces, as Chinese and Thai are, has no words that could be told
// without a dictionary: there each character is a token.

// tokenKind is what a token is.
type tokenKind uint8

const (
	tokenWord tokenKind = iota
	tokenBlank
	tokenBreak
	tokenWide // a character of a script without spaces
	tokenOther
)

// says reports whether a token is of words.
func (k tokenKind) says() bool { return k == tokenWord || k == tokenWide }

// nextToken gives where the token ends that begins at i, and what it is.
func nextToken(s string, i int) (end int, kind tokenKind) {
	r, size := utf8.DecodeRuneInString(s[i:])
	end = i + size
	switch kind = kindOf(r); {
	case kind == tokenOther:
		return drawn(s, end, r), kind
	case kind == tokenWide:
		return whole(s, end), kind
	}
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		switch {
		case kindOf(r) == kind:
		case kind == tokenWord && (r == '\'' || r == '’' || isDrawnOn(r)) && opensWord(s[end+size:], isDrawnOn(r)):
		default:
			return end, kind
		}
		end += size
	}
	return end, kind
}

func kindOf(r rune) tokenKind {
	switch {
	case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9':
		return tokenWord
	case r == '\n' || r == '\r':
		return tokenBreak
	case r == ' ' || r == '\t' || r > utf8.RuneSelf && unicode.IsSpace(r):
		return tokenBlank
	case r < utf8.RuneSelf || r == utf8.RuneError:
		return tokenOther
	case isWide(r):
		return tokenWide
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return tokenWord
	}
	return tokenOther
}

// opensWord reports whether an apostrophe stands within a word: “don’t”. What is
// drawn on a letter always does.
func opensWord(rest string, mark bool) bool {
	if mark {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && kindOf(r) == tokenWord
}

// isWide reports whether r is of a script that is written without spaces.
func isWide(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) &&
		!unicode.Is(unicode.M, r)
}

// isDrawnOn reports whether r is drawn on the character before it.
func isDrawnOn(r rune) bool {
	return r >= 0x300 && (unicode.Is(unicode.M, r) || r == joiner || 0x1F3FB <= r && r <= 0x1F3FF)
}

const joiner = '\u200d'

// whole gives the end of a character with the marks on it.
func whole(s string, end int) int {
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !isDrawnOn(r) {
			break
		}
		end += size
	}
	return end
}

// drawn gives the end of a sign with the marks on it: an emoji of several is one
// sign, and so are the two letters of a flag.
func drawn(s string, end int, before rune) int {
	flag := isFlag(before)
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		switch {
		case flag && isFlag(r):
			flag = false
		case isDrawnOn(r):
		case before == joiner && kindOf(r) == tokenOther:
		default:
			return end
		}
		before, end = r, end+size
	}
	return end
}

func isFlag(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }

// tokens is a text cut into tokens.
type tokens struct {
	text  string
	ends  []int32     // where each ends; where the next begins
	kinds []tokenKind // what each is
	names []int32     // the same number for the same characters
}

func (t *tokens) len() int { return len(t.ends) }

// at gives the byte at which the i-th token begins; of the one after the last,
// the text's length.
func (t *tokens) at(i int) int {
	if i == 0 {
		return 0
	}
	return int(t.ends[i-1])
}

// words gives the text of tokens [from, to).
func (t *tokens) words(from, to int) string { return t.text[t.at(from):t.at(to)] }

// namer gives equal pieces of several texts the same number.
type namer map[string]int32

func (n namer) name(s string) int32 {
	name, ok := n[s]
	if !ok {
		name = int32(len(n))
		n[s] = name
	}
	return name
}

// cut cuts a text into tokens.
func (n namer) cut(text string) *tokens {
	guess := len(text)/3 + 1
	t := &tokens{text: text, ends: make([]int32, 0, guess), kinds: make([]tokenKind, 0, guess), names: make([]int32, 0, guess)}
	for i := 0; i < len(text); {
		end, kind := nextToken(text, i)
		t.ends, t.kinds, t.names = append(t.ends, int32(end)), append(t.kinds, kind), append(t.names, n.name(text[i:end]))
		i = end
	}
	return t
}

// textLines is a text's tokens by line, each with the line breaks behind it.
type textLines struct {
	of    *tokens
	ends  []int // tokens
	names []int32
}

// at gives the token with which the i-th line begins.
func (l *textLines) at(i int) int {
	if i == 0 {
		return 0
	}
	return l.ends[i-1]
}

func (l *textLines) line(i int) string { return l.of.words(l.at(i), l.at(i+1)) }

// lines cuts tokens into lines.
func (n namer) lines(t *tokens) *textLines {
	l := &textLines{of: t}
	for i, kind := range t.kinds {
		if kind == tokenBreak || i == len(t.kinds)-1 {
			l.ends = append(l.ends, i+1)
			l.names = append(l.names, n.name(l.line(len(l.names))))
		}
	}
	return l
}
