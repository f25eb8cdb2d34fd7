package plain

import (
	"github.com/yuin/goldmark/ast"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// slot sets a slot that stands among words.
func (s *sheet) slot(r *run, n *markdown.Slot) {
	s.value(r, s.Fill(n.Name, n.Fallback))
}

// value writes what a provider puts in a slot's place: its own syntax as one
// unbroken word, words of ours as words.
func (s *sheet) value(r *run, f issue.Filled) {
	switch {
	case f.Plain && f.Kind == issue.SlotText:
		r.text(f.Text)
	default:
		r.verbatim(f.Text)
	}
}

// slotLink sets a link on a slot; ok is false when n is a link on something
// else.
func (s *sheet) slotLink(r *run, n *ast.Link) (ok bool) {
	name, fallback, ok := markdown.SlotLink(n)
	if !ok {
		return false
	}
	switch f := s.Fill(name, fallback); f.Kind {
	case issue.SlotURL:
		s.inlines(r, n)
		r.mark(s.number(f.Text))
	case issue.SlotText: // an address cannot be words
		s.inlines(r, n)
	default:
		s.value(r, f)
	}
	return true
}
