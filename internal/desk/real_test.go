package desk

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"galley/internal/folder"
)

// TestRealIssue takes a real issue from its text to an email. It is somebody
// else's, so it is read where it lies and skipped where it does not.
func TestRealIssue(t *testing.T) {
	text := "../../../shared/real-issue/issue-2021-01-13.txt"
	if _, err := os.Stat(text); err != nil {
		t.Skip("the real issue is not beside this checkout")
	}
	d := New()
	in, err := d.Import(text, "")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "x.md")
	if err := d.Save(context.Background(), dir, []*Imported{in}, []string{"x.md"}, false); err != nil {
		t.Fatal(err)
	}
	before, after, _, err := d.Format(path)
	if err != nil || string(before) != string(after) {
		t.Errorf("what import writes is not canonical: %v", err)
	}
	src, err := folder.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	o, err := d.Load(context.Background(), src, "")
	if err != nil {
		t.Fatal(err)
	}
	r := export(t, d, o, filepath.Join(dir, "out"))
	if !r.Proof || len(r.Items) != 10 || r.HTMLBytes > 60_000 {
		t.Errorf("proof %v, %d items, %d bytes", r.Proof, len(r.Items), r.HTMLBytes)
	}
}
