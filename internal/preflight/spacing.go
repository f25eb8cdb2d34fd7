package preflight

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// spacing: white space that no reader is meant to see.
var spacing = []check{
	{"space.odd", issue.SeverityWarning, oddSpace},
}

// oddSpace finds white space inside a line of words that nobody meant: two
// spaces, tabs, no-break spaces and characters without width are one finding of
// their kind to an item, because they come in dozens with pasted text, and one
// key mends them all. A space before a mark, and one that is missing behind it, is
// a finding each.
//
// It looks at words only, so indentation, the spaces that break a line, those
// of tables and of code are not seen. What each kind is silent on stands with it.
func oddSpace(r *round) {
	for _, p := range r.everywhere() {
		var kinds [4]oddities
		doubles, singles := 0, 0
		twins := map[string]bool{}
		for i := range p.passages() {
			t := &(*p.read)[i]
			two, one := kinds[doubleSpace].runs(t)
			doubles, singles = doubles+two, singles+one
			kinds[tabSpace].tabs(t)
			kinds[noBreakSpace].noBreaks(r, t)
			kinds[noWidth].withoutWidth(r, t)
			r.beforeMarks(p, t)
			r.runTogether(p, t, twins)
		}
		if doubles >= 3 && doubles > singles && doubles == len(kinds[doubleSpace]) {
			// Two spaces after every full stop are what a typist learned, and the
			// email shows one.
			kinds[doubleSpace] = nil
		}
		for kind := range kinds {
			r.odd(p, kind, kinds[kind])
		}
	}
}

const (
	doubleSpace = iota
	tabSpace
	noBreakSpace
	noWidth
)

// oddity is a place with odd space in it, and the words around it, by which an
// editor finds it.
type oddity struct {
	t          *passage
	start, end int
}

type oddities []oddity

// words takes in the word on either side.
func (o *oddity) words() (start, end int) {
	start, end = o.start, o.end
	for start > 0 && start > o.start-60 {
		r, n := utf8.DecodeLastRuneInString(o.t.words[:start])
		if unicode.IsSpace(r) || r == thing {
			break
		}
		start -= n
	}
	for end < len(o.t.words) && end < o.end+60 {
		r, n := utf8.DecodeRuneInString(o.t.words[end:])
		if unicode.IsSpace(r) || r == thing {
			break
		}
		end += n
	}
	return start, end
}

var oddWhys = [4]struct{ why, label string }{
	{"More than one space stands here: one is enough", "Make it one space"},
	{"A tab stands in this line, and every mail program makes something else of it: use a space", "Make it a space"},
	{"A no-break space stands here without a reason, as in text that was pasted, and keeps two words on one line: use an ordinary one", "Make it an ordinary space"},
	{"An invisible character stands here, which came with pasted text and upsets searching and screen readers: take it out", "Take it out"},
}

// odd reports all of a kind at the first of them.
func (r *round) odd(p *piece, kind int, found oddities) {
	if len(found) == 0 {
		return
	}
	slices.SortStableFunc(found, func(a, b oddity) int { return a.t.copyAt(a.start) - b.t.copyAt(b.start) })
	start, end := found[0].words()
	if t := found[0].t; !t.typed(p, start, end) && t.typed(p, found[0].start, end) {
		start = found[0].start // the edge of a link stands before it
	}
	why, label := oddWhys[kind].why, oddWhys[kind].label
	if n := len(found) - 1; n > 0 {
		why += fmt.Sprintf("; it is so in %s of this item as well", issue.Counted(n, "more place", "more places"))
		label += ", everywhere in this item"
	}
	h := r.at(p, found[0].t.span(start, end), why+".")
	var places []issue.Span
	for i := range found {
		places = append(places, found[i].t.span(found[i].start, found[i].end))
	}
	with := " "
	if kind == noWidth {
		with = ""
	}
	h.mend(label, p, places, func(issue.Span) string { return with })
}

