package preflight

import (
	"unicode/utf8"

	"galley/internal/issue"
)

// punctuation: quotation marks and brackets come in pairs, and of one form.
var punctuation = []check{
	{"quote.unbalanced", issue.SeverityWarning, unbalancedQuotes},
	{"bracket.unbalanced", issue.SeverityWarning, unbalancedBrackets},
	{"quote.mixed", issue.SeverityWarning, mixedQuotes},
}

// loose is a mark of a pair whose other one is missing.
type loose struct {
	t     *passage
	i     int // its place in the words
	opens bool
}

// unpaired reports loose marks, but for those that only seem so: what opens in
// one paragraph may close in another, not far below it.
func (r *round) unpaired(p *piece, found []loose, opened, closed string) {
	for i := range found {
		l := &found[i]
		if l.t == nil {
			continue
		}
		if l.opens && len(found) <= maxOfAKind { // more are no parentheses of anybody's
			if other := answer(found[i+1:], l); other != nil {
				other.t = nil
				continue
			}
		}
		why := closed
		if l.opens {
			why = opened
		}
		r.atMark(p, l, why)
	}
}

// answer finds the mark that closes another in a later paragraph.
func answer(found []loose, l *loose) *loose {
	const furthest = 8 // paragraphs, bullets …
	for i := range found {
		other := &found[i]
		if other.t == nil || other.t.nth == l.t.nth || other.opens {
			continue
		}
		if other.t.nth > l.t.nth+furthest || other.t.form == aside || l.t.form == aside {
			return nil
		}
		if opens, bracket := pairs[other.t.words[other.i]]; !bracket || opens == l.t.words[l.i] {
			return other
		}
	}
	return nil
}

// atMark reports a mark with the word that it stands at.
func (r *round) atMark(p *piece, l *loose, why string) hit {
	_, n := utf8.DecodeRuneInString(l.t.words[l.i:])
	o := oddity{l.t, l.i, l.i + n}
	start, end := o.words()
	if p.Copy[l.t.copyAt(start):l.t.copyAt(end-1)+1] != l.t.words[start:end] {
		start, end = l.i, l.i+n
	}
	return r.at(p, l.t.span(start, end), why)
}
