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
		{"one stray byte", "Ünï “quote” – What’s new\ncaf\xe9 two", "Ünï “quote” – What’s new\ncafé two", "1 character was not UTF-8", ""},
		{"windows-1252", "It\x92s the caf\xe9 \x96 again", "It’s the café – again", "Windows-1252", ""},
		{"cut off inside a character", "The café’s caf\xc3", "The café’s caf\ufffd", "cut off", ""},
		{"nul", strings.Repeat("word ", 40) + "\x00", strings.Repeat("word ", 40) + "\ufffd", "1 control character", ""},
		{"nul in a short letter", "Dear friends,\nthe tide turned at nine.\x00\n", "Dear friends,\nthe tide turned at nine.\ufffd\n", "1 control character", ""},
		{"nul in a short letter, windows-1252", "Dear friends,\nthe caf\xe9 is open at nine.\x00", "Dear friends,\nthe café is open at nine.\ufffd", "1 control character", ""},
		{"a few in a short letter", "Dear\x01 friends,\x02 the tide\x03 turned at\x04 nine.", "Dear\ufffd friends,\ufffd the tide\ufffd turned at\ufffd nine.", "4 control characters", ""},
		{"line separator", "a\u2028b", "a\nb", "", ""},
		{"png", "\x89PNG\r\n\x1a\n", "", "", "picture"},
		{"binary", "ab" + strings.Repeat("\x01\x07\x00", 90), "", "", "binary data"},
		{"pdf", "%PDF-1.7", "", "", "a PDF"},
		{"nothing but nul", "\x00", "", "", "binary data"},
		{"nearly nothing but nul", "ab\x00", "", "", "binary data"},
		{"small program", "\x7fELF\x02\x01\x01", "", "", "a program"},
		{"small program of the web", "\x00asm\x01\x00\x00\x00", "", "", "a program"},
		{"small picture for Apple", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "", "", "a picture"},
		{"database", "SQLite format 3\x00\x10\x00", "", "", "a database"},
		{"small icon", "\x00\x00\x01\x00\x01\x00\x10\x10\x00\x00\x01\x00\x18\x00\x68\x03\x00\x00\x16\x00\x00\x00", "", "", "binary data"},
		{"small archive", "issue.md" + strings.Repeat("\x00", 92) + "0000644\x00" + strings.Repeat("words ", 60), "", "", "binary data"},
		{"large picture", "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 2*MaxText), "", "", "a picture"},
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
