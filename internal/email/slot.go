package email

import (
	"bytes"
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
)

func token(kind byte, name, fallback string) string {
	return string(rune(tokenOpen)) + string(kind) + name + string(rune(tokenSplit)) + fallback + string(rune(tokenClose))
}

// fill gives the page with every token replaced by the profile's words. It is
// the last step: what it writes is never parsed, escaped or wrapped again.
func fill(e *issue.Edition, html []byte, l *look) []byte {
	out := make([]byte, 0, len(html)+1024)
	var ends []string
	for {
		i := bytes.IndexByte(html, tokenOpen)
		if i < 0 {
			return append(out, html...)
		}
		out = append(out, html[:i]...)
		n := bytes.IndexByte(html[i:], tokenClose)
		kind, body := html[i+1], string(html[i+2:i+n])
		html = html[i+n+1:]
		name, fallback, _ := strings.Cut(body, string(rune(tokenSplit)))
		switch kind {
		case tokenWords:
			out = append(out, words(e.Fill(name, fallback))...)
		case tokenLink:
			before, after := link(e.Fill(name, fallback), l)
			out = append(out, before...)
			ends = append(ends, after)
		case tokenEnd:
			out = append(out, ends[len(ends)-1]...)
			ends = ends[:len(ends)-1]
		}
	}
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
