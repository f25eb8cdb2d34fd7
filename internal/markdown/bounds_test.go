package markdown

import (
	"strings"
	"testing"
	"unicode"

	"galley/internal/issue"
)

// TestReferencesHoldNoControls: what Decode keeps out of copy cannot come in as
// a character reference.
func TestReferencesHoldNoControls(t *testing.T) {
	doc := New(nil).Parse("a&#2;b&#13;c&#x1b;d&#127;e&#31;&amp;\n\n![f&#3;g](h&#2;.png \"i&#3;j\")")
	words := PlainText(doc.Root, doc.Source)
	picture := doc.Reading(issue.KindNote).Pictures[0]
	for _, s := range []string{words, picture.Alt, picture.Name, picture.Caption} {
		if strings.ContainsFunc(strings.ReplaceAll(s, "\n", ""), unicode.IsControl) {
			t.Errorf("%q", s)
		}
	}
	if strings.TrimSpace(words) != "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd&" {
		t.Errorf("%q", words)
	}
}

// TestSpansEnd: a bracket in a title closes nothing, and is not looked for to
// the end of a long paragraph.
func TestSpansEnd(t *testing.T) {
	const link = `[a](b "(")`
	copy := strings.Repeat(link+" ![a](b '(')\n", 10_000)
	r := New(nil).Read(issue.KindNote, copy)
	if len(r.Links) != 10_000 || len(r.Pictures) != 10_000 {
		t.Fatal(len(r.Links), len(r.Pictures))
	}
	for i := range r.Links {
		if got := strings.TrimSpace(copy[r.Links[i].Start:r.Links[i].End]); got != link {
			t.Fatalf("link %d is %.40q", i, got)
		}
	}
}
