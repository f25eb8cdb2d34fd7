package eml

import (
	"bytes"
	"net/textproto"
)

// Bounds of a header. What people's mail has is far below them.
const (
	maxFields = 1000
	maxField  = 64 << 10 // bytes
)

// header reads header lines up to the first empty one, and gives the fields,
// unfolded, and what follows. net/textproto stops at the first damaged line;
// here it gets a note, and the lines after it still count.
func (in *reader) header(raw []byte, part string) (textproto.MIMEHeader, []byte) {
	var fields []field
	rest := raw
	for len(rest) > 0 {
		end, next := lineEnd(rest, 0)
		line := rest[:end]
		if len(line) == 0 {
			rest = rest[next:]
			break
		}
		name, value, ok := fieldLine(line)
		switch {
		case ok:
			fields = append(fields, field{name: name, value: in.unfold(nil, line, value, part)})
		case len(fields) == 0 && bytes.HasPrefix(line, []byte("From ")):
			// The line with which a mailbox file opens a message.
		case len(fields) == 0:
			return nil, raw // what begins like this has no header
		case line[0] == ' ' || line[0] == '\t':
			last := &fields[len(fields)-1]
			last.value = in.unfold(last.value, line, line, part)
		case goesOn(rest[next:]):
			in.addAt(in.offset(line), BadHeader, part, "A header line has no field name; it was left out.")
		default:
			in.addAt(in.offset(line), BadHeader, part, "The header is not followed by an empty line.")
			return fieldMap(fields), rest
		}
		rest = rest[next:]
		if len(fields) > maxFields {
			in.add(TooLarge, part, "The header has more than 1,000 fields; what follows was left out.")
			rest = nil
		}
	}
	return fieldMap(fields), rest
}

// field is a header field under way.
type field struct {
	name  string
	value []byte
}

func fieldMap(fields []field) textproto.MIMEHeader {
	h := make(textproto.MIMEHeader, len(fields))
	for _, f := range fields {
		h.Add(f.name, string(f.value))
	}
	return h
}

// goesOn tells a damaged line inside a header, after which there is another
// field, from the first words of a body that nothing keeps apart.
func goesOn(rest []byte) bool {
	end, _ := lineEnd(rest, 0)
	_, _, ok := fieldLine(rest[:end])
	return ok
}

// fieldLine splits "Name: value"; a name is visible ASCII without a colon
// (RFC 5322, 2.2).
func fieldLine(line []byte) (name string, value []byte, ok bool) {
	head, value, found := bytes.Cut(line, []byte(":"))
	head = bytes.TrimRight(head, " \t") // RFC 5322, 4.5: blanks before the colon were once allowed
	if !found || len(head) == 0 || len(head) > 76 {
		return "", nil, false
	}
	for _, c := range head {
		if c <= ' ' || c > '~' {
			return "", nil, false
		}
	}
	return string(head), value, true
}

// unfold adds a line to a field's value: all of it, or what follows the name. The
// blanks that a continuation begins with are part of the value (RFC 5322, 2.2.3),
// tabs as spaces.
func (in *reader) unfold(value, whole, line []byte, part string) []byte {
	if !ascii(line) {
		in.addAt(in.offset(whole), RawHeader, part, "A header has letters that it should carry encoded.")
		line, _ = toUTF8(line, "") // what most programs that write them mean
	}
	if overlong(line) {
		in.addAt(in.offset(whole), EncodedWord, part, "An encoded word in a header is longer than 75 characters.")
	}
	text := bytes.Trim(line, " \t")
	if len(value)+len(line) > maxField {
		in.add(TooLarge, part, "A header field is longer than 64 KB; the rest of it was left out.")
		return value
	}
	if len(value) > 0 && len(text) > 0 {
		blanks := len(line) - len(bytes.TrimLeft(line, " \t"))
		value = append(value, bytes.Repeat([]byte(" "), blanks)...)
	}
	return append(value, text...)
}

// overlong reports an encoded-word of more than 75 characters (RFC 2047, 2).
// Two that touch count as one: they should not touch (RFC 2047, 5).
func overlong(line []byte) bool {
	if len(line) <= wordMax || !bytes.Contains(line, []byte("=?")) {
		return false
	}
	for word := range bytes.FieldsSeq(line) {
		from, to := bytes.Index(word, []byte("=?")), bytes.LastIndex(word, []byte("?="))
		if from >= 0 && to+2-from > wordMax {
			return true
		}
	}
	return false
}
