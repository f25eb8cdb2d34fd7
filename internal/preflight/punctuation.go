package preflight

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
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

var (
	// interval is a range of numbers that is open at one end: [0, 1), ]0; 1].
	interval = regexp.MustCompile(`[\[\](][ ]?[^\s()\[\],;]{1,12}[ ]?[,;][ ]?[^\s()\[\],;]{1,12}[ ]?[\[\])]`)
	// emoticon is a face made of marks; one that closes a bracket as well is
	// taken for both.
	emoticon = regexp.MustCompile(`(?:^|[\s(])([:;=8xX][-^o'’]?[()\[\]]+|[()\[\]]+[-^o]?[:;=])(?:[\s).,!?…]|$)`)
	// letterMark is what opens the parts of a list in a line: a) 1) iv).
	letterMark = regexp.MustCompile(`(?:^|[\s(])(?:\p{L}|\d{1,3}|[ivxIVX]{1,5})\)`)
)

// unbalancedBrackets finds round and square brackets without their other one.
// It is silent on emoticons, a) and 1), intervals, and a parenthesis that goes on
// over several paragraphs.
func unbalancedBrackets(r *round) {
	for _, p := range r.everywhere() {
		var found []loose
		for i := range p.passages() {
			if t := &(*p.read)[i]; strings.ContainsAny(t.words, "()[]") {
				found = append(found, brackets(t)...)
			}
		}
		r.unpaired(p, found, "This bracket is never closed: close it, or take it out.", "This bracket closes nothing: open it, or take it out.")
	}
}

func brackets(t *passage) []loose {
	none := func(int) bool { return false }
	if found, _ := unmatched(t, none, none); len(found) == 0 {
		return nil // as nearly always; what follows is slower
	}
	faces, parts := map[int]bool{}, map[int]bool{}
	for _, m := range emoticon.FindAllStringSubmatchIndex(t.words, -1) {
		for i := m[2]; i < m[3]; i++ {
			faces[i] = true
		}
	}
	for _, m := range interval.FindAllStringIndex(t.words, -1) {
		if opens, closes := t.words[m[0]], t.words[m[1]-1]; pairs[closes] != opens {
			faces[m[0]], faces[m[1]-1] = true, true
		}
	}
	for _, m := range letterMark.FindAllStringIndex(t.words, -1) {
		parts[m[1]-1] = true
	}
	found, smiles := unmatched(t, func(i int) bool { return faces[i] }, func(i int) bool { return parts[i] })
	for i := len(found) - 1; i >= 0 && smiles > 0; i-- {
		if found[i].opens { // (see you there :)
			found, smiles = slices.Delete(found, i, i+1), smiles-1
		}
	}
	return found
}

// unmatched walks over brackets. Faces are none, but how many of them close
// something is told; parts may close nothing.
func unmatched(t *passage, faces, parts func(int) bool) (found []loose, smiles int) {
	var open []loose
	for i := 0; i < len(t.words); i++ {
		switch c := t.words[i]; {
		case c != '(' && c != ')' && c != '[' && c != ']':
		case faces(i):
			if pairs[c] != 0 {
				smiles++
			}
		case pairs[c] == 0:
			open = append(open, loose{t, i, true})
		default:
			n, deepest := len(open)-1, max(0, len(open)-3)
			for n >= deepest && t.words[open[n].i] != pairs[c] {
				n--
			}
			if n >= deepest {
				found, open = append(found, open[n+1:]...), open[:n]
			} else if !parts(i) {
				found = append(found, loose{t, i, false})
			}
		}
	}
	found = append(found, open...)
	slices.SortFunc(found, func(a, b loose) int { return a.i - b.i })
	return found, smiles
}

var pairs = map[byte]byte{')': '(', ']': '['}

// unbalancedQuotes finds double quotation marks without their other one, in the
// forms of the languages that have them: “ ”, „ “, „ ”, ” ”, « », » « and " ".
// Single ones are apostrophes too often to be counted. It is silent on inches
// and seconds, on a ditto mark, on a quotation that goes on over paragraphs of
// which each opens and only the last closes, and on one that opens in a paragraph
// and closes in a later one.
func unbalancedQuotes(r *round) {
	for _, p := range r.everywhere() {
		var found []loose
		list := p.passages()
		for i := range list {
			t := &list[i]
			if !strings.ContainsAny(t.words, "\"“”„«»") {
				continue
			}
			for _, l := range quotes(t) {
				if l.opens && i+1 < len(list) && goesOn(&list[i+1]) {
					continue
				}
				if !l.opens && l.i == 0 && i > 0 {
					continue // how Spanish and French go on with a quotation
				}
				found = append(found, l)
			}
		}
		r.unpaired(p, found, "This quotation is never closed, so readers cannot tell where it ends: close it.",
			"This quotation mark closes nothing: open the quotation, or take the mark out.")
	}
}

