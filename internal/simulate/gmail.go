package simulate

import (
	"strings"

	"golang.org/x/net/html"
)

// sheetRoom is how many bytes of style elements Gmail reads (Google, “CSS
// support”, and the testers’ 8,192 for each before 2023): from there on the
// rest is dropped.
const sheetRoom = 16 << 10

// gmail drops what Gmail drops. A browser's Gmail keeps the style elements of
// the head, its app with an account of another provider none (caniemail:
// html-style).
func (s *simulation) gmail(root *html.Node) {
	used := 0
	each(root, func(n *html.Node) bool {
		if n.Data != "style" {
			return true
		}
		if s.name == GmailOther {
			s.notes.weigh("The style sheet is dropped: only what is styled in its own place (style=\"…\") looks as it was meant")
			return false
		}
		if within(n, "body") {
			s.notes.weigh("A style sheet in the body is dropped")
			return false
		}
		if used += len(words(n)); used > sheetRoom {
			s.notes.weigh("Style sheets of more than 16 KB are dropped")
			return false
		}
		return true
	})
	s.sheets(root, nil)
	restyle(root, func(_ *html.Node, list []declaration) []declaration { return s.declared(list, nil) })
}

// within reports whether an element stands in another one.
func within(n *html.Node, name string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && strings.EqualFold(p.Data, name) {
			return true
		}
	}
	return false
}
