// Package markdown is the only translator between copy and what it says.
//
// An issue file is split into items by [Read] and written by [Write]; an
// item's copy is parsed once by a [Dialect] into a [Doc], a goldmark syntax
// tree in which labels and merge slots are nodes of their own; [Dialect.Read]
// derives the reading (headline, standfirst, sections, word counts) from that
// tree. Renderers walk the same tree.
//
// The dialect is CommonMark with GFM tables, strikethrough and autolinks of
// full URLs. A label is emphasis that opens a paragraph and ends in a colon,
// found after inline parsing, so that no Markdown has to be parsed twice. Raw
// HTML is kept in the tree as such and is text to every renderer.
//
// The promise: Write(Read(x)) == x for canonical text, no reader changes a
// word that it was not asked to change, and nothing here does input or output.
package markdown

import (
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"galley/internal/issue"
)

// Dialect reads copy for one house style. It is safe for use by several
// goroutines at once.
type Dialect struct {
	labels map[string]string // folded spelling → the house style's name
}

// New gives the dialect of a house style; nil is a house without labels.
func New(h *issue.House) *Dialect {
	d := &Dialect{labels: map[string]string{}}
	if h == nil {
		return d
	}
	for _, l := range h.Labels {
		d.labels[foldLabel(l.Name)] = l.Name
		for _, other := range l.Also {
			d.labels[foldLabel(other)] = l.Name
		}
	}
	return d
}

// Doc is parsed copy.
type Doc struct {
	Root   ast.Node
	Source []byte // of the copy's length
	lines  []int  // on which the top-level blocks begin, those that are left out too
}

// Parse parses copy. It never fails: whatever is no Markdown is words.
func (d *Dialect) Parse(copy string) *Doc { return d.parse(copy, nil) }

// parse parses copy that has a provider's tags in it.
func (d *Dialect) parse(copy string, tags map[int]int) *Doc {
	doc := d.parseOnce([]byte(copy), tags)
	if strings.Contains(copy, "]({{ ") || strings.Contains(copy, " }})") {
		if closed := doc.closeUp(); closed != nil {
			return d.parseOnce(closed, tags)
		}
	}
	return doc
}

func (d *Dialect) parseOnce(source []byte, tags map[int]int) *Doc {
	pc := parser.NewContext()
	pc.Set(dialectKey, d)
	pc.Set(tagsKey, tags)
	root := copyParser().Parse(text.NewReader(source), parser.WithContext(pc))
	return &Doc{Root: root, Source: source}
}

var dialectKey = parser.NewContextKey()

// copyParser is the one parser of copy; goldmark's parsers may be shared.
var copyParser = sync.OnceValue(func() parser.Parser {
	p := parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallowParser{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallowParser{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(slotParser{}, 150),
			util.Prioritized(tagParser{}, 160),
			util.Prioritized(newPatientLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(sparingParser{parser.NewEmphasisParser()}, 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(newAddressParser(), 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(fewReferences{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(wholeTables{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(labelTransformer{}, 100),
		),
	)
	return p
})

// foldLabel gives the spelling under which a label is looked up: any
// apostrophe, any case, any run of spaces.
func foldLabel(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ', '`', '´':
			return '\''
		case '\u00a0', '\u202f':
			return ' '
		}
		return r
	}, s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}
