package preflight

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"galley/internal/issue"
)

// inMessage reports a span of the message as it travels.
func (r *round) inMessage(at issue.Span, why string) hit {
	if r.message == nil {
		r.message = &ruler{data: r.in.Message.Raw}
	}
	return r.inPart(issue.PartMessage, r.message, at, why)
}

// inText reports a span of the text part.
func (r *round) inText(at issue.Span, why string) hit {
	if r.text == nil {
		r.text = &ruler{data: r.in.Text}
	}
	return r.inPart(issue.PartText, r.text, at, why)
}

// inPart reports a span of a part of the email. Its words are what stands
// there; bytes that are no UTF-8 are quoted as U+FFFD, as every reader of the
// finding would read them.
func (r *round) inPart(part issue.Part, ruler *ruler, at issue.Span, why string) hit {
	start, end := ruler.lineAround(at.Start)
	end, at.End = max(at.Start, end), max(at.Start, min(at.End, end))
	for at.End > at.Start && at.End < end && !utf8.RuneStart(ruler.data[at.End]) {
		at.End-- // half a character would be quoted as another
	}
	words := ruler.data[at.Start:at.End]
	const far = maxContext * utf8.UTFMax // more than is quoted
	h := r.report(string([]rune(string(words[:min(len(words), far)]))), why)
	if h.finding != nil {
		h.finding.Part = part
		h.finding.Line, h.finding.Column = ruler.place(at.Start)
		h.within(strings.TrimSpace(string([]rune(string(ruler.data[start:min(end, start+far)])))))
	}
	return h
}

// ofPart reports something about a part of the email as a whole.
func (r *round) ofPart(part issue.Part, why string) hit {
	h := r.report("", why)
	if h.finding != nil {
		h.finding.Part = part
	}
	return h
}

// ruler tells the lines and columns of places in data. It goes on from the last
// place that it told, so that many places in order cost one reading.
type ruler struct {
	data           []byte
	at             int
	lines, columns int // before at: lines, and characters since the last one's end
}

// place gives the line and the column of an offset, both 1-based; lines end in
// LF, whatever stands before it, and columns count characters.
func (u *ruler) place(offset int) (line, column int) {
	if offset < u.at {
		u.at, u.lines, u.columns = 0, 0, 0
	}
	passed := u.data[u.at:offset]
	if last := bytes.LastIndexByte(passed, '\n'); last >= 0 {
		u.lines += bytes.Count(passed, newline)
		u.columns, passed = 0, passed[last+1:]
	}
	u.columns += utf8.RuneCount(passed)
	u.at = offset
	return u.lines + 1, u.columns + 1
}

var newline = []byte("\n")

// lineAround gives where the line around an offset begins and ends, without
// what ends it. Of a line that goes on for ever it gives what is near.
func (u *ruler) lineAround(offset int) (start, end int) {
	const near = 1000
	start, end = max(0, offset-near), min(len(u.data), offset+near)
	for start > 0 && start < offset && !utf8.RuneStart(u.data[start]) {
		start++
	}
	if i := bytes.LastIndexAny(u.data[start:offset], "\r\n"); i >= 0 {
		start += i + 1
	}
	if i := bytes.IndexAny(u.data[offset:end], "\r\n"); i >= 0 {
		end = offset + i
	}
	return start, end
}
