package preflight

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"galley/internal/issue"
)

// How long a line of mail may be, and should be, in bytes without its end (RFC
// 5322, 2.1.1).
const (
	longestLine = 998
	wantedLine  = 78
)

// longLines are the lines over a limit: the first, and how many there are.
type longLines struct {
	first  issue.Span
	header bool // the first one is
	count  int
}

func (l *longLines) add(at issue.Span, header bool) {
	if l.count == 0 {
		l.first, l.header = at, header
	}
	l.count++
}

// mimeLine is at most two findings: the first line that is too long to be sent,
// and the first that is longer than it should be. Of the second kind it passes
// over lines that cannot be shorter, which hold one address and no blank, and
// header fields that servers add on the way: nobody who writes the email can
// mend them.
func mimeLine(r *round) {
	if r.in.Message == nil || r.in.Message.Mail.LongestLine <= wantedLine {
		return
	}
	over, long := r.longLines()
	if over.count > 0 {
		r.inMessage(over.quoted(), over.said(longestLine, "and mail allows", "servers break it or refuse the email", "encode the part as quoted-printable or base64"))
	}
	if long.count > 0 {
		r.inMessage(long.quoted(), long.said(wantedLine, "where mail should have at most", "some programs break it", "write shorter lines")).warn()
	}
}

func (l *longLines) quoted() issue.Span {
	return issue.Span{Start: l.first.Start, End: min(l.first.End, l.first.Start+quotedBytes)}
}

func (l *longLines) said(limit int, allows, so, mend string) string {
	others := ""
	if l.count > 1 {
		others = " (the first of " + thousands(l.count) + ")"
	}
	if l.header {
		mend = "fold the header"
	}
	return fmt.Sprintf("This line%s has %s bytes %s %d, so %s: let the program that sends %s.", others, thousands(l.first.End-l.first.Start), allows, limit, so, mend)
}

// longLines reads the lines of the message.
func (r *round) longLines() (over, long longLines) {
	raw := r.in.Message.Raw
	inHeader, name := true, ""
	for at := 0; at < len(raw); {
		end, next := lineEnd(raw, at)
		line, span := raw[at:end], issue.Span{Start: at, End: end}
		if inHeader {
			name = headerName(line, name)
			inHeader = len(line) > 0 || at == 0
		}
		switch {
		case len(line) > longestLine:
			over.add(span, inHeader)
		case len(line) <= wantedLine:
		case inHeader && !slices.Contains(writtenFields, name):
		case !breakable(line):
		default:
			long.add(span, inHeader)
		}
		at = next
	}
	return over, long
}

// headerName gives the name of the field that a header line is part of.
func headerName(line []byte, before string) string {
	if len(line) == 0 || line[0] == ' ' || line[0] == '\t' {
		return before
	}
	name, _, _ := bytes.Cut(line[:min(len(line), 100)], []byte(":"))
	return strings.ToLower(string(bytes.TrimRight(name, " \t")))
}

// writtenFields are the header fields that the program writes in which the email
// was made. Everything else is added on the way, or signs what was.
var writtenFields = []string{"bcc", "cc", "comments", "from", "keywords", "reply-to", "sender", "subject", "to"}

// breakable reports whether a line could have been shorter: it has a blank
// between two words, or it is no address.
func breakable(line []byte) bool {
	text := bytes.TrimSpace(line)
	return bytes.IndexByte(text, ' ') >= 0 || !bytes.Contains(text, []byte("://"))
}
