package eml

import (
	"mime"
	"net/textproto"
	"strconv"
	"strings"
)

// Bounds of a message's tree. A text may grow threefold when it is decoded, and
// one of 8 MB is no newsletter; a picture only shrinks.
const (
	maxParts = 1000
	maxDepth = 20
	maxText  = 8 << 20 // bytes of one text
)

// entity reads a header's body: the parts of a multipart, or a leaf.
func (in *reader) entity(h textproto.MIMEHeader, body []byte, number string, at, depth int) {
	mediaType, params := in.contentType(h, number)
	if !strings.HasPrefix(mediaType, "multipart/") {
		in.leaf(h, mediaType, params, body, number, at)
		return
	}
	sections, closed := split(body, params["boundary"])
	switch {
	case sections == nil:
		in.add(BadType, number, "A part says that it has parts, and has none; it was read as text.")
		in.leaf(h, "text/plain", nil, body, number, at)
		return
	case depth == maxDepth:
		in.add(TooLarge, number, "The email has parts in parts, more than 20 levels; the deepest were left out.")
		return
	case !closed:
		in.add(CutOff, number, "The email ends before its last part does.")
	}
	in.children(mediaType, sections, number, depth)
}

// children reads the sections of a multipart. In a digest the default type is
// a message (RFC 2046, 5.1.5).
func (in *reader) children(mediaType string, sections [][]byte, number string, depth int) {
	htmlSeen := false
	for i, section := range sections {
		if len(in.Parts) >= maxParts {
			in.add(TooLarge, number, "The email has more than 1,000 parts; the rest were left out.")
			return
		}
		child := strconv.Itoa(i + 1)
		if number != "" {
			child = number + "." + child
		}
		at := in.offset(section)
		h, body := in.header(section, child)
		if mediaType == "multipart/digest" && h.Get("Content-Type") == "" {
			h.Set("Content-Type", "message/rfc822")
		}
		kind, _, _ := strings.Cut(strings.ToLower(h.Get("Content-Type")), ";")
		if mediaType == "multipart/alternative" && htmlSeen && (kind == "" || strings.TrimSpace(kind) == "text/plain") {
			in.addAt(at, Order, child, "The plain text comes after the HTML: readers show the last one they can.")
		}
		first := len(in.Parts)
		in.entity(h, body, child, at, depth+1)
		for _, p := range in.Parts[first:] {
			htmlSeen = htmlSeen || p.Type == "text/html"
		}
	}
}

// leaf keeps a part that has no parts.
func (in *reader) leaf(h textproto.MIMEHeader, mediaType string, params map[string]string, body []byte, number string, at int) {
	disposition, dparams := parseMedia(h.Get("Content-Disposition"))
	name := first(dparams["filename"], params["name"])
	if strings.Contains(h.Get("Content-Disposition")+h.Get("Content-Type"), "=?") {
		name = in.decode(name, number) // against RFC 2047, 5, but Outlook and others write it
	}
	p := Part{
		Number:   number,
		Type:     mediaType,
		CID:      strings.Trim(h.Get("Content-Id"), "<> "),
		Name:     fileName(name),
		Attached: disposition == "attachment",
		Offset:   at,
	}
	if p.Number == "" {
		p.Number = "1" // as IMAP calls the body of a message without parts
	}
	data, damage := decodeTransfer(body, h.Get("Content-Transfer-Encoding"))
	if damage != "" {
		in.addAt(at, BadEncoding, p.Number, "A part "+damage+".")
	}
	if strings.HasPrefix(mediaType, "text/") {
		if len(data) > maxText {
			data = data[:maxText]
			in.add(TooLarge, p.Number, "The text is longer than 8 MB; the rest was left out.")
		}
		data, damage = toUTF8(data, params["charset"])
		if damage != "" {
			in.addAt(at, BadCharset, p.Number, "The text "+damage+".")
		}
		data = canonical(data)
	}
	p.Data = data
	in.Parts = append(in.Parts, p)
}

// contentType gives a part's type and parameters; a part without one is plain
// text (RFC 2045, 5.2).
func (in *reader) contentType(h textproto.MIMEHeader, number string) (string, map[string]string) {
	value := h.Get("Content-Type")
	if value == "" {
		return "text/plain", nil
	}
	mediaType, params := parseMedia(value)
	if strings.Count(mediaType, "/") != 1 {
		in.add(BadType, number, "A part does not say what it is; it was read as text.")
		return "text/plain", params
	}
	return mediaType, params
}

// parseMedia reads "type; name=value". mime.ParseMediaType gives nothing where
// a parameter is damaged or doubled, as in mail it often is: then the
// parameters are cut at semicolons, the first of a name counts, and a quoted
// semicolon is the price.
func parseMedia(value string) (string, map[string]string) {
	if mediaType, params, err := mime.ParseMediaType(value); err == nil {
		return mediaType, params
	}
	fields := strings.Split(value, ";")
	params := map[string]string{}
	for _, f := range fields[1:] {
		k, v, _ := strings.Cut(f, "=")
		k = strings.ToLower(strings.TrimSpace(k))
		if _, doubled := params[k]; !doubled {
			params[k] = strings.Trim(strings.TrimSpace(v), `"`)
		}
	}
	return strings.ToLower(strings.TrimSpace(fields[0])), params
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
