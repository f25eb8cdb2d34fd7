package eml

import "bytes"

// split cuts a multipart's body at its boundary lines (RFC 2046, 5.1.1), nil
// when there are none; closed says that the last one was the closing one.
// mime/multipart stops at the first part whose header is damaged; this does
// not look into the parts. One more section than maxParts shows that there are
// too many.
func split(body []byte, boundary string) (sections [][]byte, closed bool) {
	if boundary == "" {
		return nil, false
	}
	mark := []byte("--" + boundary)
	open := -1 // where the section under way begins
	for at := 0; at < len(body) && len(sections) <= maxParts; {
		n := bytes.Index(body[at:], mark)
		if n < 0 {
			break
		}
		start := at + n
		at = start + len(mark)
		if start > 0 && body[start-1] != '\n' && body[start-1] != '\r' {
			continue
		}
		end, next := lineEnd(body, at)
		tail := bytes.TrimRight(body[at:end], " \t")
		last := string(tail) == "--"
		if len(tail) > 0 && !last {
			continue // a longer boundary, of a multipart inside
		}
		if open >= 0 {
			sections = append(sections, withoutBreak(body[open:start]))
		}
		if last {
			return sections, true
		}
		open, at = next, next
	}
	if len(sections) > maxParts {
		return sections, true // where it ends was not looked for
	}
	if open >= 0 {
		sections = append(sections, body[open:])
	}
	return sections, false
}

// withoutBreak cuts the line break that belongs to the boundary after it.
func withoutBreak(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}
