package intake

import (
	"strings"

	"galley/internal/markdown"
)

// piece is an item before it is written.
type piece struct {
	kind, story string
	headline    *block
	pictures    []block // that stood above the headline
	body        []block
}

// line gives the line of the file on which the piece begins.
func (p *piece) line() int {
	switch {
	case len(p.pictures) > 0:
		return p.pictures[0].line
	case p.headline != nil:
		return p.headline.line
	case len(p.body) > 0:
		return p.body[0].line
	}
	return 0
}

// words gives the first words of the piece, to call it by.
func (p *piece) words() string {
	if p.headline != nil {
		return p.headline.text
	}
	for i := range p.body {
		if b := &p.body[i]; b.kind == list {
			return b.bullets[0].text
		} else if b.text != "" {
			return b.text
		}
	}
	return ""
}

// copy writes the piece as Markdown. A picture that stood above the headline
// comes right below it.
func (p *piece) copy(d *markdown.Dialect) string {
	var parts []string
	if p.headline != nil {
		parts = append(parts, literal(d, asHeadline, "", p.headline.text, ""))
	}
	for i := range p.pictures {
		parts = append(parts, p.pictures[i].markdown(d))
	}
	if p.headline != nil && len(p.pictures) > 0 {
		parts = append([]string{parts[0] + "\n" + parts[1]}, parts[2:]...)
	}
	for i := range p.body {
		parts = append(parts, p.body[i].markdown(d))
	}
	return strings.Join(parts, "\n\n")
}

// markdown writes one block.
func (b *block) markdown(d *markdown.Dialect) string {
	switch {
	case b.kind == picture:
		return literal(d, asAlt, "", b.text, b.file)
	case b.kind == list:
		return b.listMarkdown(d)
	case b.labelled:
		return literal(d, asLabel, strings.TrimRight(b.text[:b.colon], " "), strings.TrimSpace(b.text[b.colon+1:]), "")
	}
	return literal(d, asParagraph, "", b.text, "")
}

// listMarkdown writes a list, nested by the width of the marks above.
func (b *block) listMarkdown(d *markdown.Dialect) string {
	var out strings.Builder
	offsets := []int{0}
	var open []mark // the last mark of each level
	for i, item := range b.bullets {
		level := min(item.level, len(open))
		fresh := level == len(open) || open[level].series() != item.mark.series()
		// A list that begins at another number than 1 cannot follow on words
		// directly (CommonMark 0.31, 5.3), nor one list on another.
		if i > 0 {
			out.WriteByte('\n')
			if fresh && (level < len(open) || item.mark.kind == numberMark && item.mark.n != 1) {
				out.WriteByte('\n')
			}
		}
		open = append(open[:level], item.mark)
		sign := item.mark.markdown()
		offsets = append(offsets[:level+1], offsets[level]+len(sign))
		out.WriteString(strings.Repeat(" ", offsets[level]) + sign)
		out.WriteString(strings.TrimPrefix(literal(d, asBullet, "", item.text, ""), "- "))
	}
	return out.String()
}

// series tells lists apart that stand side by side: Markdown knows hyphens, and
// numbers by what follows them.
func (m mark) series() rune {
	if m.kind == numberMark {
		return m.char
	}
	return '-'
}
