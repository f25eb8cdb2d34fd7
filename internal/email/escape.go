package email

import (
	"bytes"
	"io"
)

// escapeTo writes text for an element or a double-quoted attribute. Invalid
// UTF-8 cannot reach here (markdown.Decode) and is written as it is.
func escapeTo(w io.Writer, s []byte) {
	last := 0
	for i, c := range s {
		var with string
		switch c {
		case '&':
			with = "&amp;"
		case '<':
			with = "&lt;"
		case '>':
			with = "&gt;"
		case '"':
			with = "&#34;"
		case tokenOpen, tokenClose, 0:
			with = "\ufffd"
		default:
			continue
		}
		_, _ = w.Write(s[last:i])
		_, _ = io.WriteString(w, with)
		last = i + 1
	}
	_, _ = w.Write(s[last:])
}

func escape(s string) string {
	var b bytes.Buffer
	escapeTo(&b, []byte(s))
	return b.String()
}
