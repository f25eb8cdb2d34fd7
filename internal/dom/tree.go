package dom

import (
	"slices"
	"strings"

	"galley/internal/issue"
)

// builder hangs nodes into the tree as their tokens come.
type builder struct {
	doc      *Document
	at       *Node // the innermost open element
	depth    int
	open     map[string]int   // how many of a name are open
	early    map[string]burst // the last element of a name that ended without its tag
	standard bool             // it has a doctype
	forms    int              // between the parts of a table
	begun    bool             // something stands on the page
}

var (
	void = set("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
	// optional are elements that need no closing tag (HTML, 13.1.2.4).
	optional = set("html head body p li dt dd option optgroup colgroup caption thead tbody tfoot tr td th rb rt rtc rp")
	// ending are elements that end a paragraph (HTML, 13.1.2.4, on p).
	ending = set("address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer " +
		"form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul")
	// walls are elements that a closing tag inside does not reach beyond.
	walls  = set("table td th caption object marquee button template html")
	tables = []string{"table", "template"}
	lists  = []string{"ul", "ol", "menu", "dir", "dl"}
	items  = map[string][]string{"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}
	// homes are what the parts of a table stand in; those that are not here, in
	// the table.
	homes = map[string][]string{
		"td": {"tr"}, "th": {"tr"}, "tr": {"thead", "tbody", "tfoot", "table"}, "col": {"colgroup", "table"},
	}
	// tableParts hold no words themselves.
	tableParts  = []string{"table", "thead", "tbody", "tfoot", "tr", "colgroup"}
	inTable     = []string{"thead", "tbody", "tfoot", "table"}
	anchor      = []string{"a"}
	paragraph   = []string{"p"}
	headings    = set("h1 h2 h3 h4 h5 h6")
	allHeadings = []string{"h1", "h2", "h3", "h4", "h5", "h6"}
	// inHead is what a head may hold.
	inHead = set("base basefont bgsound link meta noscript script style template title xml")
	// ofTable is what can stand directly in a table, a group of rows or a row.
	ofTable = set("caption colgroup col thead tbody tfoot tr td th")
	// amid are elements that stand in a table without being seen.
	amid = set("script style template input form")
)

func set(names string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

// add hangs a node below the innermost open element.
func (b *builder) add(n *Node) {
	n.Parent, n.Prev = b.at, b.at.Last
	if n.Prev != nil {
		n.Prev.Next = n
	} else {
		b.at.First = n
	}
	b.at.Last = n
	n.place = len(b.doc.Nodes)
	n.off = b.at.off || unread[b.at.Name]
	b.doc.Nodes = append(b.doc.Nodes, n)
}

func (b *builder) text(n *Node) {
	blank := strings.TrimLeft(n.Words, " \t\r\n\f") == ""
	if !blank {
		b.begun = true
		if b.at.Name == "head" {
			b.pop("")
		}
		if b.at.Is(tableParts...) {
			b.fault(Fault{Trouble: Misplaced, By: b.at.Name, Span: n.Span})
		}
	}
	b.add(n)
	if b.at.Name == "style" {
		b.doc.Sheets = append(b.doc.Sheets, Sheet{Node: b.at, Text: string(b.doc.Source[n.Start:n.End]), At: n.Start})
	}
}

// start opens an element. The slash of an empty one counts in what is not HTML:
// in drawings and in Office's own elements.
func (b *builder) start(n *Node, slash bool) {
	b.begun = true
	if len(n.classes) > maxClasses {
		n.classes, b.doc.Cut = n.classes[:maxClasses], true
	}
	if (n.Name == "html" || n.Name == "body") && b.open[n.Name] > 0 {
		b.again(n)
		return
	}
	b.imply(n)
	b.add(n)
	if void[n.Name] || slash && (strings.Contains(n.Name, ":") || b.open["svg"]+b.open["math"] > 0) {
		return
	}
	if n.Name == "form" && b.at.Is(tableParts...) {
		b.forms++ // it holds nothing there (HTML, 13.2.6.4.9)
		return
	}
	if b.depth >= maxDepth {
		b.doc.Cut = true
		return
	}
	n.wall = walls[n.Name]
	b.at = n
	b.depth++
	b.open[n.Name]++
}

// again takes a second html or body for what it says: more attributes of the
// first.
func (b *builder) again(n *Node) {
	b.fault(Fault{Trouble: Misplaced, Name: n.Name, By: b.at.Name, Span: n.Span})
	first := b.at
	for first.Name != n.Name {
		first = first.Parent
	}
	for _, a := range n.Attrs {
		if _, has := first.Attr(a.Name); !has && len(first.Attrs) < maxAttrs {
			first.Attrs = append(first.Attrs, a)
		}
	}
}

// end closes an element.
func (b *builder) end(name string, here issue.Span) {
	switch {
	case name == "html" || name == "body":
		for n := b.at; n != nil; n = n.Parent {
			if n.Name == name {
				n.Closing = here // what follows is still part of it
				return
			}
		}
		b.stray(name, here)
		return
	case void[name]:
		b.fault(Fault{Trouble: Stray, Name: name, Span: here})
		return
	}
	n := b.closed(name)
	if n == nil && name == "form" && b.forms > 0 {
		b.forms--
		return
	}
	if n == nil {
		b.stray(name, here)
		return
	}
	b.popTo(n, "/"+name)
	n.Closing = here
	if n.Name != name {
		b.fault(Fault{Trouble: Misnested, Name: n.Name, By: "/" + name, Span: n.Span})
	}
}

// closed finds what a closing tag closes; nil when there is nothing. One of a
// heading closes any heading.
func (b *builder) closed(name string) *Node {
	if b.open[name] > 0 {
		var bounds []string
		if ofTable[name] {
			bounds = tables[:1]
		}
		if n := b.reach([]string{name}, bounds, !ofTable[name] && !slices.Contains(tables, name)); n != nil {
			return n
		}
	}
	if headings[name] {
		return b.reach(allHeadings, nil, true)
	}
	return nil
}

// popTo ends everything down to an element, and the element.
func (b *builder) popTo(n *Node, by string) {
	for b.at != n {
		b.pop(by)
	}
	b.leave()
}

// pop ends the innermost element without its closing tag. By is what ends it;
// empty when that is in order.
func (b *builder) pop(by string) {
	n := b.at
	e := burst{n, by, -1}
	if !optional[n.Name] {
		e.fault = b.fault(Fault{Trouble: Unclosed, Name: n.Name, By: by, Span: n.Span})
	}
	if by != "" {
		b.early[n.Name] = e
	}
	b.leave()
}

func (b *builder) leave() {
	b.open[b.at.Name]--
	b.depth--
	b.at = b.at.Parent
}

// finish ends what is open at the end of the source.
func (b *builder) finish() {
	for b.at.Kind == Element {
		if !optional[b.at.Name] {
			b.fault(Fault{Trouble: Unclosed, Name: b.at.Name, Span: b.at.Span})
		}
		b.leave()
	}
	b.doc.sortFaults()
}
