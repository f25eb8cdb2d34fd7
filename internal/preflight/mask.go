package preflight

import (
	"strings"

	"galley/internal/issue"
)

// In a mask: what a reader sees of a byte of the copy.
const (
	seen byte = iota
	gone
	stand // for something: a thing is in its place
)

// masked says of each byte of the copy whether it is one of the words. Where
// links, pictures, slots and HTML stand, the reading knows.
func (p *piece) masked() []byte {
	mask := make([]byte, len(p.Copy))
	cover := func(at issue.Span, with byte) {
		for i := max(0, at.Start); i < min(at.End, len(mask)); i++ {
			mask[i] = with
		}
	}
	for i := range mask {
		if p.prose[i] != p.Copy[i] {
			mask[i] = stand
		}
	}
	for _, t := range issue.TagsIn(p.prose) {
		cover(t.Span, stand)
	}
	for i := range p.Reading.RawHTML {
		cover(p.Reading.RawHTML[i].Span, stand)
	}
	for i := range p.Reading.Slots {
		if at := p.Reading.Slots[i].Span; strings.HasPrefix(p.Copy[at.Start:], "{{") {
			cover(at, stand)
		}
	}
	for i := range p.Reading.Pictures {
		cover(p.titled(p.Reading.Pictures[i].Span), stand)
	}
	for i := range p.Reading.Links {
		at := p.titled(p.Reading.Links[i].Span)
		words, ok := p.linked(at)
		if !ok {
			cover(p.angled(at), stand)
			continue
		}
		at.End += p.reference(at.End)
		cover(issue.Span{Start: at.Start, End: words.Start}, gone)
		cover(issue.Span{Start: words.End, End: at.End}, gone)
	}
	return mask
}

// linked gives the place of a link's words within [words](address); ok is false
// where the address is all there is.
func (p *piece) linked(at issue.Span) (words issue.Span, ok bool) {
	if !strings.HasPrefix(p.prose[at.Start:at.End], "[") {
		return at, false
	}
	depth := 0
	for i := at.Start; i < at.End; i++ {
		switch p.prose[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return issue.Span{Start: at.Start + 1, End: i}, true
			}
		}
	}
	return at, false
}

// titled gives the span of a picture or a link with all of its title, in which a
// bracket may stand that ends neither.
func (p *piece) titled(at issue.Span) issue.Span {
	_, address, ok := strings.Cut(p.prose[at.Start:at.End], "](")
	if !ok || strings.Count(address, `"`)%2 == 0 {
		return at
	}
	line, _, _ := strings.Cut(p.prose[at.End:], "\n")
	if n := strings.Index(line, `")`); n >= 0 {
		at.End += n + len(`")`)
	}
	return at
}

// angled takes in the angle brackets around a bare address.
func (p *piece) angled(at issue.Span) issue.Span {
	if at.Start > 0 && at.End < len(p.prose) && p.prose[at.Start-1] == '<' && p.prose[at.End] == '>' {
		return issue.Span{Start: at.Start - 1, End: at.End + 1}
	}
	return at
}

// reference gives the length of what a link by reference has behind its words:
// [words][name].
func (p *piece) reference(end int) int {
	rest := p.prose[min(end, len(p.prose)):]
	if !strings.HasPrefix(rest, "[") || end > 0 && p.prose[end-1] == ')' {
		return 0
	}
	if n := strings.IndexAny(rest, "]\n"); n > 0 && rest[n] == ']' {
		return n + 1
	}
	return 0
}
