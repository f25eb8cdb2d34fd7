package intake

import (
	"strings"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// Saying writes words that are no Markdown into a copy, so that they read there as
// they are: on one line, and with no mark that acts. The parser proves it each time.
type Saying struct{ dialect *markdown.Dialect }

// NewSaying writes in the dialect of a house.
func NewSaying(h *issue.House) *Saying { return &Saying{markdown.New(h)} }

// Paragraph gives words as a paragraph.
func (s *Saying) Paragraph(words string) string {
	return literal(s.dialect, asParagraph, "", squeeze(words), "")
}

// Headline gives them as a headline, with its mark.
func (s *Saying) Headline(words string) string {
	return literal(s.dialect, asHeadline, "", squeeze(words), "")
}

// Labelled gives them as a labelled paragraph.
func (s *Saying) Labelled(label, words string) string {
	return literal(s.dialect, asLabel, label, squeeze(words), "")
}

// Alt gives them as the description of a picture, without its brackets.
func (s *Saying) Alt(words string) string {
	const file = "p.png"
	written := literal(s.dialect, asAlt, "", squeeze(words), file)
	return strings.TrimSuffix(strings.TrimPrefix(written, "!["), "]("+file+")")
}
