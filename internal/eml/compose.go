package eml

import (
	"bytes"
	"mime/multipart"
	"net/textproto"
)

// compose writes a checked and clean message.
func compose(m Message) []byte {
	id := identify(m)
	var b bytes.Buffer
	b.Grow(estimate(m))

	top := &parts{Writer: multipart.NewWriter(&b), b: &b}
	top.boundary(id.alternative)
	writeHead(&b, m, id)

	top.text("text/plain; charset=utf-8", m.Text)
	if len(m.Pictures) == 0 {
		top.text("text/html; charset=utf-8", m.HTML)
	} else {
		top.related(m, id.related)
	}
	top.end()
	return b.Bytes()
}

// estimate is how long the email will be, a little generously: a picture is
// copied again whenever the buffer has to grow.
func estimate(m Message) int {
	n := 4096 + (len(m.Text)+len(m.HTML))*5/4
	for i := range m.Pictures {
		n += base64Len(len(m.Pictures[i].Data)) + 512
	}
	return n
}

// parts writes the parts of one multipart. Its methods return no errors because
// memory gives none, and the boundaries are our own.
type parts struct {
	*multipart.Writer
	b *bytes.Buffer // beneath the Writer: bodies are appended to it in place
}

func (p *parts) boundary(s string) { must(p.SetBoundary(s)) }

func (p *parts) end() { must(p.Close()) }

func (p *parts) open(h textproto.MIMEHeader) {
	_, err := p.CreatePart(h)
	must(err)
}

// text writes a text part.
func (p *parts) text(contentType string, body []byte) {
	p.open(textproto.MIMEHeader{
		"Content-Type":              {contentType},
		"Content-Transfer-Encoding": {"quoted-printable"},
	})
	p.b.Write(appendQuoted(p.b.AvailableBuffer(), body))
}

// related writes the HTML with its pictures. The type parameter is required
// (RFC 2387, 3.1); Outlook shows the pictures as attachments without it.
func (p *parts) related(m Message, boundary string) {
	p.open(textproto.MIMEHeader{
		"Content-Type": {"multipart/related; type=\"text/html\";\r\n boundary=\"" + boundary + "\""},
	})
	in := &parts{Writer: multipart.NewWriter(p.b), b: p.b}
	in.boundary(boundary)
	in.text("text/html; charset=utf-8", m.HTML)
	for i := range m.Pictures {
		in.picture(&m.Pictures[i])
	}
	in.end()
}

func (p *parts) picture(pic *Picture) {
	h := textproto.MIMEHeader{
		"Content-Type":              {pic.MIME},
		"Content-Transfer-Encoding": {"base64"},
		"Content-ID":                {"<" + pic.CID + ">"},
		"Content-Disposition":       {"inline"},
	}
	if name := fileName(pic.Name); name != "" {
		h["Content-Disposition"][0] += filenameParam(name)
	}
	p.open(h)
	p.b.Write(appendBase64(p.b.AvailableBuffer(), pic.Data))
}

// must is for errors that cannot happen; if one does, the message would be
// damaged, and a crash that says so is better than mail that is.
func must(err error) {
	if err != nil {
		panic("eml: writing to memory: " + err.Error())
	}
}
