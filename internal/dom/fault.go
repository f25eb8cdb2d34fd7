package dom

import (
	"slices"

	"galley/internal/issue"
)

// Trouble says in which way a page is not well-formed.
type Trouble uint8

// The kinds of trouble.
const (
	Unclosed  Trouble = iota // an element that has to be closed never is
	Misnested                // it is closed only after something around it was, or by what it cannot hold
	Stray                    // a closing tag that closes nothing
	Misplaced                // an element or words where none can be: a td outside of a tr, a div between cells
)

// Fault is one place where a page is not well-formed (HTML, 13.1.2): a mail
// program mends it, and each one otherwise.
type Fault struct {
	Trouble
	Name       string // of the element: font; empty for words that are misplaced
	By         string // Misnested: what ended it: /td, or div; Misplaced: what it stands in: tr
	issue.Span        // the tag or the words in the source
}

// burst is an element that ended before its closing tag.
type burst struct {
	node  *Node
	by    string
	fault int // its place in Faults; -1 where it had no fault yet
}

func (b *builder) fault(f Fault) int {
	if b.doc.Cut || len(b.doc.Faults) >= maxFaults { // what was left out may have closed it
		return -1
	}
	b.doc.Faults = append(b.doc.Faults, f)
	return len(b.doc.Faults) - 1
}

// stray reports a closing tag that closes nothing. When its element ended
// before, by something else, the two are one fault.
func (b *builder) stray(name string, here issue.Span) {
	e, ok := b.early[name]
	delete(b.early, name)
	if !ok {
		b.fault(Fault{Trouble: Stray, Name: name, Span: here})
		return
	}
	f := Fault{Trouble: Misnested, Name: name, By: e.by, Span: e.node.Span}
	if e.fault >= 0 {
		b.doc.Faults[e.fault] = f
	} else {
		b.fault(f)
	}
}

// sortFaults puts the faults in the order of the source.
func (d *Document) sortFaults() {
	slices.SortStableFunc(d.Faults, func(a, b Fault) int { return a.Start - b.Start })
}
