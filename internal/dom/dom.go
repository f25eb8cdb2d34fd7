// Package dom reads an HTML page as a mail program does, and keeps what a mail
// program throws away: where in the source everything stands.
//
// A web parser gives the tree that a browser would make, mended and without
// places; who wants to say to a person “this tag, on this line” needs the
// opposite. So the tree here is made of the tags that are in the source and no
// others: no implied tbody, no html where nobody wrote one, nothing moved. What
// is not well-formed is told in [Document.Faults]. [Document.Style] computes,
// for light and dark, what a text looks like: its colour, what is behind it, how
// large it is, and whether it is seen at all.
//
// Of CSS it knows what newsletters use: the selectors of type, class, id and
// attribute with their combinators, !important, specificity, and media queries
// of prefers-color-scheme and of width, asked about a window of 1,000 pixels.
// What it does not know (var(), calc(), :nth-child(), @supports, @layer,
// @container, filters, gradients, pictures behind words) makes what it would
// decide unknown, and never a guess: a check that asks is silent.
//
// The promise: at most [MaxBytes] of a page are read, in time that grows with
// them alone, and nothing in a page makes it fail. A Document computes when it is
// first asked, so it is for one goroutine.
package dom

import (
	"iter"
	"strings"

	"galley/internal/issue"
)

// What is read of a page at most. Gmail shows 102 KB of one.
const (
	MaxBytes  = 4 << 20
	maxNodes  = 120_000
	maxDepth  = 256 // what is deeper hangs from the deepest
	maxFaults = 1000
)

// Kind says what a node is.
type Kind uint8

// The kinds of nodes.
const (
	Root Kind = iota
	Element
	Text
	Comment
	Doctype
)

// Node is an element, a text, a comment or a doctype.
type Node struct {
	Kind  Kind
	Name  string // of an element, in lower case: td, v:rect
	Attrs []Attr

	// Words is a text with its entities resolved, the inside of a comment, of a
	// doctype what follows the word.
	Words string

	issue.Span            // in the source, in bytes: the opening tag, the text, the comment
	Closing    issue.Span // the closing tag; empty when there is none

	Parent, First, Last, Prev, Next *Node

	off     bool     // it stands in something whose text is no text of the page
	place   int      // in Document.Nodes
	wall    bool     // a closing tag inside does not reach beyond it
	classes []string // of the attribute class
}

// Attr is an attribute: its name in lower case, its value with entities resolved.
type Attr struct{ Name, Value string }

// Document is a page that was read.
type Document struct {
	Source []byte // at most MaxBytes
	Root   *Node
	Nodes  []*Node // without the root, in the order of the source
	Faults []Fault // what is not well-formed, in the order of the source
	Sheets []Sheet // the style elements
	Cut    bool    // there was more, or it was nested deeper, than is read

	marks  marks
	styled [modes][]Style
	around [modes]Style // around everything
	css    *cascade
}

// Sheet is a style element: its text begins at At in the source.
type Sheet struct {
	Node *Node
	Text string
	At   int
}

// Attr gives an attribute's value; ok is false where the element has none of
// that name.
func (n *Node) Attr(name string) (value string, ok bool) {
	for i := range n.Attrs {
		if n.Attrs[i].Name == name {
			return n.Attrs[i].Value, true
		}
	}
	return "", false
}

// Is reports whether a node is an element of one of these names.
func (n *Node) Is(names ...string) bool {
	if n == nil || n.Kind != Element {
		return false
	}
	for _, name := range names {
		if n.Name == name {
			return true
		}
	}
	return false
}

// Within gives the nearest element around a node that has one of these names;
// nil when there is none.
func (n *Node) Within(names ...string) *Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Is(names...) {
			return p
		}
	}
	return nil
}

// Below gives everything inside a node, in the order of the source.
func (n *Node) Below() iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for at := n.First; at != nil; {
			if !yield(at) {
				return
			}
			if at.First != nil {
				at = at.First
				continue
			}
			for at != n && at.Next == nil {
				at = at.Parent
			}
			if at == n {
				return
			}
			at = at.Next
		}
	}
}

// Elements gives the elements that have one of these names, in the order of the
// source; without names, all.
func (d *Document) Elements(names ...string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for _, n := range d.Nodes {
			if n.Kind == Element && (len(names) == 0 || n.Is(names...)) && !yield(n) {
				return
			}
		}
	}
}

// First gives the first element of a name; nil when there is none.
func (d *Document) First(name string) *Node {
	for n := range d.Elements(name) {
		return n
	}
	return nil
}

// Tag gives the exact source of a node: an element's opening tag, a text or a
// comment with its marks.
func (d *Document) Tag(n *Node) string { return string(d.Source[n.Start:n.End]) }

// unread are elements whose text is no text of the page.
var unread = set("head script style title template textarea xml noembed noframes")

// Inner gives the text inside a node as it is read out: white space joined, a
// picture by its alt text.
func (d *Document) Inner(n *Node) string {
	var b strings.Builder
	for at := range n.Below() {
		switch {
		case at.InPage():
			b.WriteString(at.Words)
		case at.Is("img"):
			alt, _ := at.Attr("alt")
			b.WriteString(" " + alt + " ")
		case at.Is("br", "p", "div", "td", "tr", "li"):
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// InPage reports whether a text is part of the page's words: not in its head,
// its style sheets or its scripts.
func (n *Node) InPage() bool { return n.Kind == Text && !n.off }
