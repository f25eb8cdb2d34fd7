package markdown

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"galley/internal/issue"
)

// Read gives an item's reading: it parses the copy and reads the tree.
func (d *Dialect) Read(kind, copy string) issue.Reading {
	return d.Parse(copy).Reading(kind)
}

// ReadItems fills the reading of every item.
func (d *Dialect) ReadItems(h *issue.House, items []issue.Item) {
	for i := range items {
		items[i].Reading = d.Read(h.Like(items[i].Kind), items[i].Copy)
	}
}

// ReadAround gives the readings of the publication's own copy around the items:
// what stands below the last one, and the masthead.
func (d *Dialect) ReadAround(e *issue.Edition) (footer, masthead issue.Reading) {
	return d.Read(issue.KindFooter, e.Footer()), d.Read(issue.KindNote, e.Publication.Masthead)
}

// Reading derives what the copy of an item of that kind says.
func (doc *Doc) Reading(kind string) issue.Reading {
	r := reader{Doc: doc, kind: kind, standfirst: doc.FindStandfirst(kind)}
	for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
	r.closeSection(len(doc.Source))
	r.inlines()
	return r.Reading
}

type reader struct {
	*Doc
	kind string
	issue.Reading
	open *issue.Section // the section that the next block belongs to
	end  int            // of the last block

	standfirst ast.Node
}

func (r *reader) block(n ast.Node) {
	span := spanOf(n)
	words := CopyText(n, r.Source)
	count := issue.CountWords(words)
	r.Words += count
	switch n := n.(type) {
	case *ast.Heading:
		if n.Level == 1 && r.Headline.Words == "" {
			r.Headline = issue.Text{Words: strings.TrimSpace(words), Span: span}
			r.end = span.End
			return
		}
	case *ast.Paragraph:
		if label, ok := n.FirstChild().(*Label); ok {
			r.startSection(label, span, count)
			return
		}
		if PictureParagraph(n, r.Source) {
			r.end = max(r.end, span.End)
			return
		}
		if meantAsTable(n, r.Source) {
			first := n.Lines().At(0)
			r.LooseTables = append(r.LooseTables, issue.Text{Words: strings.TrimSpace(string(first.Value(r.Source))), Span: span})
		}
		if n == r.standfirst {
			r.Standfirst = issue.Text{Words: strings.TrimSpace(words), Span: span}
		}
	case *ast.List:
		r.Lists++
		if r.open != nil {
			r.open.Bullets = append(r.open.Bullets, n.ChildCount())
		}
	}
	r.end = max(r.end, span.End)
	if r.open != nil {
		r.open.Words += count
	}
}

// Headed reports whether the copy has a headline.
func (doc *Doc) Headed() bool {
	for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 && !SaysNothing(h, doc.Source) {
			return true
		}
	}
	return false
}

// FindStandfirst gives the standfirst of an item of that kind: the first plain
// paragraph below the headline, pictures aside. A letter's is its greeting, and
// promos, jobs and footers are no stories.
func (doc *Doc) FindStandfirst(kind string) ast.Node {
	switch kind {
	case issue.KindLetter, issue.KindPromo, issue.KindJobs, issue.KindFooter:
		return nil
	}
	headed := false
	for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		h, heading := n.(*ast.Heading)
		switch {
		case heading && h.Level == 1 && !headed && !SaysNothing(h, doc.Source):
			headed = true
		case n.Kind() == ast.KindLinkReferenceDefinition, PictureParagraph(n, doc.Source):
		case n.Kind() != ast.KindParagraph || !headed || opensLabel(n):
			return nil
		default:
			return n
		}
	}
	return nil
}

func opensLabel(n ast.Node) bool {
	_, ok := n.FirstChild().(*Label)
	return ok
}

func (r *reader) startSection(label *Label, span issue.Span, count int) {
	r.closeSection(span.Start)
	r.Sections = append(r.Sections, issue.Section{
		Label: issue.Text{Words: label.Words, Span: label.At},
		Name:  label.Name,
		Words: count - issue.CountWords(label.Words),
		Span:  span,
	})
	r.open = &r.Sections[len(r.Sections)-1]
	r.end = max(r.end, span.End)
}

func (r *reader) closeSection(limit int) {
	if r.open != nil {
		r.open.End = min(max(r.open.End, r.end), limit)
	}
}

// inlines collects what stands inside the blocks.
func (r *reader) inlines() {
	_ = ast.Walk(r.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			r.Pictures = append(r.Pictures, PictureOf(n, r.Source))
			return ast.WalkSkipChildren, nil // an alt text is words
		case *ast.Link:
			r.Links = append(r.Links, issue.LinkAt{
				Words: strings.TrimSpace(PlainText(n, r.Source)), URL: string(Unescape(n.Destination)), Span: bracketSpan(n, r.Source),
			})
			r.slotIn(n.Destination, bracketSpan(n, r.Source))
		case *ast.LinkReferenceDefinition:
			r.slotIn(n.Destination, spanOf(n))
		case *ast.AutoLink:
			label := string(n.Label(r.Source))
			at := max(0, n.Pos()) // the character before a bare address, or itself
			at += max(0, strings.Index(string(r.Source[at:min(len(r.Source), at+len(label)+2)]), label))
			r.Links = append(r.Links, issue.LinkAt{Words: label, URL: AutoURL(n, r.Source), Span: issue.Span{Start: at, End: at + len(label)}})
		case *Slot:
			r.Slots = append(r.Slots, issue.SlotAt{Name: n.Name, Fallback: n.Fallback, Known: true, Span: n.At})
		case *ast.RawHTML:
			segment := n.Segments.At(0)
			r.RawHTML = append(r.RawHTML, issue.Text{Words: PlainText(n, r.Source), Span: issue.Span{Start: segment.Start, End: segment.Stop}})
		case *ast.HTMLBlock:
			r.RawHTML = append(r.RawHTML, issue.Text{Words: strings.TrimSpace(BlockText(n, r.Source)), Span: spanOf(n)})
		}
		return ast.WalkContinue, nil
	})
}

// slotIn takes down a slot that is the whole of a link's address.
func (r *reader) slotIn(destination []byte, at issue.Span) {
	if name, fallback, size := ParseSlot(destination); size == len(destination) && size > 0 {
		r.Slots = append(r.Slots, issue.SlotAt{Name: name, Fallback: fallback, Known: KnownSlot(name), Span: at})
	}
}

// leftOverCount is a word count that somebody kept by hand and left in the
// copy: “wonder, we’ll call it that. (61)”.
var leftOverCount = regexp.MustCompile(`([.!?…:][”’"')\]]*)\s*\(\d{1,3}\)\s*$`)

// CopyText gives the words of a block that count: without pictures, slots and
// left-over counts. A paragraph, bullet or cell ends in a line break.
func CopyText(n ast.Node, source []byte) string {
	if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeBlock || n.Kind() == extast.KindTable {
		var b strings.Builder
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			b.WriteString(CopyText(c, source))
			b.WriteByte('\n')
		}
		return b.String()
	}
	words := PlainText(n, source)
	if !strings.HasSuffix(strings.TrimRightFunc(words, unicode.IsSpace), ")") {
		return words // as nearly always; the expression would search all of it
	}
	return leftOverCount.ReplaceAllString(words, "$1")
}
