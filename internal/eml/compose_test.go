package eml

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime/quotedprintable"
	"strings"
	"testing"
	"time"

	"galley/internal/fault"
)

func TestQuoted(t *testing.T) {
	a75, a76, a77 := strings.Repeat("a", 75), strings.Repeat("a", 76), strings.Repeat("a", 77)
	tests := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"line ends", "a\nb\n", "a\r\nb\r\n"},
		{"no end on the last line", "a\nb", "a\r\nb"},
		{"empty lines", "\n\n", "\r\n\r\n"},
		{"equals sign", "a=b", "a=3Db"},
		{"blank at a line's end", "a \nb\t\n", "a=20\r\nb=09\r\n"},
		{"blank at the text's end", "a ", "a=20"},
		{"blanks at a line's end", "a  \n", "a =20\r\n"},
		{"a line of blanks", " \n\t", "=20\r\n=09"},
		{"blanks within", " a\tb c", " a\tb c"},
		{"a lone dot", ".\n", "=2E\r\n"},
		{"leading dots", "..a\n.b.", "=2E.a\r\n=2Eb."},
		{"From", "From here\n", "=46rom here\r\n"},
		{"From, not the word", "Fromage\nfrom here\n From here", "Fromage\r\nfrom here\r\n From here"},
		{"From alone with a blank", "From \n", "=46rom=20\r\n"},
		{"control characters", "\x00\x07\r\x7f", "=00=07=0D=7F"},
		{"a character beyond ASCII", "é🌊", "=C3=A9=F0=9F=8C=8A"},
		{"76 characters fit", a76, a76},
		{"77 break after 75", a77, a75 + "=\r\naa"},
		{"76 and a line end", a76 + "\n", a76 + "\r\n"},
		{"a blank as the 76th", a75 + " ", a75 + "=\r\n=20"},
		{"a blank as the 76th, more to come", a75 + " b", a75 + "=\r\n b"},
		{"a blank before the break", a75[1:] + " bc", a75[1:] + " =\r\nbc"},
		{"an escape as the 74th to 76th", a75[2:] + "=", a75[2:] + "=3D"},
		{"an escape that would be the 75th on", a75[1:] + "=", a75[1:] + "=\r\n=3D"},
		{"a character is not split", a75[5:] + "é", a75[5:] + "=C3=A9"},
		{"a character that would be", a75[3:] + "éé", a75[3:] + "=\r\n=C3=A9=C3=A9"},
		{"a dot after a break", a75 + ".b", a75 + "=\r\n=2Eb"},
		{"From after a break", a75 + "From b", a75 + "=\r\n=46rom b"},
		{"a break in the middle of From", a75[2:] + "From b", a75[2:] + "Fr=\r\nom b"},
		{"bytes that are not UTF-8", "\xff\xfe", "=FF=FE"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := string(appendQuoted(nil, []byte(tt.text)))
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			back, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(got)))
			if lf := strings.ReplaceAll(string(back), "\r\n", "\n"); err != nil || lf != tt.text {
				t.Errorf("decodes to %q, %v", lf, err)
			}
		})
	}
}

func TestBase64(t *testing.T) {
	for n := range 240 {
		data := bytes.Repeat([]byte{0xFB, 0x01, 0xFE}, 80)[:n]
		got := string(appendBase64([]byte("x"), data))
		lines := strings.Split(got[1:], "\r\n")
		for i, line := range lines {
			if i < len(lines)-1 && len(line) != 76 || len(line) > 76 {
				t.Fatalf("%d bytes: line %d has %d characters", n, i, len(line))
			}
		}
		if back, err := base64.StdEncoding.DecodeString(strings.Join(lines, "")); err != nil || !bytes.Equal(back, data) {
			t.Fatalf("%d bytes decode to %x, %v", n, back, err)
		}
		if room := base64Len(n); len(got)-1 > room {
			t.Fatalf("%d bytes need %d, base64Len says %d", n, len(got)-1, room)
		}
	}
}

func TestFileName(t *testing.T) {
	tests := []struct{ name, param string }{
		{"", ""},
		{"..", ""},
		{"fax.png", `; filename="fax.png"`},
		{"a fax.png", `; filename="a fax.png"`},
		{`C:\pictures\fax.png`, `; filename="fax.png"`},
		{"../../etc/fax.png", `; filename="fax.png"`},
		{"fax\r\n.png", `; filename="fax .png"`},
		{strings.Repeat("x", 60) + ".png", ";\r\n filename=\"" + strings.Repeat("x", 60) + `.png"`},
		{"Möwe.png", ";\r\n filename*=utf-8''M%C3%B6we.png"},
		{`a"b.png`, ";\r\n filename*=utf-8''a%22b.png"},
		{strings.Repeat("x", 96), ";\r\n filename*0*=utf-8''" + strings.Repeat("x", 48) + ";\r\n filename*1*=" + strings.Repeat("x", 48)},
		{strings.Repeat("x", 300) + ".png", ""}, // only held to its length, below
	}
	for _, tt := range tests {
		name := fileName(tt.name)
		if len(name) > 200 {
			t.Errorf("%d bytes of name", len(name))
			continue
		}
		got := ""
		if name != "" {
			got = filenameParam(name)
		}
		if got != tt.param && len(tt.name) < 300 {
			t.Errorf("%q gives %q, want %q", tt.name, got, tt.param)
		}
		_, params := parseMedia("inline" + strings.ReplaceAll(got, "\r\n", ""))
		if params["filename"] != name {
			t.Errorf("%q reads back as %q", name, params["filename"])
		}
	}
}

