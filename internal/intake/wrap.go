package intake

import (
	"slices"
	"strings"
	"unicode/utf8"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// A paragraph is one line in text pasted from a window, and several in text
// that a mail program wrapped. Wrapping is recognised, never supposed: a line
// was broken when the next one's first word would not have fitted.
const (
	narrowestWrap = 50 // columns
	widestWrap    = 100
	longestBroken = 30 // characters; a longer “word” is an address, or a script without spaces
	leastBroken   = 3  // lines, before wrapping is believed
)

// unwrap joins the lines of wrapped paragraphs.
func unwrap(lines []line, d *markdown.Dialect) ([]line, []issue.Note) {
	w := wrapping{dialect: d, limit: wrapLimit(lines)}
	if w.limit < narrowestWrap || w.limit > widestWrap || !w.consistent(lines) {
		return lines, nil
	}
	out := make([]line, 0, len(lines))
	var words []string // of the paragraph at hand
	var start, last line
	flush := func() {
		if len(words) > 0 {
			start.text = strings.Join(words, " ")
			out = append(out, start)
		}
		words = nil
	}
	joined := 0
	for _, l := range lines {
		if len(words) > 0 && w.continues(start, last, l, len(words)) {
			words = append(words, l.text)
			joined++
		} else {
			flush()
			start, words = l, []string{l.text}
		}
		last = l
	}
	flush()
	return out, []issue.Note{wrapNote(w.limit, joined)}
}

// wrapLimit gives the column that lines stay within: nearly all of the longer
// ones, so that one headline that stands out does not hide it. Addresses are
// never broken and do not count.
func wrapLimit(lines []line) int {
	var widths []int
	for _, l := range lines {
		if w := l.width(); w >= narrowestWrap/2 && !strings.Contains(l.text, "://") {
			widths = append(widths, w)
		}
	}
	if len(widths) == 0 {
		return 0
	}
	slices.Sort(widths)
	return widths[len(widths)-1-len(widths)/50]
}

type wrapping struct {
	dialect *markdown.Dialect
	limit   int // columns
}

// broken reports whether the line after a would not have fitted into it.
func (w wrapping) broken(a, b line) bool {
	first, _, _ := strings.Cut(b.text, " ")
	n := utf8.RuneCountInString(first)
	return a.width() <= w.limit && n <= longestBroken && a.width()+1+n > w.limit
}

// consistent reports whether half the lines that have another under them were
// broken; in a poem or an address few are, by chance.
func (w wrapping) consistent(lines []line) bool {
	pairs, broken := 0, 0
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if a.text == "" || b.text == "" || opensBlock(b.text) || isRule(a.text) {
			continue
		}
		pairs++
		if w.broken(a, b) {
			broken++
		}
	}
	return broken >= leastBroken && broken*2 >= pairs
}

// continues reports whether l goes on with the paragraph that began at start
// and whose last line, the n-th, is last.
func (w wrapping) continues(start, last, l line, n int) bool {
	if last.text == "" || l.text == "" || isRule(start.text) || !w.broken(last, l) || isPictureLine(start.text) {
		return false
	}
	if opensBlock(l.text) {
		// A dash may begin a line inside a sentence, but not inside a list.
		return strings.HasPrefix(l.text, "– ") && l.indent == start.indent && !opensBlock(start.text)
	}
	if known, _ := knownLabel(w.dialect, l.text); known != "" {
		return false
	}
	if n == 1 { // the second line may hang, or stand out from an indented first one
		return l.indent <= start.indent || opensBlock(start.text)
	}
	return l.indent == last.indent
}

// opensBlock reports whether a line begins something of its own.
func opensBlock(text string) bool {
	_, ok := readMark(text)
	return ok || isRule(text) || isPictureLine(text)
}
