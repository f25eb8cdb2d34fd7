package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// GFM fills short rows up, and a header of a thousand columns would make a
// thousand cells of each line below it: beside smallTable cells, a table may
// have fillTo times those that somebody typed.
const (
	smallTable = 40
	fillTo     = 2
)

// wholeTables makes tables of paragraphs, but of no enormous one, and of none
// with a row that has more cells than the header: GFM (4.10) drops those, and
// no word is dropped here. Nor of one whose header is many times as long as its
// rows: the text part says it again in each of them. What stays a paragraph
// shows its bars.
type wholeTables struct{ parser.ParagraphTransformer }

// Transform makes a table of a paragraph that is one.
func (t wholeTables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, source := node.Lines(), reader.Source()
	header := tableHeader(lines, source)
	if header < 0 {
		return
	}
	at := func(i int) []byte { line := lines.At(i); return line.Value(source) }
	columns, typed, size := cells(at(header)), 0, 0
	for i := header + 1; i < lines.Len(); i++ {
		n := cells(at(i))
		if n > columns {
			return
		}
		typed += n
		size += len(at(i))
	}
	rows := lines.Len() - header - 1
	if columns*rows <= min(maxCells, smallTable+fillTo*typed) && len(at(header))*rows <= repeats+repeatsFor*size {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}

var tableRule = regexp.MustCompile(`^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*$|^[ \t]*:?-+:?[ \t]*\|[ \t]*$|^[ \t]*\|[ \t]*:?-+:?[ \t]*$`)

// tableHeader gives the line above the first rule of a table, or -1.
func tableHeader(lines *text.Segments, source []byte) int {
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if value := bytes.TrimRight(line.Value(source), "\n"); bytes.IndexByte(value, '-') >= 0 && tableRule.Match(value) {
			return i - 1
		}
	}
	return -1
}

// cells counts the cells of a row; a bar behind a backslash is a character.
func cells(row []byte) int {
	row = bytes.TrimSpace(row)
	row = bytes.TrimPrefix(row, []byte{'|'})
	if bytes.HasSuffix(row, []byte{'|'}) && !bytes.HasSuffix(row, []byte(`\|`)) {
		row = row[:len(row)-1]
	}
	n := 1
	for i, c := range row {
		if c == '|' && (i == 0 || row[i-1] != '\\') {
			n++
		}
	}
	return n
}

// meantAsTable reports whether a paragraph has the form of a table and is none.
func meantAsTable(n *ast.Paragraph, source []byte) bool {
	return n.Lines().Len() > 1 && tableHeader(n.Lines(), source) >= 0
}
