package intake

import (
	"bytes"
	"strings"

	"galley/internal/markdown"
)

// mdBlock is a block of a Markdown file that import has to know of.
type mdBlock struct {
	kind string // of its node
	top  bool   // it stands in no list and no quotation
	at   int    // where it begins in the text
	text string // of a definition, without the marks of what it stands in
}

// The kinds of block that import looks for.
const (
	blockHeading    = "Heading"
	blockRule       = "ThematicBreak"
	blockDefinition = "LinkReferenceDefinition"
)

// blocksOf lists headings, thematic breaks and definitions of addresses in the
// order in which they stand.
func blocksOf(doc *markdown.Doc) []mdBlock {
	var list []mdBlock
	depth := 0
	for n := doc.Root.FirstChild(); n != nil; {
		switch kind := n.Kind().String(); kind {
		case blockHeading, blockRule, blockDefinition:
			b := mdBlock{kind: kind, top: depth == 0, at: n.Pos()}
			if kind == blockDefinition {
				b.at = n.Lines().At(0).Start
				b.text = withAddress(markdown.BlockText(n, doc.Source), doc.Source[n.Lines().At(n.Lines().Len()-1).Stop:])
			}
			list = append(list, b)
		case "List", "ListItem", "Blockquote":
			if c := n.FirstChild(); c != nil {
				n = c
				depth++
				continue
			}
		}
		for depth > 0 && n.NextSibling() == nil {
			n = n.Parent()
			depth--
		}
		n = n.NextSibling()
	}
	return list
}

// withAddress gives a definition with the line of its address, which the parser
// leaves to the paragraph below where a title of several words goes wrong.
func withAddress(definition string, below []byte) string {
	if name := strings.TrimSpace(definition); definedName().FindString(name) != name {
		return definition
	}
	address, _, _ := bytes.Cut(bytes.TrimLeft(below, "\n"), []byte("\n"))
	return definition + "\n" + string(bytes.TrimLeft(address, " \t>"))
}
