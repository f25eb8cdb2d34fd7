package preflight

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// wording: the house’s own spellings and the words that it avoids.
var wording = []check{
	{"style.preferred", issue.SeverityWarning, preferred},
}

// preferred finds what the house spells another way, what it avoids, and, in
// English, compounds that want a hyphen before their noun. It looks at words
// alone: never at addresses, code, slots and the names of pictures, nor inside
// a longer word, a handle or a domain (@Github, Github.com).
func preferred(r *round) {
	list := r.houseSpellings()
	for _, p := range r.everywhere() {
		for i := range p.passages() {
			t := &(*p.read)[i]
			words := t.terms()
			if list != nil {
				list.find(t, words, func(start, end int, s *spelling) { r.spelled(p, t, start, end, s) })
			}
			if r.english() {
				r.compounds(p, t, words, list)
			}
		}
	}
	if list == nil {
		return
	}
	for _, line := range []string{r.e.Issue.Subject, r.e.Issue.Preheader} {
		t := passage{words: line, form: heading}
		list.find(&t, t.terms(), func(start, end int, s *spelling) {
			if with := s.instead(&t, start, end); with != line[start:end] {
				r.whole(line[start:end], s.why(with)).within(line)
			}
		})
	}
}

// spelling is one decision of the house.
type spelling struct {
	found, wanted string
	avoid, names  bool // to be avoided; a word of the dictionary, which is right as it is
	any           bool // in whatever case: what is found is written small
	before, after string
}

// at gives the place of a spelling around its words; ok is false where it is
// part of something else, or written with other capitals than the house means.
func (s *spelling) at(line string, start, end int) (from, to int, ok bool) {
	from, to = start-len(s.before), end+len(s.after)
	if from < 0 || to > len(line) || line[from:start] != s.before || line[end:to] != s.after {
		return 0, 0, false
	}
	last, _ := utf8.DecodeLastRuneInString(line[:from])
	next, size := utf8.DecodeRuneInString(line[to:])
	if strings.ContainsRune(`@#/\_`, last) || strings.ContainsRune(`/\_@`, next) {
		return 0, 0, false
	}
	if behind, _ := utf8.DecodeRuneInString(line[min(len(line), to+size):]); next == '.' && (unicode.IsLetter(behind) || unicode.IsNumber(behind)) || last == '.' && from > 1 && line[from-2] != '.' {
		return 0, 0, false // a domain, a file
	}
	same := straight(line[from:to]) == straight(s.found) || strings.Join(strings.Fields(line[from:to]), " ") == s.found
	return from, to, s.any || same
}

// instead gives what the house wants in a place: with a capital where the words
// have one, and what stands there already when that is it.
func (s *spelling) instead(t *passage, start, end int) string {
	here := t.words[start:end]
	with := s.wanted
	small := with == strings.ToLower(with)
	first, _ := utf8.DecodeRuneInString(here)
	switch upper := strings.ToUpper(here); {
	case !small || !unicode.IsUpper(first):
	case here == upper && utf8.RuneCountInString(here) > 1 && s.any:
		with = strings.ToUpper(with)
	case s.any || t.form == heading || opensSentence(t.words[:start]):
		initial, n := utf8.DecodeRuneInString(with)
		with = string(unicode.ToUpper(initial)) + with[n:]
	}
	if t.form == heading && small && strings.EqualFold(here, s.wanted) {
		return here // a title’s capitals
	}
	if i := strings.Index(s.wanted, s.found); i >= 0 && s.wanted != s.found && strings.HasPrefix(t.words[max(0, start-i):], s.wanted) {
		return here // it stands there with all that the house adds to it
	}
	return with
}

// compound reports whether all that the house wants is hyphens in place of
// spaces. Such words are joined before a noun, and stand apart elsewhere.
func (s *spelling) compound() bool {
	return s.found != s.wanted && strings.Contains(s.found, " ") && strings.ReplaceAll(s.found, " ", "-") == s.wanted
}

func (s *spelling) why(with string) string {
	if s.avoid {
		return "The house style avoids “" + s.found + "”: say it another way."
	}
	return "The house style writes “" + with + "”: spell it so, and a reader meets one spelling only."
}

// spelled reports a spelling that is not the house's.
func (r *round) spelled(p *piece, t *passage, start, end int, s *spelling) {
	with := s.instead(t, start, end)
	if with == t.words[start:end] && !s.avoid {
		return
	}
	h := r.at(p, t.span(start, end), s.why(with))
	if !s.avoid && t.typed(p, start, end) {
		h.fix("Write “"+with+"”", t.span(start, end), with)
	}
}
