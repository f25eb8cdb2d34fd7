package eml

import (
	"bytes"
	"mime"
	"net/mail"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func headOf(t *testing.T, m Message) (raw string, parsed *mail.Message) {
	t.Helper()
	b := mustBytes(t, m)
	checkWire(t, b)
	parsed, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	raw, _, _ = strings.Cut(string(b), "\r\n\r\n")
	return raw, parsed
}

func TestSubject(t *testing.T) {
	tests := []struct{ name, subject, raw string }{ // raw: what the file shows, when it is worth a look
		{"empty", "", "Subject:\r\n"},
		{"plain", "Two tides", "Subject: Two tides\r\n"},
		{"two spaces stay", "Two  tides", "Subject: =?UTF-8?Q?Two__tides?=\r\n"},
		{"looks encoded", "=?UTF-8?Q?no?=", "Subject: =?UTF-8?B?PT9VVEYtOD9RP25vPz0=?=\r\n"},
		{"merge tag", "*|FNAME|*, two tides", "Subject: *|FNAME|*, two tides\r\n"},
		{"few letters beyond ASCII as Q", "Møwe at ebb", "Subject: =?UTF-8?Q?M=C3=B8we_at_ebb?=\r\n"},
		{"many as B", "海の手紙", "Subject: =?UTF-8?B?5rW344Gu5omL57SZ?=\r\n"},
		{"folds between words", strings.Repeat("tide ", 30) + "out", "tide\r\n tide"},
		{"a word longer than a line", strings.Repeat("tide", 50), "Subject: =?UTF-8?Q?tidetide"},
		{"spaces longer than a line", "ebb" + strings.Repeat(" ", 100) + "flow", "Subject: =?UTF-8?Q?ebb____"},
		{"combining marks", strings.Repeat("e\u0301", 60), ""},
		{"joined emoji", strings.Repeat("👩\u200d👩\u200d👧", 12), ""},
		{"right to left", "مدّ وجزر — " + strings.Repeat("الميناء ", 15), ""},
		{"an emoji at every offset", strings.Repeat("a", 45) + "🌊" + strings.Repeat("b", 43) + "🌊", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := sample()
			m.Subject = tt.subject
			raw, parsed := headOf(t, m)
			if !strings.Contains(raw+"\r\n", tt.raw) {
				t.Errorf("want %q in\n%s", tt.raw, raw)
			}
			got, err := new(mime.WordDecoder).DecodeHeader(parsed.Header.Get("Subject"))
			if want := strings.TrimSpace(tt.subject); err != nil || got != want {
				t.Errorf("read back %q, %v; want %q", got, err, want)
			}
		})
	}
}

// TestSubjectWords: each encoded-word is whole characters, so that a reader that
// decodes one at a time shows no damage.
func TestSubjectWords(t *testing.T) {
	for shift := range 8 {
		for _, long := range []string{"é", "語", "🌊", "ab🌊"} {
			text := strings.Repeat("a", shift) + strings.Repeat(long, 60)
			for _, w := range encodedWords(text, 67) {
				got, err := new(mime.WordDecoder).Decode(w)
				if err != nil || len(w) > 75 || !utf8.ValidString(got) || strings.ContainsRune(got, utf8.RuneError) {
					t.Fatalf("%q decodes to %q, %v", w, got, err)
				}
			}
		}
	}
}

