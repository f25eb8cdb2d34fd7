package desk

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/fault"
)

const front = "---\ngalley: 1\nsubject: Tides\n"

// TestHeavy gives issues that are small on the disk and would be large in print:
// each is refused in words about the input, before or behind its rendering.
func TestHeavy(t *testing.T) {
	footer := func(copy string) string { return "footer = \"\"\"\n" + copy + "\"\"\"\n" }
	for name, c := range map[string]struct{ issue, publication, house, says string }{
		"dense footer":          {issue: front + "---\nHello.\n", publication: footer(strings.Repeat("`a`", 40_000)), says: "issue.md with its masthead and footer is too dense: 40001 marks"},
		"dense masthead":        {issue: front + "---\nHello.\n", publication: "masthead = \"" + strings.Repeat("*a* ", 20_000) + "\"\n", says: "is too dense"},
		"footer and issue":      {issue: front + "---\n" + strings.Repeat("*a* ", 10_000), publication: footer(strings.Repeat("[a](b) ", 12_000)), says: "is too dense: 32000 marks"},
		"long footer":           {issue: front + "---\n" + strings.Repeat("word ", 100_000), publication: footer(strings.Repeat("word ", 40_000)), says: "with its masthead and footer is too large"},
		"house's footer":        {issue: front + "---\nHello.\n", house: "[parts]\nfooter = \"" + strings.Repeat("`a` ", 20_000) + "\"\n", says: "is too dense"},
		"long address":          {issue: front + "address: " + strings.Repeat("Quay ", 1_000) + "\n---\nHello.\n", says: "address is too long for an email: 4999 characters"},
		"long utm":              {issue: front + "utm: " + strings.Repeat("a", 5_000) + "\n---\nHello.\n", says: "utm is too long"},
		"utm of long numbers":   {issue: front + "number: " + strings.Repeat("7", 1_000) + "\nutm: " + strings.Repeat("{number}", 10) + "\n---\nHello.\n", says: "utm is too long for an email: 10000"},
		"pictures of long ones": {issue: front + "number: " + strings.Repeat("7", 1_000) + "\npicture_address: https://a.example/" + strings.Repeat("{number}", 10) + "\n---\nHello.\n", says: "picture_address is too long"},
		"many slots":            {issue: front + "---\n" + strings.Repeat("{{address}} ", maxSlots+1), says: "has 2004 merge slots"}, // three are in the footer
		"long slots":            {issue: front + "---\n" + strings.Repeat("{{address}} ", 1_900), publication: "address = \"" + strings.Repeat("Quay ", 800) + "\"\n", says: "would be filled with 7 MB"},
		"long utm, many links":  {issue: front + "utm: " + strings.Repeat("a", 2_000) + "\n---\n" + strings.Repeat("[a](https://b.example)\n", 5_000), says: "would be filled with 9 MB"},
		"long title, many jobs": {issue: front + "---\n" + strings.Repeat("<!-- jobs -->\na\n", 2_000), house: "[parts]\njobs_title = \"" + strings.Repeat("Jobs ", 800) + "\"\n", says: "would be filled with 7 MB"},
		"much HTML of little":   {issue: front + "---\n" + strings.Repeat("<!-- note -->\n>a\n", 14_000), says: "becomes an email of"},
		"tables":                {issue: front + "---\n" + strings.Repeat("a|b|c|d|e\n-|-|-|-|-\n"+strings.Repeat("a|b|c\n", 20)+"\n", 1_000), says: "is too dense"},
	} {
		t.Run(name, func(t *testing.T) {
			err := printed(t, c.issue, c.publication, c.house)
			var f *fault.Error
			if !errors.As(err, &f) || f.Code != fault.BadInput || !strings.HasPrefix(f.Message, "issue.md") || !strings.Contains(f.Message, c.says) || f.Hint == "" {
				t.Errorf("%v, want %q", err, c.says)
			}
		})
	}
}

// printed loads an issue from files, and makes its export in memory.
func printed(t *testing.T, issue, publication, house string) error {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"issue.md": issue, "publication.toml": publication, "house.toml": house} {
		if text != "" {
			put(t, filepath.Join(dir, name), []byte(text))
		}
	}
	d := New()
	o, err := opened(t, d, dir)
	if err != nil {
		return err
	}
	_, err = d.Print(o, someDay)
	return err
}

// TestLargeIssue: what the bounds are for is far from any real issue. One of
// 60 items and 600 KB, and one item of 150 KB, are printed.
func TestLargeIssue(t *testing.T) {
	paragraph := "**What’s new:** " + strings.Repeat("The *tide* turns twice a day, and [nobody](https://a.example/b) looks up from the nets. ", 10) + "\n\n- One.\n- Two.\n\n"
	items := strings.Repeat("<!-- story: news -->\n# The tide\n\n"+strings.Repeat(paragraph, 10)+"\n", 60)
	for name, copy := range map[string]string{
		"60 items":           items,
		"one item of 150 KB": "<!-- letter -->\n" + strings.Repeat(paragraph, 150_000/len(paragraph)),
	} {
		if err := printed(t, front+"---\n\n"+copy, "", ""); err != nil || len(copy) < 140_000 {
			t.Errorf("%s, %d KB: %v", name, len(copy)>>10, err)
		}
	}
	if len(items) < 500<<10 || len(items) > 640<<10 {
		t.Errorf("%d KB", len(items)>>10)
	}
}

// TestCanonicalFormIsRead: nothing is written that is too large to be read
// again, and what stood there stays.
func TestCanonicalFormIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "issue.md")
	text := []byte(front + "---\n\n" + strings.Repeat("<!-- note -->\na\n", 14_990)) // gets a blank line above each
	put(t, path, text)
	d := New()
	_, _, err := d.FormatFile(t.Context(), path)
	if f := fault.Of(err); f == nil || f.Code != fault.BadInput || !strings.Contains(f.Message, "in canonical form is too long") {
		t.Errorf("%v", err)
	}
	if got := contents(t, filepath.Dir(path)); len(got) != 1 || string(got["issue.md"]) != string(text) {
		t.Errorf("%d files", len(got))
	}
}
