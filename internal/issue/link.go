package issue

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SafeURL reports whether an address may leave the desk: https and http with a
// host, mailto, tel, and anchors of the same document. Raw is the address with
// Markdown's escapes and entities resolved; the result differs from it only in
// the spaces around it, which browsers ignore too.
//
// The list says what is let through, so that a scheme nobody thought of is
// refused. Browsers drop tabs and line breaks inside an address before they
// look for its scheme (WHATWG URL, 4.4), which is how “java\nscript:” hides;
// an address with white space, a control character, a character that turns the
// direction of writing, or bytes that are no UTF-8 is refused whole.
func SafeURL(raw string) (url string, ok bool) {
	url = strings.Trim(raw, " ")
	if url == "" || !utf8.ValidString(url) || strings.ContainsFunc(url, unprintable) || !leads(url) {
		return "", false
	}
	return url, true
}

// leads reports whether an address is of a kind that is let through.
func leads(url string) bool {
	if anchor, ok := strings.CutPrefix(url, "#"); ok {
		return anchor != ""
	}
	scheme, rest, _ := strings.Cut(url, ":")
	switch strings.ToLower(scheme) {
	case "https", "http":
		return hasHost(rest)
	case "mailto", "tel":
		return rest != ""
	}
	return false
}

// LinkURL gives the address that a link of the issue has in the email, with
// the issue's UTM parameters added to web addresses that carry none of their
// own; ok is false when it may not leave the desk (see SafeURL) and the link's
// words stand alone. The rest of the address is kept byte for byte, its
// fragment last. A merge slot is no address: Fill gives its value.
func (e *Edition) LinkURL(raw string) (url string, ok bool) {
	url, ok = SafeURL(raw)
	if !ok || e.Issue.UTM == "" || !strings.EqualFold(url[:min(4, len(url))], "http") {
		return url, ok
	}
	parameters := queryEscape(strings.Trim(e.WithNumber(e.Issue.UTM), "?& "))
	address, fragment, anchored := strings.Cut(url, "#")
	path, query, asked := strings.Cut(address, "?")
	if parameters == "" || hasUTM(query) {
		return url, true
	}
	switch {
	case !asked:
		address = path + "?" + parameters
	case query == "" || strings.HasSuffix(query, "&"):
		address += parameters
	default:
		address += "&" + parameters
	}
	if anchored {
		address += "#" + fragment
	}
	return address, true
}

// unprintable reports what no address holds: percent-encoding is there for it.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r)
}

// hasHost reports whether what follows a web scheme names a host.
func hasHost(rest string) bool {
	authority, ok := strings.CutPrefix(rest, "//")
	if i := strings.IndexAny(authority, `/?#\`); i >= 0 {
		authority = authority[:i]
	}
	host := authority[strings.LastIndexByte(authority, '@')+1:]
	return ok && host != "" && host[0] != ':'
}

// hasUTM reports whether a query names a utm_ parameter, in any case.
func hasUTM(query string) bool {
	for parameter := range strings.SplitSeq(query, "&") {
		if len(parameter) >= 4 && strings.EqualFold(parameter[:4], "utm_") {
			return true
		}
	}
	return false
}

// queryEscape percent-encodes what cannot stand in a query (RFC 3986, 3.4), as
// a number like 12½ would; what is encoded already stays.
func queryEscape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ' || c >= 0x7f || strings.IndexByte("#\"'<>\\^`{|}", c) >= 0:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
