package markdown

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"galley/internal/issue"
)

// ParseFor parses copy as an edition prints it. The provider's own tags are
// nodes that no renderer touches. What stands for a slot that
// nothing fills (the slot, a link on it) is not in the tree, nor is one of the
// separators beside it, nor what holds nothing without it: emphasis, a line, a
// bullet, a paragraph. Every other word is there, in its order.
func (d *Dialect) ParseFor(e *issue.Edition, copy string) *Doc {
	doc := d.parse(copy, ownTags(&e.Profile, copy))
	doc.markLines()
	if strings.Contains(copy, "{{") {
		doc.leaveOut(func(name, fallback string) bool { return e.Fill(name, fallback).Kind == issue.SlotNone })
	}
	return doc
}

// SlotLink reports whether a node is a link on a slot, and on which.
func SlotLink(n ast.Node) (name, fallback string, ok bool) {
	l, isLink := n.(*ast.Link)
	if !isLink {
		return "", "", false
	}
	name, fallback, size := ParseSlot(l.Destination)
	return name, fallback, size > 0 && size == len(l.Destination) && KnownSlot(name)
}

const (
	// separators stand between the links of a footer line, spaces about them.
	separators = "·•|–—-"
	spaces     = " \t\n\u00a0\u202f"
	between    = separators + spaces
	hyphens    = "–-" // part of a word that they touch: −5, well-

	weakStops = ",;:"
	stops     = weakStops + ".!?)…"

	object = "\ufffc" // in place of what is neither words nor gone
)

// leaveOut takes what is gone out of the tree.
func (doc *Doc) leaveOut(gone func(name, fallback string) bool) {
	var holders []ast.Node
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if c := n.FirstChild(); entering && c != nil && c.Type() == ast.TypeInline {
			holders = append(holders, n)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, holder := range holders {
		h := hole{source: doc.Source, gone: gone}
		h.collect(holder)
		if h.any {
			h.settle()
			h.close(holder)
		}
	}
}

// bit is a leaf of a block: words, something gone, or something else.
type bit struct {
	node   ast.Node
	more   []ast.Node // of the same words: goldmark parts text where a link might begin
	words  string
	grown  []byte // words so far, while they are collected from several nodes
	before string // words as they were
	gone   bool
	ends   bool // its line
}

func (b *bit) last() ast.Node {
	if len(b.more) > 0 {
		return b.more[len(b.more)-1]
	}
	return b.node
}

// hole is a block in which something is gone.
type hole struct {
	source []byte
	gone   func(name, fallback string) bool
	bits   []bit
	any    bool
}

func (h *hole) collect(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		name, fallback, isSlot := SlotLink(n)
		if s, ok := n.(*Slot); ok {
			name, fallback, isSlot = s.Name, s.Fallback, true
		}
		switch n := n.(type) {
		case *ast.Text:
			words := string(Value(n, h.source))
			if n.SoftLineBreak() {
				words += "\n"
			}
			if i := len(h.bits) - 1; i >= 0 && !h.bits[i].ends && h.bits[i].last() == n.PreviousSibling() && n.PreviousSibling().Kind() == ast.KindText {
				b := &h.bits[i]
				if b.grown == nil {
					b.grown = []byte(b.words)
				}
				b.more, b.grown, b.ends = append(b.more, n), append(b.grown, words...), n.HardLineBreak()
				continue
			}
			h.bits = append(h.bits, bit{node: n, words: words, before: words, ends: n.HardLineBreak()})
		case *ast.Link, *Slot:
			if isSlot && h.gone(name, fallback) {
				h.bits, h.any = append(h.bits, bit{node: n, gone: true}), true
				continue
			}
			if n.Kind() == KindSlot || !n.HasChildren() {
				h.bits = append(h.bits, bit{node: n, words: object, before: object})
			}
			h.collect(n)
		case *ast.Emphasis, *extast.Strikethrough, *Label:
			h.collect(n)
		default:
			h.bits = append(h.bits, bit{node: n, words: object, before: object})
		}
	}
}

// settle gives the bits the words that were collected.
func (h *hole) settle() {
	for i := range h.bits {
		if b := &h.bits[i]; b.grown != nil {
			b.words, b.before, b.grown = string(b.grown), string(b.grown), nil
		}
	}
}

