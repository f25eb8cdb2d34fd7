package plain

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// inlines sets what stands inside a node.
func (s *sheet) inlines(r *run, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.inline(r, c)
	}
}

// inline sets one inline node. Emphasis is dropped: the words carry it, and
// stars around them would be read out. What is struck out must not read as
// said, so it keeps a mark.
func (s *sheet) inline(r *run, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		s.say(r, string(markdown.Value(n, s.doc.Source)))
		if n.HardLineBreak() {
			r.lineBreak()
		} else if n.SoftLineBreak() {
			r.text(" ")
		}
	case *ast.String:
		s.say(r, string(n.Value))
	case *ast.RawHTML: // HTML in copy is text
		s.say(r, markdown.PlainText(n, s.doc.Source))
	case *ast.Link:
		s.link(r, n)
	case *ast.AutoLink:
		s.autoLink(r, n)
	case *ast.Image:
		s.picture(r, n, false)
	case *markdown.Tag:
		r.verbatim(n.Words)
	case *markdown.Slot:
		s.slot(r, n)
	case *markdown.Label:
		s.inlines(r, n)
		r.text(n.Colon)
	case *extast.Strikethrough:
		r.put("~")
		s.inlines(r, n)
		r.put("~")
	default:
		s.inlines(r, n)
	}
}

// pictures sets a paragraph that holds pictures and nothing else.
func (s *sheet) pictures(r *run, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			s.picture(r, c, true)
		case *ast.Link:
			if picture, ok := c.FirstChild().(*ast.Image); ok {
				s.picture(r, picture, true)
			}
			if name, fallback, ok := markdown.SlotLink(c); ok {
				if f := s.Fill(name, fallback); f.Kind == issue.SlotURL {
					r.mark(s.number(f.Text))
				} else if f.Kind == issue.SlotElement {
					s.value(r, f)
				}
			} else if url, ok := s.LinkURL(string(markdown.Unescape(c.Destination))); ok {
				s.refer(r, url, "")
			}
		}
	}
}
