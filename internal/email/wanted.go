package email

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// reading walks an item's syntax tree for what the email has to say. It knows
// the rules of the email (which picture leads, what is left out) and none of
// its HTML.
type reading struct {
	*press
	doc  *markdown.Doc
	text strings.Builder
	content
	gallery
}

// wanted gives what the email must say, item by item.
func wanted(e *issue.Edition) []content {
	p := &press{Edition: e, dialect: markdown.New(e.House)}
	items := e.Issue.Items
	if footer := e.Footer(); footer != "" {
		items = append(items[:len(items):len(items)], issue.Item{Kind: issue.KindFooter, Copy: footer})
	}
	out := make([]content, 0, len(items))
	for i := range items {
		r := reading{press: p, doc: p.dialect.ParseFor(e, items[i].Copy)}
		for _, n := range blockOrder(r.doc, e.House.Like(items[i].Kind)) {
			r.node(n)
		}
		r.words = strings.Fields(r.text.String())
		out = append(out, r.content)
	}
	return out
}

func (r *reading) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.node(c)
	}
}

func (r *reading) node(n ast.Node) {
	source := r.doc.Source
	switch n := n.(type) {
	case *ast.Text:
		r.text.Write(markdown.Value(n, source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			r.text.WriteByte('\n')
		}
	case *ast.String:
		r.text.Write(n.Value)
	case *ast.CodeSpan:
		r.text.WriteString(markdown.PlainText(n, source))
	case *ast.RawHTML:
		r.text.WriteString(markdown.PlainText(n, source))
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		r.text.WriteString("\n" + markdown.BlockText(n, source) + "\n")
	case *ast.LinkReferenceDefinition:
	case *markdown.Tag:
		r.text.WriteString(n.Words)
	case *markdown.Slot:
		if f := r.Fill(n.Name, n.Fallback); f.Kind == issue.SlotElement {
			r.text.WriteString(strings.Trim(f.Text, "[]"))
		} else {
			r.text.WriteString(f.Value)
		}
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		if url, ok := r.LinkURL(markdown.AutoURL(n, source)); ok {
			r.links = append(r.links, string(util.URLEscape([]byte(url), false)))
		}
		r.text.Write(n.Label(source))
	case *ast.Image:
		r.image(n)
	default:
		block := n.Type() == ast.TypeBlock || n.Kind() == extast.KindTableCell
		if block {
			r.text.WriteByte('\n')
		}
		r.children(n)
		if label, ok := n.(*markdown.Label); ok {
			r.text.WriteString(label.Colon)
		}
		if block {
			r.text.WriteByte('\n')
		}
	}
}

func (r *reading) link(n *ast.Link) {
	if name, fallback, ok := markdown.SlotLink(n); ok {
		if f := r.Fill(name, fallback); f.Kind == issue.SlotURL {
			r.links = append(r.links, f.Value)
		}
	} else if url, ok := r.LinkURL(string(markdown.Unescape(n.Destination))); ok {
		r.links = append(r.links, string(util.URLEscape([]byte(url), false)))
	}
	r.children(n)
}

func (r *reading) image(n *ast.Image) {
	picture := markdown.PictureOf(n, r.doc.Source)
	r.alts = append(r.alts, oneLine(picture.Alt))
	_, placed := r.Pictures[picture.Name]
	alone := r.alone(n, r.doc.Source)
	if placed && alone && n.Parent().Kind() != ast.KindLink {
		r.text.WriteString("\n" + string(markdown.Unescape(n.Title)) + "\n")
	}
}
