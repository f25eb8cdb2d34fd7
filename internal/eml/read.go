package eml

import (
	"bytes"
	"io"
	"net/mail"
	"strings"
	"time"

	"galley/internal/fault"
)

// MaxRead is how many bytes of an email Read takes. Mail servers stop at 25 to
// 50 MB, and a newsletter that large would not be one.
const MaxRead = 32 << 20

// Parsed is an email as it was read. What the email does not say, or says in a
// way that cannot be read, is the zero value.
type Parsed struct {
	From, ReplyTo mail.Address // decoded
	Subject       string       // decoded, on one line
	Date          time.Time
	MessageID     string      // as written, with its angle brackets
	Header        mail.Header // every field, unfolded and not decoded

	Text, HTML []byte // the body, told twice: UTF-8, LF
	Parts      []Part // every leaf in order, the two bodies among them

	LongestLine int // in bytes, without its end: over 78 is worth a warning, over 998 an error
}

// Part is a leaf of the message: a text, a picture, an attachment.
type Part struct {
	Number   string // as IMAP counts: "1", "2.1"
	Type     string // lower case: text/html
	CID      string // Content-ID without its angle brackets
	Name     string // the file name that is proposed, decoded; never a path
	Attached bool   // Content-Disposition says attachment
	Data     []byte // decoded; a text is UTF-8 with LF
	Offset   int    // where its header begins in what was read; 0 for the body of a message without parts
}

// ByCID finds the part that a cid: address names.
func (p *Parsed) ByCID(cid string) (Part, bool) {
	for _, part := range p.Parts {
		if part.CID == cid && cid != "" {
			return part, true
		}
	}
	return Part{}, false
}

// Read reads an email, whole or damaged. It takes the first [MaxRead] bytes, the
// first 8 MB of a text, and at most 1,000 parts in 20 levels; a message inside
// the message stays a part, to be read by another call. It fails with a
// *fault.Error only when r fails, or when there is no header field at all, so
// that what was given is no email.
func Read(r io.Reader) (Parsed, []Note, error) {
	var all bytes.Buffer
	if known, ok := r.(interface{ Len() int }); ok { // as of a bytes.Reader
		all.Grow(min(known.Len(), MaxRead) + bytes.MinRead)
	}
	_, err := all.ReadFrom(io.LimitReader(r, MaxRead+1))
	raw := all.Bytes()
	if err != nil {
		return Parsed{}, nil, fault.Wrap(err, fault.BadInput, "The email could not be read to its end.",
			"Copy the file again, or save it anew from the mail program.")
	}
	return ReadBytes(raw)
}

// ReadBytes reads an email as [Read] does. What it gives shares memory with raw.
func ReadBytes(raw []byte) (Parsed, []Note, error) {
	in := &reader{raw: raw}
	if len(raw) > MaxRead {
		raw = raw[:MaxRead]
		in.add(TooLarge, "", "The email is longer than 32 MB; the rest was left out.")
	}
	in.wire(raw)
	h, body := in.header(bytes.TrimLeft(bytes.TrimPrefix(raw, bom), "\r\n"), "")
	if len(h) == 0 {
		return Parsed{}, in.notes, fault.New(fault.BadInput, "This is no email: it does not begin with header lines.",
			"Save it from the mail program as .eml, or as “original” or “source”.")
	}
	in.envelope(h)
	in.entity(h, body, "", 0, 0)
	in.bodies()
	return in.Parsed, in.notes, nil
}

// reader is one Read under way.
type reader struct {
	notebook
	Parsed
	raw []byte
}

// offset gives where b, which was cut out of raw, begins in it. A slice that
// is cut anew, and not limited, reaches to the end of what it was cut from.
func (in *reader) offset(b []byte) int { return cap(in.raw) - cap(b) }

// wire looks at the lines as they came.
func (in *reader) wire(raw []byte) {
	bare := false
	for start := 0; start < len(raw); {
		end, next := lineEnd(raw, start)
		in.LongestLine = max(in.LongestLine, end-start)
		if !bare && next > end && string(raw[end:next]) != "\r\n" {
			bare = true
			in.addAt(start, LineEnds, "", "Not every line ends in CR LF.")
		}
		start = next
	}
	if in.LongestLine > 998 {
		in.add(LongLine, "", "A line is longer than the 998 bytes that mail allows.")
	}
}

// lineEnd gives where the line at start ends, and where the next one begins,
// for each of CRLF, LF and CR.
func lineEnd(raw []byte, start int) (end, next int) {
	line := raw[start:]
	// Looking for one byte is ten times as fast as for either of two; but not
	// far, or a megabyte of CRs would be searched to its end for each of them.
	near := line[:min(len(line), 1024)]
	n := 0
	if len(near) == 0 || near[0] != '\r' { // of a megabyte of them each is cheap
		if n = bytes.IndexByte(near, '\n'); n >= 0 {
			near = near[:n]
		}
		if cr := bytes.IndexByte(near, '\r'); cr >= 0 {
			n = cr
		}
	}
	if n < 0 {
		n = bytes.IndexAny(line, "\r\n")
	}
	if n < 0 {
		return len(raw), len(raw)
	}
	end = start + n
	if bytes.HasPrefix(raw[end:], []byte("\r\n")) {
		return end, end + 2
	}
	return end, end + 1
}

// bodies picks what a mail program would show: the first text and the first
// HTML with words in them that are not attachments.
func (in *reader) bodies() {
	for i := range in.Parts {
		p := &in.Parts[i]
		switch {
		case p.Attached:
		case p.Type == "text/plain":
			in.body(&in.Text, p)
		case p.Type == "text/html":
			in.body(&in.HTML, p)
		}
	}
}

func (in *reader) body(to *[]byte, p *Part) {
	switch {
	case len(*to) == 0:
		*to = p.Data
	case len(p.Data) > 0:
		in.add(MoreText, p.Number, "The email has further text in a part of its own: "+strings.TrimPrefix(p.Type, "text/")+".")
	}
}
