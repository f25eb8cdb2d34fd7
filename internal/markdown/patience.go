package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxTries is how many closing brackets of one block may be tried as links. A
// page has a few; hostile copy has a hundred thousand, and each try may read
// to the end of its line (50,000 × “[a](” took 7 s without this).
const maxTries = 2000

var triesKey = parser.NewContextKey()

type tries struct {
	block ast.Node
	n     int
}

// patientLinkParser is goldmark's link parser with an end to its patience:
// after maxTries in one block the rest of its brackets are words.
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
	if len(line) > 0 && line[0] == ']' {
		t, _ := pc.Get(triesKey).(*tries)
		if t == nil {
			t = &tries{}
			pc.Set(triesKey, t)
		}
		if t.block != parent {
			*t = tries{block: parent}
		}
		if t.n++; t.n > maxTries {
			return nil
		}
	}
	return p.linkParser.Parse(parent, block, pc)
}
