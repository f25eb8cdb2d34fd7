package reviewfile

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"unicode/utf8"
)

// member is an entry while it is read: counted, hashed, and bounded, whatever its
// headers say.
type member struct {
	from io.ReadCloser
	want listed
	hash hash.Hash
	read int64

	piece int64  // how much may be read before the next record begins
	text  bool   // it has to be UTF-8
	rest  []byte // of a letter that is not all there yet
}

func openMember(e *zip.File, want listed) (*member, error) {
	from, err := e.Open()
	if err != nil {
		return nil, damaged
	}
	return &member{from: from, want: want, hash: sha256.New(), piece: want.Bytes + 1}, nil
}

// Read reads on. No zip error goes further than here: what one says is for whoever
// debugs zips.
func (m *member) Read(p []byte) (int, error) {
	if m.piece <= 0 {
		return 0, tooLong
	}
	n, err := m.from.Read(p[:min(int64(len(p)), m.piece)])
	m.piece -= int64(n)
	m.read += int64(n)
	_, _ = m.hash.Write(p[:n]) // a hash cannot fail
	switch {
	case m.read > m.want.Bytes:
		return 0, damaged
	case m.text && !m.isText(p[:n], errors.Is(err, io.EOF)):
		return 0, notText
	case err != nil && !errors.Is(err, io.EOF):
		return n, damaged
	}
	return n, err
}

// isText reports whether what was read goes on being UTF-8. A letter may be torn
// between two reads.
func (m *member) isText(p []byte, isEnd bool) bool {
	p = append(m.rest, p...)
	whole := len(p)
	for back := 1; !isEnd && back <= min(len(p), utf8.UTFMax-1); back++ {
		if utf8.RuneStart(p[len(p)-back]) {
			if !utf8.FullRune(p[len(p)-back:]) {
				whole -= back
			}
			break
		}
	}
	m.rest = append([]byte(nil), p[whole:]...)
	return utf8.Valid(p[:whole])
}

// end reads what is left, and says whether it was all as the manifest has it.
func (m *member) end() error {
	m.piece = m.want.Bytes + 1
	if _, err := io.Copy(io.Discard, struct{ io.Reader }{m}); err != nil {
		return err
	}
	if m.read != m.want.Bytes || hex.EncodeToString(m.hash.Sum(nil)) != m.want.Hash {
		return damaged
	}
	return nil
}

// through reads an entry to its end with take, and proves it.
func through(e *zip.File, want listed, isText bool, take func(*member) error) error {
	m, err := openMember(e, want)
	if err != nil {
		return err
	}
	defer func() { _ = m.from.Close() }() // it was only read
	m.text = isText
	if err := take(m); err != nil {
		return err
	}
	return m.end()
}

// each decodes a list record by record, so that no more than one of them is in
// memory twice. A record has at most so many bytes.
func each[R any](m *member, most int64, take func(*R)) error {
	from := json.NewDecoder(m)
	m.piece = most
	if t, err := from.Token(); err != nil || t != json.Delim('[') {
		return why(err)
	}
	for n := 0; ; n++ {
		m.piece = most
		if !from.More() {
			break
		}
		if n == maxRecords {
			return tooLong
		}
		var r R
		if err := from.Decode(&r); err != nil {
			return why(err)
		}
		take(&r)
	}
	if _, err := from.Token(); err != nil {
		return why(err)
	}
	if _, err := from.Token(); !errors.Is(err, io.EOF) {
		return why(err)
	}
	return nil
}

// whole decodes a single record.
func whole(m *member, v any) error {
	data := make([]byte, m.want.Bytes)
	if _, err := io.ReadFull(m, data); err != nil {
		return why(err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return why(err)
	}
	return nil
}

// why gives a flaw that was found on the way, or says that it is no record.
func why(err error) error {
	var f flaw
	if errors.As(err, &f) {
		return f
	}
	return notRecord
}
