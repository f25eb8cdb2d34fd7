package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"galley/internal/issue"
)

// PlainText gives the words of a node as a reader sees them: escapes and
// entities resolved, a line break as a space, pictures and slots left out.
func PlainText(n ast.Node, source []byte) string {
	var b strings.Builder
	appendText(&b, n, source)
	return b.String()
}

// Value gives the words of one run of text: backslash escapes and entities
// are resolved as CommonMark (2.4, 2.5) has it.
func Value(t *ast.Text, source []byte) []byte {
	value := t.Segment.Value(source)
	if t.IsRaw() || bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		return value
	}
	return Unescape(value)
}

// Unescape resolves backslash escapes and entities, in link destinations and
// titles too.
func Unescape(value []byte) []byte {
	if bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		return value
	}
	var b bytes.Buffer
	for len(value) > 0 {
		i := bytes.IndexAny(value, `\&`)
		if i < 0 {
			b.Write(value)
			break
		}
		b.Write(value[:i])
		value = value[i:]
		if value[0] == '\\' {
			if len(value) > 1 && util.IsPunct(value[1]) {
				value = value[1:]
				b.WriteByte(value[0])
			} else {
				b.WriteByte('\\')
			}
			value = value[1:]
			continue
		}
		end := bytes.IndexByte(value[:min(len(value), 40)], ';')
		if end < 0 {
			b.WriteByte('&')
			value = value[1:]
			continue
		}
		// &#2; is a control character too, and Decode could not see it.
		clean, _ := replaceControls(string(util.ResolveEntityNames(util.ResolveNumericReferences(value[:end+1]))))
		b.WriteString(clean)
		value = value[end+1:]
	}
	return b.Bytes()
}

func appendText(b *strings.Builder, n ast.Node, source []byte) {
	switch n := n.(type) {
	case *ast.Text:
		b.Write(Value(n, source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.WriteByte(' ')
		}
		return
	case *ast.String:
		b.Write(n.Value)
		return
	case *ast.AutoLink:
		b.Write(n.Label(source))
		return
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			segment := n.Segments.At(i)
			b.Write(segment.Value(source))
		}
		return
	case *Tag:
		b.WriteString(n.Words)
		return
	case *ast.Image, *Slot:
		return
	case *ast.HTMLBlock:
		b.WriteString(BlockText(n, source))
		return
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		b.WriteString(BlockText(n, source))
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		appendText(b, c, source)
		if c.Type() == ast.TypeBlock || c.Kind() == extast.KindTableCell {
			b.WriteByte('\n')
		}
	}
	if label, ok := n.(*Label); ok {
		b.WriteString(label.Colon)
	}
}

// BlockText gives the raw lines of a code or HTML block.
func BlockText(n ast.Node, source []byte) string {
	var b strings.Builder
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		b.Write(segment.Value(source))
	}
	if html, ok := n.(*ast.HTMLBlock); ok && html.HasClosure() {
		b.Write(html.ClosureLine.Value(source))
	}
	return b.String()
}

// spanOf gives the range of a block's lines, its children's included.
func spanOf(n ast.Node) issue.Span {
	span := issue.Span{Start: -1}
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		lines := n.Lines()
		for i := range lines.Len() {
			segment := lines.At(i)
			if span.Start < 0 || segment.Start < span.Start {
				span.Start = segment.Start
			}
			span.End = max(span.End, segment.Stop)
		}
		return ast.WalkContinue, nil
	})
	if span.Start < 0 {
		return issue.Span{Start: max(0, n.Pos()), End: max(0, n.Pos())}
	}
	return span
}