// runs finds two spaces and more, and tells how many sentences end in two and
// in one.
func (o *oddities) runs(t *passage) (two, one int) {
	start, n := 0, 0
	for i, c := range t.words {
		if c == ' ' || c == '\u00a0' || c == '\u202f' {
			if n == 0 {
				start = i
			}
			n++
			continue
		}
		ends := n > 0 && start > 0 && strings.ContainsAny(t.words[start-1:start], ".!?")
		switch {
		case n > 1 && !beside(t.words, start, i):
			*o = append(*o, oddity{t, start, i})
			if ends {
				two++
			}
		case ends:
			one++
		}
		n = 0
	}
	return two, one
}

// beside reports whether something that is no word stands next to a place: what
// it is shown as brings its own space or none, and lines to write on (Name: ____)
// and boxes to tick are set apart.
func beside(words string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(words[:start])
	after, _ := utf8.DecodeRuneInString(words[end:])
	return before == thing || after == thing || strings.ContainsRune("_□☐☑○", before) || after == '_' || opensBox(words[end:]) || start == 0 || end == len(words)
}

// opensBox reports whether words begin with a box to tick.
func opensBox(words string) bool {
	for _, box := range []string{"( )", "(x)", "(X)", "[ ]", "[x]", "[X]", "□", "☐", "☑", "○"} {
		if strings.HasPrefix(words, box) {
			return true
		}
	}
	return false
}

func (o *oddities) tabs(t *passage) {
	for i := 0; i < len(t.words); i++ {
		if t.words[i] != '\t' {
			continue
		}
		start := i
		for i < len(t.words) && (t.words[i] == '\t' || t.words[i] == ' ') {
			i++
		}
		if !beside(t.words, start, i) {
			*o = append(*o, oddity{t, start, i})
		}
	}
}

// noBreaks finds no-break spaces that nothing explains. Typographers put them
// where a line must not break: at figures and units (10 000, § 5, 5 km), behind
// abbreviations and initials (No. 5, Dr. Pym), in names, before the last word of
// a paragraph, around dashes and French marks, and behind short words where a
// language wants that. What is left is one between two whole words in small
// letters.
func (o *oddities) noBreaks(r *round, t *passage) {
	short := 4 // Czech, Polish, Russian, French …
	if r.english() || r.language() == "de" || r.language() == "nl" {
		short = 2 // a tide, I am
	}
	for i, c := range t.words {
		if c != '\u00a0' && c != '\u202f' {
			continue
		}
		end := i + utf8.RuneLen(c)
		before, after := letterRun(t.words[:i], true), letterRun(t.words[end:], false)
		if first := opensWith(t.words[:i]); first != "" {
			before = first
		}
		if utf8.RuneCountInString(before) < short || utf8.RuneCountInString(after) < 2 || !strings.ContainsAny(t.words[end:], " \u00a0") {
			continue
		}
		*o = append(*o, oddity{t, i, end})
	}
}

// opensWith gives the last word in small letters, without the capital that it
// has because it begins a sentence; empty when it does not.
func opensWith(words string) string {
	start := strings.LastIndexFunc(words, unicode.IsSpace) + 1
	for start < len(words) && !utf8.RuneStart(words[start]) {
		start++
	}
	first, n := utf8.DecodeRuneInString(words[start:])
	if !unicode.IsUpper(first) || !opensSentence(words[:start]) || len(words)-start < 3 {
		return ""
	}
	return letterRun(words[start+n:], true)
}

// letterRun gives the small letters at the end of words, or at their beginning;
// empty when a capital, a figure or anything else is part of that word.
func letterRun(words string, last bool) string {
	word := words
	if last {
		start := strings.LastIndexFunc(words, unicode.IsSpace) + 1
		for start < len(words) && !utf8.RuneStart(words[start]) {
			start++
		}
		word = words[start:]
	} else {
		if n := strings.IndexFunc(words, unicode.IsSpace); n >= 0 {
			word = words[:n]
		}
		word = strings.TrimRight(word, ".,;:!?”’\")")
	}
	for _, r := range word {
		if !unicode.IsLower(r) && r != '’' && r != '\'' {
			return ""
		}
	}
	return word
}
