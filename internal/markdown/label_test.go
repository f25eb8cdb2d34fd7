package markdown

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestLabels runs the file that the page's shallow reader runs too
// (frontend/src/lib/dialect), so that the two can never disagree.
func TestLabels(t *testing.T) {
	data, err := os.ReadFile("testdata/labels.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name, Copy  string
		Label, Text *string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			doc := New(nil).Parse(c.Copy)
			label, ok := doc.Root.FirstChild().FirstChild().(*Label)
			if ok != (c.Label != nil) {
				t.Fatalf("label found: %v, want %v", ok, c.Label != nil)
			}
			if !ok {
				return
			}
			if label.Words != *c.Label {
				t.Errorf("label %q, want %q", label.Words, *c.Label)
			}
			if text := strings.TrimSpace(c.Copy[label.At.End:]); text != *c.Text {
				t.Errorf("text %q, want %q", text, *c.Text)
			}
			if words := strings.TrimSuffix(PlainText(label, doc.Source), label.Colon); words != *c.Label {
				t.Errorf("the label's children say %q, want %q", words, *c.Label)
			}
		})
	}
}
