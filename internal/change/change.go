// Package change applies to Go's text the change sets that CodeMirror makes of
// a page's text.
//
// The two count differently: JavaScript's strings are UTF-16 code units and
// Go's are bytes, so an emoji is two there and four here. A change set
// (@codemirror/state, ChangeSet.toJSON) is a list of sections in the order of
// the text: a number keeps so many units, and [n, "line", …] deletes n units and
// inserts the lines, joined by line breaks. Its sections cover the whole text,
// which is how a change that was made on another text is noticed.
//
// Texts are clean on both sides (see [Clean]), and what is cleaned keeps its
// length, so that positions stay what they were.
//
// The promise: a change set either applies exactly, or gives an error and no
// text; it takes time and memory in proportion to text and change.
package change

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"
)

// ErrMismatch says that a change set was made on another text.
var ErrMismatch = errors.New("the change was made on another text")

var errForm = errors.New("this is no change set")

// Apply gives the text that a change set, as JSON, makes of another one.
func Apply(text, changes string) (string, error) {
	applied, _, err := Applied(text, changes)
	return applied, err
}

// section reads one section: units that are kept, or units that are deleted and
// the text that stands in their place.
func section(raw json.RawMessage) (keep, del int, insert string, err error) {
	if json.Unmarshal(raw, &keep) == nil {
		if keep < 0 {
			return 0, 0, "", errForm
		}
		return keep, 0, "", nil
	}
	var parts []json.RawMessage
	if json.Unmarshal(raw, &parts) != nil || len(parts) == 0 {
		return 0, 0, "", errForm
	}
	if json.Unmarshal(parts[0], &del) != nil || del < 0 {
		return 0, 0, "", errForm
	}
	lines := make([]string, len(parts)-1)
	for i, part := range parts[1:] {
		if json.Unmarshal(part, &lines[i]) != nil {
			return 0, 0, "", errForm
		}
	}
	return 0, del, strings.Join(lines, "\n"), nil
}

// Bytes gives how many bytes the first n units of s have; ok is false when s is
// shorter, or when n would cut a character in half.
func Bytes(s string, n int) (bytes int, ok bool) {
	for n > 0 {
		if bytes == len(s) {
			return bytes, false
		}
		if s[bytes] < utf8.RuneSelf {
			bytes++
			n--
			continue
		}
		r, size := utf8.DecodeRuneInString(s[bytes:])
		bytes += size
		n -= width(r)
	}
	return bytes, n == 0
}

// Units gives how many UTF-16 code units s has.
func Units(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		n += width(r)
	}
	return n
}

func width(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// Clean gives s as copy may hold it, with as many units as it had: line ends of
// other programs are line breaks, and what is no character of a text (XML 1.0,
// 2.2) is U+FFFD. It is what reading a file does (markdown.Decode).
func Clean(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return clean(r) != r }) < 0 {
		return s
	}
	return strings.Map(clean, s)
}

func clean(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r == '\f' || r == '\v' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff:
		return utf8.RuneError
	}
	return r
}

// Hash is FNV-1a of 32 bits over the UTF-16 code units of s, the low byte of
// each first: what both sides can reckon cheaply to see whether they agree.
func Hash(s string) uint32 {
	h := uint32(2166136261)
	unit := func(u rune) {
		h = (h ^ uint32(u&0xFF)) * 16777619
		h = (h ^ uint32(u>>8)) * 16777619
	}
	for _, r := range s {
		if r <= 0xFFFF {
			unit(r)
			continue
		}
		r -= 0x10000
		unit(0xD800 + r>>10)
		unit(0xDC00 + r&0x3FF)
	}
	return h
}

// Ruler turns byte offsets of a text into UTF-16 units, fast when they are asked
// for in rising order.
type Ruler struct {
	text        string
	bytes, unit int
}

// NewRuler gives the ruler of a text.
func NewRuler(text string) *Ruler { return &Ruler{text: text} }

// At gives the units before a byte offset.
func (r *Ruler) At(offset int) int {
	offset = min(max(offset, 0), len(r.text))
	if offset < r.bytes {
		r.bytes, r.unit = 0, 0
	}
	r.unit += Units(r.text[r.bytes:offset])
	r.bytes = offset
	return r.unit
}
