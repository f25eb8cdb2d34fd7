package preflight

import (
	"bytes"
	"strings"

	"galley/internal/issue"
)

// field is a field of the message's own header, and where in the message it
// stands.
type field struct {
	name  string     // in lower case
	line  int        // where its first line begins
	value issue.Span // what follows the colon, over all of its lines
}

// maxFields is how many fields of a header are looked at. People's mail has a
// tenth of it.
const maxFields = 1000

// fields lists the fields of the message's header. What is wrong with the
// header's form is passed over as [eml.Read] does, which makes notes of it.
func (r *round) fields() []field {
	if r.header != nil || r.in.Message == nil {
		return r.header
	}
	raw := r.in.Message.Raw
	at := len(raw) - len(bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\ufeff")), "\r\n"))
	r.header = []field{}
	for at < len(raw) && len(r.header) < maxFields {
		end, next := lineEnd(raw, at)
		line := raw[at:end]
		switch {
		case len(line) == 0:
			return r.header
		case line[0] == ' ' || line[0] == '\t':
			if n := len(r.header); n > 0 {
				r.header[n-1].value.End = end
			}
		default:
			if name, value, ok := bytes.Cut(line, []byte(":")); ok && len(name) < 100 {
				start := end - len(bytes.TrimLeft(value, " \t"))
				r.header = append(r.header, field{strings.ToLower(string(bytes.TrimRight(name, " \t"))), at, issue.Span{Start: start, End: end}})
			}
		}
		at = next
	}
	return r.header
}

// field finds the first field of a name, which is in lower case.
func (r *round) field(name string) (f field, ok bool) {
	for _, f := range r.fields() {
		if f.name == name {
			return f, true
		}
	}
	return field{}, false
}

// lineEnd gives where the line at start ends, and where the next one begins,
// for each of CRLF, LF and CR.
func lineEnd(raw []byte, start int) (end, next int) {
	if end = start; start >= len(raw) {
		return len(raw), len(raw)
	}
	if c := raw[start]; c != '\r' && c != '\n' { // of millions of empty lines each is cheap
		n := bytes.IndexAny(raw[start:], "\r\n")
		if n < 0 {
			return len(raw), len(raw)
		}
		end += n
	}
	if bytes.HasPrefix(raw[end:], []byte("\r\n")) {
		return end, end + 2
	}
	return end, end + 1
}
