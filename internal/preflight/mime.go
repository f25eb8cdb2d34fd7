package preflight

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"galley/internal/eml"
	"galley/internal/issue"
)

// mime: the message as it travels. All of it is silent where there is only a
// page. What [eml.Read] made notes of is said here with its place.
var mime = []mailCheck{
	{check{"mime.line", issue.SeverityError, mimeLine}, false},
	{check{"mime.ending", issue.SeverityError, mimeEnding}, false},
	{check{"mime.header", issue.SeverityError, mimeHeader}, false},
	{check{"mime.order", issue.SeverityError, mimeOrder}, false},
	{check{"mime.ids", issue.SeverityError, mimeIDs}, false},
}

// noted gives the notes of some kinds, in the order of the message.
func (r *round) noted(kinds ...eml.Kind) []eml.Note {
	if r.in.Message == nil {
		return nil
	}
	var list []eml.Note
	for _, n := range r.in.Message.Notes {
		if slices.Contains(kinds, n.Kind) {
			list = append(list, n)
		}
	}
	return list
}

// mimeEnding is one finding, however many lines there are. A file that some
// programs for the Mac and Linux save has no CR at all, and says so in other
// words: every line of it is meant.
func mimeEnding(r *round) {
	for _, n := range r.noted(eml.LineEnds) {
		raw := r.in.Message.Raw
		end, next := lineEnd(raw, n.Offset)
		sign := "line feed"
		if raw[end] == '\r' {
			sign = "carriage return"
		}
		why := fmt.Sprintf("This line ends in a bare %s, and lines of mail end in a carriage return and a line feed: servers may refuse it, so let the program that sends write the message.", sign)
		if !bytes.Contains(raw, []byte("\r")) {
			why = "The lines of this file end in bare line feeds, as some mail programs save them, and lines of mail end in a carriage return and a line feed: send it with a program that writes them, not as it stands."
		}
		r.inMessage(issue.Span{Start: n.Offset, End: min(end, next, n.Offset+quotedBytes)}, why)
	}
}

// quotedBytes is how much of a line is quoted, in bytes of ASCII.
const quotedBytes = 40

// mimeOrder finds HTML before plain text. Of an alternative, programs show the
// last part that they can (RFC 2046, 5.1.4). What else may stand in one, such as
// an invitation after the HTML, is none of its business.
func mimeOrder(r *round) {
	for _, n := range r.noted(eml.Order) {
		at := issue.Span{Start: n.Offset, End: n.Offset}
		if end, _ := lineEnd(r.in.Message.Raw, n.Offset); end > n.Offset {
			at.End = end
		}
		r.inMessage(at, "The plain text stands after the HTML, and mail programs show the last of the two, so readers would get the bare text: put the text first.")
	}
}

// mimeIDs finds what a message is known and sorted by (RFC 5322, 3.6).
func mimeIDs(r *round) {
	for _, n := range r.noted(eml.NoDate, eml.NoMessageID) {
		name, what := "date", "The email has no date, so mail programs sort it anywhere and filters distrust it: let the program that sends write one."
		if n.Kind == eml.NoMessageID {
			name, what = "message-id", "The email has no Message-ID, so replies cannot be threaded and filters distrust it: let the program that sends write one."
		}
		f, ok := r.field(name)
		if !ok || f.value.Start >= f.value.End {
			r.ofPart(issue.PartMessage, what)
			continue
		}
		why := "This is no date that mail programs can read, so they sort the email anywhere: write it as in “Wed, 25 Nov 2026 09:00:00 +0000”."
		if n.Kind == eml.NoMessageID {
			why = "This is no Message-ID, which is one pair of angle brackets with an @ between them, so replies cannot be threaded and filters distrust it: let the program that sends write one."
		}
		r.inMessage(f.value, why)
	}
}

// mimeHeader finds header lines that not every program on the way understands:
// letters that are not encoded, encoded-words that are too long (RFC 2047, 2),
// and lines that are no field, or a field too many (RFC 5322, 3.6).
//
// It says nothing of charsets: that Galley does not know one is not the mail's
// fault.
func mimeHeader(r *round) {
	for _, n := range r.noted(eml.RawHeader, eml.EncodedWord, eml.BadHeader) {
		raw := r.in.Message.Raw
		end, _ := lineEnd(raw, n.Offset)
		line := issue.Span{Start: n.Offset, End: end}
		switch n.Kind {
		case eml.RawHeader:
			r.inMessage(r.word(line, func(w []byte) bool { return !plainBytes(w) }), "This header holds letters beyond ASCII that are not encoded, so some mail programs would show other ones: let the program that sends encode them (RFC 2047).")
		case eml.EncodedWord:
			if at := r.word(line, overlong); at.Start < at.End {
				r.inMessage(at, "An encoded word in a header may have 75 characters, and this one has more, so some mail programs show it undecoded: let the program that sends split it.")
			}
		case eml.BadHeader:
			if n.Offset > 0 { // else it is about a field that stands twice
				r.inMessage(issue.Span{Start: n.Offset, End: min(end, n.Offset+quotedBytes)}, "Here the header should go on or end with an empty line, and it does neither, so programs disagree on what the email says: take this line out, or put an empty one before it.")
			}
		}
	}
	r.doubledFields()
}

// doubledFields finds fields that stand a second time and may only once.
func (r *round) doubledFields() {
	seen := map[string]int{}
	for _, f := range r.fields() {
		if seen[f.name]++; once[f.name] && seen[f.name] == 2 {
			r.inMessage(issue.Span{Start: f.line, End: f.line + len(f.name)}, "This header stands here a second time, and mail may have it once, so programs disagree on which one counts: leave one.")
		}
	}
}

// once are the fields that may stand only once, of those that people see.
var once = map[string]bool{"from": true, "reply-to": true, "to": true, "subject": true, "date": true, "message-id": true}

// word finds the first word of a line that is so; an empty span when none is.
func (r *round) word(line issue.Span, is func([]byte) bool) issue.Span {
	text := r.in.Message.Raw[line.Start:line.End]
	for at := 0; at < len(text); {
		start := at + len(text[at:]) - len(bytes.TrimLeft(text[at:], " \t"))
		n := bytes.IndexAny(text[start:], " \t")
		if n < 0 {
			n = len(text) - start
		}
		if is(text[start : start+n]) {
			return issue.Span{Start: line.Start + start, End: line.Start + start + n}
		}
		at = start + n
	}
	return issue.Span{Start: line.Start, End: line.Start}
}

func plainBytes(b []byte) bool {
	return bytes.IndexFunc(b, func(c rune) bool { return c > '~' }) < 0
}

// overlong reports an encoded-word of more than 75 characters; two that touch
// count as one, as they should not (RFC 2047, 5).
func overlong(word []byte) bool {
	const most = 75
	s := string(word)
	from, to := strings.Index(s, "=?"), strings.LastIndex(s, "?=")
	return from >= 0 && to+len("?=")-from > most
}
