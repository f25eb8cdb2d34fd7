package eml

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/idna"
)

// writeHead writes the message's header and the empty line after it.
func writeHead(b *bytes.Buffer, m Message, id identity) {
	if tokens := mailboxTokens("From", m.From); tokens != nil {
		writeField(b, "From", tokens)
	}
	if tokens := mailboxTokens("Reply-To", m.ReplyTo); tokens != nil {
		writeField(b, "Reply-To", tokens)
	}
	writeField(b, "To", []string{"undisclosed-recipients:;"})
	writeField(b, "Subject", phrase("Subject", m.Subject))
	writeField(b, "Date", []string{id.date})
	writeField(b, "Message-ID", []string{id.messageID})
	writeUnsubscribe(b, m.UnsubscribeURL)
	if langForm.MatchString(m.Lang) {
		writeField(b, "Content-Language", []string{m.Lang})
	}
	writeField(b, "MIME-Version", []string{"1.0"})
	writeField(b, "Content-Type", []string{"multipart/alternative;", `boundary="` + id.alternative + `"`})
	b.WriteString("\r\n")
}

// langForm is the outline of a BCP 47 tag (RFC 5646, 2.1).
var langForm = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}$`)

// writeUnsubscribe writes List-Unsubscribe (RFC 2369) and, for https, the
// promise of one-click (RFC 8058).
func writeUnsubscribe(b *bytes.Buffer, address string) {
	address, scheme := unsubscribeURI(address)
	if scheme == "" {
		return
	}
	writeField(b, "List-Unsubscribe", []string{"<" + address + ">"})
	if scheme == "https" {
		writeField(b, "List-Unsubscribe-Post", []string{"List-Unsubscribe=One-Click"})
	}
}

// uriForm is every character that a URI may have (RFC 3986, 2). Braces, bars
// and stray percent signs are not among them: an address with a merge tag in it
// is no address yet.
var uriForm = regexp.MustCompile(`^(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$`)

// maxURI keeps the field within 998 characters (RFC 5322, 2.1.1).
const maxURI = 900

// unsubscribeURI gives an address as a List-Unsubscribe header can carry it,
// letters beyond ASCII encoded, with its scheme: https or mailto. The scheme of
// any other is empty. Plain http is not offered: mail providers do not follow
// it.
func unsubscribeURI(address string) (uri, scheme string) {
	u, err := url.Parse(address)
	if err != nil || strings.ContainsAny(address, notURI) {
		return "", ""
	}
	if uri = address; !plainASCII(address) {
		if u.Host, err = idna.Lookup.ToASCII(u.Host); err != nil {
			return "", ""
		}
		u.RawQuery = beyondASCII(u.RawQuery)
		uri = u.String()
	}
	switch {
	case len(uri) > maxURI || !uriForm.MatchString(uri):
		return "", ""
	case u.Scheme == "https" && u.Hostname() != "" && u.User == nil:
		return uri, "https"
	case u.Scheme == "mailto" && strings.Contains(u.Opaque, "@"):
		return uri, "mailto"
	}
	return "", ""
}

// notURI are characters of merge tags and slips, which encoding would only hide.
const notURI = "{}|<>\\^`\" *"

// beyondASCII percent-encodes what is not ASCII.
func beyondASCII(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] < 0x80 {
			b.WriteByte(s[i])
		} else {
			fmt.Fprintf(&b, "%%%02X", s[i])
		}
	}
	return b.String()
}
