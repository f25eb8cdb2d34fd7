package intake

import (
	"strings"
	"unicode/utf8"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// builder makes blocks of lines.
type builder struct {
	dialect  *markdown.Dialect
	marks    map[int]mark
	blocks   []block
	depth    levels
	open     []mark // the last mark of each level
	restarts bool   // the list at hand counted anew
	indent   int    // of the last list item
	gap      int
	ruled    bool
	rules    []int // their lines
	pictures []int
}

// readBlocks makes blocks of lines.
func readBlocks(lines []line, d *markdown.Dialect) ([]block, []issue.Note) {
	b := &builder{dialect: d, marks: listMarks(lines)}
	for i, l := range lines {
		m, marked := b.marks[i]
		switch {
		case l.text == "":
			b.gap++
		case isRule(l.text):
			b.rule(l)
		case marked:
			b.item(l, m)
		case b.continues(l):
			items := b.last().bullets
			item := &items[len(items)-1]
			item.text = strings.TrimSpace(item.text + " " + l.text)
		default:
			b.add(b.plain(l))
		}
	}
	var notes []issue.Note
	if n := len(b.rules); n > 0 {
		notes = append(notes, ruleNote(b.rules[0], n))
	}
	if n := len(b.pictures); n > 0 {
		notes = append(notes, pictureNote(b.pictures[0], n))
	}
	return b.blocks, notes
}

func (b *builder) last() *block {
	if len(b.blocks) == 0 {
		return nil
	}
	return &b.blocks[len(b.blocks)-1]
}

func (b *builder) add(bl block) {
	bl.gap, bl.ruled = b.gap, b.ruled
	if len(b.blocks) == 0 {
		bl.gap = 0
	}
	b.blocks = append(b.blocks, bl)
	b.gap, b.ruled = 0, false
}

func (b *builder) plain(l line) block {
	if isPictureLine(l.text) {
		b.pictures = append(b.pictures, l.no)
		alt, file := pictureOf(l.text)
		return block{kind: picture, text: alt, file: file, line: l.no}
	}
	bl := block{kind: paragraph, text: l.text, line: l.no}
	bl.known, bl.colon = knownLabel(b.dialect, l.text)
	return bl
}

// item adds a list item; items with only blank lines between them are one list.
func (b *builder) item(l line, m mark) {
	if last := b.last(); last == nil || last.kind != list || b.ruled {
		b.depth, b.open, b.restarts = nil, nil, false
		b.add(block{kind: list, line: l.no})
	}
	b.gap, b.indent = 0, l.indent
	level := b.depth.of(l.indent)
	b.open = b.open[:min(level, len(b.open)-1)+1]
	m = b.countable(m, level)
	b.open = append(b.open[:level], m)
	last := b.last()
	last.bullets = append(last.bullets, bullet{level: level, mark: m, text: m.words})
}

// countable makes a bullet of a mark that Markdown could not count with, and
// leaves the mark to the words: a letter, and a number that begins anew right
// below a list, which would be counted on.
func (b *builder) countable(m mark, level int) mark {
	if m.kind == numberMark && level < len(b.open) {
		above := b.open[level]
		b.restarts = b.restarts || above.series() == m.series() && m.n != above.n+1
	}
	if m.kind == letterMark || m.kind == numberMark && b.restarts {
		return mark{kind: bulletMark, char: '-', as: m.as, words: m.as + " " + m.words}
	}
	return m
}

// continues reports whether a line goes on with the list item above it.
func (b *builder) continues(l line) bool {
	last := b.last()
	if last == nil || last.kind != list || b.gap > 0 || b.ruled || isPictureLine(l.text) {
		return false
	}
	return l.indent > b.indent || last.bullets[len(last.bullets)-1].text == ""
}

// rule notes a drawn line: under a headline of its length it marks that, and
// anywhere else it divides.
func (b *builder) rule(l line) {
	b.rules = append(b.rules, l.no)
	last := b.last()
	if last != nil && last.kind == paragraph && b.gap == 0 && strings.Trim(l.text, "=-~") == "" {
		if d := utf8.RuneCountInString(l.text) - utf8.RuneCountInString(last.text); d >= -4 && d <= 4 {
			last.under = true
			return
		}
	}
	b.ruled = true
}
