package plain

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
)

// deepest is how many columns quotations and lists may take from a line. What
// is nested deeper goes no further in, so that hostile copy cannot make lines
// of one character, or of a megabyte.
const deepest = measure / 2

// page is the text as it is being set. Blocks nest by what lines begin with:
// every line begins with margin, but the next one with bullet when one hangs.
type page struct {
	b      bytes.Buffer
	margin string
	bullet string
	hung   bool
	gap    gap
}

// gap is the space that will part the next line from the ones above it. It is
// owed, not written, so that a block that turns out empty leaves none behind.
type gap struct {
	blank    int
	margin   string // of the blank lines: a quotation's own are quoted
	ornament string // a line between two pieces, with a blank line after it
}

// part owes a gap. Of two that meet, the larger stays.
func (p *page) part(blank int, ornament string) {
	if blank <= p.gap.blank && ornament == "" {
		if len(p.margin) < len(p.gap.margin) {
			p.gap.margin = p.margin
		}
		return
	}
	p.gap = gap{blank: blank, margin: p.margin, ornament: ornament}
}

// line writes one line at the margin.
func (p *page) line(s string) {
	p.begin()
	p.b.WriteString(s)
	p.end()
}

// begin settles the gap and writes what the line begins with.
func (p *page) begin() {
	g := p.gap
	p.gap = gap{}
	if p.b.Len() == 0 {
		g.blank = 0
	}
	for range g.blank {
		p.b.WriteString(g.margin)
		p.end()
	}
	if g.ornament != "" {
		p.b.WriteString(g.ornament + "\n\n")
	}
	if p.hung {
		p.b.WriteString(p.bullet)
		p.hung = false
		return
	}
	p.b.WriteString(p.margin)
}

// end ends the line, without the space that nobody sees.
func (p *page) end() {
	p.b.Truncate(len(bytes.TrimRightFunc(p.b.Bytes(), func(r rune) bool { return r != '\n' && unicode.IsSpace(r) })))
	p.b.WriteByte('\n')
}

// room is how many columns a line has behind the margin.
func (p *page) room() int { return measure - len(p.margin) }

// indent sets the margin for a block's children: the next line begins with
// first, the others with rest, both ASCII and first no longer than rest. It
// returns how to go back.
func (p *page) indent(first, rest string) (outdent func()) {
	margin, bullet, hung := p.margin, p.bullet, p.hung
	if len(margin)+len(rest) <= deepest {
		if !hung {
			p.bullet = margin
		}
		p.bullet, p.margin, p.hung = p.bullet+first, margin+rest, true
	}
	at := p.b.Len()
	return func() {
		p.margin = margin
		if p.b.Len() == at { // nothing was written: what hung before hangs still
			p.bullet, p.hung = bullet, hung
		}
	}
}

// words writes a run, wrapped, and gives the width of its widest line. A run
// of nothing but no-break spaces is how some tools write an empty line; it is
// nothing.
func (p *page) words(r *run) (widest int) {
	words := r.finish()
	if !slices.ContainsFunc(words, func(w word) bool { return len(bytes.TrimSpace(w.text)) > 0 }) {
		return 0
	}
	for line := range wrap(words, p.room()) {
		p.begin()
		width := 0
		for i := range line {
			if i > 0 {
				p.b.WriteString(line[i].join.space())
				width += line[i].join.columns()
			}
			p.b.Write(line[i].text)
			width += line[i].width
		}
		p.end()
		widest = max(widest, width)
	}
	return widest
}

// centred writes a line in the middle of the room.
func (p *page) centred(s string) {
	p.line(centre(s, p.room()))
}

func centre(s string, room int) string {
	return strings.Repeat(" ", max(0, room-len(s))/2) + s
}

// bytes gives the finished text.
func (p *page) bytes() []byte {
	return append(bytes.TrimRight(p.b.Bytes(), "\n"), '\n')
}
