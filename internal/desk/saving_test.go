package desk

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/fault"
)

// TestSaveKeepsPictures imports issues whose pictures have names that others
// have already, on the disk and in the same import: no picture's bytes change,
// each issue shows its own, and importing again adds nothing.
func TestSaveKeepsPictures(t *testing.T) {
	const copy = "Hello there.\n\n![About ](dot.png \"dot.png](dot.png — me\")\n\n![Again](<./a dot.png>)\n\n![Not ours](other.png)\n"
	dir := t.TempDir()
	d := New()
	all := func() (list []*Imported) {
		for i, from := range []string{"one", "two"} {
			put(t, filepath.Join(dir, from, "in.md"), []byte(copy))
			put(t, filepath.Join(dir, from, "dot.png"), append(dot(t), byte(i)))
			put(t, filepath.Join(dir, from, "a dot.png"), append(dot(t), "same"...))
			in, err := d.Import(filepath.Join(dir, from, "in.md"), "")
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, in)
		}
		return list
	}
	out := filepath.Join(dir, "out")
	put(t, filepath.Join(out, "dot.png"), []byte("theirs"))
	put(t, filepath.Join(out, "a dot.png"), []byte("theirs"))
	for round := range 2 {
		list := all()
		if err := d.Save(context.Background(), out, list, []string{"a.md", "b.md"}, round > 0); err != nil {
			t.Fatal(err)
		}
		got := contents(t, out)
		for i, issue := range []string{"a.md", "b.md"} {
			name := fmt.Sprintf("dot-%d.png", i+2)
			if !strings.Contains(string(got[issue]), `![About ](`+name+` "dot.png](dot.png — me")`) ||
				!strings.Contains(string(got[issue]), "(<a dot-2.png>)") || !strings.Contains(string(got[issue]), "(other.png)") {
				t.Errorf("%s:\n%s", issue, got[issue])
			}
			if !bytes.Equal(got[name], append(dot(t), byte(i))) || len(list[i].Notes) < 2 {
				t.Errorf("%s holds %d bytes; notes %v", name, len(got[name]), list[i].Notes)
			}
		}
		if string(got["dot.png"]) != "theirs" || string(got["a dot.png"]) != "theirs" || len(got) != 7 {
			t.Errorf("round %d: %d files", round, len(got))
		}
	}
}

// TestSaveCannotRename imports a picture whose name the copy spells by a
// reference: nothing is guessed and nothing written.
func TestSaveCannotRename(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "in.md"), []byte("Hello there.\n\n![About][x]\n\n[x]: dot.png\n"))
	put(t, filepath.Join(dir, "dot.png"), dot(t))
	out := filepath.Join(dir, "out")
	put(t, filepath.Join(out, "dot.png"), []byte("theirs"))
	d := New()
	in, err := d.Import(filepath.Join(dir, "in.md"), "")
	if err != nil {
		t.Fatal(err)
	}
	err = d.Save(context.Background(), out, []*Imported{in}, []string{"a.md"}, false)
	if f := fault.Of(err); f == nil || f.Code != fault.Exists || f.Hint == "" {
		t.Errorf("%v:\n%s", err, in.Text)
	}
	if got := contents(t, out); len(got) != 1 {
		t.Errorf("it left %d files", len(got))
	}
}
