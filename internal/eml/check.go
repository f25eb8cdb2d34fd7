package eml

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/fault"
)

// nowhere is a domain that can never exist (RFC 6761, 6.4): ids of ours that
// need a domain end in it when there is no better one.
const nowhere = "galley.invalid"

// CID gives a picture its content id from its bytes: 24 hexadecimal digits of
// their SHA-256 at galley.invalid. The same picture has the same id in every
// issue, so a message names a picture that it shows twice only once.
func CID(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12]) + "@" + nowhere
}

// maxCID keeps "Content-ID: <…>" within a line of 76.
const maxCID = 62

// A CID is a msg-id without its brackets (RFC 2045, 7), without the characters
// that a cid: URL would have to escape (RFC 2392): some readers do not decode
// them, and the picture would be an attachment. A MIME type is two tokens.
var (
	cidForm  = regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*@[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$`)
	mimeForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.+-]{0,20}/[A-Za-z0-9][A-Za-z0-9.+-]{0,30}$`)
)

// check refuses what no reader could make sense of.
func check(m Message) error {
	if y := m.Date.Year(); y < 1900 || y > 9999 {
		return fault.New(fault.BadInput, fmt.Sprintf("An email cannot be dated in the year %d.", y),
			"Give a date from 1900 on.")
	}
	seen := make(map[string]bool, len(m.Pictures))
	for _, p := range m.Pictures {
		switch {
		case len(p.CID) > maxCID || !cidForm.MatchString(p.CID):
			return unnamed(p, fmt.Sprintf("its content id %.80q is not one", p.CID))
		case seen[p.CID]:
			return unnamed(p, fmt.Sprintf("its content id %q is there twice", p.CID))
		case !mimeForm.MatchString(p.MIME):
			return unnamed(p, fmt.Sprintf("%.80q is no MIME type", p.MIME))
		}
		seen[p.CID] = true
	}
	return nil
}

// unnamed is a mistake of the program, not of the person: Galley itself names
// the pictures of an export.
func unnamed(p Picture, why string) error {
	return fault.New(fault.Internal,
		fmt.Sprintf("The picture %.80q cannot go into the email: %s.", p.Name, why),
		"Nothing was written; please report it.")
}

// clean makes every field safe to write, once, before anything is hashed.
func clean(m Message) Message {
	m.Subject = oneLine(m.Subject)
	m.Text = canonical(m.Text)
	m.HTML = canonical(m.HTML)
	return m
}

// oneLine makes s valid UTF-8 on one line: every run of control characters and
// line separators becomes a space, and the ends are trimmed as any reader would.
func oneLine(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.IndexFunc(s, breaks) >= 0 {
		s = strings.Join(strings.FieldsFunc(s, breaks), " ")
	}
	return strings.Trim(s, " ")
}

func breaks(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// canonical makes text valid UTF-8 with LF line ends, and drops the byte order
// mark that some editors begin a file with.
func canonical(b []byte) []byte {
	for bytes.HasPrefix(b, bom) {
		b = b[len(bom):]
	}
	if !utf8.Valid(b) {
		b = bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	if bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	out := make([]byte, 0, len(b))
	for i, c := range b {
		switch {
		case c != '\r':
			out = append(out, c)
		case i+1 == len(b) || b[i+1] != '\n':
			out = append(out, '\n')
		}
	}
	return out
}
