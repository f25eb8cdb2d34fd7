package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"galley/internal/issue"
)

// BlockSpan gives the lines of a top-level block in the copy, from the first
// byte of the first to the last byte of the last, marks and fences with them.
// They end where the next block begins, be it one that is left out of the tree,
// less the blank lines before that.
func (doc *Doc) BlockSpan(n ast.Node) issue.Span {
	start := doc.lineOf(n)
	end := len(doc.Source)
	if i, _ := slices.BinarySearch(doc.lines, start+1); i < len(doc.lines) {
		end = doc.lines[i]
	}
	full := bytes.TrimRight(doc.Source[start:end], " \t\r\n")
	if i := bytes.IndexByte(doc.Source[start+len(full):end], '\n'); i >= 0 {
		end = start + len(full) + i
	}
	return issue.Span{Start: start, End: end}
}

// markLines takes down where the top-level blocks begin, for [Doc.BlockSpan]: a
// block that is left out has no node, and its lines are no other block's.
func (doc *Doc) markLines() {
	doc.lines = make([]int, 0, doc.Root.ChildCount())
	for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		doc.lines = append(doc.lines, doc.lineOf(n))
	}
	slices.Sort(doc.lines)
}

// lineOf gives the beginning of the line on which a block begins. Goldmark
// takes a table, and what follows the definition of a reference, out of a
// paragraph, whose position they keep; the lines of a fence are those inside it.
func (doc *Doc) lineOf(n ast.Node) int {
	at := n.Pos()
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
	case *extast.Table:
		if cell := n.FirstChild().FirstChild(); cell != nil {
			at = cell.Pos()
		}
	default:
		if lines := n.Lines(); lines.Len() > 0 {
			at = lines.At(0).Start
		}
	}
	at = max(0, min(at, len(doc.Source)))
	return bytes.LastIndexByte(doc.Source[:at], '\n') + 1
}
