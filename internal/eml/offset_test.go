package eml

import (
	"bytes"
	"strings"
	"testing"
)

// TestOffsets holds that parts, and the notes that are about a line, say where
// in the file they stand.
func TestOffsets(t *testing.T) {
	raw := []byte("\uFEFF\r\nFrom: a@b.example\r\nSubject: Käse\r\nnothing\r\nX: =?utf-8?Q?" + strings.Repeat("a", 80) + "?=\r\n" +
		"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; x=1\r\n\r\n<p>A</p>\r\n" +
		"--b\r\nContent-Type: text/plain; x=2\r\nContent-Transfer-Encoding: odd\r\n\r\nA\n--b--\r\n")
	mail, notes, err := Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for i, begins := range []string{"Content-Type: text/html; x=1", "Content-Type: text/plain; x=2"} {
		if at := mail.Parts[i].Offset; !bytes.HasPrefix(raw[at:], []byte(begins)) {
			t.Errorf("part %d is said to begin at %q", i+1, raw[at:min(len(raw), at+20)])
		}
	}
	begins := map[Kind]string{
		RawHeader: "Subject: K", BadHeader: "nothing", EncodedWord: "X: =?", LineEnds: "A\n",
		Order: "Content-Type: text/plain; x=2", BadEncoding: "Content-Type: text/plain; x=2",
	}
	for _, n := range notes {
		want, ok := begins[n.Kind]
		if ok && !bytes.HasPrefix(raw[n.Offset:], []byte(want)) {
			t.Errorf("%s is said to be at %q", n.Kind, raw[n.Offset:min(len(raw), n.Offset+20)])
		}
		delete(begins, n.Kind)
	}
	if len(begins) > 0 {
		t.Errorf("there is no note of %v", begins)
	}
}