func TestFrom(t *testing.T) {
	long := strings.Repeat("Tidewater ", 9)
	tests := []struct{ name, from, raw string }{ // raw empty: no From at all
		{"plain", "Tidewater <letter@tidewater.example>", "From: Tidewater <letter@tidewater.example>"},
		{"address alone", "letter@tidewater.example", "From: letter@tidewater.example"},
		{"a dot needs quotes", "Mr. Tide <a@tidewater.example>", `From: "Mr. Tide" <a@tidewater.example>`},
		{"a comma needs quotes", `"Tide, Ann" <a@tidewater.example>`, `From: "Tide, Ann" <a@tidewater.example>`},
		{"quotes within", `"Ann \"Ebb\" Tide" <a@tidewater.example>`, `From: "Ann \"Ebb\" Tide" <a@tidewater.example>`},
		{"letters beyond ASCII", "Søren Tide <a@tidewater.example>", "From: =?UTF-8?Q?S=C3=B8ren_Tide?= <a@tidewater.example>"},
		{"already encoded", "=?utf-8?q?S=C3=B8ren_Tide?= <a@tidewater.example>", "From: =?UTF-8?Q?S=C3=B8ren_Tide?= <a@tidewater.example>"},
		{"quotes that make it long", `"` + strings.Repeat(`\"`, 40) + `" <a@tidewater.example>`, "From: =?UTF-8?B?IiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIg==?="},
		{"long", long + "<a@tidewater.example>", ""},
		{"quoted local part", `"ebb tide"@tidewater.example`, `From: "ebb tide"@tidewater.example`},
		{"none", "", ""},
		{"no address", "Tidewater", ""},
		{"two", "a@tidewater.example, b@tidewater.example", ""},
		{"letters beyond ASCII in the host", "ebbe@übersee.example", "From: ebbe@xn--bersee-2ya.example"},
		{"letters beyond ASCII before the @", "übersee@ebbe.example", ""},
		{"a merge tag", "{{ sender }}", ""},
		{"too long to be mailed to", "a@" + strings.Repeat("tide.", 60) + "example", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := sample()
			m.From = tt.from
			raw, parsed := headOf(t, m)
			if tt.name == "long" {
				a, err := mail.ParseAddress(parsed.Header.Get("From"))
				if err != nil || a.Name != strings.TrimSpace(long) {
					t.Fatalf("read back %v, %v", a, err)
				}
				return
			}
			first, _, _ := strings.Cut(raw, "\r\n")
			if tt.raw == "" && parsed.Header.Get("From") != "" || tt.raw != "" && first != tt.raw {
				t.Errorf("got %q, want %q", first, tt.raw)
			}
		})
	}
}

// TestInjection: nothing that a person or a file can set begins a header.
func TestInjection(t *testing.T) {
	evil := []string{
		"x\r\nBcc: all@tidewater.example", "x\nBcc: all@tidewater.example", "x\rBcc: all@tidewater.example",
		"x\r\n\r\nBcc: all@tidewater.example", "x\x00\r\n\tBcc: y", "x\u2028Bcc: y", "x\u0085Bcc: y",
		"=?utf-8?q?x=0D=0ABcc:_y?= <a@tidewater.example>", "\"x\r\nBcc: y\" <a@tidewater.example>",
		"a@tidewater.example\r\nBcc: y", "<a@tidewater.example>\r\n\r\nBcc: y", "https://tidewater.example/\r\nBcc: y",
		"image/png\r\nBcc: y", "en\r\nBcc: y", "a@b\r\nBcc: y", "x.png\"\r\nBcc: y",
	}
	for _, s := range evil {
		m := sample()
		m.From, m.ReplyTo, m.Subject, m.UnsubscribeURL, m.Lang, m.Pictures[0].Name = s, s, s, s, s, s
		raw := mustBytes(t, m)
		checkWire(t, raw)
		for line := range strings.Lines(string(raw)) {
			if strings.HasPrefix(line, "Bcc:") {
				t.Errorf("%q gives a header:\n%s", s, raw)
			}
		}
		for _, set := range []func(*Picture){func(p *Picture) { p.CID = s }, func(p *Picture) { p.MIME = s }} {
			m := sample()
			set(&m.Pictures[0])
			if _, err := Bytes(m); err == nil {
				t.Errorf("a picture's id or type may be %q", s)
			}
		}
	}
}

