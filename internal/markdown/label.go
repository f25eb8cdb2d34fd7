package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"galley/internal/issue"
)

// KindLabel is the node kind of [Label].
var KindLabel = ast.NewNodeKind("Label")

// Label is an inline node that opens a labelled paragraph. Its children are
// the label's words without the colon; a renderer writes Colon after them.
type Label struct {
	ast.BaseInline
	Words string     // as typed, without emphasis, colon and the space before it
	Colon string     // the colon, after the no-break space that French sets before it
	Name  string     // the house style's name; empty for a one-off
	At    issue.Span // of emphasis and colon in the copy
}

// Kind is KindLabel.
func (n *Label) Kind() ast.NodeKind { return KindLabel }

// Dump is for debugging.
func (n *Label) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Words": n.Words, "Name": n.Name}, nil)
}

// A one-off label is short and no sentence. (A label that the house style
// knows may be anything.)
const (
	maxLabelWords = 8
	maxLabelRunes = 80
)

// labelTransformer turns the emphasis that opens a paragraph and ends in a
// colon into a Label. Only paragraphs of the item itself can be labelled: a
// colon in a bullet, in a quotation or in mid-paragraph is only a colon.
type labelTransformer struct{}

func (labelTransformer) Transform(root *ast.Document, reader text.Reader, pc parser.Context) {
	d, _ := pc.Get(dialectKey).(*Dialect)
	source := reader.Source()
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindParagraph {
			d.label(n, source)
		}
	}
}

func (d *Dialect) label(paragraph ast.Node, source []byte) {
	em, ok := paragraph.FirstChild().(*ast.Emphasis)
	if !ok {
		return
	}
	words := PlainText(em, source)
	label := &Label{}
	lines := paragraph.Lines()
	label.At.Start = lines.At(0).Start
	if inside := strings.TrimRightFunc(words, unicode.IsSpace); strings.HasSuffix(inside, ":") {
		words = strings.TrimSuffix(inside, ":")
		label.Colon = colonAfter(words)
		label.At.End = closeOf(em, source)
	} else {
		after, ok := em.NextSibling().(*ast.Text)
		if !ok {
			return
		}
		segment := after.Segment
		value := segment.Value(source)
		colon := len(value) - len(strings.TrimLeft(string(value), " \u00a0\u202f"))
		if colon >= len(value) || value[colon] != ':' {
			return
		}
		label.Colon = colonAfter(string(value[:colon]))
		label.At.End = segment.Start + colon + 1
	}
	label.Words = strings.TrimSpace(words)
	label.Name = d.labels[foldLabel(label.Words)]
	if label.Words == "" || label.Name == "" && !labelShaped(label.Words) {
		return
	}
	if after, ok := em.NextSibling().(*ast.Text); ok && after.Segment.Start < label.At.End {
		after.Segment = after.Segment.WithStart(label.At.End)
	}
	replaceByLabel(paragraph, em, label, source)
}

// colonAfter gives the colon with the no-break space before it, if that is how
// before ends. A plain space there is a slip of the finger.
func colonAfter(before string) string {
	for _, space := range []string{"\u00a0", "\u202f"} {
		if strings.HasSuffix(before, space) {
			return space + ":"
		}
	}
	return ":"
}

// labelShaped reports whether words could open a paragraph as its label.
func labelShaped(words string) bool {
	return utf8.RuneCountInString(words) <= maxLabelRunes &&
		len(strings.Fields(words)) <= maxLabelWords &&
		!strings.ContainsAny(words, ".!?;\n")
}

// closeOf gives the offset after the emphasis's closing marks: where its next
// sibling begins, or its paragraph ends.
func closeOf(em *ast.Emphasis, source []byte) int {
	switch next := em.NextSibling().(type) {
	case nil:
	case *ast.Text:
		return next.Segment.Start
	default:
		if next.Pos() >= 0 {
			return next.Pos()
		}
	}
	lines := em.Parent().Lines()
	line := lines.At(lines.Len() - 1)
	return line.Start + len(bytes.TrimRight(line.Value(source), " \t\n"))
}

// replaceByLabel moves the emphasis's children into label, less the colon.
func replaceByLabel(paragraph ast.Node, em *ast.Emphasis, label *Label, source []byte) {
	for c := em.FirstChild(); c != nil; {
		next := c.NextSibling()
		label.AppendChild(label, c)
		c = next
	}
	trimColon(label, source)
	paragraph.ReplaceChild(paragraph, em, label)
}

// trimColon takes the colon, and the space around it, off the last text.
func trimColon(label ast.Node, source []byte) {
	n := label.LastChild()
	for n != nil && n.LastChild() != nil {
		n = n.LastChild()
	}
	t, ok := n.(*ast.Text)
	if !ok {
		return
	}
	value := strings.TrimRightFunc(string(t.Segment.Value(source)), unicode.IsSpace)
	value = strings.TrimRightFunc(strings.TrimSuffix(value, ":"), unicode.IsSpace)
	t.Segment = t.Segment.WithStop(t.Segment.Start + len(value))
}
