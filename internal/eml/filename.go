package eml

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

// fileName gives the last element of a name without what a file name cannot
// have on some system: no reader should be offered "../../x" to save.
func fileName(name string) string {
	name = strings.TrimSpace(path.Base("/" + strings.ReplaceAll(oneLine(name), `\`, "/")))
	if strings.Trim(name, "./ ") == "" {
		return ""
	}
	const longest = 200 // bytes: file systems stop at 255
	for len(name) > longest {
		_, n := utf8.DecodeRuneInString(name)
		name = strings.TrimSpace(name[n:]) // the extension is at the end
	}
	return name
}

// filenameParam gives the filename parameter of an inline Content-Disposition,
// folds included: quoted where the name is short ASCII, else percent-encoded UTF-8 in
// numbered pieces that each fit a line (RFC 2231, 3 and 4).
func filenameParam(name string) string {
	if plainASCII(name) && !strings.ContainsAny(name, `"\`) {
		param := `filename="` + name + `"`
		switch {
		case len("Content-Disposition: inline; ")+len(param) <= width:
			return "; " + param
		case len(" ")+len(param) <= width:
			return ";\r\n " + param
		}
	}
	pieces := percentPieces(name, 48)
	if len(pieces) == 1 {
		return ";\r\n filename*=utf-8''" + pieces[0]
	}
	var b strings.Builder
	for i, piece := range pieces {
		charset := ""
		if i == 0 {
			charset = "utf-8''"
		}
		fmt.Fprintf(&b, ";\r\n filename*%d*=%s%s", i, charset, piece)
	}
	return b.String()
}

// percentPieces percent-encodes s and cuts it, between characters, into pieces
// of at most size.
func percentPieces(s string, size int) []string {
	pieces := []string{""}
	for s != "" {
		_, n := utf8.DecodeRuneInString(s)
		encoded := percent(s[:n])
		if last := len(pieces) - 1; len(pieces[last])+len(encoded) <= size {
			pieces[last] += encoded
		} else {
			pieces = append(pieces, encoded)
		}
		s = s[n:]
	}
	return pieces
}

func percent(s string) string {
	if c := s[0]; len(s) == 1 && (qPlain(c) && c != '*' && c != '/' || c == '.' || c == '_') {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.Write([]byte{'%', upperHex[s[i]>>4], upperHex[s[i]&15]})
	}
	return b.String()
}
