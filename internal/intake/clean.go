package intake

import (
	"strings"
	"unicode"
)

// cleaner takes out of a line what got in without anybody typing it: no-break
// spaces, runs of spaces, zero-width characters. It counts them for the notes.
// Quotation marks, dashes, accents and emoji are somebody's choice and stay.
type cleaner struct {
	noBreak, zeroWidth, runs int
}

const (
	noBreakSpace       = '\u00a0'
	narrowNoBreakSpace = '\u202f'
	tabWidth           = 4 // columns; only the order of indentations counts
)

func isNoBreak(r rune) bool { return r == noBreakSpace || r == narrowNoBreakSpace }

func isBlank(r rune) bool { return r == ' ' || r == '\t' || isNoBreak(r) }

// line cleans one line and gives its indentation in columns.
func (c *cleaner) line(s string) (text string, indent int) {
	s = c.dropInvisible(s)
	body := strings.TrimLeftFunc(s, unicode.IsSpace)
	for _, r := range s[:len(s)-len(body)] {
		switch {
		case r == '\t':
			indent += tabWidth - indent%tabWidth
		case r == '\u3000': // an ideographic space is two columns wide
			indent += 2
		default:
			indent++
		}
	}
	text = strings.TrimRightFunc(body, unicode.IsSpace)
	for _, r := range s[:len(s)-len(body)] + body[len(text):] {
		if isNoBreak(r) {
			c.noBreak++
		}
	}
	return c.collapse(text), indent
}

// collapse makes one space of every run. A no-break space that French sets
// before a mark or inside guillemets is kept: there it was meant.
func (c *cleaner) collapse(s string) string {
	if !strings.ContainsAny(s, "\t\u00a0\u202f") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	last := rune(0)
	for s != "" {
		word := strings.IndexFunc(s, isBlank)
		if word < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:word])
		for _, r := range s[:word] {
			last = r
		}
		rest := strings.TrimLeftFunc(s[word:], isBlank)
		b.WriteRune(c.space(s[word:len(s)-len(rest)], last, rest))
		s, last = rest, ' '
	}
	return b.String()
}

// space gives the one space that stands for a run of them.
func (c *cleaner) space(run string, before rune, after string) rune {
	kept, n := ' ', 0
	for _, r := range run {
		n++
		if isNoBreak(r) {
			c.noBreak++
			kept = r
		}
	}
	if n > 1 {
		c.runs++
	}
	french := before == '«' || strings.ContainsAny(after[:min(1, len(after))], ":;?!") || strings.HasPrefix(after, "»")
	if kept != ' ' && french {
		c.noBreak--
		return kept
	}
	return ' '
}

// dropInvisible drops zero-width characters, but for those that a script or an
// emoji needs: joiners between letters that are not Latin, word borders in
// scripts without spaces, marks of direction.
func (c *cleaner) dropInvisible(s string) string {
	if !strings.ContainsAny(s, "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff") {
		return s
	}
	before := rune(0)
	return strings.Map(func(r rune) rune {
		if isInvisible(r) && !needed(r, before) {
			c.zeroWidth++
			return -1
		}
		before = r
		return r
	}, s)
}

func isInvisible(r rune) bool {
	switch r {
	case '\u00ad', '\u180e', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return false
}

// needed reports whether a zero-width character has work to do after another.
func needed(r, before rune) bool {
	switch r {
	case '\u200b':
		return unicode.In(before, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	case '\u200c', '\u200d': // the joiners of Persian, of Indic scripts and of emoji
		return before > unicode.MaxLatin1 && !unicode.In(before, unicode.Latin, unicode.Cf, unicode.Z, unicode.P)
	}
	return false
}
