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

// A reference says its address and title once, and every link on it has them
// again: repeats is how many bytes of them the links of one piece of copy may
// have, beside repeatsFor for each of its own. A title of 200 KB that is used
// twenty thousand times would be gigabytes.
const (
	repeats    = 64 << 10
	repeatsFor = 4
)

var spentKey = parser.NewContextKey()

// spent is what the links of one piece of copy have cost so far.
type spent struct{ reading, repeating int }

// patientLinkParser is goldmark's link parser with an end to its patience:
// then brackets are words, and references lead nowhere.
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
	if len(line) == 0 || line[0] != ']' {
		return p.linkParser.Parse(parent, block, pc)
	}
	cost, _ := pc.Get(spentKey).(*spent)
	if cost == nil {
		cost = new(spent)
		pc.Set(spentKey, cost)
	}
	if cost.reading += len(line); cost.reading > patience {
		return nil
	}
	n := p.linkParser.Parse(parent, block, pc)
	most := repeats + repeatsFor*len(block.Source())
	switch n := n.(type) {
	case *ast.Link:
		cost.repeat(n.Reference, &n.Destination, &n.Title, most)
	case *ast.Image:
		cost.repeat(n.Reference, &n.Destination, &n.Title, most)
	}
	return n
}

// repeat takes address and title off a link whose reference has been repeated
// too often. Its words stay, and preflight finds that it leads nowhere.
func (s *spent) repeat(ref *ast.ReferenceLink, address, title *[]byte, most int) {
	if ref == nil {
		return
	}
	if s.repeating += len(*address) + len(*title); s.repeating > most {
		*address, *title = nil, nil
	}
}

// maxReferences is how many lines a paragraph may have in which definitions of
// references are looked for: goldmark moves all that are left up for each.
const maxReferences = 5_000

// fewReferences is goldmark's transformer that takes the definitions of
// references out of paragraphs.
type fewReferences struct{ parser.ParagraphTransformer }

// Transform leaves a paragraph that is too long as it is.
func (t fewReferences) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if node.Lines().Len() <= maxReferences {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
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

// maxEmphasis is how many runs of * and _ one piece of copy may have as
// emphasis, and maxCells how many cells a table: a node takes some hundred
// bytes, and a table's short rows are filled up. What is over stays words.
const (
	maxEmphasis = 10_000
	maxCells    = 20_000
)

var marksKey = parser.NewContextKey()

// sparingParser is a parser of emphasis that stops at maxEmphasis.
type sparingParser struct{ parser.InlineParser }

// Parse gives up with nil, which makes the mark plain text.
func (p sparingParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	marks, _ := pc.Get(marksKey).(*int)
	if marks == nil {
		marks = new(int)
		pc.Set(marksKey, marks)
	}
	if *marks++; *marks > maxEmphasis {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}
