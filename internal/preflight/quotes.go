package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
