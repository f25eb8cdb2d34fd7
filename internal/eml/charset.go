package eml

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

var bom = []byte("\xEF\xBB\xBF")

// toUTF8 decodes text from a charset as mail names it, empty for none. Damage,
// if any, ends a sentence that begins “The text”.
//
// Latin-1 is read as Windows-1252, as the WHATWG Encoding Standard has it: what
// says the one is mostly the other, and they differ only in controls that no
// text needs. Text that names no charset or the wrong one is UTF-8 if it can
// be, since hardly any other text passes for it by chance, else Windows-1252.
func toUTF8(raw []byte, charset string) (text []byte, damage string) {
	raw = bytes.TrimPrefix(raw, bom)
	switch name := strings.ToLower(strings.Trim(charset, " \t\"'")); name {
	case "windows-1252", "cp1252", "iso-8859-1", "latin1", "iso8859-1", "iso_8859-1":
		return fromWindows1252(raw), ""
	case "", "us-ascii", "ascii":
		if ascii(raw) {
			return raw, ""
		}
	case "utf-8", "utf8":
		if utf8.Valid(raw) {
			return raw, ""
		}
		return bytes.ToValidUTF8(raw, []byte("\uFFFD")), "is not all UTF-8, as it says; the bytes that are not became \uFFFD"
	default:
		if ascii(raw) && !escaping(name) {
			return raw, ""
		}
		return maskASCII(raw), fmt.Sprintf("is in the charset %.40q, which Galley does not know; what is not ASCII became \uFFFD", name)
	}
	if utf8.Valid(raw) {
		return raw, "is not ASCII, and names no other charset; it was read as UTF-8"
	}
	return fromWindows1252(raw), "is not ASCII, and names no other charset; it was read as Windows-1252"
}

// escaping reports charsets in which bytes of ASCII may mean something else.
func escaping(name string) bool {
	return strings.HasPrefix(name, "iso-2022") || strings.HasPrefix(name, "utf-") || strings.HasPrefix(name, "hz")
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// fromWindows1252 decodes Windows-1252; the five bytes that it does not assign
// become controls of the same number, as in the WHATWG's table.
func fromWindows1252(raw []byte) []byte {
	size := 0
	for _, c := range raw {
		size += utf8.RuneLen(rune1252(c))
	}
	out := make([]byte, 0, size)
	for _, c := range raw {
		out = utf8.AppendRune(out, rune1252(c))
	}
	return out
}

func rune1252(c byte) rune {
	if c >= 0x80 && c <= 0x9F {
		return windows1252[c-0x80]
	}
	return rune(c)
}

// windows1252 is 0x80 to 0x9F of https://encoding.spec.whatwg.org/index-windows-1252.txt.
var windows1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}

// maskASCII keeps what is ASCII, and makes each run of other bytes one U+FFFD.
func maskASCII(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	for i, c := range raw {
		switch {
		case c < utf8.RuneSelf:
			out = append(out, c)
		case i == 0 || raw[i-1] < utf8.RuneSelf:
			out = append(out, "\uFFFD"...)
		}
	}
	return out
}
