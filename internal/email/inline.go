package email

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"galley/internal/issue"
	"galley/internal/markdown"
)

func (s *setter) registerInlines(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindText, s.text)
	reg.Register(ast.KindString, s.literal)
	reg.Register(ast.KindEmphasis, s.emphasis)
	reg.Register(ast.KindCodeSpan, s.codeSpan)
	reg.Register(ast.KindLink, s.link)
	reg.Register(ast.KindAutoLink, s.autoLink)
	reg.Register(ast.KindImage, s.image)
	reg.Register(ast.KindRawHTML, s.rawHTML)
	reg.Register(extast.KindStrikethrough, s.strikethrough)
	reg.Register(markdown.KindLabel, s.label)
	reg.Register(markdown.KindSlot, s.slot)
	reg.Register(markdown.KindTag, s.tag)
}

func (s *setter) text(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Text)
	escapeTo(w, markdown.Value(n, source))
	switch {
	case n.HardLineBreak():
		_, _ = w.WriteString("<br>\n")
	case n.SoftLineBreak():
		_ = w.WriteByte('\n')
	}
	return ast.WalkContinue, nil
}

func (s *setter) literal(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		escapeTo(w, node.(*ast.String).Value)
	}
	return ast.WalkContinue, nil
}

func (s *setter) emphasis(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	tag := "em"
	if node.(*ast.Emphasis).Level == 2 {
		tag = "strong"
	}
	return wrap(w, tag, entering)
}

func (s *setter) strikethrough(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	return wrap(w, "del", entering)
}

func wrap(w util.BufWriter, tag string, entering bool) (ast.WalkStatus, error) {
	_ = w.WriteByte('<')
	if !entering {
		_ = w.WriteByte('/')
	}
	_, _ = w.WriteString(tag)
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}

func (s *setter) codeSpan(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	fmt.Fprintf(w, `<code style="%s">`, s.look.code)
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			escapeTo(w, []byte(strings.ReplaceAll(string(t.Segment.Value(source)), "\n", " ")))
		}
	}
	_, _ = w.WriteString("</code>")
	return ast.WalkSkipChildren, nil
}

func (s *setter) label(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		fmt.Fprintf(w, `<strong class="a" style="%s">`, s.look.label)
	} else {
		_, _ = w.WriteString(node.(*markdown.Label).Colon + "</strong>")
	}
	return ast.WalkContinue, nil
}

func (s *setter) slot(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*markdown.Slot)
	if entering {
		_, _ = w.WriteString(token(tokenWords, n.Name, n.Fallback))
	}
	return ast.WalkContinue, nil
}

func (s *setter) tag(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(token(tokenTag, node.(*markdown.Tag).Words, ""))
	}
	return ast.WalkContinue, nil
}

// link writes a link, or its words alone where its address may not leave the
// desk (issue.Edition.LinkURL says which may). One without words is nothing
// that anybody could follow (WCAG 2.2, 2.4.4). Around a picture that is a block
// of its own it keeps the space below.
func (s *setter) link(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	if markdown.SaysNothing(n, source) {
		return ast.WalkSkipChildren, nil
	}
	picture, _ := n.FirstChild().(*ast.Image)
	block := picture != nil && s.alone(picture, source)
	if block && entering {
		_, _ = w.WriteString(`<div style="margin:0 0 16px">`)
	}
	_, _ = w.WriteString(s.linkTag(n, entering))
	if block && !entering {
		s.caption(w, picture, true)
		_, _ = w.WriteString("</div>\n")
	}
	return ast.WalkContinue, nil
}

// linkTag gives what opens a link, or what closes it; nothing where its words
// stand alone.
func (s *setter) linkTag(n *ast.Link, opening bool) string {
	if name, fallback, ok := markdown.SlotLink(n); ok {
		switch {
		case s.Fill(name, fallback).Kind == issue.SlotText: // an address cannot be words
			return ""
		case opening:
			return token(tokenLink, name, fallback)
		}
		return token(tokenEnd, "", "")
	}
	url, ok := s.LinkURL(string(markdown.Unescape(n.Destination)))
	switch {
	case !ok || markdown.InLink(n):
		return ""
	case opening:
		return s.anchor(url)
	}
	return "</a>"
}

// anchor opens a link on an address that may leave the desk.
func (s *setter) anchor(url string) string {
	style := s.look.link
	if s.strongLinks {
		style = s.look.linkStrong
	}
	return `<a href="` + escape(string(util.URLEscape([]byte(url), false))) + `" style="` + style + `">`
}

func (s *setter) autoLink(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.AutoLink)
	url, ok := s.LinkURL(markdown.AutoURL(n, source))
	ok = ok && !markdown.InLink(n)
	if ok {
		_, _ = w.WriteString(s.anchor(url))
	}
	escapeTo(w, n.Label(source))
	if ok {
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

// rawHTML shows HTML in copy as the text that it is.
func (s *setter) rawHTML(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	n := node.(*ast.RawHTML)
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		escapeTo(w, segment.Value(source))
	}
	return ast.WalkSkipChildren, nil
}
