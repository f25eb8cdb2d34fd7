package eml

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jhillyerd/enmime/v2"
)

// readable gives messages for readers that are not ours: the sample, and what
// random words make.
func readable(n int) []Message {
	many := sample()
	for i := range 7 {
		data := bytes.Repeat([]byte{byte(i), 0xFF}, 700)
		many.Pictures = append(many.Pictures, Picture{CID: CID(data), Name: fmt.Sprintf("fax-%d.jpg", i), MIME: "image/jpeg", Data: data})
	}
	bare := sample()
	bare.From, bare.Pictures = "", nil
	all := []Message{sample(), many, bare}
	r := rand.New(rand.NewPCG(2026, 74))
	for len(all) < n {
		all = append(all, randomMessage(r))
	}
	return all
}

// TestEnmime: enmime finds no error, and the same words.
func TestEnmime(t *testing.T) {
	// As it comes, enmime guesses the charset of long texts and mistrusts ours
	// when it guesses another: that works for prose, but not for random letters.
	prose, random := enmime.NewParser(), enmime.NewParser(enmime.DisableCharacterDetection(true))
	all := readable(300)
	all[0] = large()
	for i, m := range all {
		parser := random
		if i < 3 {
			parser = prose
		}
		env, err := parser.ReadEnvelope(bytes.NewReader(mustBytes(t, m)))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range env.Errors {
			t.Errorf("message %d: %v", i, e)
		}
		if got, want := lf(env.Text), string(canonical(m.Text)); got != want {
			t.Errorf("message %d: text %q, want %q", i, got, want)
		}
		if got, want := lf(env.HTML), string(canonical(m.HTML)); got != want {
			t.Errorf("message %d: HTML %q, want %q", i, got, want)
		}
		if got, want := env.GetHeader("Subject"), oneLine(m.Subject); got != want {
			t.Errorf("message %d: subject %q, want %q", i, got, want)
		}
		if len(env.Inlines)+len(env.OtherParts) != len(m.Pictures) || len(env.Attachments) != 0 {
			t.Errorf("message %d: %d inline, %d others, %d attachments for %d pictures",
				i, len(env.Inlines), len(env.OtherParts), len(env.Attachments), len(m.Pictures))
		}
		for j, p := range append(env.Inlines, env.OtherParts...) {
			if p.ContentID != m.Pictures[j].CID || !bytes.Equal(p.Content, m.Pictures[j].Data) {
				t.Errorf("message %d: picture %d is another", i, j)
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
}

func solid(s string) string { return strings.Join(strings.Fields(s), "") }

func lf(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// seenByPython is what testdata/defects.py prints of a message.
type seenByPython struct {
	Defects  []string
	Subject  string
	From     string
	Date     int64
	Contents map[string]string
}

// TestPython: Python's email package, with its strict policy, finds no defect
// in any part or header, and the same words.
func TestPython(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed: whether its email package finds a defect was not tested")
	}
	all := readable(150)
	dir := t.TempDir()
	args := []string{"-X", "utf8", "testdata/defects.py"}
	for i, m := range all {
		file := filepath.Join(dir, fmt.Sprintf("%d.eml", i))
		if err := os.WriteFile(file, mustBytes(t, m), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	cmd := exec.CommandContext(t.Context(), python, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var seen []seenByPython
	if err := json.Unmarshal(out, &seen); err != nil || len(seen) != len(all) {
		t.Fatalf("%d of %d messages, %v", len(seen), len(all), err)
	}
	for i := range all {
		checkPython(t, fmt.Sprintf("message %d", i), &all[i], &seen[i])
	}
}

func checkPython(t *testing.T, name string, m *Message, seen *seenByPython) {
	t.Helper()
	for _, d := range seen.Defects {
		t.Errorf("%s: %s", name, d)
	}
	if want := oneLine(m.Subject); seen.Subject != want {
		t.Errorf("%s: subject %q, want %q", name, seen.Subject, want)
	}
	// Python puts a space between encoded-words in a name (python/cpython issue
	// 128110, open), so spaces cannot be compared here; TestLaw does.
	if a, _ := mailbox(m.From); solid(seen.From) != solid(a.Name) {
		t.Errorf("%s: from %q, want %q", name, seen.From, a.Name)
	}
	if seen.Date != m.Date.Unix() {
		t.Errorf("%s: date %d, want %d", name, seen.Date, m.Date.Unix())
	}
	if got, want := lf(seen.Contents["text/plain"]), string(canonical(m.Text)); got != want {
		t.Errorf("%s: text %q, want %q", name, got, want)
	}
	if got, want := lf(seen.Contents["text/html"]), string(canonical(m.HTML)); got != want {
		t.Errorf("%s: HTML %q, want %q", name, got, want)
	}
	for _, p := range m.Pictures {
		if seen.Contents["<"+p.CID+">"] != hex.EncodeToString(p.Data) {
			t.Errorf("%s: picture %s is another", name, p.CID)
		}
	}
	if n := len(m.Pictures); n > 0 && seen.Contents["name"] != fileName(m.Pictures[n-1].Name) {
		t.Errorf("%s: picture %q is called %q", name, m.Pictures[n-1].Name, seen.Contents["name"])
	}
}
