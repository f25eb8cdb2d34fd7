package plain

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// Prove compares a finished text part with the copy: every word, every word of
// an alt text and every address has to be there, and all but addresses in the
// copy's order. It shares the copy's syntax tree with what sets the text, and
// nothing else. A difference is an error of code Mismatch that names the first
// one.
func Prove(e *issue.Edition, text []byte) error {
	p := proof{e: e, text: string(text), words: " " + letters(string(text)) + " "}
	d := markdown.New(e.House)
	for i, item := range e.Rundown() {
		p.doc = d.ParseFor(e, item.Copy)
		for n := p.doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
			if missing := p.block(n); missing != "" {
				return mismatch(i, missing)
			}
		}
	}
	return nil
}

type proof struct {
	e     *issue.Edition
	doc   *markdown.Doc
	text  string
	words string // letters of the text
	at    int    // in words: what stands before was found
}

// block gives what is missing of a block.
func (p *proof) block(n ast.Node) (missing string) {
	if n.Kind() == extast.KindTable {
		return p.table(n)
	}
	c := n.FirstChild()
	if c == nil || c.Type() != ast.TypeBlock {
		return p.said(n)
	}
	for ; c != nil && missing == ""; c = c.NextSibling() {
		missing = p.block(c)
	}
	return missing
}

// table lets each cell of the header stand anywhere from the table's beginning:
// a wide table is set row by row, with its header's words in every row.
func (p *proof) table(n ast.Node) (missing string) {
	start := p.at
	end := start
	for row := n.FirstChild(); row != nil && missing == ""; row = row.NextSibling() {
		if row.Kind() != extast.KindTableHeader {
			missing = p.said(row)
			continue
		}
		for cell := row.FirstChild(); cell != nil && missing == ""; cell = cell.NextSibling() {
			p.at = start
			missing = p.said(cell)
			end = max(end, p.at)
		}
		p.at = start
	}
	p.at = max(p.at, end)
	return missing
}

func (p *proof) said(n ast.Node) (missing string) {
	said := p.doc.Say(p.e, n, true)
	for word := range strings.FieldsSeq(letters(said.Words)) {
		if missing := p.take(word); missing != "" {
			return missing
		}
	}
	for _, l := range said.Links {
		if !strings.Contains(p.text, addressOf(l)) {
			return l.URL
		}
	}
	return ""
}

// take finds a word behind what was found before: whole, or where it has seams
// in its parts.
func (p *proof) take(word string) (missing string) {
	parts := strings.Split(word, string(markdown.Seam))
	for i, part := range parts {
		if i == 0 {
			part = " " + part
		}
		if i == len(parts)-1 {
			part += " "
		}
		if strings.TrimSpace(part) == "" {
			continue
		}
		n := strings.Index(p.words[p.at:], part)
		if n < 0 {
			return strings.TrimSpace(part)
		}
		p.at += n + len(strings.TrimRight(part, " ")) // the space begins the next word, too
	}
	return ""
}

func mismatch(item int, missing string) error {
	return fault.New(fault.Mismatch, fmt.Sprintf("The export was stopped, because its text part does not say what the copy says: item %d, “%s” is missing.", item+1, missing),
		"Nothing was written. This is a mistake in Galley; please report it with the issue file.")
}

// addressOf gives what must be printed of a link: all of it, but of a mail or
// telephone link what people call its address, and of an anchor nothing.
func addressOf(l markdown.SaidLink) string {
	scheme, rest, _ := strings.Cut(l.URL, ":")
	switch {
	case l.Slot:
		return l.URL
	case l.URL[0] == '#', strings.EqualFold(scheme, "tel"): // a number may stand in the link's words in another form
		return ""
	case strings.EqualFold(scheme, "mailto"):
		address, _, _ := strings.Cut(rest, "?")
		if strings.ContainsFunc(address, unicode.IsUpper) { // nor does case matter in the words
			return ""
		}
		return address
	}
	return l.URL
}

// letters gives the runs of letters and digits in a text without the marks on
// them, parted by single spaces. A character of a script that is written without
// spaces is a word, since lines break there.
func letters(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		wide := r >= 0x2e80
		switch {
		case r < 0x80 && ('a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'):
		case unicode.IsMark(r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != markdown.Seam:
			gap = true
			continue
		}
		if (gap || wide) && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		gap = wide
	}
	return b.String()
}
