package preflight

import (
	"strings"

	"galley/internal/dom"
	"galley/internal/issue"
)

// page is the HTML part with the places of everything in it, read once.
func (r *round) page() *dom.Document {
	if r.read == nil {
		r.read = dom.Read(r.in.HTML)
	}
	return r.read
}

// inPage reports a place in the HTML part; a span without a length is the whole
// of it.
func (r *round) inPage(at issue.Span, why string) {
	page := r.page()
	source := string(page.Source[at.Start:at.End])
	at.Start += len(source) - len(strings.TrimLeft(source, " \t\r\n"))
	h := r.report(strings.TrimLeft(source, " \t\r\n"), why)
	if h.finding != nil {
		h.finding.Part, h.finding.Context = issue.PartHTML, h.finding.Words
		h.finding.Line, h.finding.Column = page.Position(at.Start)
	}
}
