package eml

import (
	"bytes"
	"encoding/base64"
	"unicode/utf8"
)

const upperHex = "0123456789ABCDEF"

// Body lines are at most 76 characters (RFC 2045, 6.7 and 6.8).
const lineMax = 76

// rawLine is how many bytes make a full base64 line.
const rawLine = lineMax / 4 * 3

// base64Len is the length of n bytes in base64 lines, each with its CRLF.
func base64Len(n int) int {
	return base64.StdEncoding.EncodedLen(n) + 2*((n+rawLine-1)/rawLine)
}

// appendBase64 appends data in lines of 76, without a break after the last: a
// multipart puts its own before the boundary. It writes each byte once, where
// it stays.
func appendBase64(dst, data []byte) []byte {
	for len(data) > rawLine {
		dst = base64.StdEncoding.AppendEncode(dst, data[:rawLine])
		dst = append(dst, '\r', '\n')
		data = data[rawLine:]
	}
	return base64.StdEncoding.AppendEncode(dst, data)
}

// appendQuoted appends text (UTF-8, LF) as quoted-printable with CRLF.
//
// mime/quotedprintable would do, but for two things: it leaves a dot or "From "
// at the start of a line as it is, and where a line begins is for the encoder
// to say; and it breaks lines inside characters, which shows as damage in
// readers that decode line by line.
func appendQuoted(dst, text []byte) []byte {
	for {
		line, rest, more := bytes.Cut(text, []byte("\n"))
		dst = appendQuotedLine(dst, line)
		if !more {
			return dst
		}
		dst = append(dst, '\r', '\n')
		text = rest
	}
}

// appendQuotedLine appends one line of text as as many lines as it takes.
func appendQuotedLine(dst, line []byte) []byte {
	column := 0
	for i := 0; i < len(line); {
		n, wide := unit(line, i, column == 0)
		room := lineMax - column
		if i+n < len(line) {
			room-- // for the "=" of a soft break
		}
		if wide > room {
			dst = append(dst, '=', '\r', '\n')
			column = 0
			continue // what begins a line may need another form
		}
		if wide == n {
			dst = append(dst, line[i:i+n]...)
		} else {
			for _, c := range line[i : i+n] {
				dst = append(dst, '=', upperHex[c>>4], upperHex[c&15])
			}
		}
		column += wide
		i += n
	}
	return dst
}

// unit gives the size in bytes of the character at line[i], and how many
// characters it takes when written.
func unit(line []byte, i int, first bool) (n, wide int) {
	c := line[i]
	last := i == len(line)-1
	switch {
	case c >= utf8.RuneSelf:
		_, n = utf8.DecodeRune(line[i:])
		return n, 3 * n
	case c == ' ' || c == '\t':
		if last { // servers cut blanks off the end of a line
			return 1, 3
		}
		return 1, 1
	case c < ' ' || c > '~' || c == '=',
		first && c == '.',
		first && c == 'F' && bytes.HasPrefix(line[i:], []byte("From ")):
		return 1, 3
	}
	return 1, 1
}
