package preflight

import (
	"strings"
	"unicode"

	"galley/internal/issue"
)

// hit is a finding that was just reported, so that its check can say more of
// it. Above maxOfAKind there is no finding, and what is said is forgotten.
type hit struct {
	finding *issue.Finding
	piece   *piece // nil for the issue itself
}

// at reports words in a piece's copy.
func (r *round) at(p *piece, at issue.Span, why string) hit {
	words := strings.TrimLeftFunc(p.Copy[at.Start:at.End], unicode.IsSpace)
	at.Start = at.End - len(words)
	h := r.report(words, why)
	if h.finding != nil {
		h.finding.Context = sentence(p.Copy, at)
		h.place(p, at.Start)
	}
	return h
}

// lacks reports that something is missing which would stand at offset.
func (r *round) lacks(p *piece, offset int, why string) hit {
	h := r.report("", why)
	if h.finding != nil {
		if offset < len(p.Copy) {
			h.finding.Context = sentence(p.Copy, issue.Span{Start: offset, End: offset})
		}
		h.place(p, offset)
	}
	return h
}

// whole reports something about the issue itself. Words are the value that is
// wrong; empty when it is missing.
func (r *round) whole(words, why string) hit {
	h := r.report(words, why)
	if h.finding != nil {
		h.finding.Context = h.finding.Words
	}
	return h
}

// report takes down a finding. Of words that go on for lines the first is
// quoted.
func (r *round) report(words, why string) hit {
	if len(r.found) >= maxOfAKind {
		r.unlisted++
		return hit{}
	}
	words, _, _ = strings.Cut(words, "\n")
	r.found = append(r.found, issue.Finding{
		Check: r.check.name, Severity: r.check.severity, Line: 1, Column: 1,
		Words: strings.TrimRightFunc(head(words, maxContext), unicode.IsSpace), Why: why,
	})
	return hit{finding: &r.found[len(r.found)-1]}
}

// place says where in the rundown and in the issue file a finding is. Copy
// that stands around the items is in another file, so it is the issue's own
// finding.
func (h *hit) place(p *piece, offset int) {
	if p.number > 0 {
		h.piece = p
		h.finding.Item, h.finding.Headline = p.number, p.Name()
		h.finding.Line, h.finding.Column = p.Position(offset)
	}
}

// warn makes the finding a warning, whatever its check's are.
func (h hit) warn() {
	if h.finding != nil {
		h.finding.Severity = issue.SeverityWarning
	}
}

// ask makes the finding a query, whatever its check's are.
func (h hit) ask() { h.as(issue.SeverityQuery) }

// as gives the finding a severity of its own.
func (h hit) as(severity issue.Severity) {
	if h.finding != nil {
		h.finding.Severity = severity
	}
}

// within shows the finding's words inside a line that is not copy.
func (h hit) within(line string) {
	if h.finding != nil {
		h.finding.Context = cut(line, maxContext)
	}
}

// fix says what one key would do: replace the words at a span of the copy. Copy
// around the items is in another file and is changed there.
func (h hit) fix(label string, at issue.Span, with string) {
	if h.finding == nil || h.piece == nil {
		return
	}
	line, column := h.piece.Position(at.Start)
	h.finding.Fix = &issue.Fix{Label: label, Edits: []issue.Edit{{Line: line, Column: column, Old: h.piece.Copy[at.Start:at.End], New: with}}}
}

// append says that one key would add a paragraph at the end of the copy. Where
// the copy ends in a block of code, what is added would be code as well, so
// there it says nothing.
func (h hit) append(label, paragraph string) {
	if h.finding == nil || h.piece == nil {
		return
	}
	end := len(h.piece.Copy)
	if end > 0 {
		paragraph = "\n\n" + paragraph
	}
	if !strings.HasSuffix(prose(h.piece.Copy+paragraph), paragraph) {
		return
	}
	h.fix(label, issue.Span{Start: end, End: end}, paragraph)
}

// lines widens words that fill whole lines to what one has to take out so that
// no gap is left: the blank lines in front of them, or at the beginning of the
// copy those behind. Ok is false where other words stand in those lines.
func (p *piece) lines(at issue.Span) (whole issue.Span, ok bool) {
	start := strings.LastIndexByte(p.Copy[:at.Start], '\n') + 1
	end := len(p.Copy)
	if n := strings.IndexByte(p.Copy[at.End:], '\n'); n >= 0 {
		end = at.End + n
	}
	if strings.TrimSpace(p.Copy[start:at.Start]) != "" || strings.Trim(p.Copy[at.End:end], " \t.,;") != "" {
		return at, false
	}
	before := len(strings.TrimRightFunc(p.Copy[:start], unicode.IsSpace))
	if before > 0 {
		return issue.Span{Start: before, End: end}, true
	}
	rest := p.Copy[end:]
	return issue.Span{Start: start, End: end + len(rest) - len(strings.TrimLeft(rest, " \t\n"))}, true
}
