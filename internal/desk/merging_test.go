package desk

import (
	"bytes"
	"os"
	"path/filepath"
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

// What a merge writes into another folder has its pictures there: mine, else theirs,
// and none in the place of one that is there.
func TestMergeBringsPictures(t *testing.T) {
	room := t.TempDir()
	at := func(parts ...string) string { return filepath.Join(append([]string{room}, parts...)...) }
	put := func(data []byte, parts ...string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(at(parts...)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at(parts...), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	issueWith := func(more string) []byte {
		return []byte("---\ngalley: 1\n---\n\n<!-- note; id=a2b3 -->\n\n![One](one.png)\n\n![Two](two.png)\n\n![Four](four.png)\n" + more)
	}
	put(issueWith(""), "base", "issue.md")
	put(issueWith("\nMine.\n"), "mine", "issue.md")
	put(issueWith("\n![Three](pictures/three.png)\n"), "theirs", "issue.md")
	put(shaded(t, 10), "mine", "one.png")
	put(shaded(t, 20), "mine", "two.png")
	put(shaded(t, 90), "theirs", "one.png")
	put(shaded(t, 50), "base", "one.png")
	put(shaded(t, 20), "base", "four.png")
	put(shaded(t, 20), "mine", "four.png")
	put(shaded(t, 60), "theirs", "four.png")
	put(shaded(t, 30), "theirs", "pictures", "three.png")
	put(shaded(t, 200), "out", "two.png")
	d := deskOf(t, "Mira Sand")
	m, err := d.MergeFiles(at("base", "issue.md"), at("mine", "issue.md"), at("theirs", "issue.md"))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Save(t.Context(), at("out", "merged.md"), false); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]uint8{"one.png": 10, "two.png": 200, "pictures/three.png": 30, "four.png": 60} {
		if have, err := os.ReadFile(at("out", filepath.FromSlash(name))); err != nil || !bytes.Equal(have, shaded(t, want)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(m.Notes[2]) != 1 || !strings.Contains(m.Notes[2][0].Text, "“one.png”") {
		t.Errorf("%v", m.Notes)
	}
}
