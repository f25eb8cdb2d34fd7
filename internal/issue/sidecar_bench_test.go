package issue_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"galley/internal/issue"
)

// BenchmarkSidecar writes and reads what five thousand comments are beside an issue.
func BenchmarkSidecar(b *testing.B) {
	r := issue.Record{}
	for i := range 5000 {
		a := issue.Anchor{Start: i * 10, Words: "some words", Before: "what stands before them, as an anchor remembers it, ", After: " and what stands behind them, the same, as far as it goes."}
		r.Comments = append(r.Comments, issue.Comment{ID: fmt.Sprint("c", i), Anchor: &a, Who: "Ada", Time: time.Unix(int64(i), 0), Text: "Is it so?"})
	}
	s := &issue.Sidecar{Items: map[string]issue.Record{"aaaa": r}}
	text, err := s.Bytes()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			_, _ = s.Bytes()
		}
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			_, _ = issue.ReadSidecar("x", text)
		}
	})
}

// TestSidecarAsAnEncoderHasIt: what is written member by member is what encoding/json
// makes of the same values, whatever characters are in them.
func TestSidecarAsAnEncoderHasIt(t *testing.T) {
	for _, words := range []string{"", "plain", `"quoted"`, `back\slash`, "line\nbreak\ttab", "<b>&amp;</b>", "é 潮 👩‍🔬", "\u2028", "\x7f", "\x01", "half \xff"} {
		s := &issue.Sidecar{Items: map[string]issue.Record{words: {Comments: []issue.Comment{{ID: words, Text: words, Who: words, Anchor: &issue.Anchor{Words: words, Start: -7}}}}, "b": {}}}
		text, err := s.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		w := json.NewEncoder(&want)
		w.SetEscapeHTML(false)
		if err := w.Encode(words); err != nil {
			t.Fatal(err)
		}
		said := strings.TrimSpace(want.String())
		for _, member := range []string{said + ": {\n", `"id": ` + said, `"text": ` + said, `"who": ` + said, `"words": ` + said, `"at": -7`} {
			if !strings.Contains(string(text), member) {
				t.Errorf("%s is not in\n%s", member, text)
			}
		}
		back, err := issue.ReadSidecar("x", text)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := back.Bytes(); err != nil || utf8.ValidString(words) && !bytes.Equal(again, text) {
			t.Errorf("%s\nis not\n%s", again, text)
		}
	}
}
