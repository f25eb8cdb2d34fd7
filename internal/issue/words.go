package issue

import (
	"fmt"
	"unicode"
)

// CountWords counts the words of s: runs between white space that hold a
// letter or a digit.
func CountWords(s string) int {
	n, counted := 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			counted = false
		case !counted && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			n++
			counted = true
		}
	}
	return n
}

// Counted says how many there are, as the sentences of notes and findings do:
// “1 word”, “2 words”.
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
