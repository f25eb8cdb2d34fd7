package desk

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestImportHouse holds which house style an import goes by, and that the issue
// names the one that was asked for: the nearest house.toml might be another.
func TestImportHouse(t *testing.T) {
	const own = "---\ngalley: 1\nhouse: brief\n---\n\n<!-- poem -->\nRoses.\n"
	for _, c := range []struct{ file, text, named, wants string }{
		{"mail.txt", "Dear friends,\n\nThe water rose.\n", "", ""},
		{"mail.txt", "Dear friends,\n\nThe water rose.\n", "analysis", "analysis"},
		{"issue.md", own, "", "brief"},
		{"issue.md", own, "analysis", "analysis"},
		{"issue.md", strings.Replace(own, "brief", "own.toml", 1), "", "own.toml"},
	} {
		dir := t.TempDir()
		put(t, filepath.Join(dir, c.file), []byte(c.text))
		put(t, filepath.Join(dir, "own.toml"), []byte("[[kind]]\nname = \"poem\"\nlike = \"letter\"\n"))
		in, err := New().Import(filepath.Join(dir, c.file), c.named)
		if err != nil {
			t.Fatal(err)
		}
		if in.Issue.House != c.wants {
			t.Errorf("%s with --house %q: house %q, want %q", c.file, c.named, in.Issue.House, c.wants)
		}
		if got, want := in.Issue.Items[0].Kind == "poem", c.wants == "own.toml"; got != want {
			t.Errorf("%s: the first item is of kind %s", c.wants, in.Issue.Items[0].Kind)
		}
	}
}
