package eml

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzRead: any bytes are an email or none; what is read is bounded by what was
// given, is UTF-8 with LF, and can be written again.
func FuzzRead(f *testing.F) {
	f.Add(mustBytes(f, sample()))
	if raw, err := os.ReadFile("testdata/golden/pictures.txtar"); err == nil {
		_, sections := cutTxtar(string(raw))
		f.Add([]byte(sections["eml"]))
	}
	for _, raw := range []string{
		"A: b\n\nc", goodMulti + "--b\r\n\r\nx\r\n--b--", "Content-Transfer-Encoding: quoted-printable\n\n=\r=\x01= \n=4",
		"Content-Transfer-Encoding: base64\n\nAAA=A", "Subject: =?utf-16?b?AAA?=\nFrom: a:(((;\n\n\x80",
		"Content-Type: multipart/digest; boundary=\"\"\n\n--\n--\n", "Content-Type: a/b; c*0*=x'%41; c*1=\"\n\n",
	} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, notes, err := Read(bytes.NewReader(raw))
		if err != nil {
			return
		}
		checkParsed(t, &p, notes, len(raw))
		m := Message{
			From: p.From.String(), Subject: p.Subject, Date: exportTime,
			Text: p.Text, HTML: p.HTML,
		}
		again := mustBytes(t, m)
		checkWire(t, again)
		checkReadBack(t, m, again)
	})
}

func checkParsed(t *testing.T, p *Parsed, notes []Note, size int) {
	t.Helper()
	total := 0
	for _, part := range p.Parts {
		total += len(part.Data)
		if strings.HasPrefix(part.Type, "text/") && (!utf8.Valid(part.Data) || bytes.IndexByte(part.Data, '\r') >= 0) {
			t.Errorf("part %s is not UTF-8 with LF: %q", part.Number, part.Data)
		}
		if strings.ContainsAny(part.Name, "/\\\n") {
			t.Errorf("part %s has a path for a name: %q", part.Number, part.Name)
		}
	}
	if total > 3*size { // a byte becomes three at most, as U+FFFD or “€”
		t.Errorf("%d bytes out of %d", total, size)
	}
	if len(notes) > maxNotes || len(p.Parts) > maxParts || strings.ContainsAny(p.Subject, "\r\n") {
		t.Errorf("%d notes, %d parts, subject %q", len(notes), len(p.Parts), p.Subject)
	}
}

// FuzzRoundTrip: whatever a message says, it arrives.
func FuzzRoundTrip(f *testing.F) {
	f.Add("Two tides", "Tidewater <letter@tidewater.example>", "text\n", "<p>html</p>", "fax.png", []byte("data"))
	f.Add("=?utf-8?q?x?= é 🌊\r\nBcc: x", "\"a, b\" <a@b>", ".\n..\nFrom \n", strings.Repeat("é ", 90), "../Möwe.png", []byte{})
	f.Add(strings.Repeat("a", 90)+"  b", "é <\"a b\"@b>", "a \t\r\n\r\x00\xff", "\ufeff=_\n--=_galley_", strings.Repeat("語", 90), bytes.Repeat([]byte{0}, 58))
	f.Fuzz(func(t *testing.T, subject, from, text, html, name string, data []byte) {
		m := Message{
			From: from, ReplyTo: subject, Subject: subject, Date: exportTime, Text: []byte(text), HTML: []byte(html),
			UnsubscribeURL: name, Lang: name,
			Pictures: []Picture{{CID: CID(data), Name: name, MIME: "image/png", Data: data}},
		}
		raw := mustBytes(t, m)
		checkWire(t, raw)
		checkReadBack(t, m, raw)
	})
}
