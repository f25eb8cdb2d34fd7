package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"galley/internal/issue"
)

// AutoURL gives the address of an autolink: mail addresses get their scheme.
func AutoURL(n *ast.AutoLink, source []byte) string {
	url := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		return "mailto:" + url
	}
	return url
}

// PictureParagraph reports whether a paragraph holds pictures and nothing
// else, so that they are blocks of their own.
func PictureParagraph(n ast.Node, source []byte) bool {
	if n.Kind() != ast.KindParagraph {
		return false
	}
	pictures := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			pictures++
		case *ast.Link: // a linked picture
			if c.ChildCount() != 1 || c.FirstChild().Kind() != ast.KindImage {
				return false
			}
			pictures++
		case *ast.Text:
			if len(bytes.TrimSpace(c.Segment.Value(source))) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return pictures > 0
}

// InLink reports whether an inline node stands in a link, which has no other
// link inside (HTML, 4.5.1).
func InLink(n ast.Node) bool {
	for p := n.Parent(); p != nil && p.Type() == ast.TypeInline; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

// SaysNothing reports whether a node holds no words, and nothing that could
// stand in their place.
func SaysNothing(n ast.Node, source []byte) bool {
	says := false
	_ = ast.Walk(n, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			says = says || len(bytes.TrimSpace(Value(n, source))) > 0
		case *ast.Paragraph, *ast.Heading, *ast.Link, *ast.Emphasis, *extast.Strikethrough, *Label:
			return ast.WalkContinue, nil
		default:
			says = true
		}
		if says {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return !says
}

// PictureOf reads an image: ![alt](name "caption — credit").
func PictureOf(n *ast.Image, source []byte) issue.Picture {
	p := issue.Picture{
		Name: string(Unescape(n.Destination)), Alt: AltOf(n, source), Span: bracketSpan(n, source),
	}
	p.Caption = strings.TrimSpace(string(Unescape(n.Title)))
	if title := " " + p.Caption; strings.Contains(title, " — ") { // a credit may stand alone: “— Mira”
		i := strings.LastIndex(title, " — ")
		p.Caption, p.Credit = strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(" — "):])
	}
	return p
}

// AltOf gives an image's alt text: the words between its brackets, those of an
// image inside it too. A slot is not filled there, and stays words.
func AltOf(n *ast.Image, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		switch c := c.(type) {
		case *ast.Image, *ast.Link, *ast.Emphasis, *extast.Strikethrough:
			return ast.WalkContinue, nil
		case *Slot:
			if entering {
				b.Write(source[c.At.Start:c.At.End])
			}
		default:
			if entering {
				appendText(&b, c, source)
			}
		}
		return ast.WalkSkipChildren, nil
	})
	return strings.TrimSpace(b.String())
}

// bracketSpan gives the range of a link or image in the copy. Goldmark keeps
// where it begins; its end is the bracket that closes it, before whatever
// follows it. (A bracket in its title closes nothing, and must not be looked
// for to the end of the paragraph.)
func bracketSpan(n ast.Node, source []byte) issue.Span {
	start := max(0, n.Pos())
	source = source[:max(start, following(n, len(source)))]
	end, depth, inURL := start, 0, false
scan:
	for ; end < len(source); end++ {
		switch c := source[end]; {
		case c == '\\':
			end++
		case !inURL && c == '[', inURL && c == '(':
			depth++
		case !inURL && c == ']', inURL && c == ')':
			if depth--; depth > 0 {
				continue
			}
			if !inURL && end+1 < len(source) && source[end+1] == '(' {
				inURL = true
				continue
			}
			end++
			break scan
		case c == '\n' && end+1 < len(source) && source[end+1] == '\n':
			break scan
		}
	}
	return issue.Span{Start: start, End: min(end, len(source))}
}

// following gives where that begins which stands behind an inline node; else
// the end of its block, or of the copy.
func following(n ast.Node, end int) int {
	for ; n != nil && n.Type() == ast.TypeInline; n = n.Parent() {
		switch next := n.NextSibling().(type) {
		case nil:
		case *ast.Text:
			return next.Segment.Start
		default:
			if next.Pos() >= 0 {
				return next.Pos()
			}
		}
	}
	if n != nil && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(n.Lines().Len() - 1).Stop
	}
	return end
}
