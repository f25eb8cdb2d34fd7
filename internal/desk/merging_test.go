package desk

import (
	"strings"
	"testing"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// TestHeadFieldsAreFrontMatter: the names by which the head is compared and merged
// are those that stand in the file.
func TestHeadFieldsAreFrontMatter(t *testing.T) {
	is := &issue.Issue{}
	for _, f := range is.HeadFields() {
		*f.Value = "x" + f.Key
	}
	text := string(markdown.Write(is))
	lines := strings.Split(strings.TrimSuffix(text, "---\n"), "\n")[2:]
	for i, f := range is.HeadFields() {
		if lines[i] != f.Key+": x"+f.Key {
			t.Errorf("%q stands where %s should", lines[i], f.Key)
		}
	}
	if len(lines) != len(is.HeadFields())+1 {
		t.Errorf("front matter has fields that are not merged:\n%s", text)
	}
	marked := markField(text, issue.Conflict{Field: "social", Theirs: "Web: https://tidewater.example\nTwo: https://two.example"})
	if marked = markField(marked, issue.Conflict{Field: "subject", Theirs: "theirs"}); !strings.Contains(marked, "subject: xsubject\n# theirs: subject: theirs\npreheader") ||
		!strings.HasSuffix(marked, "# theirs: social: Web: https://tidewater.example\n# theirs: Two: https://two.example\n---\n") {
		t.Errorf("marked:\n%s", marked)
	}
	if again, _, err := markdown.Read("issue.md", []byte(marked)); err != nil || len(again.More) == 0 {
		t.Errorf("it cannot be read again: %v", err)
	}
}
