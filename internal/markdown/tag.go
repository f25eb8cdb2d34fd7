package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"galley/internal/issue"
)

// KindTag is the node kind of [Tag].
var KindTag = ast.NewNodeKind("Tag")

// Tag is a merge tag that the copy writes in the provider's own words:
// *|MC:DATE|* in an issue for Mailchimp. It is one thing whatever Markdown its
// characters would be, and every renderer writes it as it stands.
type Tag struct {
	ast.BaseInline
	Words string
}

// Kind is KindTag.
func (n *Tag) Kind() ast.NodeKind { return KindTag }

// Dump is for debugging.
func (n *Tag) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Words": n.Words}, nil)
}

// tagsKey holds the provider's own tags in the copy, as map[start]end.
var tagsKey = parser.NewContextKey()

// ownTags gives the tags in copy that the profile's provider fills.
func ownTags(p *issue.Profile, copy string) map[int]int {
	if len(issue.TagsIn(copy)) == 0 {
		return nil
	}
	tags := map[int]int{}
	for _, at := range p.Tongue().Own(copy) {
		tags[at.Start] = at.End
	}
	return tags
}

// tagParser makes a Tag where one begins. It is asked behind the slots, some of
// which look like a provider's tags, and before everything that is Markdown.
type tagParser struct{}

func (tagParser) Trigger() []byte { return []byte{'{', '*', '[', '%'} }

func (tagParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	tags, _ := pc.Get(tagsKey).(map[int]int)
	if len(tags) == 0 {
		return nil
	}
	line, segment := block.PeekLine()
	size := tags[segment.Start] - segment.Start
	if size <= 0 || size > len(line) || segment.Padding > 0 {
		return nil
	}
	block.Advance(size)
	return &Tag{Words: string(line[:size])}
}
