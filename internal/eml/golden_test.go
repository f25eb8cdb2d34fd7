package eml

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds whole small emails against what they were when someone last
// looked at them.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			comment, sections := cutTxtar(string(raw))
			m := goldenMessage(t, sections)
			got := mustBytes(t, m)
			checkWire(t, got)
			checkReadBack(t, m, got)

			lf := strings.ReplaceAll(string(got), "\r\n", "\n")
			if *update {
				out := comment
				for _, name := range []string{"message.json", "text", "html"} {
					out += "-- " + name + " --\n" + sections[name]
				}
				if err := os.WriteFile(file, []byte(out+"-- eml --\n"+lf), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if lf != sections["eml"] {
				t.Errorf("the email is not the one in %s; look at it, and run with -update if it is right:\n%s", file, lf)
			}
		})
	}
}

func goldenMessage(t *testing.T, sections map[string]string) Message {
	t.Helper()
	var m Message
	d := json.NewDecoder(strings.NewReader(sections["message.json"]))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		t.Fatalf("message.json: %v", err)
	}
	m.Text, m.HTML = []byte(sections["text"]), []byte(sections["html"])
	return m
}

// cutTxtar splits a txtar archive (golang.org/x/tools/txtar): a comment, then
// files after lines “-- name --”.
func cutTxtar(s string) (comment string, sections map[string]string) {
	sections = map[string]string{}
	name := ""
	for line := range strings.Lines(s) {
		if n, ok := strings.CutPrefix(line, "-- "); ok && strings.HasSuffix(n, " --\n") {
			name = strings.TrimSuffix(n, " --\n")
			sections[name] = ""
			continue
		}
		if name == "" {
			comment += line
		} else {
			sections[name] += line
		}
	}
	return comment, sections
}

func mustBytes(t testing.TB, m Message) []byte {
	t.Helper()
	b, err := Bytes(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// checkWire holds the promises about bytes on the wire.
func checkWire(t testing.TB, raw []byte) {
	t.Helper()
	body := false
	for line := range bytes.Lines(raw) {
		text, ok := bytes.CutSuffix(line, []byte("\r\n"))
		if !ok || bytes.ContainsAny(text, "\r\n") {
			t.Fatalf("a line does not end in CRLF: %q", line)
		}
		body = body || len(text) == 0
		if body && len(text) > 76 || len(text) > 998 {
			t.Fatalf("a line of %d: %q", len(text), text)
		}
		if bytes.HasPrefix(text, []byte(".")) || body && bytes.HasPrefix(text, []byte("From ")) {
			t.Fatalf("a line that servers or mailbox files change: %q", text)
		}
		for _, c := range text {
			if c != '\t' && (c < ' ' || c > '~') {
				t.Fatalf("not ASCII: %q", text)
			}
		}
		if body && strings.TrimRight(string(text), " \t") != string(text) {
			t.Fatalf("a blank at the end of a body line: %q", text)
		}
		for _, word := range strings.Fields(string(text)) {
			if strings.HasPrefix(word, "=?") && !body && len(word) > 75 {
				t.Fatalf("an encoded-word of %d: %q", len(word), word)
			}
		}
	}
}

// checkReadBack holds the law: Read(Bytes(m)) is m, without a note.
func checkReadBack(t testing.TB, m Message, raw []byte) {
	t.Helper()
	p, notes, err := Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range notes {
		if _, ok := mailbox(m.From); n.Kind == NoFrom && !ok {
			continue
		}
		t.Errorf("note %+v", n)
	}
	if want := oneLine(m.Subject); p.Subject != want {
		t.Errorf("subject %q, want %q", p.Subject, want)
	}
	if want, ok := mailbox(m.From); ok && p.From != want {
		t.Errorf("from %q, want %q", p.From, want)
	}
	if want, ok := mailbox(m.ReplyTo); ok && p.ReplyTo != want {
		t.Errorf("reply-to %q, want %q", p.ReplyTo, want)
	}
	if !p.Date.Equal(m.Date.Truncate(1e9)) {
		t.Errorf("date %v, want %v", p.Date, m.Date)
	}
	if want := canonical(m.Text); !bytes.Equal(p.Text, want) {
		t.Errorf("text %q, want %q", p.Text, want)
	}
	if want := canonical(m.HTML); !bytes.Equal(p.HTML, want) {
		t.Errorf("HTML %q, want %q", p.HTML, want)
	}
	for _, pic := range m.Pictures {
		part, ok := p.ByCID(pic.CID)
		if !ok || !bytes.Equal(part.Data, pic.Data) || part.Type != strings.ToLower(pic.MIME) || part.Name != fileName(pic.Name) {
			t.Errorf("picture %q %q %x, want %q %x", part.Name, part.Type, part.Data, pic.Name, pic.Data)
		}
	}
	if len(p.Parts) != 2+len(m.Pictures) {
		t.Errorf("%d parts", len(p.Parts))
	}
}
