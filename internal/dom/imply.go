package dom

import "slices"

// imply ends what a new element ends (HTML, 13.2.6.4.7 to 16).
func (b *builder) imply(n *Node) {
	name := n.Name
	if b.at.Name == "head" && !inHead[name] {
		b.pop("")
	}
	switch {
	case ofTable[name]:
		b.implyInTable(n)
		return
	case b.at.Is(tableParts...) && !amid[name]:
		b.fault(Fault{Trouble: Misplaced, Name: name, By: b.at.Name, Span: n.Span})
	case items[name] != nil:
		if item := b.reach(items[name], lists, true); item != nil {
			b.popTo(item, name)
		}
	case (name == "option" || name == "optgroup") && b.at.Name == "option":
		b.pop("")
	case name == "a" && b.open["a"] > 0 && b.reach(anchor, nil, true) != nil:
		if b.at.Name == "a" {
			b.pop(name)
		} else {
			b.fault(Fault{Trouble: Misplaced, Name: name, By: "a", Span: n.Span})
		}
	}
	if ending[name] && b.open["p"] > 0 && (b.standard || name != "table") {
		b.implyParagraph(n)
	}
	if headings[name] && headings[b.at.Name] {
		b.pop(name)
	}
}

// implyParagraph ends the paragraph that a block begins in. One that begins
// inside a font or a span of the paragraph takes these along in a browser, so
// they stay open here.
func (b *builder) implyParagraph(n *Node) {
	switch p := b.reach(paragraph, nil, true); {
	case p == nil:
	case p == b.at:
		b.pop(n.Name)
	default:
		b.fault(Fault{Trouble: Misplaced, Name: n.Name, By: "p", Span: n.Span})
	}
}

// implyInTable ends the cell, row or group before a new one, and says where a
// part of a table stands outside of what it is a part of.
func (b *builder) implyInTable(n *Node) {
	within := homes[n.Name]
	if within == nil {
		within = tables[:1]
	}
	home := b.reach(within, tables, false)
	if home == nil { // a cell without its row, or a part without its table
		if home = b.reach(inTable, tables, false); home == nil {
			b.fault(Fault{Trouble: Misplaced, Name: n.Name, By: b.at.Name, Span: n.Span})
			return
		}
	}
	for b.at != home {
		b.pop(n.Name)
	}
	if !slices.Contains(within, home.Name) {
		b.fault(Fault{Trouble: Misplaced, Name: n.Name, By: home.Name, Span: n.Span})
	}
}

// reach finds the innermost open element of some names, looking beyond no
// bound and, where walls count, beyond no wall; these themselves can be what is
// looked for.
func (b *builder) reach(names, bounds []string, walls bool) *Node {
	for n := b.at; n.Kind == Element; n = n.Parent {
		switch {
		case slices.Contains(names, n.Name):
			return n
		case walls && n.wall, slices.Contains(bounds, n.Name):
			return nil
		}
	}
	return nil
}