// close mends every line of the block, and the tree with it.
func (h *hole) close(holder ast.Node) {
	var lines [][]bit
	for start, i := 0, 0; i < len(h.bits); i++ {
		if h.bits[i].ends || i+1 == len(h.bits) {
			lines = append(lines, h.bits[start:i+1])
			start = i + 1
		}
	}
	last := -1 // line that is kept
	for i, line := range lines {
		if !slices.ContainsFunc(line, func(b bit) bool { return b.gone }) {
			last = i
			continue
		}
		mend(line)
		if !saysNothing(line) {
			last = i
			continue
		}
		for k := range line {
			line[k].words = ""
		}
		endLine(line, false)
	}
	if last < 0 && holder.Kind() != extast.KindTableCell {
		prune(holder)
		return
	}
	if last >= 0 && last+1 < len(lines) {
		endLine(lines[last], false)
	}
	for i := range h.bits {
		h.bits[i].put()
	}
}

// endLine says whether a break ends the line.
func endLine(line []bit, ends bool) {
	if t, ok := line[len(line)-1].last().(*ast.Text); ok {
		t.SetHardLineBreak(ends)
	}
}

func saysNothing(line []bit) bool {
	return !slices.ContainsFunc(line, func(b bit) bool { return strings.Trim(b.words, between) != "" })
}

// mend takes the separators, spaces and commas off the words of a line that
// stood about what is gone.
func mend(line []bit) {
	for i := range line {
		if !line[i].gone {
			continue
		}
		before, after := neighbour(line, i, -1), neighbour(line, i, 1)
		switch {
		case before != nil && after != nil:
			join(before, after)
		case before == nil: // the line begins here
			for ; after != nil && after.words != ""; after = neighbour(line, i, 1) {
				rest := trimLeft(after.words)
				if rest = strings.TrimLeft(rest, weakStops+spaces); rest == after.words {
					break
				}
				after.words = rest
			}
		default:
			for ; before != nil && before.words != ""; before = neighbour(line, i, -1) {
				rest := trimRight(before.words)
				if rest == before.words {
					break
				}
				before.words = rest
			}
		}
	}
}

// trimLeft takes separators and spaces off the beginning of words.
func trimLeft(s string) string {
	rest := strings.TrimLeft(s, between)
	if r, size := utf8.DecodeLastRuneInString(s[:len(s)-len(rest)]); rest != "" && strings.ContainsRune(hyphens, r) {
		rest = s[len(s)-len(rest)-size:]
	}
	return rest
}

// trimRight takes separators and spaces off the end of words.
func trimRight(s string) string {
	rest := strings.TrimRight(s, between)
	if r, size := utf8.DecodeRuneInString(s[len(rest):]); rest != "" && strings.ContainsRune(hyphens, r) {
		rest = s[:len(rest)+size]
	}
	return rest
}

// neighbour gives the nearest bit with words in it, on that side of the line.
func neighbour(line []bit, i, step int) *bit {
	for i += step; i >= 0 && i < len(line); i += step {
		if !line[i].gone && line[i].words != "" {
			return &line[i]
		}
	}
	return nil
}

// join brings the words before and after something that is gone together: of
// two separators one stays, behind a sentence none; of two spaces one; a stop
// stands close to its word, and of two stops the weaker goes.
func join(before, after *bit) {
	left, right := strings.TrimRight(before.words, spaces), strings.TrimLeft(after.words, spaces)
	end, size := utf8.DecodeLastRuneInString(left)
	first, _ := utf8.DecodeRuneInString(right)
	is := strings.ContainsRune
	switch {
	case trimLeft(after.words) != right && (trimRight(before.words) != left || is(stops, end)):
		if after.words = trimLeft(after.words); left == before.words && is(stops, end) {
			after.words = " " + after.words
		}
	case is(stops, first) && is(weakStops, end):
		before.words, after.words = left[:len(left)-size], right
	case is(weakStops, first) && is(stops, end):
		before.words, after.words = left, right[1:]
	case is(stops, first):
		before.words, after.words = left, right
	case left != before.words: // a space stands before it already
		after.words = right
	}
}

// put brings the tree to what the bit says now.
func (b *bit) put() {
	if b.gone {
		prune(b.node)
		return
	}
	t, ok := b.last().(*ast.Text)
	if !ok || b.words == b.before {
		return
	}
	for _, n := range append([]ast.Node{b.node}, b.more...) {
		if n != t {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	}
	words, soft := strings.CutSuffix(b.words, "\n")
	if words != "" {
		t.Parent().InsertBefore(t.Parent(), t, ast.NewString([]byte(words)))
	}
	if !soft && !t.HardLineBreak() {
		prune(t)
		return
	}
	t.SetSoftLineBreak(soft)
	t.Segment = text.NewSegment(t.Segment.Stop, t.Segment.Stop)
}

// prune takes a node out of the tree, and what holds nothing without it.
func prune(n ast.Node) {
	for parent := n.Parent(); parent != nil; n, parent = parent, parent.Parent() {
		parent.RemoveChild(parent, n)
		if parent.HasChildren() || parent.Kind() == extast.KindTableCell || parent.Kind() == ast.KindDocument {
			return
		}
	}
}
