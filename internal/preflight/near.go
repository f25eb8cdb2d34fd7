package preflight

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// near reports whether label is a slip for known: the same letters with other
// marks or spaces, or one word of it mistyped. It errs on the side of meaning
// what it says: a plural, a label with a comma, a short word or a first letter
// that differ are a wording of its own.
func near(label, known string) bool {
	a, b := letters(label), letters(known)
	joined, wanted := strings.Join(a, ""), strings.Join(b, "")
	switch {
	case joined == "" || wanted == "" || straight(strings.ToLower(label)) == straight(strings.ToLower(known)):
		return false
	case joined == wanted:
		return true // Whats new, Yes but
	case strings.ContainsAny(label, ",،、"):
		return false
	case len(a) != len(b):
		return utf8.RuneCountInString(wanted) >= 8 && !plural(joined, wanted) && distance(joined, wanted, 1) <= 1 // What is new
	}
	slips := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if slips++; slips > 1 || !slip(a[i], b[i], len(a) == 1) {
			return false
		}
	}
	return slips == 1
}

// slip reports whether one word is another mistyped. A word that is the whole
// label has less room: Reports is not Results.
func slip(a, b string, alone bool) bool {
	longer := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	limit := 0
	switch {
	case longer >= 6 && !alone:
		limit = 2
	case longer >= 4:
		limit = 1
	}
	first, _ := utf8.DecodeRuneInString(a)
	other, _ := utf8.DecodeRuneInString(b)
	return first == other && !plural(a, b) && distance(a, b, limit) <= limit
}

// plural reports whether two words differ in number alone, as English writes it.
func plural(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return b == a+"s" || b == a+"es" || strings.HasSuffix(a, "y") && b == strings.TrimSuffix(a, "y")+"ies"
}

// letters gives the words of s in lower case, without their marks: What’s is
// whats.
func letters(s string) []string {
	var words []string
	for word := range strings.FieldsSeq(strings.ToLower(s)) {
		word = strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) {
				return r
			}
			return -1
		}, word)
		if word != "" {
			words = append(words, word)
		}
	}
	return words
}

// distance counts the letters that have to be added, dropped, changed or
// swapped with their neighbour to make b of a (optimal string alignment). It
// gives up above limit, and for what is too long to be a label.
func distance(a, b string, limit int) int {
	const longest = 100
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > limit || -d > limit || len(x) > longest || len(y) > longest {
		return limit + 1
	}
	var before []int
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		next := make([]int, len(y)+1)
		next[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return row[len(y)]
}

// straight gives s with straight apostrophes and ordinary spaces, which are
// the same label to the dialect.
func straight(s string) string { return strings.Map(straightRune, s) }

func straightRune(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '`', '´':
		return '\''
	case '\u00a0', '\u202f':
		return ' '
	}
	return r
}

// samePrefix gives the length of s's beginning that reads as want, in any case
// and with any apostrophe; 0 when it does not.
func samePrefix(s, want string) int {
	at := 0
	for _, w := range want {
		r, size := utf8.DecodeRuneInString(s[at:])
		if size == 0 || unicode.ToLower(straightRune(r)) != unicode.ToLower(w) {
			return 0
		}
		at += size
	}
	return at
}

// lines gives the lines of s with their offsets.
func lines(s string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		offset := 0
		for line := range strings.SplitAfterSeq(s, "\n") {
			if !yield(offset, strings.TrimSuffix(line, "\n")) {
				return
			}
			offset += len(line)
		}
	}
}

// list joins names as prose does: a, b and c.
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
