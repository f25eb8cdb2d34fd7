package markdown

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func TestDecode(t *testing.T) {
	utf16le, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("Dear friends,\nthe tide — again.")
	utf16be, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String("Dear friends,\nthe tide, again.")
	cases := []struct {
		name, in, want, note, err string
	}{
		{"plain", "a\nb", "a\nb", "", ""},
		{"mark", "\ufeffa", "a", "", ""},
		{"windows line ends", "a\r\nb\rc", "a\nb\nc", "", ""},
		{"utf-16 with mark", utf16le, "Dear friends,\nthe tide — again.", "UTF-16", ""},
		{"utf-16 without mark", utf16be, "Dear friends,\nthe tide, again.", "UTF-16", ""},
		{"windows-1252", "It\x92s the caf\xe9 \x96 again", "It’s the café – again", "Windows-1252", ""},
		{"cut off inside a character", "The café’s caf\xc3", "The café’s caf\ufffd", "cut off", ""},
		{"nul", strings.Repeat("word ", 40) + "\x00", strings.Repeat("word ", 40) + "\ufffd", "1 control character", ""},
		{"line separator", "a\u2028b", "a\nb", "", ""},
		{"png", "\x89PNG\r\n\x1a\n", "", "", "picture"},
		{"binary", "ab" + strings.Repeat("\x01\x07\x00", 90), "", "", "binary data"},
		{"pdf", "%PDF-1.7", "", "", "a PDF"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, notes, err := Decode("x.txt", []byte(c.in))
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Fatalf("error %v, want one with %q", err, c.err)
				}
				return
			}
			if err != nil || text != c.want {
				t.Fatalf("%q, %v; want %q", text, err, c.want)
			}
			said := ""
			for _, n := range notes {
				said += n.Text
			}
			if c.note == "" && said != "" || !strings.Contains(said, c.note) {
				t.Errorf("note %q, want one with %q", said, c.note)
			}
		})
	}
}

// TestHostileCopy holds that nested or endless marks cost time in proportion:
// without the guards of patience.go it never ends.
func TestHostileCopy(t *testing.T) {
	d := New(nil)
	for name, copy := range map[string]string{
		"open brackets":   strings.Repeat("[", 100_000),
		"closed brackets": strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000),
		"open links":      strings.Repeat("[a](", 100_000),
		"open pictures":   strings.Repeat("![a](", 100_000),
		"emphasis":        strings.Repeat("**a _b ", 30_000),
		"quotes":          strings.Repeat("> ", 100_000) + "a",
		"lists":           strings.Repeat("- ", 100_000) + "a",
		"slots":           strings.Repeat("{{", 100_000),
		"comments":        strings.Repeat("<!--", 50_000),
		"nested emphasis": strings.Repeat("*a_", 100_000),
		"quotes in lines": strings.Repeat(strings.Repeat(">", 200)+" a\n", 2_000),
		"one long line":   strings.Repeat("word ", 150_000),
	} {
		t.Run(name, func(*testing.T) {
			d.Read("story", copy)
		})
	}
}
