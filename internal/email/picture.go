package email

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// place looks a picture up, and writes down that this item's HTML depends on
// the answer. It is as wide as there is room for it: Word goes by the width
// attribute, and a picture that is wider than its cell makes the sheet wider.
func (s *setter) place(name string) (placed issue.Placed, ok bool) {
	placed, ok = s.Pictures[name]
	s.used = append(s.used, used{name, placed, ok})
	if room := s.look.Inner() - s.inset; placed.Width > room && room > 0 {
		placed.Height = (placed.Height*room + placed.Width/2) / placed.Width
		placed.Width = room
	}
	return placed, ok
}

// image writes a picture with its caption. A picture whose bytes are missing
// is a visible gap with its alt text in it, never a broken image.
func (s *setter) image(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	n := node.(*ast.Image)
	picture := markdown.PictureOf(n, source)
	placed, ok := s.place(picture.Name)
	block := s.alone(n, source)
	linked := n.Parent().Kind() == ast.KindLink
	if block && !linked { // else the link has it, and the caption below
		_, _ = w.WriteString(`<div style="margin:0 0 16px">`)
	}
	switch {
	case !ok && block:
		fmt.Fprintf(w, `<table role="presentation" cellpadding="0" cellspacing="0" width="100%%"><tr><td class="q x" align="center" style="%s">Picture missing: <i>%s</i></td></tr></table>`,
			s.look.lost, escape(picture.Alt))
	case !ok:
		fmt.Fprintf(w, `<span class="x">[Picture missing: <i>%s</i>]</span>`, escape(picture.Alt))
	case block:
		fmt.Fprintf(w, `<img src="%s" alt="%s" width="%d" height="%d" style="%s">`,
			escape(placed.Src), escape(picture.Alt), placed.Width, placed.Height, fmt.Sprintf(s.look.picture, placed.Width))
	default:
		fmt.Fprintf(w, `<img src="%s" alt="%s" width="%d" height="%d" style="border:0;max-width:100%%;height:auto;vertical-align:middle">`,
			escape(placed.Src), escape(picture.Alt), placed.Width, placed.Height)
	}
	switch {
	case !block:
		s.caption(w, n, false)
	case !linked:
		s.caption(w, n, true)
		_, _ = w.WriteString("</div>\n")
	}
	return ast.WalkSkipChildren, nil
}

// caption writes a picture's caption and credit: below a block, behind what
// stands among words.
func (s *setter) caption(w util.BufWriter, n *ast.Image, block bool) {
	caption := bytes.TrimSpace(markdown.Unescape(n.Title))
	if len(caption) == 0 {
		return
	}
	before, after := `<p class="q" style="`+s.look.caption+`">`, "</p>"
	if !block {
		before, after = ` <span class="q" style="`+s.look.aside+`">(`, ")</span>"
	}
	_, _ = w.WriteString(before)
	escapeTo(w, caption)
	_, _ = w.WriteString(after)
}

// Readdress gives a finished page with its pictures elsewhere: sources has the
// new address of each one, as Placed.Src had the old one. The page is the one
// that would have been rendered with the new addresses.
func Readdress(page []byte, sources map[string]string) []byte {
	const attribute = ` src="`
	escaped := make(map[string]string, len(sources))
	for from, to := range sources {
		escaped[escape(from)] = escape(to)
	}
	out := make([]byte, 0, len(page)+64*len(sources))
	for {
		i := bytes.Index(page, []byte(attribute)) // in words a quote is escaped
		if i < 0 {
			return append(out, page...)
		}
		i += len(attribute)
		n := bytes.IndexByte(page[i:], '"')
		out = append(out, page[:i]...)
		if to, ok := escaped[string(page[i:i+n])]; ok {
			out = append(out, to...)
		} else {
			out = append(out, page[i:i+n]...)
		}
		page = page[i+n:]
	}
}

// gallery remembers of the last paragraph with pictures whether it holds
// nothing else: a hundred thousand of them in one would each look at them all.
type gallery struct {
	block     ast.Node
	onlyThese bool
}

// alone reports whether a picture stands among pictures alone.
func (g *gallery) alone(n *ast.Image, source []byte) bool {
	if block := blockOf(n); block != g.block {
		g.block, g.onlyThese = block, markdown.PictureParagraph(block, source)
	}
	return g.onlyThese
}

// blockOf gives the paragraph that a picture stands in, through a link.
func blockOf(n ast.Node) ast.Node {
	if p := n.Parent(); p.Kind() == ast.KindLink {
		return p.Parent()
	}
	return n.Parent()
}
