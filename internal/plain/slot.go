package plain

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// say sets words of ours, in which the provider must find no tag.
func (s *sheet) say(r *run, words string) { r.text(s.inert(words)) }

// inert puts a word joiner, which nobody sees, into what would be taken for a
// tag: text has no character references.
func (s *sheet) inert(words string) string {
	var b strings.Builder
	last := 0
	for _, at := range s.tongue.Inert(words) {
		b.WriteString(words[last:at] + "\u2060")
		last = at
	}
	if last == 0 {
		return words
	}
	return b.String() + words[last:]
}

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
