// Package eml writes an email as one .eml file, and reads one that someone else
// wrote.
//
// A newsletter on its way out is the same story told twice: as plain text and
// as HTML with pictures. RFC 2046 has a shape for that, and [Bytes] writes no
// other:
//
//	multipart/alternative          the last part that a reader understands wins
//	├─ text/plain                  quoted-printable
//	└─ multipart/related           only when there are pictures
//	   ├─ text/html                quoted-printable; names pictures by cid:
//	   └─ image/…                  base64, inline, with a Content-ID
//
// Everything on the wire is ASCII in lines of at most 76 characters that end in
// CRLF, so no server on the way has a reason to change a byte. Lines that begin
// with a dot or with "From " are escaped too: SMTP would double the one, and a
// mailbox file would put a ">" before the other. Boundaries and the Message-ID
// come from a hash of the content and the date, never from chance.
//
// Three headers are decisions:
//
//   - To is an empty group, “undisclosed-recipients:;” (RFC 5322, 3.4). The
//     standard does not ask for a To, but older readers and spam filters mark
//     mail without one, and an empty group is addressed to nobody.
//   - X-Unsent, which makes Outlook open the file as a draft, is left out. A
//     draft is rewritten by the editor it opens in and loses pictures named by
//     cid: (papnkukn/eml-format issue 29), so a test sent from it would not be
//     this email. Opened as received mail, it is.
//   - From and Reply-To are left out where they cannot be read as a mailbox, so
//     that a proof can be looked at before the sender is settled. Preflight is
//     where a missing sender stops a final export.
//
// [Read] is lenient: damaged mail gives a value and notes that say what was
// wrong, for mail comes as it comes and the words in it matter more.
//
// The promise: the same message gives the same bytes, no header can be smuggled
// in through a subject, an address or a name, and what Bytes writes Read gives
// back word for word, with no note but that of a sender left out.
package eml

import (
	"io"
	"time"
)

// Message is an email before it is written. Line ends may be LF or CRLF; bytes
// that are not UTF-8 become U+FFFD. In Subject, From and ReplyTo a run of
// control characters (CR, LF, NUL, tab …) becomes one space: a line break that
// slipped in from a document is no reason to refuse an issue, and as a space it
// cannot begin a header of its own.
type Message struct {
	From, ReplyTo string // RFC 5322 mailboxes: Tidewater <letter@tidewater.example>
	Subject       string
	Date          time.Time // the time of export, with its zone; years 1900 to 9999
	HTML, Text    []byte
	Pictures      []Picture // in order; HTML names them by cid:

	// UnsubscribeURL becomes List-Unsubscribe. An https address also gets
	// List-Unsubscribe-Post, which promises that one POST to it is enough
	// (RFC 8058); a mailto address cannot promise that. Anything else, such as
	// a provider's merge tag, gives no header: its provider writes its own.
	UnsubscribeURL string

	Lang string // BCP 47, for Content-Language; left out when it is no such tag
}

// Picture is a picture that travels inside the email.
type Picture struct {
	CID  string // as in the HTML's cid: address, see [CID]
	Name string // file name: fax.png
	MIME string // image/png
	Data []byte
}

// Write writes m to w. Errors of m are those of [Bytes]; an error of w is given
// as it is.
func Write(w io.Writer, m Message) error {
	b, err := Bytes(m)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// Bytes gives m as the bytes of an .eml file. It fails with a *fault.Error when
// the date is outside RFC 5322's years, or when a picture cannot be named: its
// CID is no msg-id of at most 62 characters, is there twice, or its MIME type
// is none.
func Bytes(m Message) ([]byte, error) {
	if err := check(m); err != nil {
		return nil, err
	}
	return compose(clean(m)), nil
}
