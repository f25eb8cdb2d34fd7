package email

import (
	"bytes"
	"strconv"
	"strings"

	"galley/internal/issue"
)

// A slot travels as tokenOpen, its kind, its name, tokenSplit, its fallback
// word and tokenClose.
const (
	tokenOpen  = '\x02'
	tokenClose = '\x03'
	tokenSplit = '\x1f'

	tokenWords = 'w' // a slot among words
	tokenLink  = 'l' // opens a link on a slot
	tokenEnd   = '/' // closes the link that was opened last
	tokenTag   = 't' // a tag of the provider's own, in place of the name
)

func token(kind byte, name, fallback string) string {
	return string(rune(tokenOpen)) + string(kind) + name + string(rune(tokenSplit)) + fallback + string(rune(tokenClose))
}

// slotFiller writes the profile's words in place of the tokens, piece by piece.
type slotFiller struct {
	e      *issue.Edition
	look   *look
	tongue *issue.Tongue
	ends   []string // of the links that are open
	slots  []Slot   // that were filled among words, where fill wrote them
}

func newSlotFiller(e *issue.Edition, l *look) *slotFiller {
	return &slotFiller{e: e, look: l, tongue: e.Profile.Tongue()}
}

// fill appends a piece of the page with every token replaced by the profile's
// words. It is the last step: what it writes is never parsed, escaped or wrapped
// again. What stands between the tokens must not be taken for a tag where the
// page goes, so there a reference takes the place of a character. No tag holds a
// line break (issue.TagsIn), so a page that is cut at those is filled as if it
// were whole.
func (f *slotFiller) fill(out, html []byte) []byte {
	for {
		i := bytes.IndexByte(html, tokenOpen)
		if i < 0 {
			return inert(out, html, f.tongue)
		}
		out = inert(out, html[:i], f.tongue)
		n := bytes.IndexByte(html[i:], tokenClose)
		kind, body := html[i+1], string(html[i+2:i+n])
		html = html[i+n+1:]
		name, fallback, _ := strings.Cut(body, string(rune(tokenSplit)))
		out = f.token(out, kind, name, fallback)
	}
}

// token appends what stands for one token.
func (f *slotFiller) token(out []byte, kind byte, name, fallback string) []byte {
	start := len(out)
	switch kind {
	case tokenWords:
		out = append(out, words(f.e.Fill(name, fallback))...)
		f.slots = append(f.slots, Slot{issue.Span{Start: start, End: len(out)}, name})
	case tokenLink:
		before, after := link(f.e.Fill(name, fallback), f.look)
		out = append(out, before...)
		f.ends = append(f.ends, after)
	case tokenTag:
		out = append(out, name...)
		f.slots = append(f.slots, Slot{issue.Span{Start: start, End: len(out)}, ownTag})
	case tokenEnd:
		out = append(out, f.ends[len(f.ends)-1]...)
		f.ends = f.ends[:len(f.ends)-1]
	}
	return out
}

// words gives a slot that stands among words. Provider's syntax is verbatim.
func words(f issue.Filled) string {
	switch {
	case f.Kind == issue.SlotElement:
		return strings.ReplaceAll(f.Value, "{words}", escape(strings.Trim(f.Text, "[]")))
	case f.Plain:
		return escape(f.Value)
	}
	return f.Value
}

// link gives what opens and closes a link on a slot.
func link(f issue.Filled, l *look) (before, after string) {
	switch f.Kind {
	case issue.SlotElement:
		before, after, _ = strings.Cut(f.Value, "{words}")
		return before, after
	case issue.SlotURL:
		href := f.Value
		if f.Plain {
			href = escape(href)
		}
		return `<a href="` + href + `" style="` + l.link + `">`, "</a>"
	}
	return "", ""
}

// inert appends HTML in which nothing is a tag of that tongue: `{{ code }}`
// becomes &#123;{ code }}, which a browser shows as it was and a template
// language does not see.
func inert(out, html []byte, tongue *issue.Tongue) []byte {
	if tongue.Silent() {
		return append(out, html...)
	}
	last := 0
	for _, at := range tongue.Inert(string(html)) {
		out = append(out, html[last:at-1]...)
		out = append(out, "&#"+strconv.Itoa(int(html[at-1]))+";"...)
		last = at
	}
	return append(out, html[last:]...)
}

// tagged escapes a line of the envelope in which the provider fills its own
// tags.
func (p *press) tagged(line string) string {
	var b strings.Builder
	last := 0
	for _, at := range p.Profile.Tongue().Own(line) {
		b.WriteString(escape(line[last:at.Start]) + token(tokenTag, line[at.Start:at.End], ""))
		last = at.End
	}
	return b.String() + escape(line[last:])
}
