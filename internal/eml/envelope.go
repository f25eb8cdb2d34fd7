package eml

import (
	"bytes"
	"io"
	"mime"
	"net/mail"
	"net/textproto"
	"regexp"
)

// envelope reads the fields that people know an email by.
func (in *reader) envelope(h textproto.MIMEHeader) {
	in.Header = mail.Header(h)
	for _, key := range []string{"From", "Reply-To", "To", "Subject", "Date", "Message-Id"} {
		if len(h[key]) > 1 {
			in.add(BadHeader, "", "The header names "+key+" more than once; the first one counts.")
		}
	}
	in.Subject = oneLine(in.decode(h.Get("Subject"), ""))
	in.ReplyTo, _ = in.address(h.Get("Reply-To"))
	var err error
	if in.From, err = in.address(h.Get("From")); err != nil {
		in.add(NoFrom, "", "The email does not say whom it is from.")
	}
	if in.Date, err = mail.ParseDate(h.Get("Date")); err != nil {
		in.add(NoDate, "", "The email has no date that can be read.")
	}
	in.MessageID = h.Get("Message-Id")
	if !messageIDForm.MatchString(in.MessageID) {
		in.add(NoMessageID, "", "The email has no valid Message-ID.")
	}
}

var messageIDForm = regexp.MustCompile(`^<[^<>@\s]+@[^<>@\s]+>$`)

// address reads the first mailbox of a field.
func (in *reader) address(value string) (mail.Address, error) {
	p := mail.AddressParser{WordDecoder: in.words("")}
	list, err := p.ParseList(latin1Word.ReplaceAllString(value, "=?windows-1252?"))
	if err != nil {
		return mail.Address{}, err
	}
	if len(list) == 0 { // an empty group
		return mail.Address{}, mail.ErrHeaderNotPresent
	}
	first := *list[0]
	first.Name = oneLine(first.Name)
	return first, nil
}

// decode decodes the encoded-words of a value, and leaves it as it is when it
// cannot.
func (in *reader) decode(value, part string) string {
	value = latin1Word.ReplaceAllString(value, "=?windows-1252?")
	if s, err := in.words(part).DecodeHeader(value); err == nil {
		return s
	}
	return value
}

// latin1Word opens an encoded-word that the decoder would take literally; in
// mail it is Windows-1252, see [toUTF8].
var latin1Word = regexp.MustCompile(`(?i)=\?iso-8859-1\?`)

// words decodes encoded-words in the charsets that Galley knows.
func (in *reader) words(part string) *mime.WordDecoder {
	return &mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		raw, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		text, damage := toUTF8(raw, charset)
		if damage != "" {
			in.add(EncodedWord, part, "An encoded word in a header "+damage+".")
		}
		return bytes.NewReader(text), nil
	}}
}
