package desk

import (
	"strings"
	"testing"
	"unicode"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// What is said in a sidecar from elsewhere comes out as text: nothing in it ends an
// item, and nothing makes a terminal do anything.
func TestStrangeNotesAsCriticMarkup(t *testing.T) {
	place := issue.Anchor{Words: "old", Before: "The ", After: " wall.", Start: 4}
	for _, new := range []string{
		"a\n\n<!-- story -->\n\n# Else", "\n<!-- note -->\n", "<!-- story -->", "++} <!--", "\x1b[2J~~}", "{>>", "```\n<!-- story -->", "-->\n---\nsubject: x\n---\n", strings.Repeat("x", 32<<10),
	} {
		is := &issue.Issue{Items: []issue.Item{{ID: "abcd", Kind: issue.KindNote, Copy: "The old wall."}}}
		said := &issue.Sidecar{Items: map[string]issue.Record{"abcd": {
			Suggestions: []issue.Suggestion{{ID: "s", New: new, Anchor: place}},
			Comments:    []issue.Comment{{ID: "c", Text: new, Anchor: &place, Replies: []issue.Reply{{ID: "r", Text: new}}}, {ID: "d", Text: new, Anchor: &issue.Anchor{Words: new, Lost: true}}},
		}}}
		is.Items, _, _ = withMarks(is.Items, said)
		text := markdown.Write(is)
		back, _, err := markdown.Read(issueFile, text)
		if err != nil {
			t.Errorf("%.40q: %v", new, err)
			continue
		}
		if len(back.Items) != 1 || back.Items[0].ID != "abcd" {
			t.Errorf("%.40q: %d items\n%.300s", new, len(back.Items), text)
		}
		if strings.ContainsFunc(string(text), func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
			t.Errorf("%q", text)
		}
	}
}
