package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"galley/internal/house"
	"galley/internal/issue"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden runs make over every archive in testdata/dir. The file “in” is given,
// all others are compared, or rewritten with -update.
func golden(t *testing.T, dir string, make func(in []byte) []txtar.File) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", dir, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden files in testdata/%s: %v", dir, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			in := archive.Files[0]
			got := &txtar.Archive{Comment: archive.Comment, Files: append([]txtar.File{in}, make(in.Data)...)}
			text := txtar.Format(got)
			if *update {
				if err := os.WriteFile(path, text, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := txtar.Format(archive); !bytes.Equal(text, want) {
				t.Errorf("differs from %s (run with -update and look at the difference):\n%s", path, text)
			}
		})
	}
}

func analysis(t testing.TB) *issue.House {
	t.Helper()
	h, err := house.Load("analysis")
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestCopy shows what is read out of copy, and its canonical form.
func TestCopy(t *testing.T) {
	d := New(analysis(t))
	golden(t, "copy", func(in []byte) []txtar.File {
		copy := strings.TrimSuffix(string(in), "\n")
		canonical := d.Canonical(copy)
		if again := d.Canonical(canonical); again != canonical {
			t.Errorf("canonical copy changes again:\n%s\nbecame\n%s", canonical, again)
		}
		return []txtar.File{
			{Name: "reading", Data: []byte(describe(copy, d.Read(issue.KindStory, copy)))},
			{Name: "canonical.md", Data: []byte(canonical + "\n")},
		}
	})
}

func describe(copy string, r issue.Reading) string {
	var b strings.Builder
	at := func(s issue.Span) string { return fmt.Sprintf("%q", copy[s.Start:s.End]) }
	fmt.Fprintf(&b, "words %d, lists %d\n", r.Words, r.Lists)
	fmt.Fprintf(&b, "headline %q in %s\n", r.Headline.Words, at(r.Headline.Span))
	fmt.Fprintf(&b, "standfirst %q\n", r.Standfirst.Words)
	for _, s := range r.Sections {
		fmt.Fprintf(&b, "section %q (%s) %d words, bullets %v, label %s\n", s.Label.Words, s.Name, s.Words, s.Bullets, at(s.Label.Span))
	}
	for _, p := range r.Pictures {
		fmt.Fprintf(&b, "picture %q alt %q caption %q credit %q in %s\n", p.Name, p.Alt, p.Caption, p.Credit, at(p.Span))
	}
	for _, l := range r.Links {
		fmt.Fprintf(&b, "link %q to %q in %s\n", l.Words, l.URL, at(l.Span))
	}
	for _, s := range r.Slots {
		fmt.Fprintf(&b, "slot %s fallback %q in %s\n", s.Name, s.Fallback, at(s.Span))
	}
	for _, h := range r.RawHTML {
		fmt.Fprintf(&b, "html %q\n", h.Words)
	}
	return b.String()
}

// TestFile shows what is read out of an issue file, and how it is written.
func TestFile(t *testing.T) {
	golden(t, "file", func(in []byte) []txtar.File {
		is, notes, err := Read("issue.md", in)
		if err != nil {
			return []txtar.File{{Name: "error", Data: []byte(err.Error() + "\n")}}
		}
		var b strings.Builder
		for _, n := range notes {
			fmt.Fprintf(&b, "note, line %d: %s\n", n.Line, n.Text)
		}
		for i := range is.Items {
			it := &is.Items[i]
			fmt.Fprintf(&b, "line %d: %s %s %s, %d bytes\n", it.Line, it.Kind, it.Story, it.ID, len(it.Copy))
		}
		written := Write(is)
		again, _, err := Read("issue.md", written)
		if err != nil {
			t.Errorf("what was written cannot be read: %v", err)
		} else if !bytes.Equal(Write(again), written) {
			t.Errorf("Write(Read(x)) != x for\n%s", written)
		}
		return []txtar.File{{Name: "reading", Data: []byte(b.String())}, {Name: "written.md", Data: written}}
	})
}
