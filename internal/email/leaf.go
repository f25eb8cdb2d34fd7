package email

import (
	"bytes"

	"galley/internal/issue"
)

// Sheet is an email in pieces: what stands above the items, each item in the
// order of Edition.Rundown, and what stands below them.
type Sheet struct {
	Head, Foot []byte
	Items      []*Leaf
}

// Leaf is one item of a finished email: its rows of the sheet, with their slots
// filled. Block by block, with a [Leaf.Lead] before each and after the last, it
// is all of its HTML.
type Leaf struct {
	HTML   []byte
	Blocks []Block // in the order of HTML
	Slots  []Slot  // in the order of HTML, each inside a block
	tops   []int   // where in HTML the item's rows and its blocks' outermost elements begin
}

// Block is a top-level block of an item's copy that has a place in its HTML:
// one element, or one for each of several pictures.
type Block struct {
	At   issue.Span // in Leaf.HTML, the line break behind it included
	Copy issue.Span // in Item.Copy, whole lines without the last one's end
}

// Slot is where a slot, or a tag of the provider's own, was filled among words.
type Slot struct {
	issue.Span        // in Leaf.HTML
	Name       string // of the slot, or “tag”
}

// ownTag is the name of a Slot that is a tag of the provider's own.
const ownTag = "tag"

// Bytes gives the email, as [Renderer.Render] does.
func (s *Sheet) Bytes() []byte {
	size := len(s.Head) + len(s.Foot)
	for _, l := range s.Items {
		size += len(l.HTML)
	}
	out := append(make([]byte, 0, size), s.Head...)
	for _, l := range s.Items {
		out = append(out, l.HTML...)
	}
	return append(out, s.Foot...)
}

// Sheet gives the email of an edition in pieces.
func (r *Renderer) Sheet(e *issue.Edition) *Sheet {
	s := r.setter(e)
	defer r.pages.Put(s.out)
	p, f := r.pieces(s), newSlotFiller(e, s.look)
	sheet := &Sheet{Head: f.fill(nil, p.head), Foot: f.fill(nil, p.foot), Items: make([]*Leaf, len(p.items))}
	for i := range p.items {
		sheet.Items[i] = f.leaf(&p.items[i])
	}
	return sheet
}

// Leaf gives item i of e.Rundown() alone, as it is in the Sheet.
func (r *Renderer) Leaf(e *issue.Edition, i int) *Leaf {
	s := r.setter(e)
	defer r.pages.Put(s.out)
	items := e.Issue.Items
	if i >= len(items) { // to list them all costs more than to set one
		items = e.Rundown()
	}
	k := r.item(s, &items[i], i == 0)
	return newSlotFiller(e, s.look).leaf(&k)
}

// Lead gives what stands between the block before this one and itself: the
// item's rows before the first, what closes them after the last, which is
// Lead(len(l.Blocks)).
func (l *Leaf) Lead(block int) string { return string(l.HTML[l.lead(block).Start:l.lead(block).End]) }

func (l *Leaf) lead(block int) issue.Span {
	at := issue.Span{End: len(l.HTML)}
	if block > 0 {
		at.Start = l.Blocks[block-1].At.End
	}
	if block < len(l.Blocks) {
		at.End = l.Blocks[block].At.Start
	}
	return at
}

// leaf fills an item's slots, and says where everything is then.
func (f *slotFiller) leaf(k *kept) *Leaf {
	l := &Leaf{HTML: make([]byte, 0, len(k.html)+256)}
	f.slots = nil
	set := Leaf{HTML: k.html, Blocks: k.blocks}
	for i := range k.blocks {
		f.lead(l, &set, i)
		start := len(l.HTML)
		f.elements(l, k.html[k.blocks[i].At.Start:k.blocks[i].At.End])
		l.Blocks = append(l.Blocks, Block{At: issue.Span{Start: start, End: len(l.HTML)}, Copy: k.blocks[i].Copy})
	}
	f.lead(l, &set, len(k.blocks))
	l.Slots = f.slots
	return l
}

// lead fills what stands before a block. The item's rows begin before the
// first one.
func (f *slotFiller) lead(l, set *Leaf, block int) {
	at := set.lead(block)
	if html := set.HTML[at.Start:at.End]; block == 0 {
		f.elements(l, html)
	} else {
		l.HTML = f.fill(l.HTML, html)
	}
}

// elements fills HTML, and takes down where its outermost elements begin. They
// are looked for before anything is filled, when all of it is our own.
func (f *slotFiller) elements(l *Leaf, html []byte) {
	last := 0
	for _, at := range outermost(html) {
		l.HTML = f.fill(l.HTML, html[last:at])
		l.tops = append(l.tops, len(l.HTML))
		last = at
	}
	l.HTML = f.fill(l.HTML, html[last:])
}

// outermost gives where the elements begin that stand in no other. The HTML
// is what the setter writes: no < but a tag's or a comment's, and every
// element closed that is not void, but for the last ones.
func outermost(html []byte) (at []int) {
	depth := 0
	for i := 0; i < len(html); i++ {
		n := bytes.IndexByte(html[i:], '<')
		if n < 0 {
			break
		}
		i += n
		switch rest := html[i+1:]; {
		case bytes.HasPrefix(rest, []byte("!--")):
			i += max(0, bytes.Index(rest, []byte("-->")))
		case bytes.HasPrefix(rest, []byte{'/'}):
			depth--
		default:
			if depth == 0 {
				at = append(at, i)
			}
			if !void[string(rest[:nameSize(rest)])] {
				depth++
			}
		}
	}
	return at
}

// nameSize gives the length of the element's name that html begins with.
func nameSize(html []byte) int {
	n := 0
	for n < len(html) && (html[n] >= 'a' && html[n] <= 'z' || html[n] >= '0' && html[n] <= '9' || html[n] == '-') {
		n++
	}
	return n
}
