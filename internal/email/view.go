package email

import (
	"bytes"
	"slices"
	"strings"

	"galley/internal/issue"
)

// The view changes: what a page that shows the email adds to it, so that it can
// find and exchange a block. A name follows a tag's own, a chip is an element of
// its own; copy cannot write either, because it cannot write a <.
const (
	nameOpen  = ` data-pos="`
	nameClose = `"`
	chipOpen  = `<g-slot data-name="`
	chipStart = `">`
	chipClose = `</g-slot>`
)

// View gives the item's rows with the view changes: data-pos="ID" on the rows,
// data-pos="ID/KEY" on every outermost element of a block, and a g-slot element
// around each slot. Key gives the key of a block.
func (l *Leaf) View(id string, key func(block int) string) string {
	var b strings.Builder
	b.Grow(len(l.HTML) + (len(l.tops)+len(l.Slots))*(len(id)+64))
	for i := range l.Blocks {
		l.viewLead(&b, i, id)
		l.view(&b, l.Blocks[i].At, id+"/"+key(i))
	}
	l.viewLead(&b, len(l.Blocks), id)
	return b.String()
}

// BlockView gives one block as it is in the View.
func (l *Leaf) BlockView(block int, id, key string) string {
	var b strings.Builder
	l.view(&b, l.Blocks[block].At, id+"/"+key)
	return b.String()
}

// viewLead writes a lead: the rows in it have names, and nothing else.
func (l *Leaf) viewLead(b *strings.Builder, block int, id string) { l.view(b, l.lead(block), id) }

// insert is what the view has in front of a byte of the HTML.
type insert struct {
	at   int
	text string
}

// view writes a part of the HTML with names and chips.
func (l *Leaf) view(b *strings.Builder, at issue.Span, name string) {
	last := at.Start
	for _, in := range l.inserts(at, name) {
		b.Write(l.HTML[last:in.at])
		b.WriteString(in.text)
		last = in.at
	}
	b.Write(l.HTML[last:at.End])
}

// inserts gives, in order, what the view adds to a part of the HTML.
func (l *Leaf) inserts(at issue.Span, name string) (list []insert) {
	i, _ := slices.BinarySearch(l.tops, at.Start)
	for ; i < len(l.tops) && l.tops[i] < at.End; i++ {
		behind := l.tops[i] + 1 + nameSize(l.HTML[l.tops[i]+1:])
		list = append(list, insert{behind, nameOpen + escape(name) + nameClose})
	}
	i, _ = slices.BinarySearchFunc(l.Slots, at.Start, func(s Slot, start int) int { return s.Start - start })
	for ; i < len(l.Slots) && l.Slots[i].Start < at.End; i++ {
		s := &l.Slots[i]
		list = append(list, insert{s.Start, chipOpen + escape(s.Name) + chipStart}, insert{s.End, chipClose})
	}
	slices.SortStableFunc(list, func(a, b insert) int { return a.at - b.at })
	return list
}

// Unmark takes the view changes back: of a View it makes the HTML. It knows
// them by their form alone, which is no email's: a profile whose words have it
// is none that any provider's syntax needs.
func Unmark(html []byte) []byte {
	out := make([]byte, 0, len(html))
	for {
		i := bytes.IndexByte(html, '<')
		if i < 0 {
			return append(out, html...)
		}
		out = append(out, html[:i]...)
		html = html[i:]
		kept, size := tagUnmarked(html)
		out = append(out, html[:kept]...)
		html = html[size:]
	}
}

// tagUnmarked says of HTML that begins with a tag how much of its beginning
// stays, and how much is done with then: a name or a chip behind it, too.
func tagUnmarked(html []byte) (stays, done int) {
	if bytes.HasPrefix(html, []byte(chipClose)) {
		return 0, len(chipClose)
	}
	if bytes.HasPrefix(html, []byte(chipOpen)) {
		if n := bytes.Index(html, []byte(chipStart)); n >= 0 {
			return 0, n + len(chipStart)
		}
	}
	stays = 1 + nameSize(html[1:])
	if stays > 1 && bytes.HasPrefix(html[stays:], []byte(nameOpen)) {
		value := stays + len(nameOpen)
		if n := bytes.IndexByte(html[value:], '"'); n >= 0 {
			return stays, value + n + len(nameClose)
		}
	}
	return stays, stays
}
