// Package plain makes the text part of the email: the issue for people who
// read their mail in a terminal, by ear, or with HTML switched off.
//
// It is set from the copy's syntax tree and never from the HTML, as a careful
// typist would set it: headlines underlined, bullets with hanging indents,
// tables in columns, quotations marked as mail has always marked them, and 72
// columns counted as a terminal counts them (UAX #11 for width, UAX #14 for
// where Chinese and Japanese may break). A link is a number behind its words,
// and its address stands below the item, on a line of its own. An address has
// one number in the whole issue.
//
// Inline nodes become a [run] of words; a run is wrapped onto a [page], which
// knows what every line begins with. Merge slots are filled here, as words
// that are never broken, measured or escaped into something else.
//
// The promise: every word of the copy is there, in the copy's order; no line
// is wider than 72 columns unless it is code or holds one thing that may not
// be broken; and no control character of the copy reaches a terminal.
package plain

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// measure is the width of a line in columns: what fits a terminal of 80 columns after two
// rounds of being quoted in replies.
const measure = 72

// Render gives the text part of an edition, complete with its slots: UTF-8,
// LF, no space at a line's end, one newline at the end. The edition's Issue
// and House must be set.
func Render(e *issue.Edition) []byte {
	s := &sheet{Edition: e, dialect: markdown.New(e.House), tongue: e.Profile.Tongue(), ledger: newLedger()}
	s.b.Grow(len(e.Footer()) + 1024)
	s.masthead()
	items := e.Rundown()
	for i := range items {
		s.addresses()
		s.item(&items[i], i == 0)
	}
	s.social(len(items) > 0 && s.House.Like(items[len(items)-1].Kind) == issue.KindFooter)
	s.addresses()
	return s.bytes()
}

// sheet is one rendering of one edition.
type sheet struct {
	*issue.Edition
	page
	ledger
	dialect *markdown.Dialect
	tongue  *issue.Tongue // of the provider whose tags are filled in the text
	doc     *markdown.Doc // the copy of the item at hand
	scratch run           // of the paragraph at hand
}

// blank gives an empty run in the memory of the last one. Paragraphs do not
// nest, so one is enough.
func (s *sheet) blank() *run {
	s.scratch = run{buf: s.scratch.buf[:0], words: s.scratch.words[:0]}
	return &s.scratch
}

// masthead writes what stands above the first item.
func (s *sheet) masthead() {
	var r run
	s.say(&r, s.name())
	r.lineBreak()
	s.say(&r, s.Dateline())
	r.lineBreak()
	s.webVersion(&r)
	s.words(&r)
	s.line(strings.Repeat("=", measure))
	s.part(2, "")
}

// name gives the words of the masthead, as the HTML's h1 has them: the alt
// text of its picture, else its words, else the title.
func (s *sheet) name() string {
	if s.Publication.Masthead == "" {
		return s.Title()
	}
	doc := s.dialect.ParseFor(s.Edition, s.Publication.Masthead)
	words := markdown.PlainText(doc.Root, doc.Source)
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		picture, ok := n.(*ast.Image)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		words = markdown.AltOf(picture, doc.Source)
		return ast.WalkStop, nil
	})
	if strings.TrimSpace(words) == "" {
		return s.Title()
	}
	return words
}

// webVersion writes where the issue stands on the web, when the provider has
// such a place. Its address is not numbered: whoever needs it needs it now.
func (s *sheet) webVersion(r *run) {
	filled := s.Fill(issue.SlotWebVersion, "")
	words := s.House.Parts.WebVersion
	if words == "" {
		return
	}
	switch filled.Kind {
	case issue.SlotElement:
		r.verbatim(filled.Text)
	case issue.SlotURL:
		r.text(words + ": ")
		r.verbatim(filled.Text)
	}
}

// social names the publication's other places, as the HTML does: at the end
// of the footer, when the issue ends in one.
func (s *sheet) social(footed bool) {
	var r run
	for _, place := range s.Publication.Social {
		url, ok := s.LinkURL(place.URL)
		if !ok || place.Name == "" {
			continue
		}
		if len(r.words) > 0 {
			r.text(" · ")
		}
		s.say(&r, place.Name)
		r.mark(s.number(url))
	}
	switch {
	case len(r.words) == 0:
		return
	case footed:
		s.part(1, "")
	default:
		s.part(2, strings.Repeat("-", measure))
	}
	s.words(&r)
}