// TestUnsubscribeBeyondASCII encodes what a header cannot carry.
func TestUnsubscribeBeyondASCII(t *testing.T) {
	m := sample()
	m.UnsubscribeURL = "https://übersee.example/für?an=jürgen&a=%20"
	_, parsed := headOf(t, m)
	if got, want := parsed.Header.Get("List-Unsubscribe"), "<https://xn--bersee-2ya.example/f%C3%BCr?an=j%C3%BCrgen&a=%20>"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestUnsubscribe(t *testing.T) {
	tests := []struct {
		address     string
		list, click bool
	}{
		{"https://tidewater.example/leave", true, true},
		{"https://tidewater.example/leave?a=%20b&c[]=d", true, true},
		{"https://tidewater.example/" + strings.Repeat("token", 16), true, true},
		{"mailto:leave@tidewater.example?subject=leave", true, false},
		{"", false, false},
		{"http://tidewater.example/leave", false, false},
		{"javascript:alert(1)", false, false},
		{"mailto:", false, false},
		{"https://", false, false},
		{"https://[::1/leave", false, false},
		{"https://user:pass@tidewater.example/", false, false},
		{"https://tidewater.example/a b", false, false},
		{"https://tidewater.example/100%", false, false},
		{"https://tidewater.example/>, <https://evil.example/", false, false},
		{"https://tidewater.example/{{ id }}", false, false},
		{"https://tidewater.example/" + strings.Repeat("x", 900), false, false},
		{"*|UNSUB|*", false, false},
		{"{{ UnsubscribeURL }}", false, false},
		{"{$unsubscribe}", false, false},
		{"[unsubscribe]", false, false},
		{"<unsubscribe>", false, false},
	}
	for _, tt := range tests {
		m := sample()
		m.UnsubscribeURL = tt.address
		_, parsed := headOf(t, m)
		list, post := parsed.Header.Get("List-Unsubscribe"), parsed.Header.Get("List-Unsubscribe-Post")
		if want := "<" + tt.address + ">"; tt.list && list != want || !tt.list && list != "" {
			t.Errorf("%q gives List-Unsubscribe %q", tt.address, list)
		}
		if (post == "List-Unsubscribe=One-Click") != tt.click || !tt.click && post != "" {
			t.Errorf("%q gives List-Unsubscribe-Post %q", tt.address, post)
		}
	}
}

func TestFields(t *testing.T) {
	_, parsed := headOf(t, sample())
	for key, want := range map[string]string{
		"To": "undisclosed-recipients:;", "Mime-Version": "1.0", "Content-Language": "en-GB",
		"Reply-To": "desk@tidewater.example", "Date": "Wed, 04 Mar 2026 09:30:00 +0100", "X-Unsent": "", "Bcc": "",
	} {
		if got := parsed.Header.Get(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	m := sample()
	m.Lang = "English"
	if _, parsed = headOf(t, m); parsed.Header.Get("Content-Language") != "English" {
		t.Error("a tag of up to eight letters is well formed, if unassigned")
	}
	m.Lang = "English, please"
	if _, parsed = headOf(t, m); parsed.Header.Get("Content-Language") != "" {
		t.Error("Content-Language is no language tag")
	}
}

func TestDate(t *testing.T) {
	amsterdam := time.FixedZone("AMT", 19*60+32) // local mean time, with odd seconds
	for want, date := range map[string]time.Time{
		"Thu, 01 Jan 1970 00:00:00 +0000": time.Unix(0, 0).UTC(),
		"Tue, 03 Mar 2026 23:30:00 -0930": time.Date(2026, 3, 3, 23, 30, 0, 999, time.FixedZone("", -9*3600-1800)),
		"Thu, 31 Dec 1908 23:40:28 +0000": time.Date(1909, 1, 1, 0, 0, 0, 0, amsterdam),
	} {
		m := sample()
		m.Date = date
		if _, parsed := headOf(t, m); parsed.Header.Get("Date") != want {
			t.Errorf("%v gives %q, want %q", date, parsed.Header.Get("Date"), want)
		}
	}
}
