package preflight

import (
	"iter"
	"strings"
	"unicode"

	"galley/internal/dom"
	"galley/internal/issue"
)

// onPage makes a check of the HTML part, which is silent where there is none.
// The page is read once, for all of them.
func onPage(run func(*round, *dom.Document)) func(*round) {
	return func(r *round) {
		if len(r.in.HTML) == 0 {
			return
		}
		run(r, r.document())
	}
}

// document is the HTML part, read once.
func (r *round) document() *dom.Document {
	if r.page == nil {
		r.page = dom.Read(r.in.HTML)
	}
	return r.page
}

// maxPageWords is how much of a tag or a text a finding quotes, in characters.
const maxPageWords = 120

// inPage reports something at a place of the page. What surrounds the words is
// shown up to the end of within.
func (r *round) inPage(d *dom.Document, at, within issue.Span, why string) hit {
	const far = 4 * maxContext // nothing beyond it is quoted, and a picture in an address has megabytes
	at.End = min(at.End, at.Start+far)
	source := string(d.Source[at.Start:at.End])
	words := strings.TrimLeftFunc(source, unicode.IsSpace)
	at.Start += len(source) - len(words)
	h := r.report(string([]rune(head(words, maxPageWords))), why) // bytes that are no UTF-8 as U+FFFD, as they are read out
	if h.finding != nil {
		h.finding.Part = issue.PartHTML
		h.finding.Line, h.finding.Column = d.Position(at.Start)
		within = issue.Span{Start: max(min(within.Start, at.Start), at.Start-far), End: min(max(within.End, at.End), at.End+far)}
		h.finding.Context = sentence(string(d.Source[within.Start:within.End]), issue.Span{Start: at.Start - within.Start, End: at.End - within.Start})
	}
	return h
}

// tag reports an element by its opening tag.
func (r *round) tag(d *dom.Document, n *dom.Node, why string) hit {
	within := n.Span
	if !n.Closing.Empty() {
		within.End = n.Closing.End
	}
	return r.inPage(d, n.Span, within, why)
}

// said reports a text, or a part of it.
func (r *round) said(d *dom.Document, n *dom.Node, at issue.Span, why string) {
	r.inPage(d, at, n.Span, why)
}

// unsaid reports that a page lacks something which would stand at an element;
// nil is the page's beginning.
func (r *round) unsaid(d *dom.Document, n *dom.Node, why string) {
	h := r.report("", why)
	if h.finding != nil {
		h.finding.Part = issue.PartHTML
		if n != nil {
			h.finding.Line, h.finding.Column = d.Position(n.Start)
			h.finding.Context = cut(strings.Join(strings.Fields(d.Tag(n)), " "), maxContext)
		}
	}
}

// pageSeen reports whether an element is seen, on a wide screen in light.
func pageSeen(d *dom.Document, n *dom.Node) bool { return !d.Style(n, dom.Light).Hidden }

// pageTexts gives the texts of the page that somebody sees and that have a letter
// or a digit: what parts them (dots, lines, arrows) is no text to be read.
func pageTexts(d *dom.Document, mode dom.Mode) iter.Seq2[*dom.Node, dom.Style] {
	return func(yield func(*dom.Node, dom.Style) bool) {
		for _, n := range d.Nodes {
			if n.Kind != dom.Text || !n.InPage() || strings.IndexFunc(n.Words, pageRune) < 0 {
				continue
			}
			if s := d.Style(n, mode); !s.Hidden && !yield(n, s) {
				return
			}
		}
	}
}

func pageRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// pageSpan gives the places of a text's words in the source: of the text without
// the space around it.
func pageSpan(d *dom.Document, n *dom.Node) issue.Span {
	source := d.Tag(n)
	start := len(source) - len(strings.TrimLeftFunc(source, unicode.IsSpace))
	return issue.Span{Start: n.Start + start, End: n.Start + max(start, len(strings.TrimRightFunc(source, unicode.IsSpace)))}
}

// pageQuote makes something of a page short enough for a sentence, on one line.
func pageQuote(s string) string {
	const most = 60 // characters
	return strings.Join(strings.Fields(cut(head(s, 4*most), most)), " ")
}
