package intake

import (
	"strings"
	"unicode/utf8"

	"galley/internal/issue"
)

// line is one line of plain text, cleaned.
type line struct {
	text   string // without space at its ends; empty for a blank line
	indent int    // columns
	no     int    // 1-based, in the file
}

// width gives where the line ends, in columns.
func (l line) width() int { return l.indent + utf8.RuneCountInString(l.text) }

// readLines splits text into cleaned lines.
func readLines(text string) ([]line, []issue.Note) {
	c := &cleaner{}
	lines := make([]line, 0, 1+strings.Count(text, "\n"))
	for s := range strings.SplitSeq(text, "\n") {
		clean, indent := c.line(s)
		lines = append(lines, line{text: clean, indent: indent, no: len(lines) + 1})
	}
	return lines, countNotes(c)
}

// isRule reports whether a line is nothing but a row of one mark: a border that
// somebody drew by hand, or the one above a mail's signature (RFC 3676, 4.3).
func isRule(s string) bool {
	if s == "--" {
		return true
	}
	first, n := rune(0), 0
	for _, r := range s {
		switch {
		case r == ' ':
			continue
		case n == 0 && strings.ContainsRune("-_*=~#+–—•·", r):
			first = r
		case r != first:
			return false
		}
		n++
	}
	return n >= 3
}
