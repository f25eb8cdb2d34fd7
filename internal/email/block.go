package email

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"galley/internal/markdown"
)

// setter is the goldmark node renderer. It sets one item after the other.
type setter struct {
	*press
	out      *page
	goldmark renderer.Renderer

	doc *markdown.Doc
	gallery
	used        []used  // pictures that were looked up
	set         []Block // of the item, in the whole page so far
	strongLinks bool    // promos: the link is the point
	smallHeads  bool
	headed      bool // the item has a headline
	depth       int  // of the last heading in the email
	inset       int  // CSS pixels by which the item's words are narrower than the sheet's
	tight       bool // the block at hand ends its cell, so it has no margin below

	cellClass, cellStyle string // of the table at hand
}

// RegisterFuncs is goldmark's way in.
func (s *setter) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindDocument, s.nothing)
	reg.Register(ast.KindHeading, s.heading)
	reg.Register(ast.KindParagraph, s.paragraph)
	reg.Register(ast.KindTextBlock, s.nothing)
	reg.Register(ast.KindList, s.list)
	reg.Register(ast.KindListItem, s.listItem)
	reg.Register(ast.KindBlockquote, s.blockquote)
	reg.Register(ast.KindCodeBlock, s.codeBlock)
	reg.Register(ast.KindFencedCodeBlock, s.codeBlock)
	reg.Register(ast.KindHTMLBlock, s.htmlBlock)
	reg.Register(ast.KindThematicBreak, s.thematicBreak)
	reg.Register(ast.KindLinkReferenceDefinition, s.skip)
	reg.Register(extast.KindTable, s.table)
	reg.Register(extast.KindTableHeader, s.row)
	reg.Register(extast.KindTableRow, s.row)
	reg.Register(extast.KindTableCell, s.cell)
	s.registerInlines(reg)
}

func (s *setter) nothing(_ util.BufWriter, _ []byte, _ ast.Node, _ bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}

func (s *setter) skip(_ util.BufWriter, _ []byte, _ ast.Node, _ bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

// heading keeps the email's outline whole: the masthead is the one h1, an
// item's headline an h2, and no level is jumped (WCAG 2.2, 1.3.1).
func (s *setter) heading(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Heading)
	if markdown.SaysNothing(n, source) {
		return ast.WalkSkipChildren, nil
	}
	if entering {
		level := min(n.Level+1, 6)
		if !s.headed {
			level = max(2, n.Level)
		}
		s.depth = max(2, min(level, s.depth+1))
	}
	if !entering {
		fmt.Fprintf(w, "</h%d>\n", s.depth)
		return ast.WalkContinue, nil
	}
	style := s.look.h3
	if s.depth == 2 {
		if style = s.look.h2; s.smallHeads {
			style = s.look.h2small
		}
	}
	fmt.Fprintf(w, `<h%d class="a" style="%s">`, s.depth, style)
	return ast.WalkContinue, nil
}

func (s *setter) paragraph(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if markdown.SaysNothing(node, source) {
		return ast.WalkSkipChildren, nil
	}
	if markdown.PictureParagraph(node, source) {
		return ast.WalkContinue, nil // pictures are blocks of their own
	}
	switch {
	case !entering:
		_, _ = w.WriteString("</p>\n")
	case s.tight && node.Parent().Kind() == ast.KindDocument:
		_, _ = w.WriteString(`<p style="margin:0">`)
	default:
		_, _ = w.WriteString(`<p style="` + s.look.p + `">`)
	}
	return ast.WalkContinue, nil
}

func (s *setter) list(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.List)
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	if !entering {
		_, _ = w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<" + tag)
	if n.IsOrdered() && n.Start != 1 {
		fmt.Fprintf(w, ` start="%d"`, n.Start)
	}
	_, _ = w.WriteString(` style="` + s.look.list + "\">\n")
	return ast.WalkContinue, nil
}

func (s *setter) listItem(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<li style="` + s.look.li + `">`)
	} else {
		_, _ = w.WriteString("</li>\n")
	}
	return ast.WalkContinue, nil
}

func (s *setter) blockquote(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<blockquote class="r" style="` + s.look.quote + "\">\n")
	} else {
		_, _ = w.WriteString("</blockquote>\n")
	}
	return ast.WalkContinue, nil
}

func (s *setter) codeBlock(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<pre style="` + s.look.pre + `">`)
		text := bytes.TrimRight([]byte(markdown.BlockText(node, source)), "\n")
		if bytes.HasPrefix(text, []byte("\n")) {
			_ = w.WriteByte('\n') // HTML drops the first line break of a pre
		}
		escapeTo(w, text)
		_, _ = w.WriteString("</pre>\n")
	}
	return ast.WalkSkipChildren, nil
}

// htmlBlock shows HTML in copy as the text that it is.
func (s *setter) htmlBlock(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<p style="` + s.look.p + `">`)
		escapeTo(w, bytes.TrimSpace([]byte(markdown.BlockText(node, source))))
		_, _ = w.WriteString("</p>\n")
	}
	return ast.WalkSkipChildren, nil
}

func (s *setter) thematicBreak(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<hr class="r" style="` + s.look.rule + "\">\n")
	}
	return ast.WalkContinue, nil
}
