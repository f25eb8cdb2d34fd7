package intake

import (
	"strings"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// readMarkdown reads Markdown of another tool: front matter, then items cut at
// headings and dividing lines. Copy stays as it was typed but for the level of
// its headings, because Galley's headlines are of level 1.
func readMarkdown(name, text string, h *issue.House) (*issue.Issue, []issue.Note, error) {
	top, err := readFront(name, text)
	if err != nil {
		return nil, nil, err
	}
	is, notes := top.issue, top.notes
	if top.lost != "" {
		is.Items = append(is.Items, issue.Item{Kind: issue.KindNote, Story: Unplaced, Copy: asCode(top.lost)})
		notes = append(notes, issue.Note{Line: 1, Text: "The front matter could not be taken over; it stands in a note, word for word."})
	}
	d := markdown.New(h)
	body, blocks := top.body, blocksOf(d.Parse(top.body))
	if text, more := showFootnotes(body, blocks); len(more) > 0 {
		body, blocks = text, blocksOf(d.Parse(text))
		notes = append(notes, more...)
	}
	lines := scanMarkdown(body, blocks)
	level := itemLevel(lines)
	if level > 1 {
		notes = append(notes, issue.Note{Text: "The headlines were of a lower level; they are of level 1 now."})
	}
	c := chunker{house: h, dialect: d}
	c.cut(lines, level)
	defs := definitions(blocks)
	for i := range c.chunks {
		item := c.item(i)
		item.Copy = defs.complete(d, item.Copy)
		if item.Story == Unplaced {
			notes = append(notes, unplacedNote(0, c.plain(item.Copy)))
		}
		is.Items = append(is.Items, item)
	}
	return is, notes, nil
}

// chunk is a part of a Markdown file that becomes an item.
type chunk struct {
	lines  []string
	headed bool // it opens with a headline
}

// chunker cuts a Markdown file into items and tells what they are.
type chunker struct {
	house   *issue.House
	dialect *markdown.Dialect
	chunks  []chunk
}

// cut cuts lines at headings of that level and at dividing lines.
func (c *chunker) cut(lines []mdLine, level int) {
	open := chunk{}
	for _, l := range lines {
		switch {
		case l.rule:
			c.close(open)
			open = chunk{}
		case l.level > 0 && l.level == level:
			c.close(open)
			open = chunk{headed: true, lines: []string{l.written(level)}}
		default:
			open.lines = append(open.lines, l.written(level))
		}
	}
	c.close(open)
}

// close ends a chunk. One between dividing lines is an item only if it is
// something that needs no headline; else the line divided a text.
func (c *chunker) close(k chunk) {
	k.lines = trimBlank(k.lines)
	if len(k.lines) == 0 {
		return
	}
	n := len(c.chunks)
	text := c.plain(k.text())
	if n > 0 && !k.headed && !isPromoText(text) && !footerSure().MatchString(text) {
		above := &c.chunks[n-1]
		if strings.TrimSpace(text) != "" {
			above.lines = append(above.lines, "", "---")
		}
		above.lines = append(append(above.lines, ""), k.lines...)
		return
	}
	c.chunks = append(c.chunks, k)
}

func (k *chunk) text() string { return strings.Join(k.lines, "\n") }

// item tells what the i-th chunk is.
func (c *chunker) item(i int) issue.Item {
	k := &c.chunks[i]
	item := issue.Item{Kind: issue.KindStory, Copy: k.text()}
	text := c.plain(item.Copy)
	r := c.dialect.Read(issue.KindStory, item.Copy)
	labels := map[string]bool{}
	for _, s := range r.Sections {
		if s.Name != "" {
			labels[s.Name] = true
		}
	}
	last := i > 0 && i == len(c.chunks)-1
	switch {
	case i == 0 && !k.headed && r.Words > 0 && r.Words == issue.CountWords(r.Headline.Words):
		item.Kind, item.Story = issue.KindNote, Unplaced // a title with nothing under it
	case i == 0 && !k.headed:
		item.Kind = issue.KindLetter
	case last && len(labels) == 0 && footerSure().MatchString(text) && r.Words <= 2*maxFooterLine:
		item.Kind = issue.KindFooter
	case len(labels) == 0 && len(r.Sections) >= leastJobs:
		item.Kind = issue.KindJobs
	case len(r.Sections) == 0 && isPromoText(text):
		item.Kind = issue.KindPromo
	default:
		item.Story = bestKind(c.house, labels)
	}
	return item
}

func (c *chunker) plain(copy string) string {
	doc := c.dialect.Parse(copy)
	return markdown.PlainText(doc.Root, doc.Source)
}

// isPromoText reports whether a text is a promo by its words alone.
func isPromoText(text string) bool {
	n := issue.CountWords(text)
	return n > 0 && n <= maxPromoWords && endsInCall(squeeze(text))
}

func trimBlank(lines []string) []string {
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
