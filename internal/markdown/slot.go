package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"galley/internal/issue"
)

// KindSlot is the node kind of [Slot].
var KindSlot = ast.NewNodeKind("Slot")

// Slot is an inline merge slot: {{first_name|there}}. A slot that Galley does
// not know stays words: a template language in prose is not ours to judge here.
type Slot struct {
	ast.BaseInline
	Name     string
	Fallback string
	At       issue.Span
}

// Kind is KindSlot.
func (n *Slot) Kind() ast.NodeKind { return KindSlot }

// Dump is for debugging.
func (n *Slot) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name, "Fallback": n.Fallback}, nil)
}

var slotForm = regexp.MustCompile(`^\{\{ ?([a-z][a-z0-9_]{0,40}) ?(?:\\?\|([^{}|<>\x00-\x1f]{0,80}))?\}\}`)

// ParseSlot reads a slot at the beginning of s. In a table its bar stands behind
// a backslash, as every bar inside a cell does. Size is the length of what was
// read, 0 when there is none. The name need not be a known one.
func ParseSlot(s []byte) (name, fallback string, size int) {
	if len(s) < 5 || s[0] != '{' || s[1] != '{' {
		return "", "", 0
	}
	m := slotForm.FindSubmatchIndex(s)
	if m == nil {
		return "", "", 0
	}
	if m[4] >= 0 {
		fallback = string(s[m[4]:m[5]])
	}
	return string(s[m[2]:m[3]]), fallback, m[1]
}

// KnownSlot reports whether Galley defines a slot of that name.
func KnownSlot(name string) bool { return slices.Contains(issue.SlotNames, name) }

type slotParser struct{}

func (slotParser) Trigger() []byte { return []byte{'{'} }

func (slotParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	name, fallback, size := ParseSlot(line)
	if size == 0 || !KnownSlot(name) {
		return nil
	}
	block.Advance(size)
	return &Slot{Name: name, Fallback: fallback, At: issue.Span{Start: segment.Start, End: segment.Start + size}}
}

// closeUp gives the copy with [words]({{ unsubscribe }}) as a link on a slot: a
// destination ends at a space (CommonMark 6.3), and providers write their tags
// with them. The spaces move behind the slot, so that every position stays. It
// gives nil where there is nothing to move.
func (doc *Doc) closeUp() []byte {
	var closed []byte
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		s, ok := n.(*Slot)
		if !ok || !entering || s.Fallback != "" {
			return ast.WalkContinue, nil
		}
		tight := "{{" + s.Name + "}}"
		from, to := s.At.Start, s.At.End
		if to-from == len(tight) || from < 2 || string(doc.Source[from-2:from]) != "](" || to == len(doc.Source) || doc.Source[to] != ')' {
			return ast.WalkContinue, nil
		}
		if closed == nil {
			closed = bytes.Clone(doc.Source)
		}
		copy(closed[from:to], tight+strings.Repeat(" ", to-from-len(tight)))
		return ast.WalkContinue, nil
	})
	return closed
}
