package eml

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"
)

// identity is what would be drawn at random elsewhere, and here follows from
// the message: the same input gives the same file, and any other input another
// Message-ID.
type identity struct {
	messageID            string // with its angle brackets
	alternative, related string // boundaries
	date                 string
}

// identify hashes every field of m that reaches the file. Each is preceded by
// its length, so that no two messages can run together to the same hash.
func identify(m Message) identity {
	date := formatDate(m.Date)
	h := sha256.New()
	var size [8]byte
	add := func(b []byte) {
		binary.BigEndian.PutUint64(size[:], uint64(len(b)))
		h.Write(size[:])
		h.Write(b)
	}
	for _, s := range []string{"galley eml 1", date, m.From, m.ReplyTo, m.Subject, m.UnsubscribeURL, m.Lang} {
		add([]byte(s))
	}
	add(m.Text)
	add(m.HTML)
	for i := range m.Pictures {
		p := &m.Pictures[i]
		add([]byte(p.CID))
		add([]byte(p.Name))
		add([]byte(p.MIME))
		add(p.Data)
	}
	sum := hex.EncodeToString(h.Sum(nil))
	return identity{
		messageID: "<" + sum[:32] + "@" + idDomain(m.From) + ">",
		// "=_" stands in neither quoted-printable nor base64 (RFC 2045, 6.7):
		// no content can look like a boundary.
		alternative: "=_galley_" + sum[32:48],
		related:     "=_galley_" + sum[48:64],
		date:        date,
	}
}

// formatDate writes a date-time with a numeric zone (RFC 5322, 3.3). A zone of
// odd seconds, as local mean times have, cannot be written: UTC stands in.
func formatDate(t time.Time) string {
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	return t.Format("Mon, 02 Jan 2006 15:04:05 -0700")
}

// idDomain gives the sender's domain for the Message-ID, as RFC 5322, 3.6.4
// recommends, where it is a plain host name.
func idDomain(from string) string {
	a, ok := mailbox(from)
	if !ok {
		return nowhere
	}
	domain := strings.ToLower(a.Address[strings.LastIndexByte(a.Address, '@')+1:])
	if strings.Trim(domain, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" {
		return nowhere // an address literal: [192.0.2.1]
	}
	return domain
}
