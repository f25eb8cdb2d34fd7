package eml

import (
	"bytes"
	"encoding/base64"
	"mime/quotedprintable"
	"strings"
)

// decodeTransfer undoes a Content-Transfer-Encoding (RFC 2045, 6). Damage, if
// any, ends a sentence that begins “A part”.
func decodeTransfer(body []byte, encoding string) (data []byte, damage string) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "7bit", "8bit", "binary":
		return body, ""
	case "quoted-printable":
		return decodeQuoted(body)
	case "base64":
		return decodeBase64(body)
	}
	return body, "is encoded in a way that Galley does not know; it was kept as it is"
}

// decodeQuoted decodes quoted-printable. The standard decoder gives up at a
// bare control character, a stray "=" or a line of 4 KB; then ours goes on.
func decodeQuoted(body []byte) ([]byte, string) {
	out := bytes.NewBuffer(make([]byte, 0, len(body)+bytes.MinRead))
	if _, err := out.ReadFrom(quotedprintable.NewReader(bytes.NewReader(body))); err == nil {
		return out.Bytes(), ""
	}
	data, damaged := mendQuoted(out.Bytes()[:0], body)
	if damaged {
		return data, "is damaged quoted-printable; what could not be decoded was kept as it is"
	}
	return data, ""
}

// mendQuoted appends body, decoded; what is no quoted-printable stands for
// itself, and counts as damage.
func mendQuoted(dst, body []byte) (out []byte, damaged bool) {
	for line := range bytes.Lines(body) {
		text := bytes.TrimRight(line, " \t\r\n") // blanks at a line's end came on the way
		end := bytes.TrimLeft(line[len(text):], " \t")
		if soft, ok := bytes.CutSuffix(text, []byte("=")); ok && len(end) > 0 {
			text, end = soft, nil
		}
		for i := 0; i < len(text); i++ {
			c := text[i]
			if c == '=' && i+2 < len(text) && isHex(text[i+1]) && isHex(text[i+2]) {
				dst = append(dst, hexValue(text[i+1])<<4|hexValue(text[i+2]))
				i += 2
				continue
			}
			damaged = damaged || c == '=' || c < ' ' && c != '\t' && c != '\r' || c == 0x7F
			dst = append(dst, c)
		}
		dst = append(dst, end...)
	}
	return dst, damaged
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'F' || 'a' <= c && c <= 'f'
}

func hexValue(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

// decodeBase64 decodes base64; of damaged base64, as much as can be.
func decodeBase64(body []byte) ([]byte, string) {
	body = bytes.TrimRight(body, " \t\r\n")
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(body))) // room for what lacks its padding
	if n, err := base64.StdEncoding.Decode(out, body); err == nil {
		return out[:n], ""
	}
	kept := make([]byte, 0, len(body))
	for _, c := range body {
		if c == '=' {
			break
		}
		if c == '+' || c == '/' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' {
			kept = append(kept, c)
		}
	}
	if len(kept)%4 == 1 { // six bits are no byte
		kept = kept[:len(kept)-1]
	}
	n, _ := base64.RawStdEncoding.Decode(out, kept)
	return out[:n], "is damaged base64; some of it may be missing"
}
