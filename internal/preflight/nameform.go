package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// joins are the marks that a name may hold between its letters: Dall-E, DALL·E,
// Node.js. An apostrophe and an ampersand are letters here, since We’ll is not
// Well.
const joins = "-·."

// plainLetters gives the letters that people type in place of those with
// accents. German ß is not there: ss is how the Swiss write it.
var plainLetters = accents(
	"a àáâãäåāăąạảấầẩẫậắằẳẵặ", "c çćĉċč", "d ďđ", "e èéêëēĕėęěẹẻẽếềểễệ", "g ĝğġģ", "h ĥħ", "i ìíîïĩīĭįıịỉ", "j ĵ",
	"k ķ", "l ĺļľłŀ", "n ñńņňŋ", "o òóôõöøōŏőơọỏốồổỗộớờởỡợ", "r ŕŗř", "s śŝşšș", "t ţťŧț", "u ùúûüũūŭůűųưụủứừửữự", "w ŵ",
	"y ýÿŷỳỵỷỹ", "z źżž",
)

func accents(rows ...string) map[rune]rune {
	plain := map[rune]rune{}
	for _, row := range rows {
		for _, r := range row[2:] {
			plain[r] = rune(row[0])
		}
	}
	return plain
}

// plainLetter gives a letter in lower case without its accent.
func plainLetter(r rune) rune {
	r = unicode.ToLower(r)
	if p, ok := plainLetters[r]; ok {
		return p
	}
	return r
}

// nameKey gives what two spellings of one word share: its letters and digits,
// without case, accents and joins. Between digits a join is none: GPT-4.5 is
// not GPT-45.
func nameKey(word string) string {
	var b strings.Builder
	for i, r := range word {
		switch {
		case unicode.Is(unicode.Mn, r):
		case !strings.ContainsRune(joins, r) || digitAt(word, i-1) && digitAt(word, i+utf8.RuneLen(r)):
			b.WriteRune(plainLetter(r))
		}
	}
	return b.String()
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// shortestKey is how many letters and digits a name has before its spellings
// are compared: US and U.S. are both right somewhere.
const shortestKey = 4

// camel reports whether a word has a capital inside a part of it, after a
// letter: OpenAI, DALL·E, iPhone.
func camel(word string) bool {
	letter := false
	for _, r := range word {
		if letter && unicode.IsUpper(r) {
			return true
		}
		letter = unicode.IsLetter(r)
	}
	return false
}

// markedName reports whether a spelling is a name's by itself, wherever it stands:
// it has a capital inside, a middle dot, or a digit beside a capital.
func markedName(word string) bool {
	return camel(word) || hasUpper(word) && strings.ContainsAny(word, "·0123456789")
}

func hasUpper(word string) bool { return strings.IndexFunc(word, unicode.IsUpper) >= 0 }

// allCapitals reports whether every letter of a word is a capital.
func allCapitals(word string) bool {
	return hasUpper(word) && strings.IndexFunc(word, unicode.IsLower) < 0
}

// difference is how two spellings of one key differ.
type difference struct{ accent, join, letterCase, first bool }

func differ(a, b string) (d difference) {
	unjoined := func(s string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune(joins, r) {
				return -1
			}
			return r
		}, s)
	}
	x, y := unjoined(a), unjoined(b)
	d.accent = !strings.EqualFold(x, y)
	d.join = strings.Map(plainLetter, a) != strings.Map(plainLetter, b)
	upper := func(s string) (at []int) {
		n := 0
		for _, r := range s {
			if unicode.IsUpper(r) {
				at = append(at, n)
			}
			n++
		}
		return at
	}
	ua, ub := upper(x), upper(y)
	d.letterCase = !slices.Equal(ua, ub)
	inner := func(at []int) []int {
		if len(at) > 0 && at[0] == 0 {
			return at[1:]
		}
		return at
	}
	d.first = d.letterCase && slices.Equal(inner(ua), inner(ub))
	return d
}

// surnames open names whose second capital is a family's own choice: DeVries
// and Devries are both somebody.
var surnames = []string{"mac", "de", "di", "le", "la", "du", "van", "von", "del", "st"}

// misspelt reports whether one of two spellings of a key is a slip for the
// other, going by their letters alone. It stays silent where both are usual:
// Nasa and NASA, a heading in capitals, Follow-Up in a title, DeVries and
// Devries, an iPhone that opens a sentence, a fooBar and a FooBar.
func misspelt(a, b string) bool {
	d := differ(a, b)
	switch {
	case !hasUpper(a) || !hasUpper(b) || d.first && !d.accent && !d.join:
		return false
	case d.accent || d.join:
		return true
	case !d.letterCase || !camel(a) && !camel(b):
		return false
	}
	for _, s := range []string{a, b} {
		if allCapitals(s) && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 {
			return false
		}
		lower := strings.ToLower(s)
		for _, opening := range surnames {
			if rest, ok := strings.CutPrefix(lower, opening); ok && rest != "" {
				r, _ := utf8.DecodeRuneInString(s[len(opening):])
				if unicode.IsUpper(r) {
					return false
				}
			}
		}
	}
	return true
}

// slipOfName reports whether one word of a person's name is another mistyped:
// Jon for John. The last letter and what is added behind it are how languages
// inflect, so Anna and Anne, Müller and Müllers are two words; and a letter
// that is another one inside a short word makes another name (Dan, Don).
func slipOfName(a, b string) bool {
	if p, q := strings.Split(a, "-"), strings.Split(b, "-"); len(p) == len(q) && len(p) > 1 {
		slips := 0
		for i := range p {
			switch {
			case nameKey(p[i]) == nameKey(q[i]):
			case slipOfName(p[i], q[i]):
				slips++
			default:
				return false
			}
		}
		return slips == 1
	}
	x, y := []rune(strings.Map(plainLetter, a)), []rune(strings.Map(plainLetter, b))
	if len(x) > len(y) {
		x, y = y, x
	}
	const shortest, longest = 3, 40
	if len(x) < shortest || len(y) > longest || len(y)-len(x) > 1 || allCapitals(a) || allCapitals(b) || !onlyLetters(strings.Replace(a, "'", "", 1)) || !onlyLetters(strings.Replace(b, "'", "", 1)) {
		return false
	}
	if iberian(x, y) {
		return true
	}
	if x[0] != y[0] && !(strings.ContainsRune("ck", x[0]) && strings.ContainsRune("ck", y[0])) || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	if len(x) == len(y) && len(x) <= shortest+1 || strings.Contains(string(y), "our") && strings.Replace(string(y), "our", "or", 1) == string(x) {
		return false
	}
	return distance(string(x), string(y), 1) == 1
}

// iberian reports whether two long words differ in a last s and z alone, which
// Spanish families (Núñez) and those who write of them mix up.
func iberian(x, y []rune) bool {
	const shortest = 5
	last := len(x) - 1
	return len(x) == len(y) && len(x) >= shortest && slices.Equal(x[:last], y[:last]) && (x[last] == 's' && y[last] == 'z' || x[last] == 'z' && y[last] == 's')
}

func onlyLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}