// TestDeterminism: the same message gives the same bytes; any change of it,
// other ids.
func TestDeterminism(t *testing.T) {
	want := mustBytes(t, sample())
	if !bytes.Equal(want, mustBytes(t, sample())) {
		t.Fatal("the same message gives other bytes")
	}
	id := identify(clean(sample()))
	for name, change := range map[string]func(*Message){
		"date":    func(m *Message) { m.Date = m.Date.Add(time.Second) },
		"zone":    func(m *Message) { m.Date = m.Date.UTC() },
		"subject": func(m *Message) { m.Subject += "." },
		"from":    func(m *Message) { m.From = "Tide <letter@tidewater.example>" },
		"text":    func(m *Message) { m.Text = append(m.Text, '.') },
		"html":    func(m *Message) { m.HTML = append(m.HTML, '.') },
		"between": func(m *Message) { m.HTML, m.Text = m.HTML[1:], append(m.Text, m.HTML[0]) },
		"picture": func(m *Message) { m.Pictures[0].Data[9]++ },
		"name":    func(m *Message) { m.Pictures[0].Name = "b.png" },
	} {
		m := sample()
		change(&m)
		got := identify(clean(m))
		if got.messageID == id.messageID || got.alternative == id.alternative || got.related == id.related {
			t.Errorf("another %s, the same ids: %+v", name, got)
		}
	}
	m := sample()
	m.Date = m.Date.Add(time.Millisecond)
	m.Text = bytes.ReplaceAll(m.Text, []byte("\n"), []byte("\r\n"))
	if !bytes.Equal(want, mustBytes(t, m)) {
		t.Error("what cannot be seen in the file changes it: a fraction of a second, or line ends")
	}
}

// TestBoundaries: content that looks like a boundary cannot end a part, for no
// encoded body has the "=_" that boundaries begin with.
func TestBoundaries(t *testing.T) {
	id := identify(clean(sample()))
	for shift := range 80 {
		text := strings.Repeat("a", shift) + "\n--" + id.alternative + "--\n" + strings.Repeat("_", shift) + "--" + id.related
		if got := appendQuoted(nil, []byte(text)); bytes.Contains(got, []byte("=_")) {
			t.Fatalf("a boundary could stand in %q", got)
		}
	}
	m := sample()
	m.Text = []byte("--" + id.alternative + "--\n\n--" + id.related + "\nContent-Type: text/html\n\nx")
	raw := mustBytes(t, m)
	checkReadBack(t, m, raw)
	if n := bytes.Count(raw, []byte("\r\n--=_galley_")); n != 6 {
		t.Errorf("%d boundary lines, want 6:\n%s", n, raw)
	}
}

func TestMessageIDDomain(t *testing.T) {
	for from, want := range map[string]string{
		"a@Tidewater.Example":     "tidewater.example",
		"a@[192.0.2.1]":           nowhere,
		"":                        nowhere,
		`"a@b"@tidewater.example`: "tidewater.example",
	} {
		if got := idDomain(from); got != want {
			t.Errorf("%q gives %q, want %q", from, got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	for name, change := range map[string]func(*Message){
		"no date":         func(m *Message) { m.Date = time.Time{} },
		"a far date":      func(m *Message) { m.Date = time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC) },
		"no id":           func(m *Message) { m.Pictures[0].CID = "" },
		"no domain":       func(m *Message) { m.Pictures[0].CID = "fax" },
		"brackets":        func(m *Message) { m.Pictures[0].CID = "<fax@tidewater.example>" },
		"a long id":       func(m *Message) { m.Pictures[0].CID = strings.Repeat("f", 60) + "@x.y" },
		"the same id":     func(m *Message) { m.Pictures = append(m.Pictures, m.Pictures[0]) },
		"no type":         func(m *Message) { m.Pictures[0].MIME = "" },
		"type parameters": func(m *Message) { m.Pictures[0].MIME = "image/png; a=b" },
	} {
		m := sample()
		change(&m)
		b, err := Bytes(m)
		var f *fault.Error
		if !errors.As(err, &f) || f.Message == "" || f.Hint == "" || b != nil {
			t.Errorf("%s: %q, %v", name, b, err)
		}
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWrite(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample()); err != nil || !bytes.Equal(b.Bytes(), mustBytes(t, sample())) {
		t.Errorf("Write and Bytes differ, or %v", err)
	}
	if err := Write(brokenPipe{}, sample()); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("the writer's error is lost: %v", err)
	}
	if err := Write(&b, Message{}); err == nil {
		t.Error("a message without a date is written")
	}
}

// TestZeroContent: a message with nothing in it but a date is still an email.
func TestZeroContent(t *testing.T) {
	m := Message{Date: exportTime}
	raw := mustBytes(t, m)
	checkWire(t, raw)
	checkReadBack(t, m, raw)
}
