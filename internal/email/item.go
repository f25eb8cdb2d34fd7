package email

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// How much narrower than the sheet's words those of a promo's panel are on
// either side, and those beside the bar of the closing section.
const (
	panelPadding = 24
	markInset    = 16 + 3
)

// begin readies the setter for an item.
func (s *setter) begin(item *issue.Item) {
	*s = setter{
		press: s.press, out: s.out, goldmark: s.goldmark,
		doc: s.dialect.ParseFor(s.Edition, item.Copy), depth: 1,
	}
}

// item writes one item as a row of the sheet. The cell of class i holds the
// item's words and nothing else's; Prove goes by it.
func (s *setter) item(item *issue.Item, first bool) {
	s.begin(item)
	b := &s.out.Buffer
	kind := s.House.Like(item.Kind)
	switch kind {
	case issue.KindPromo:
		s.strongLinks, s.smallHeads, s.inset = true, true, 2*panelPadding
		if first {
			air(b)
		}
		fmt.Fprintf(b, `<tr><td class="g" style="padding:0 %dpx 36px"><table role="presentation" cellpadding="0" cellspacing="0" width="100%%" style="table-layout:fixed"><tr>`+
			`<td class="i b n t" bgcolor="%s" style="padding:24px %dpx 8px;border-radius:4px;%s">`, padding, s.look.Light.Panel, panelPadding, s.look.panel)
	case issue.KindJobs:
		s.rule(b, first)
		fmt.Fprintf(b, `<tr><td class="i t" style="padding:0 %dpx 20px;%s">`, padding, s.look.panel)
	case issue.KindLetter:
		fmt.Fprintf(b, `<tr><td class="i t" style="padding:32px %dpx 24px;%s">`, padding, s.look.letter)
	case issue.KindFooter:
		fmt.Fprintf(b, `<tr><td class="i f q" bgcolor="%s" style="padding:28px %dpx 12px;%s">`, s.look.Light.Foot, padding, s.look.small)
	default:
		s.rule(b, first)
		fmt.Fprintf(b, `<tr><td class="i t" style="padding:0 %dpx 24px;%s">`, padding, s.look.story)
	}
	b.WriteByte('\n')
	if kind == issue.KindJobs && !s.doc.Headed() && s.House.Parts.JobsTitle != "" {
		fmt.Fprintf(b, `<h2 class="a x" style="%s">%s</h2>`+"\n", s.look.h2, escape(s.House.Parts.JobsTitle))
		s.headed, s.depth = true, 2
	}
	s.blocks(kind, closer(s.House, item.Story))
	b.WriteString("</td></tr>")
	if kind == issue.KindPromo {
		b.WriteString("</table></td></tr>")
	}
	b.WriteByte('\n')
}

// air is the space below the masthead's line.
func air(b *bytes.Buffer) {
	b.WriteString(`<tr><td class="g" height="32" style="height:32px;line-height:32px;font-size:1px">&nbsp;</td></tr>` + "\n")
}

// rule is the thin line with air around it that parts stories. The first one
// stands below the masthead's line, and has the air alone.
func (p *press) rule(b *bytes.Buffer, first bool) {
	if first {
		air(b)
		return
	}
	fmt.Fprintf(b, `<tr><td class="g" style="padding:4px %dpx 32px"><table role="presentation" cellpadding="0" cellspacing="0" width="100%%" style="table-layout:fixed"><tr>`+
		`<td class="r" height="1" style="height:1px;line-height:1px;font-size:1px;border-top:1px solid %s">&nbsp;</td></tr></table></td></tr>`+"\n", padding, p.look.Light.Rule)
}

// closer gives the label that ends a story of that kind: the last that its
// grammar knows. Its section carries the mark.
func closer(h *issue.House, story string) string {
	s, ok := h.Story(story)
	if !ok || len(s.Labels) == 0 {
		return ""
	}
	return s.Labels[len(s.Labels)-1]
}

// blocks writes the item's blocks: the lead picture above the headline, the
// standfirst in its own voice, the closing section beside its mark.
func (s *setter) blocks(kind, closing string) {
	b := &s.out.Buffer
	s.headed = s.headed || s.doc.Headed()
	order := blockOrder(s.doc, kind)
	standfirst := s.doc.FindStandfirst(kind)
	marked := false
	for i, n := range order {
		label, labelled := n.FirstChild().(*markdown.Label)
		if labelled && marked {
			b.WriteString("</td></tr></table>\n")
			marked = false
			s.inset -= markInset
		}
		if labelled && closing != "" && label.Name == closing {
			fmt.Fprintf(b, `<table role="presentation" cellpadding="0" cellspacing="0" width="100%%" style="table-layout:fixed;margin:4px 0 16px"><tr>`+
				`<td class="t k" style="padding:2px 0;padding-%s:16px;border-%s:3px solid %s;%s">`+"\n",
				s.look.start, s.look.start, s.look.Light.Mark, s.look.story)
			marked = true
			s.inset += markInset
		}
		s.tight = marked && (i+1 == len(order) || opensLabel(order[i+1]))
		start := b.Len()
		if n == standfirst {
			s.standfirst(n)
		} else {
			s.write(n)
		}
		if b.Len() > start {
			s.set = append(s.set, Block{At: issue.Span{Start: start, End: b.Len()}, Copy: s.doc.BlockSpan(n)})
		}
	}
	if marked {
		b.WriteString("</td></tr></table>\n")
	}
}

// write sets a node with everything in it.
func (s *setter) write(n ast.Node) {
	_ = s.goldmark.Render(s.out, s.doc.Source, n) // a buffer cannot fail
}

func opensLabel(n ast.Node) bool {
	_, ok := n.FirstChild().(*markdown.Label)
	return ok
}

func (s *setter) standfirst(n ast.Node) {
	b := &s.out.Buffer
	b.WriteString(`<p class="q" style="` + s.look.standfirst + `">`)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.write(c)
	}
	b.WriteString("</p>\n")
}

// blockOrder gives the top-level blocks as the email shows them: a story's
// picture that follows its headline stands above it.
func blockOrder(doc *markdown.Doc, kind string) []ast.Node {
	var order []ast.Node
	for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		order = append(order, n)
	}
	if kind == issue.KindLetter || kind == issue.KindFooter || len(order) < 2 {
		return order
	}
	if h, ok := order[0].(*ast.Heading); !ok || h.Level != 1 {
		return order
	}
	for i := 1; i < len(order) && i < 4; i++ { // directly, or after the standfirst
		if markdown.PictureParagraph(order[i], doc.Source) {
			lead := order[i]
			copy(order[1:i+1], order[:i])
			order[0] = lead
			return order
		}
		if _, labelled := order[i].FirstChild().(*markdown.Label); labelled || order[i].Kind() != ast.KindParagraph {
			return order
		}
	}
	return order
}