// goesOn reports whether a paragraph begins with a quotation mark, as the next
// one of a long quotation does.
func goesOn(t *passage) bool {
	first, _ := utf8.DecodeRuneInString(t.words)
	return t.form != heading && strings.ContainsRune("\"“„«»”", first)
}

// quotes gives the loose quotation marks of a passage.
func quotes(t *passage) []loose {
	curly, plain := curlyQuotes(t), plainQuotes(t)
	if len(curly) == 1 && len(plain) == 1 {
		return nil // “one and the other": quote.mixed
	}
	found := append(append(curly, plain...), guillemets(t)...)
	slices.SortFunc(found, func(a, b loose) int { return a.i - b.i })
	return found
}

// curlyQuotes walks over “ ” and „. Whether “ opens or closes, „ decides; ” opens
// too, as in Swedish, where nothing is open and it stands before a word.
func curlyQuotes(t *passage) []loose {
	if !strings.ContainsAny(t.words, "“”„") {
		return nil
	}
	var open, found []loose
	for i, c := range t.words {
		last := len(open) - 1
		switch {
		case c != '“' && c != '”' && c != '„':
		case c == '„',
			c == '“' && (last < 0 || !strings.HasPrefix(t.words[open[last].i:], "„") || leads(t.words, i, c)),
			c == '”' && last < 0 && leads(t.words, i, c):
			open = append(open, loose{t, i, true})
		case last >= 0:
			open = open[:last]
		case !inch(t.words, i):
			found = append(found, loose{t, i, false})
		}
	}
	return append(found, open...)
}

// leads reports whether a quotation mark stands where one opens: behind
// nothing that it could close, and before a word.
func leads(words string, i int, mark rune) bool {
	after, _ := utf8.DecodeRuneInString(words[i+utf8.RuneLen(mark):])
	return (spaced(words, i-1) || strings.IndexByte("([", words[i-1]) >= 0) && (unicode.IsLetter(after) || unicode.IsNumber(after))
}

// inch reports whether a mark stands behind a figure: 6" or 30°15'20".
func inch(words string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(words[:i])
	return unicode.IsNumber(before)
}

// alone reports whether a mark stands by itself, as a ditto or because it is
// written about.
func alone(words string, i int) bool {
	return (spaced(words, i-1) || words[i-1] == '(') && (spaced(words, i+1) || words[i+1] == ')')
}

// plainQuotes counts ". They have no direction, so an odd number of them is what
// shows; one behind a figure may be inches, and one that stands alone is no quotation.
func plainQuotes(t *passage) []loose {
	if !strings.Contains(t.words, `"`) {
		return nil
	}
	var marks []int
	inches := 0
	for i := range len(t.words) {
		switch {
		case t.words[i] != '"' || alone(t.words, i):
		case inch(t.words, i):
			inches++
		default:
			marks = append(marks, i)
		}
	}
	if len(marks)%2 == 0 || inches > 0 {
		return nil
	}
	open := false
	for n, i := range marks { // the first that does what it cannot is loose, or the one before it
		opens := spaced(t.words, i-1) || strings.IndexByte("([", t.words[i-1]) >= 0
		switch {
		case opens && open:
			return []loose{{t, marks[n-1], true}}
		case !opens && !open:
			return []loose{{t, i, false}}
		}
		open = opens
	}
	return []loose{{t, marks[len(marks)-1], open}}
}

// guillemets counts « and »: which of them opens is the language's, but there
// are as many of the one as of the other, or only one form in pairs. One that
// opens a paragraph may only go on with a quotation, as French has it.
func guillemets(t *passage) []loose {
	left, right := strings.Count(t.words, "«"), strings.Count(t.words, "»")
	even := left == 0 && right%2 == 0 || right == 0 && left%2 == 0
	if left == right || even || strings.HasPrefix(t.words, "»") && left+1 == right-1 {
		return nil
	}
	form := "«"
	if right > left {
		form = "»"
	}
	i := strings.LastIndex(t.words, form)
	return []loose{{t, i, spaced(t.words, i-1)}}
}
