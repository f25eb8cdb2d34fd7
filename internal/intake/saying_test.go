package intake

import (
	"strings"
	"testing"

	"galley/internal/house"
	"galley/internal/markdown"
)

// What a stranger's program wrote reads as its words and does nothing.
func TestSaying(t *testing.T) {
	h, err := house.Load(house.Default)
	if err != nil {
		t.Fatal(err)
	}
	s := NewSaying(h)
	for _, words := range []string{
		"Plain words.", "# No headline", "- no list", "<script>alert(1)</script> and **bold**", "<!-- story -->\n\n# Another item",
		"It's 5 * 3 * 2 [sic](x)", "![no picture](http://a.example/b.png)", "Line one\nline two", "]", "a]b", `back\slash`, "", "1. One", "**Label:** words",
	} {
		want := strings.Join(strings.Fields(words), " ")
		for name, copy := range map[string]string{
			"paragraph": s.Paragraph(words), "headline": s.Headline(words), "label": s.Labelled("We’re thinking", words), "alt": "![" + s.Alt(words) + "](p.png)",
		} {
			r := markdown.New(h).Read("story", copy)
			if strings.Contains(copy, "\n") || len(r.RawHTML) > 0 || len(r.Links) > strings.Count(words, "http:") {
				t.Errorf("%s of %q: %q", name, words, copy)
			}
			if name == "alt" && (len(r.Pictures) != 1 || r.Pictures[0].Alt != want) || name == "headline" && r.Headline.Words != want {
				t.Errorf("%s of %q: %q reads %+v", name, words, copy, r)
			}
		}
	}
}
