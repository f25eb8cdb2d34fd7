package markdown

import (
	"reflect"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"galley/internal/issue"
)

// edit replaces a range of copy.
type edit struct {
	issue.Span
	with string
}

// Canonical gives copy in the form that Galley writes: labels as
// “**Label:** text”, headings with hashes, hyphens before bullets, one blank
// line between blocks, no trailing space. Only marks change, never words: when
// the result would read differently in any way, copy is returned as it was.
func (d *Dialect) Canonical(copy string) string {
	for range 4 { // one edit can lay another bare; canonical text has to be a fixed point
		doc := d.Parse(copy)
		next := apply(copy, doc.edits())
		if next == copy || !d.sameReading(doc, next) {
			return copy
		}
		copy = next
	}
	return copy
}

// Format makes every item's copy canonical.
func (d *Dialect) Format(is *issue.Issue) {
	for i := range is.Items {
		is.Items[i].Copy = d.Canonical(is.Items[i].Copy)
	}
}

func (d *Dialect) sameReading(before *Doc, next string) bool {
	after := d.Parse(next)
	return reflect.DeepEqual(outline(before), outline(after))
}

// outline is what a reader sees of copy: every node's kind and words, with no
// offsets in it.
func outline(doc *Doc) []string {
	var out []string
	var text strings.Builder // neighbouring texts are one, however they were cut
	flush := func() {
		if words := strings.TrimSpace(text.String()); words != "" {
			out = append(out, words)
		}
		text.Reset()
	}
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() != ast.KindText {
			flush()
		}
		if !entering {
			if n.Kind() != ast.KindText {
				out = append(out, "/")
			}
			return ast.WalkContinue, nil
		}
		line := n.Kind().String()
		switch n := n.(type) {
		case *ast.Text:
			words := string(Value(n, doc.Source))
			if n.HardLineBreak() {
				words += "\\"
			}
			if n.SoftLineBreak() {
				words += " "
			}
			text.WriteString(words)
			return ast.WalkSkipChildren, nil
		case *ast.Link:
			line += " " + string(n.Destination) + " " + string(n.Title)
		case *ast.Image:
			line += " " + string(n.Destination) + " " + string(n.Title)
		case *ast.AutoLink:
			line += " " + string(n.URL(doc.Source))
		case *ast.Heading:
			line += strings.Repeat("#", n.Level)
		case *ast.HTMLBlock, *ast.CodeBlock, *ast.FencedCodeBlock:
			line += " " + BlockText(n, doc.Source)
		case *Label:
			out = append(out, line+" "+n.Words, "/")
			return ast.WalkSkipChildren, nil
		}
		out = append(out, line)
		return ast.WalkContinue, nil
	})
	return out
}

func apply(copy string, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.Start - b.Start })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End > len(copy) {
			continue
		}
		b.WriteString(copy[at:e.Start])
		b.WriteString(e.with)
		at = e.End
	}
	b.WriteString(copy[at:])
	return b.String()
}

func (doc *Doc) edits() []edit {
	var edits []edit
	source := string(doc.Source)
	for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Paragraph:
			if label, ok := n.FirstChild().(*Label); ok {
				edits = append(edits, labelEdit(label, source)...)
			}
		case *ast.Heading:
			edits = append(edits, headingEdit(n, source)...)
		case *ast.List:
			edits = append(edits, bulletEdits(n, source)...)
		}
	}
	return append(edits, spaceEdits(doc, source)...)
}

func labelEdit(label *Label, source string) []edit {
	end := label.At.End
	for end < len(source) && (source[end] == ' ' || source[end] == '\t') {
		end++
	}
	if end == label.At.End && end < len(source) && source[end] != '\n' {
		return nil // glued to the next word: a space would add one, and none would be no emphasis
	}
	inner := strings.Trim(source[label.At.Start:label.At.End], "*_: \u00a0\u202f")
	with := "**" + inner + label.Colon + "**"
	if end < len(source) && source[end] != '\n' {
		with += " "
	}
	if source[label.At.Start:end] == with {
		return nil
	}
	return []edit{{issue.Span{Start: label.At.Start, End: end}, with}}
}

// headingEdit turns an underlined heading into one with hashes.
func headingEdit(n *ast.Heading, source string) []edit {
	lines := n.Lines()
	if lines.Len() != 1 {
		return nil
	}
	words := lines.At(0)
	start := strings.LastIndexByte(source[:words.Start], '\n') + 1
	if strings.HasPrefix(strings.TrimLeft(source[start:words.Start], " "), "#") {
		return nil
	}
	end := strings.IndexByte(source[words.Stop:], '\n') + words.Stop // of the heading's own line
	if end < words.Stop {
		return nil
	}
	under := source[end+1:]
	if i := strings.IndexByte(under, '\n'); i >= 0 {
		under = under[:i]
	}
	if strings.Trim(under, "=- ") != "" || under == "" {
		return nil
	}
	hashes := strings.Repeat("#", n.Level) + " "
	return []edit{{issue.Span{Start: start, End: end + 1 + len(under)}, hashes + strings.TrimSpace(source[words.Start:words.Stop])}}
}

// bulletEdits writes hyphens before the bullets of a list that has no other
// list beside it (two such would become one).
func bulletEdits(n *ast.List, source string) []edit {
	if n.IsOrdered() || n.Marker == '-' || isList(n.PreviousSibling()) || isList(n.NextSibling()) {
		return nil
	}
	var edits []edit
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		at := spanOf(item).Start
		line := strings.LastIndexByte(source[:at], '\n') + 1
		i := strings.IndexByte(source[line:at], n.Marker)
		if i < 0 {
			return nil
		}
		edits = append(edits, edit{issue.Span{Start: line + i, End: line + i + 1}, "-"})
	}
	return edits
}

func isList(n ast.Node) bool { return n != nil && n.Kind() == ast.KindList }

// spaceEdits leaves one blank line where several stand between blocks, and no
// space at the end of a block's last line.
func spaceEdits(doc *Doc, source string) []edit {
	var edits []edit
	for n := doc.Root.FirstChild(); n != nil && n.NextSibling() != nil; n = n.NextSibling() {
		from, to := spanOf(n).End, spanOf(n.NextSibling()).Start
		for to > 0 && to <= len(source) && source[to-1] != '\n' {
			to-- // to the beginning of the next block's line
		}
		for from > 0 && from <= len(source) && strings.ContainsRune(" \t\n", rune(source[from-1])) {
			from--
		}
		if from >= to || to > len(source) || strings.TrimSpace(source[from:to]) != "" {
			continue
		}
		if gap := source[from:to]; strings.Count(gap, "\n") > 1 && gap != "\n\n" {
			edits = append(edits, edit{issue.Span{Start: from, End: to}, "\n\n"})
		}
	}
	return edits
}
