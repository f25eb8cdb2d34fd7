package plain

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// item writes one item. What has no headline to begin with, and every
// advertisement, is set off by an ornament.
func (s *sheet) item(item *issue.Item, first bool) {
	s.doc = s.dialect.ParseFor(s.Edition, item.Copy)
	kind, headed := s.House.Like(item.Kind), s.doc.Headed()
	switch {
	case kind == issue.KindFooter:
		s.part(2, strings.Repeat("-", measure))
	case !first && (kind == issue.KindPromo || !headed && kind != issue.KindJobs):
		s.part(2, centre("* * *", measure))
	default:
		s.part(2, "")
	}
	if kind == issue.KindJobs && !headed {
		var title run
		s.say(&title, s.House.Parts.JobsTitle)
		s.headline(&title, 1)
		s.part(1, "")
	}
	s.blocks(s.doc.Root, true)
}

// blocks writes a node's children, parted by a blank line when they are loose.
func (s *sheet) blocks(parent ast.Node, loose bool) {
	start := s.b.Len()
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if loose && s.b.Len() > start {
			s.part(1, "")
		}
		s.block(n)
	}
}

func (s *sheet) block(n ast.Node) {
	r := s.blank()
	switch n := n.(type) {
	case *ast.Heading:
		s.inlines(r, n)
		s.headline(r, n.Level)
	case *ast.List:
		s.list(n)
	case *ast.Blockquote:
		outdent := s.indent("> ", "> ")
		s.blocks(n, true)
		outdent()
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		s.code(markdown.BlockText(n, s.doc.Source))
	case *ast.HTMLBlock: // HTML in copy is text
		for line := range strings.Lines(markdown.BlockText(n, s.doc.Source)) {
			s.say(r, line)
			r.lineBreak()
		}
		s.words(r)
	case *ast.ThematicBreak:
		s.centred("* * *")
	case *ast.LinkReferenceDefinition:
	case *extast.Table:
		s.table(n)
	default:
		s.paragraph(r, n)
	}
}

func (s *sheet) paragraph(r *run, n ast.Node) {
	if markdown.PictureParagraph(n, s.doc.Source) {
		s.pictures(r, n)
	} else {
		s.inlines(r, n)
	}
	s.words(r)
}

// headline writes a heading over its line.
func (s *sheet) headline(r *run, level int) {
	under := "-"
	if level == 1 {
		under = "="
	}
	if widest := s.words(r); widest > 0 {
		s.line(strings.Repeat(under, widest))
	}
}

// list writes bullets or numbers, the numbers as wide as the last of them.
func (s *sheet) list(n *ast.List) {
	last := len(strconv.Itoa(n.Start + n.ChildCount() - 1))
	number, start := n.Start, s.b.Len()
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if !n.IsTight && s.b.Len() > start {
			s.part(1, "")
		}
		first := "- "
		if n.IsOrdered() {
			digits := strconv.Itoa(number)
			first = strings.Repeat(" ", max(0, last-len(digits))) + digits + ". "
			number++
		}
		outdent := s.indent(first, strings.Repeat(" ", len(first)))
		s.blocks(item, !n.IsTight)
		outdent()
	}
}

// code writes code as it is, set in by four columns; it is never wrapped.
func (s *sheet) code(text string) {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		s.line("    " + fit(s.inert(line)))
	}
}
