package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"galley/internal/fault"
	"galley/internal/issue"
)

// Decode gives the text of a file as UTF-8 with LF line ends. UTF-16 and
// Windows-1252 are recognised, control characters become U+FFFD; each says so
// in a note. What is no text at all is an error. Name is for errors.
func Decode(name string, data []byte) (string, []issue.Note, error) {
	if kind := binaryKind(data); kind != "" {
		return "", nil, fault.New(fault.BadInput, fmt.Sprintf("%s is %s, not text.", name, kind),
			"Save it as plain text or Markdown and try again.")
	}
	if len(data) > 2*MaxText { // more than UTF-16 takes
		return "", nil, Weight{Bytes: len(data)}.Check(name)
	}
	var notes []issue.Note
	text, note, err := toUTF8(data)
	if err != nil {
		return "", nil, fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s cannot be read as text.", name), "Save it as UTF-8 and try again.")
	}
	if note.Text != "" {
		notes = append(notes, note)
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text, replaced := replaceControls(text)
	if noText(text, replaced) {
		return "", nil, fault.New(fault.BadInput, fmt.Sprintf("%s is binary data, not text.", name),
			"Save it as plain text or Markdown and try again.")
	}
	if err := Weigh(text).Check(name); err != nil {
		return "", nil, err
	}
	if err := checkFront(name, text); err != nil {
		return "", nil, err
	}
	if replaced > 0 {
		notes = append(notes, issue.Note{Text: fmt.Sprintf("%s replaced by �: no text has such.", issue.Counted(replaced, "control character was", "control characters were"))})
	}
	return text, notes, nil
}

// stray is how many control characters a file may hold however short it is: a
// letter of two lines with a NUL in it is a letter. A quarter of it they may not
// be.
const stray = 8

// noText reports whether a file of which so many characters had to be replaced
// is binary data: in text they are few, or one in fifty.
func noText(text string, replaced int) bool {
	return replaced > stray && replaced*50 > len(text) || replaced*4 > utf8.RuneCountInString(text)
}

// magic is how files that people mistake for text begin.
var magic = []struct{ prefix, kind string }{
	{"\x89PNG", "a picture"},
	{"\xff\xd8\xff", "a picture"},
	{"GIF8", "a picture"},
	{"RIFF", "a picture or a sound"},
	{"%PDF-", "a PDF"},
	{"PK\x03\x04", "a Word file or a zip archive"},
	{"\xd0\xcf\x11\xe0", "an old Word file"},
	{"\x1f\x8b", "a compressed file"},
	{"7z\xbc\xaf", "a compressed file"},
	{"Rar!\x1a", "a compressed file"},
	{"\xfd7zXZ", "a compressed file"},
	{"\x28\xb5\x2f\xfd", "a compressed file"},
	{"\x7fELF", "a program"},
	{"MZ\x90", "a program"},
	{"\xcf\xfa\xed\xfe", "a program"},
	{"\xca\xfe\xba\xbe", "a program"},
	{"\x00asm", "a program"},
	{"II*\x00", "a picture"},
	{"MM\x00*", "a picture"},
	{"SQLite format 3\x00", "a database"},
	{"ID3\x03", "a sound"},
	{"ID3\x04", "a sound"},
	{"OggS\x00", "a sound"},
	{"{\\rtf", "a rich-text file"},
}

func binaryKind(data []byte) string {
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.prefix)) {
			return m.kind
		}
	}
	if len(data) > 8 && string(data[4:8]) == "ftyp" && data[0] == 0 {
		return "a film or a picture"
	}
	return ""
}

func toUTF8(data []byte) (text string, note issue.Note, err error) {
	if order, bom, ok := utf16Order(data); ok {
		out, err := unicode.UTF16(order, bom).NewDecoder().Bytes(data)
		return string(out), issue.Note{Text: "The file was UTF-16; it is UTF-8 now."}, err
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return string(data), issue.Note{}, nil
	}
	for cut := 1; cut < utf8.UTFMax && cut < len(data); cut++ {
		if head := data[:len(data)-cut]; utf8.Valid(head) && !utf8.FullRune(data[len(head):]) {
			return string(head) + "\ufffd", issue.Note{Text: "The file ends inside a character; perhaps it was cut off."}, nil
		}
	}
	if mended, line, n := mixed(data); n > 0 {
		return mended, issue.Note{Line: line, Text: issue.Counted(n, "character was not UTF-8; it was read as Windows-1252. Look at it.",
			"characters were not UTF-8; they were read as Windows-1252. Look at them.")}, nil
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(data)
	return string(out), issue.Note{Text: "The file was not UTF-8; it was read as Windows-1252. Look at its accents and quotation marks."}, err
}

// mixed reads UTF-8 into which something else was pasted: the bytes that are
// none, alone, as Windows-1252. N is how many there are, and line that of the
// first; n is 0 when the file has more of them than characters of UTF-8 beyond
// ASCII, and so is no UTF-8 at all.
func mixed(data []byte) (text string, line, n int) {
	var b strings.Builder
	utf, breaks := 0, 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			if n++; n == 1 {
				line = breaks
			}
			r = charmap.Windows1252.DecodeByte(data[0])
		case size > 1:
			utf++
		case r == '\n':
			breaks++
		}
		b.WriteRune(r)
		data = data[size:]
	}
	if n > utf {
		return "", 0, 0
	}
	return b.String(), line, n
}

// utf16Order recognises UTF-16 by its mark, or by the zero bytes of Latin text.
func utf16Order(data []byte) (unicode.Endianness, unicode.BOMPolicy, bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return unicode.LittleEndian, unicode.UseBOM, true
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return unicode.BigEndian, unicode.UseBOM, true
	}
	sample := data[:min(len(data), 4096)&^1]
	var even, odd int
	for i, b := range sample {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	switch half := len(sample) / 2; {
	case half < 4:
	case odd*10 > half*7 && even*10 < half:
		return unicode.LittleEndian, unicode.IgnoreBOM, true
	case even*10 > half*7 && odd*10 < half:
		return unicode.BigEndian, unicode.IgnoreBOM, true
	}
	return unicode.BigEndian, unicode.IgnoreBOM, false
}

// replaceControls replaces what XML 1.0 (2.2) and HTML forbid in text. The
// slots of a finished email travel between two such characters, so none may
// come from outside.
func replaceControls(s string) (string, int) {
	n := 0
	out := strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\f' || r == '\v' || r == '\u2028' || r == '\u2029': // line ends of other programs
			return '\n'
		case r == '\u0085':
			return '\n'
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff:
			n++
			return '\ufffd'
		}
		return r
	}, s)
	return out, n
}
