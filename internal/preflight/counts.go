package preflight

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	// countForm is a word count that somebody kept by hand: one to three digits in
	// brackets behind the closing punctuation of a paragraph. It is the form that
	// package markdown leaves out when it counts. A year has four digits, “(SGD)”
	// has none, and “(3)” inside a sentence has no full stop in front.
	countForm = regexp.MustCompile(`[.!?…:][”’"')\]]*([\s]*\((\d{1,3})\))\s*$`)
	// notedCount says that it is one, so it may stand behind any word: (wc 118),
	// [word count: 118], (118 wc).
	notedCount = regexp.MustCompile(`(?i)(\s*[\[(](?:(?:wc|word ?count)[:=]?\s?~?(` + countFigure + `)(?: words)?|~?(` + countFigure + `)\s?wc)[\])])\s*$`)
	// unitCount is a number of words in brackets or behind a dash, where the
	// sentence has ended: “(118 words)”, “[118 words]”, “(31w)”, “– 31 words”,
	// or says so without brackets: wc 118.
	unitCount = regexp.MustCompile(`(?i)(?:^|[.!?…:][”’"')\]]*|\x{2028})(\s*(?:[\[(]~?(` + countFigure + `)\s?(?:w|wds|words?|wörter|mots|palabras|parole|palavras|woorden|ord)[\])]|` +
		`(?:wc|word ?count)[:=]?\s?(` + countFigure + `)|[–—]\s?(` + countFigure + `)\s(?:words|wörter|mots|palabras|parole|palavras|woorden|ord)))\s*$`)
)

const countFigure = `\d{1,3}(?:[,.]?\d{3})?`

// leftCount is a count at the end of a passage: where it stands, with the space
// in front of it from gap on.
type leftCount struct {
	gap, start, end int
	n               int
	own             int  // words that it is counted as itself
	noted           bool // it says of itself that it counts words
}

// countAt gives the count that ends a passage.
func countAt(p *piece, t *passage) (c leftCount, ok bool) {
	last := strings.TrimRight(t.words, " \n")
	if last == "" || !strings.ContainsAny(last[len(last)-1:], ")]sndeStERN0123456789") || !strings.ContainsAny(last[max(0, len(last)-30):], "0123456789") {
		return c, false
	}
	for i, form := range []*regexp.Regexp{countForm, notedCount, unitCount} {
		tail := max(0, len(t.words)-200)
		m := form.FindStringSubmatchIndex(t.words[tail:])
		if m == nil || tail > 0 && m[0] == 0 {
			continue
		}
		figure := ""
		for k := 4; k+1 < len(m); k += 2 {
			if m[k] >= 0 {
				figure = t.words[tail+m[k] : tail+m[k+1]]
			}
		}
		c = leftCount{gap: tail + m[2], end: tail + m[3], noted: i > 0}
		c.start = c.end - len(strings.TrimLeft(t.words[c.gap:c.end], " \n\t\u00a0\u2028"))
		if strings.HasPrefix(t.words[c.gap:], "\u2028") {
			c.gap = c.start
		}
		c.n, _ = strconv.Atoi(strings.NewReplacer(",", "", ".", "").Replace(figure))
		if c.noted {
			c.own = len(terms(t.words[c.start:c.end])) // package markdown takes it for copy
		} else if ofThePassage(t.words[tail:tail+m[2]], figure) {
			return c, false
		}
		return c, i != 2 || !p.ofAnother(t, &c)
	}
	return c, false
}

// longestClue is how many letters the answer of a crossword has at most.
const longestClue = 15

// bracketed is the number of letters behind a clue.
var bracketed = regexp.MustCompile(`[\p{L}’”?!] \(\d{1,2}(?:,\d{1,2})*\)`)

// ofThePassage reports whether a bare number in brackets belongs to what stands
// before it: the stitches that a row of a pattern ends with (every row to 42 sts.
// (42)), the letters of one clue among others (Lamp (5). 2. Eel? (4)).
func ofThePassage(before, figure string) bool {
	if n, _ := strconv.Atoi(figure); n <= longestClue && bracketed.MatchString(before) {
		return true
	}
	for word := range strings.FieldsFuncSeq(before, func(r rune) bool { return r < '0' || r > '9' }) {
		if word == figure {
			return true
		}
	}
	return false
}

// ofAnother reports whether a number of words tells readers of something else: of
// what a link leads to, or how long what they send in may be. It is more than
// twice of anything that it could count here, and round where nothing is linked.
func (p *piece) ofAnother(t *passage, c *leftCount) bool {
	for _, own := range p.countable(t.copyAt(c.start), c.own) {
		if c.n <= 2*own.words {
			return false
		}
	}
	if c.n%50 == 0 {
		return true
	}
	at := t.span(0, len(t.words))
	return strings.Contains(p.Copy[at.Start:at.End], "](")
}
