package plain

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// cell is a table's cell on one line.
type cell struct {
	run   run
	words []word
	width int
	align extast.Alignment
}

// between is the space between two columns.
const between = 2

// table writes a table in columns where they fit, and row by row where they
// do not.
func (s *sheet) table(n *extast.Table) {
	rows := s.rows(n)
	if len(rows) == 0 {
		return
	}
	widths := make([]int, len(rows[0]))
	total := between * (len(widths) - 1)
	for column := range widths {
		for _, row := range rows {
			if column < len(row) {
				widths[column] = max(widths[column], row[column].width)
			}
		}
		total += widths[column]
	}
	if total <= s.room() {
		s.columns(rows, widths)
	} else {
		s.records(rows)
	}
}

// rows sets every cell, in reading order; the first row is the header.
func (s *sheet) rows(n *extast.Table) [][]cell {
	var rows [][]cell
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		cells := make([]cell, 0, row.ChildCount())
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, s.cell(c))
		}
		rows = append(rows, cells)
	}
	return rows
}

func (s *sheet) cell(n ast.Node) cell {
	var c cell
	s.inlines(&c.run, n)
	c.words = c.run.finish()
	for i := range c.words {
		if i > 0 {
			c.width += c.words[i].join.columns()
		}
		c.width += c.words[i].width
	}
	if n, ok := n.(*extast.TableCell); ok {
		c.align = n.Alignment
	}
	return c
}

// String gives the cell's words on one line.
func (c *cell) String() string {
	var b strings.Builder
	for i := range c.words {
		if i > 0 {
			b.WriteString(c.words[i].join.space())
		}
		b.Write(c.words[i].text)
	}
	return b.String()
}

// columns writes a table whose header is ruled off, unless it says nothing.
func (s *sheet) columns(rows [][]cell, widths []int) {
	for i, row := range rows {
		var line, rule strings.Builder
		width := 0
		for column := range row {
			if column > 0 {
				line.WriteString(strings.Repeat(" ", between))
				rule.WriteString(strings.Repeat(" ", between))
			}
			c := &row[column]
			left, right := c.padding(widths[column])
			line.WriteString(strings.Repeat(" ", left) + c.String() + strings.Repeat(" ", right))
			rule.WriteString(strings.Repeat("-", widths[column]))
			width += c.width
		}
		if width == 0 {
			continue
		}
		s.line(line.String())
		if i == 0 {
			s.line(rule.String())
		}
	}
}

// padding gives the spaces on both sides of a cell's words.
func (c *cell) padding(width int) (left, right int) {
	free := width - c.width
	switch c.align {
	case extast.AlignRight:
		return free, 0
	case extast.AlignCenter:
		return free / 2, free - free/2
	}
	return 0, free
}

// records writes a table that is too wide for columns: each row as a
// paragraph of lines “Header: cell”.
func (s *sheet) records(rows [][]cell) {
	header := rows[0]
	if len(rows) == 1 { // a header and nothing below it
		rows = append(rows, header)
		header = nil
	}
	start, said := s.b.Len(), make([]bool, len(header))
	for i, row := range rows[1:] {
		if s.b.Len() > start {
			s.part(1, "")
		}
		for column := range row {
			headed, last := column < len(header), i+2 == len(rows)
			if row[column].width == 0 && (!headed || said[column] || !last) {
				continue // a header with nothing below it is said once, at the end
			}
			s.field(header, column, &row[column])
			if headed {
				said[column] = true
			}
		}
	}
}

// field writes one cell behind its column's header.
func (s *sheet) field(header []cell, column int, c *cell) {
	var r run
	if column < len(header) && header[column].width > 0 {
		r.copy(header[column].words)
		if last := r.buf[len(r.buf)-1]; last != ':' && last != '?' {
			r.put(":")
		}
		r.text(" ")
	}
	r.copy(c.words)
	outdent := s.indent("", "  ")
	s.words(&r)
	outdent()
}
