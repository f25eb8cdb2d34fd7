package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// patience is how many bytes one piece of copy may have read again in trying
// closing brackets as links: each try may read to the end of its line. A long
// story with hundreds of links needs a fiftieth of it; a hundred thousand
// “[a](” on one line would need gigabytes.
const patience = 32 << 20

var spentKey = parser.NewContextKey()

// patientLinkParser is goldmark's link parser with an end to its patience:
// then brackets are words.
type patientLinkParser struct{ linkParser }

type linkParser interface {
	parser.InlineParser
	parser.CloseBlocker
}

func newPatientLinkParser() parser.InlineParser {
	return patientLinkParser{parser.NewLinkParser().(linkParser)}
}

// Parse gives up with nil, which makes the bracket plain text.
func (p patientLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) > 1 && line[0] == ']' {
		spent, _ := pc.Get(spentKey).(*int)
		if spent == nil {
			spent = new(int)
			pc.Set(spentKey, spent)
		}
		if *spent += len(line); *spent > patience {
			return nil
		}
	}
	return p.linkParser.Parse(parent, block, pc)
}

// maxDepth is how deep quotations and lists may nest. Each level costs time on
// every line below it; a hundred thousand on one line took minutes.
const maxDepth = 40

// shallowParser is a parser of blocks that hold blocks. Below maxDepth their
// marks are words.
type shallowParser struct{ parser.BlockParser }

// Open gives up with nil, which makes the mark plain text.
func (p shallowParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if depth++; depth > maxDepth {
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// maxMarks is how many runs of * and _ one piece of copy may have as emphasis,
// and maxCells how many cells a table: a node takes some hundred bytes, and a
// table's short rows are filled up. What is over stays words.
const (
	maxMarks = 10_000
	maxCells = 20_000
)

var marksKey = parser.NewContextKey()

// sparingParser is a parser of emphasis that stops at maxMarks.
type sparingParser struct{ parser.InlineParser }

// Parse gives up with nil, which makes the mark plain text.
func (p sparingParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	marks, _ := pc.Get(marksKey).(*int)
	if marks == nil {
		marks = new(int)
		pc.Set(marksKey, marks)
	}
	if *marks++; *marks > maxMarks {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}
