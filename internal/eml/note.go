package eml

// Kind says what a [Note] is about, for programs.
type Kind string

// The notes that [Read] makes. All but the last group are defects by the RFC
// that is named; the last tells what Read itself did.
const (
	LineEnds    Kind = "line-ends"    // a CR or LF that is not CRLF (RFC 5322, 2.3)
	LongLine    Kind = "long-line"    // a line over 998 bytes (RFC 5322, 2.1.1)
	BadHeader   Kind = "header"       // a header line that is none, or a field that may stand only once (RFC 5322, 2.2, 3.6)
	RawHeader   Kind = "raw-header"   // bytes over 127 in a header (RFC 2047)
	EncodedWord Kind = "encoded-word" // an encoded-word over 75 characters, or of an unknown charset (RFC 2047, 2)
	NoFrom      Kind = "from"         // From missing, or no mailbox (RFC 5322, 3.6.2)
	NoDate      Kind = "date"         // Date missing, or no date (RFC 5322, 3.6.1)
	NoMessageID Kind = "message-id"   // Message-ID missing, or without @ (RFC 5322, 3.6.4)
	BadType     Kind = "content-type" // a Content-Type that cannot be read, or a multipart that is none (RFC 2045, 5)
	CutOff      Kind = "cut-off"      // a multipart without its closing boundary (RFC 2046, 5.1.1)
	Order       Kind = "order"        // in an alternative, HTML before plain text (RFC 2046, 5.1.4)
	BadEncoding Kind = "encoding"     // quoted-printable or base64 that is damaged or unknown (RFC 2045, 6)
	BadCharset  Kind = "charset"      // text that is not in the charset it claims, or in one Galley does not know

	TooLarge Kind = "too-large" // more bytes, parts, levels or header fields than Read takes; the rest is left out
	MoreText Kind = "more-text" // further texts for the body, found in Parts only
)

// Note says what was unusual about an email.
type Note struct {
	Kind Kind
	Part string // its number as IMAP counts, "1.2"; empty for the whole
	Text string // one sentence

	Offset int // where the line that it is about begins in what was read, or else its part; 0 for the whole
}

// maxNotes bounds what a hostile file can make Read say.
const maxNotes = 200

// notebook collects notes, each kind once per part.
type notebook struct {
	notes []Note
	seen  map[Note]bool
}

func (n *notebook) add(kind Kind, part, text string) { n.addAt(0, kind, part, text) }

// addAt adds a note on a place.
func (n *notebook) addAt(offset int, kind Kind, part, text string) {
	key := Note{Kind: kind, Part: part}
	if n.seen[key] || len(n.notes) >= maxNotes {
		return
	}
	if n.seen == nil {
		n.seen = map[Note]bool{}
	}
	n.seen[key] = true
	n.notes = append(n.notes, Note{Kind: kind, Part: part, Text: text, Offset: offset})
}
