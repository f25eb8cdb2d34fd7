package eml

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// An encoded-word is at most 75 characters (RFC 2047, 2) and never splits a
// character (RFC 2047, 5).
const (
	wordOpenQ = "=?UTF-8?Q?"
	wordOpenB = "=?UTF-8?B?"
	wordClose = "?="
	wordMax   = 75
)

// encodedWords encodes text into encoded-words, the first of which fits into
// room characters. Q where it is shorter, since people can read it in a raw
// mail; B else.
func encodedWords(text string, room int) []string {
	quoted := 0
	for i := range len(text) {
		quoted += qWidth(text[i])
	}
	asQ := quoted <= base64.StdEncoding.EncodedLen(len(text))
	var out []string
	for text != "" {
		n := wordBytes(text, min(room, wordMax)-len(wordOpenQ)-len(wordClose), asQ)
		if asQ {
			out = append(out, qWord(text[:n]))
		} else {
			out = append(out, wordOpenB+base64.StdEncoding.EncodeToString([]byte(text[:n]))+wordClose)
		}
		text, room = text[n:], width-1
	}
	return out
}

// wordBytes gives how many bytes of text fit into payload characters when
// encoded: whole characters, and at least one.
func wordBytes(text string, payload int, asQ bool) int {
	if !asQ {
		payload = payload / 4 * 3
	}
	n, used := 0, 0
	for n < len(text) {
		_, size := utf8.DecodeRuneInString(text[n:])
		cost := size
		if asQ {
			cost = 0
			for i := range size {
				cost += qWidth(text[n+i])
			}
		}
		if n > 0 && used+cost > payload {
			break
		}
		used += cost
		n += size
	}
	return n
}

// qWidth is how many characters a byte takes in the Q encoding.
func qWidth(c byte) int {
	if c == ' ' || qPlain(c) {
		return 1
	}
	return 3
}

// qPlain reports what may stand for itself in an encoded-word of a display
// name, the strictest place (RFC 2047, 5 (3)).
func qPlain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		strings.IndexByte("!*+-/", c) >= 0
}

func qWord(text string) string {
	b := append(make([]byte, 0, wordMax), wordOpenQ...)
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ':
			b = append(b, '_')
		case qPlain(c):
			b = append(b, c)
		default:
			b = append(b, '=', upperHex[c>>4], upperHex[c&15])
		}
	}
	return string(append(b, wordClose...))
}
