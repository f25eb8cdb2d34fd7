package eml

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// exportTime is the time of every export in these tests.
var exportTime = time.Date(2026, 3, 4, 9, 30, 0, 0, time.FixedZone("", 3600))

// sample is a small newsletter with all that a message can have.
func sample() Message {
	fax := append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{0, 1, 2, 250}, 60)...)
	return Message{
		From:    "Tidewater <letter@tidewater.example>",
		ReplyTo: "desk@tidewater.example",
		Subject: "Two tides, one harbour",
		Date:    exportTime,
		Text:    []byte("Two tides\n=========\n\n• The fax – it still prints.\n"),
		HTML: []byte("<!doctype html>\n<html lang=\"en\"><body><h1>Two tides</h1>\n" +
			"<img src=\"cid:" + CID(fax) + "\" alt=\"A fax\"></body></html>\n"),
		Pictures:       []Picture{{CID: CID(fax), Name: "fax.png", MIME: "image/png", Data: fax}},
		UnsubscribeURL: "https://tidewater.example/leave?list=74",
		Lang:           "en-GB",
	}
}

// pieces are what random text is made of: all that encoders trip over.
var pieces = []string{
	"a", "tide", "Hafen", "é", "e\u0301", "ß", "—", "“", "”", "日本語", "漢", "शान्ति", "العربية", "\u202bعربي\u202c", "עברית",
	"👩\u200d👩\u200d👧", "🇩🇪", "👍🏽", "\u00a0", "\u200b", "\ufeff", "\U0010ffff", " ", " ", " ", "  ", ".", "..", "=", "==", "=3D", "=?",
	"?=", "=?UTF-8?Q?x?=", "_", "?", "\"", "\\", "(", ")", "<", ">", "@", ",", ";", ":", "'", "&amp;", "*|FNAME|*", "{{ x }}", "From ",
	"--", "--=_galley_", "=_", strings.Repeat("long", 30), strings.Repeat("ü", 40), strings.Repeat("🎈", 20), "~", "!", "#", "$", "{", "}",
}

// lineBreaks are added where text may have more than one line.
var lineBreaks = []string{"\n", "\n", "\n\n", "\n.", "\nFrom ", " \n", "\t\n", "\n..\n", "\t", "\u2028", "\x00", "\x0c", "\x7f"}

func randomText(r *rand.Rand, n int, from ...[]string) string {
	var b strings.Builder
	for range n {
		list := from[r.IntN(len(from))]
		b.WriteString(list[r.IntN(len(list))])
	}
	return b.String()
}

func randomMessage(r *rand.Rand) Message {
	m := sample()
	m.Subject = randomText(r, r.IntN(40), pieces)
	m.Text = []byte(randomText(r, r.IntN(200), pieces, lineBreaks))
	m.HTML = []byte(randomText(r, r.IntN(300), pieces, pieces, lineBreaks))
	name := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(oneLine(randomText(r, r.IntN(20), pieces)))
	m.From = `"` + name + `" <letter@tidewater.example>`
	m.Pictures[0].Name = randomText(r, r.IntN(12), pieces)
	m.Pictures[0].Data = make([]byte, r.IntN(400))
	for i := range m.Pictures[0].Data {
		m.Pictures[0].Data[i] = byte(r.Uint32())
	}
	if r.IntN(3) == 0 {
		m.Pictures = nil
	}
	return m
}

// TestLaw: whatever the words, they arrive, in lines that mail can carry.
func TestLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(74, 2026))
	for i := range 1000 {
		m := randomMessage(r)
		raw := mustBytes(t, m)
		checkWire(t, raw)
		checkReadBack(t, m, raw)
		if t.Failed() {
			t.Fatalf("round %d: subject %q, from %q\n%s", i, m.Subject, m.From, raw)
		}
	}
}
