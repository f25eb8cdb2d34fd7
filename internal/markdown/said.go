package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"galley/internal/issue"
)

// Said is what a printed block has to say, for a proof to compare with what was
// printed.
type Said struct {
	Words string     // for the text part with the alt texts in their places, and with [Seam]s
	Links []SaidLink // in order
	Alts  []string   // of pictures, in order
}

// Seam stands in the words of the text part where something may be inserted: an
// address, a picture, a mark. No copy holds one ([Decode]).
const Seam = '\x00'

// SaidLink is where a link leads.
type SaidLink struct {
	URL  string
	Slot bool // a provider's words, or the publication's own address
}

// Say gives what a block of copy has to say in an edition. It knows nothing of
// how anything is printed, and lists here all that may be missing in print:
// what [Dialect.ParseFor] leaves out, an address that may not leave the desk, a
// link without words or inside another, the definition of a reference; and in
// the text part the words of a link on which the provider writes its own.
func (doc *Doc) Say(e *issue.Edition, block ast.Node, textPart bool) Said {
	s := sayer{Doc: doc, e: e, textPart: textPart}
	s.node(block)
	s.said.Words = s.words.String()
	return s.said
}

type sayer struct {
	*Doc
	e        *issue.Edition
	textPart bool
	words    strings.Builder
	said     Said
}

func (s *sayer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.node(c)
	}
}

func (s *sayer) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		s.words.Write(Value(n, s.Source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			s.words.WriteByte('\n')
		}
	case *ast.String:
		s.words.Write(n.Value)
	case *ast.CodeSpan, *ast.RawHTML:
		s.words.WriteString(PlainText(n, s.Source))
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		s.words.WriteString("\n" + BlockText(n, s.Source) + "\n")
	case *ast.LinkReferenceDefinition:
	case *Tag:
		s.words.WriteString(n.Words)
	case *Slot:
		s.slot(n)
	case *ast.Link:
		s.link(n)
	case *ast.AutoLink:
		s.seam()
		s.leads(n, AutoURL(n, s.Source))
		s.words.Write(n.Label(s.Source))
		s.seam()
	case *ast.Image:
		s.image(n)
	case *extast.Strikethrough:
		s.seam()
		s.children(n)
		s.seam()
	default:
		s.other(n)
	}
}

func (s *sayer) other(n ast.Node) {
	block := n.Type() == ast.TypeBlock || n.Kind() == extast.KindTableCell
	if block {
		s.words.WriteByte('\n')
	}
	s.children(n)
	if label, ok := n.(*Label); ok {
		s.words.WriteString(label.Colon)
	}
	if block {
		s.words.WriteByte('\n')
	}
}

func (s *sayer) slot(n *Slot) {
	f := s.e.Fill(n.Name, n.Fallback)
	switch {
	case s.textPart:
		s.words.WriteString(f.Text)
	case f.Kind == issue.SlotElement:
		s.words.WriteString(strings.Trim(f.Text, "[]"))
	default:
		s.words.WriteString(f.Value)
	}
}

func (s *sayer) seam() {
	if s.textPart {
		s.words.WriteByte(Seam)
	}
}

func (s *sayer) link(n *ast.Link) {
	s.seam()
	defer s.seam()
	if SaysNothing(n, s.Source) {
		return
	}
	name, fallback, ok := SlotLink(n)
	if !ok {
		s.leads(n, string(Unescape(n.Destination)))
		s.children(n)
		return
	}
	switch f := s.e.Fill(name, fallback); {
	case f.Kind == issue.SlotElement && s.textPart:
		s.words.WriteString(f.Text)
		return
	case f.Kind == issue.SlotURL && s.textPart:
		s.said.Links = append(s.said.Links, SaidLink{f.Text, true})
	case f.Kind == issue.SlotURL:
		s.said.Links = append(s.said.Links, SaidLink{f.Value, true})
	}
	s.children(n)
}

// leads takes down where a link leads, if it may.
func (s *sayer) leads(n ast.Node, address string) {
	if url, ok := s.e.LinkURL(address); ok && !InLink(n) {
		s.said.Links = append(s.said.Links, SaidLink{URL: url})
	}
}

// image wants the alt text, and the caption in words: below a picture that
// stands alone, in brackets where it stands among words.
func (s *sayer) image(n *ast.Image) {
	s.seam()
	defer s.seam()
	alt := PictureOf(n, s.Source).Alt
	if s.said.Alts = append(s.said.Alts, alt); s.textPart {
		s.words.WriteString(" " + alt + " ")
	}
	caption := strings.TrimSpace(string(Unescape(n.Title)))
	block := n.Parent()
	if block.Kind() == ast.KindLink {
		block = block.Parent()
	}
	switch {
	case caption == "":
	case PictureParagraph(block, s.Source):
		s.words.WriteString("\n" + caption + "\n")
	default:
		s.words.WriteString(" (" + caption + ")")
	}
}
