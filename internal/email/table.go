package email

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"galley/internal/markdown"
)

// A column is at least as wide as its longest word. Where those do not fit
// side by side, the cells may break their words; everywhere else they may not,
// because the browser would break a short column's words to make room for a
// long one's. The figures are what a word of 14 px takes, roughly.
const (
	letterWidth = 8
	cellPadding = 16
	phoneWidth  = 320 - 2*20 // of the narrowest telephone, less its padding
)

// leastWidth reckons how narrow a table can become, in CSS pixels, when no
// word is broken.
func leastWidth(table ast.Node, source []byte) int {
	var columns []int
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		i := 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if i == len(columns) {
				columns = append(columns, 0)
			}
			columns[i] = max(columns[i], longestWord(markdown.PlainText(cell, source)))
			i++
		}
	}
	width := 0
	for _, letters := range columns {
		width += letters*letterWidth + cellPadding
	}
	return width
}

// table writes a data table: no presentation role, scope on its headers. One
// that a telephone is too narrow for can be pushed sideways where the style
// element, which lets its words break there, was taken away.
func (s *setter) table(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</tbody></table></div>\n")
		return ast.WalkContinue, nil
	}
	s.cellClass, s.cellStyle = "t r", ""
	switch width := leastWidth(node, source); {
	case width > s.look.Inner():
		s.cellStyle = ";word-break:break-word"
	case width > phoneWidth:
		s.cellClass = "t r w"
	}
	_, _ = w.WriteString(`<div style="margin:0 0 16px;overflow-x:auto"><table cellpadding="0" cellspacing="0" width="100%" style="border-collapse:collapse">` + "\n")
	return ast.WalkContinue, nil
}

func (s *setter) row(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	head := node.Kind() == extast.KindTableHeader
	switch {
	case entering && head:
		_, _ = w.WriteString("<thead><tr>")
	case entering:
		_, _ = w.WriteString("<tr>")
	case head:
		_, _ = w.WriteString("</tr></thead><tbody>\n")
	default:
		_, _ = w.WriteString("</tr>\n")
	}
	return ast.WalkContinue, nil
}

func (s *setter) cell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	tag, style, scope := "td", s.look.cell, ""
	if node.Parent().Kind() == extast.KindTableHeader {
		tag, style, scope = "th", s.look.headCell, ` scope="col"`
	}
	if !entering {
		_, _ = w.WriteString("</" + tag + ">")
		return ast.WalkContinue, nil
	}
	align := s.look.start
	switch node.(*extast.TableCell).Alignment {
	case extast.AlignRight:
		align = "right"
	case extast.AlignCenter:
		align = "center"
	case extast.AlignLeft:
		align = "left"
	}
	fmt.Fprintf(w, `<%s class="%s"%s align="%s" style="%s%s">`, tag, s.cellClass, scope, align, style, s.cellStyle)
	return ast.WalkContinue, nil
}
