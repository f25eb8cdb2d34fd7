package preflight

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// mixedQuotes finds straight and curly quotation marks and apostrophes, or straight
// marks and guillemets, in one item: one finding, at the first of the rarer form. It is silent on feet,
// inches and other figures, on code, on attributes (charset="utf-8"), and on
// captions, which come from elsewhere.
func mixedQuotes(r *round) {
	for _, p := range r.everywhere() {
		var straights, curlies []quoteMark
		for i := range p.passages() {
			t := &(*p.read)[i]
			if t.form == aside {
				continue
			}
			for i, c := range t.words {
				switch c {
				case '\'', '"':
					if !figure(t.words, i) {
						straights = append(straights, quoteMark{t, i, c})
					}
				case '“', '”', '„', '‘', '’':
					curlies = append(curlies, quoteMark{t, i, c})
				}
			}
		}
		if len(straights) > 0 && len(curlies) > 0 {
			r.mixed(p, straights, curlies)
		} else if len(straights) > 0 {
			r.amongGuillemets(p, straights)
		}
	}
}

// amongGuillemets finds straight quotation marks in an item that has «…» as well.
// Apostrophes are straight on the keyboards that have guillemets, and one
// guillemet alone is an arrow. Which of them belong inside the others takes a person.
func (r *round) amongGuillemets(p *piece, straights []quoteMark) {
	var guillemets []quoteMark
	for i := range p.passages() {
		t := &(*p.read)[i]
		if t.form == aside || !strings.Contains(t.words, "«") || !strings.Contains(t.words, "»") {
			continue
		}
		for k, c := range t.words {
			if c == '«' || c == '»' {
				guillemets = append(guillemets, quoteMark{t, k, c})
			}
		}
	}
	straights = slices.DeleteFunc(straights, func(m quoteMark) bool { return m.mark != '"' })
	if len(straights) == 0 || len(guillemets) == 0 {
		return
	}
	rare, form, others := straights, "straight", "guillemets"
	if len(guillemets) < len(straights) {
		rare, form, others = guillemets, "a guillemet", "straight"
	}
	r.atMark(p, &loose{rare[0].t, rare[0].i, false}, fmt.Sprintf("This quotation mark is %s, and most in this item are %s: use one form throughout.", form, others))
}

// quoteMark is a quotation mark or an apostrophe in a passage.
type quoteMark struct {
	t    *passage
	i    int
	mark rune
}

// figure reports whether a straight mark belongs to a figure, stands alone, or
// follows a sign as in code.
func figure(words string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(words[:i])
	after, _ := utf8.DecodeRuneInString(words[i+1:])
	if spaced(words, i-1) && spaced(words, i+1) {
		return true
	}
	return unicode.IsNumber(before) && (!unicode.IsLetter(after) || words[i] == '"') || before == '=' || after == '=' || before == ':' || before == '°'
}

func (r *round) mixed(p *piece, straights, curlies []quoteMark) {
	rare, form, others := straights, "straight", "curly"
	if len(curlies) < len(straights) {
		rare, form, others = curlies, "curly", "straight"
	}
	why := fmt.Sprintf("This quotation mark is %s, and most in this item are %s: use one form throughout.", form, others)
	if first := rare[0].mark; first == '\'' || first == '’' {
		why = fmt.Sprintf("This apostrophe is %s, and most marks in this item are %s: use one form throughout.", form, others)
	}
	at := rare[0].t
	h := r.atMark(p, &loose{at, rare[0].i, false}, why)
	var places []issue.Span
	with := map[issue.Span]string{}
	for _, m := range rare {
		s := r.otherForm(&m)
		if s == "" {
			return // one key would do half of it
		}
		span := m.t.span(m.i, m.i+utf8.RuneLen(m.mark))
		places = append(places, span)
		with[span] = s
	}
	h.mend("Make them "+others, p, places, func(at issue.Span) string { return with[at] })
}

// otherForm gives a mark in its other form; empty where that takes a person. A
// straight one between letters is an apostrophe; other straight ones are only
// certain in English.
func (r *round) otherForm(m *quoteMark) string {
	switch m.mark {
	case '“', '”', '„':
		return `"`
	case '‘', '’':
		return `'`
	}
	before, _ := utf8.DecodeLastRuneInString(m.t.words[:m.i])
	after, _ := utf8.DecodeRuneInString(m.t.words[m.i+1:])
	word := func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }
	opens := m.i == 0 || unicode.IsSpace(before) || strings.ContainsRune("([—–-“‘", before)
	switch {
	case m.mark == '\'' && unicode.IsLetter(before) && unicode.IsLetter(after):
		return "’"
	case !r.english():
		return ""
	case m.mark == '\'' && opens && unicode.IsNumber(after):
		return "’" // ’90s
	case m.mark == '\'':
		return "" // an apostrophe or a quotation mark
	case opens && !unicode.IsSpace(after):
		return "“"
	case !opens && !word(after):
		return "”"
	}
	return ""
}
