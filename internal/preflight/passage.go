package preflight

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// What stands in a passage for something that is no word of it.
const (
	thing     = '\uFFFC' // code, a slot, a picture, a bare address, an entity, HTML
	hardBreak = '\u2028' // a line that ends where its writer ended it; '\n' is one that was wrapped
)

// passage is the words of one block as readers see them: a paragraph, a
// heading, a bullet, a cell, an alt text. Marks of emphasis, backslashes and the
// addresses of links are not in it, so that “the **the**” is two words side by
// side; what it says where is told by span.
type passage struct {
	words string
	form  passageForm
	at    []anchor
	nth   int    // its place among the passages of the copy
	cut   []term // see terms
}

type passageForm uint8

const (
	paragraph passageForm = iota
	heading
	bullet
	cell
	aside // an alt text or a caption
)

// anchor says that from a byte of the words on, they stand in the copy one to
// one.
type anchor struct{ words, copy int }

// copyAt gives the place in the copy of a byte of the words.
func (t *passage) copyAt(i int) int {
	n := sort.Search(len(t.at), func(n int) bool { return t.at[n].words > i })
	if n == 0 {
		return 0
	}
	return t.at[n-1].copy + i - t.at[n-1].words
}

// span gives the place in the copy of some of the words. Neither end may be a
// thing or a break.
func (t *passage) span(start, end int) issue.Span {
	return issue.Span{Start: t.copyAt(start), End: t.copyAt(end-1) + 1}
}

// typed reports whether words stand in the copy as they are, without marks
// between them, so that they can be replaced.
func (t *passage) typed(p *piece, start, end int) bool {
	at := t.span(start, end)
	return p.Copy[at.Start:at.End] == t.words[start:end]
}

// passages gives the blocks of the copy, in order, and then what its pictures
// say.
func (p *piece) passages() []passage {
	if p.read == nil {
		w := walker{p: p, mask: p.masked()}
		w.walk()
		list := append(w.done, p.asides()...)
		for i := range list {
			list[i].nth = i
		}
		p.read = &list
	}
	return *p.read
}

// asides gives the alt texts, captions and credits that the copy spells as
// they are.
func (p *piece) asides() []passage {
	var list []passage
	for i := range p.Reading.Pictures {
		picture := &p.Reading.Pictures[i]
		rest := p.titled(picture.Span)
		for _, words := range []string{picture.Alt, picture.Caption, picture.Credit} {
			at, ok := p.inside(rest, words)
			if !ok || words == picture.Name {
				continue
			}
			list = append(list, passage{words: words, form: aside, at: []anchor{{0, at.Start}}})
			rest.Start = at.End
		}
	}
	return list
}

// term is a word of a passage: letters, marks and digits, and the apostrophes
// within.
type term struct {
	text       string
	start, end int
}

// terms gives the words one by one.
func (t *passage) terms() []term {
	if t.cut == nil {
		t.cut = terms(t.words)
	}
	return t.cut
}

// terms cuts words. What stands between two of them is words[a.end:b.start].
func terms(words string) []term {
	var list []term
	start := -1
	for i, r := range words {
		inside := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
		switch {
		case inside && start < 0:
			start = i
		case inside || start < 0:
		case r == '\'' || r == '’':
			if next, _ := utf8.DecodeRuneInString(words[i+utf8.RuneLen(r):]); unicode.IsLetter(next) {
				continue
			}
			fallthrough
		default:
			list = append(list, term{words[start:i], start, i})
			start = -1
		}
	}
	if start >= 0 {
		list = append(list, term{words[start:], start, len(words)})
	}
	return list
}

// lower reports whether a word is all small letters.
func (t *term) lower() bool {
	for _, r := range t.text {
		if !unicode.IsLower(r) && r != '’' && r != '\'' {
			return false
		}
	}
	return true
}

// capital reports whether a word begins with a capital.
func (t *term) capital() bool {
	first, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsUpper(first)
}

// titleCase reports whether a word is a capital and small letters: not IT.
func (t *term) titleCase() bool {
	_, n := utf8.DecodeRuneInString(t.text)
	rest := term{text: t.text[n:]}
	return t.capital() && rest.text != "" && rest.lower()
}

// english reports whether the issue is written in English; several rules know
// no other language.
func (r *round) english() bool { return r.language() == "en" }

// language gives the issue's language without its region: en for en-GB.
func (r *round) language() string {
	base, _, _ := strings.Cut(strings.ToLower(r.e.Lang()), "-")
	return base
}

// mend says that one key would replace words at several places.
func (h hit) mend(label string, p *piece, places []issue.Span, with func(at issue.Span) string) {
	if h.finding == nil || h.piece == nil || len(places) == 0 {
		return
	}
	fix := &issue.Fix{Label: label}
	for _, at := range places[:min(len(places), maxOfAKind)] {
		old := p.Copy[at.Start:at.End]
		line, column := p.Position(at.Start)
		fix.Edits = append(fix.Edits, issue.Edit{Line: line, Column: column, Old: old, New: with(at)})
	}
	h.finding.Fix = fix
}
