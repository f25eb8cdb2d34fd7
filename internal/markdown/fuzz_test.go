package markdown

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"galley/internal/issue"
)

func seeds(f *testing.F, dir string) {
	paths, _ := filepath.Glob(filepath.Join("testdata", dir, "*.txtar"))
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data)
	}
}

// FuzzRead holds the law of issue files: whatever was read, writing it gives a
// text that reads and writes as itself, with the same items.
func FuzzRead(f *testing.F) {
	seeds(f, "file")
	seeds(f, "copy")
	f.Add([]byte("---\ngalley: 1\nsocial: [{name: a, url: b}]\n---\n<!-- story: news; id=abcd -->\n```\n<!-- letter -->\n"))
	f.Add([]byte("\xff\xfea\x00b\x00"))
	f.Add([]byte("---\ngalley: 1\nsubject: y\n--- lost\nsocial: [{name: a}]\n--- lost too\n%YAML 1.2\n---\n"))
	f.Add([]byte("---\ngalley: 1 # a\nsubject: b # c\nsubject: 'd'\nsocial: [{name: e, icon: f}] # g\nother: h\nother: i\n---\n<!-- letter; j=k; id=abcd -->\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		is, _, err := Read("x.md", data)
		if err != nil {
			return
		}
		written := Write(is)
		again, _, err := Read("x.md", written)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%q", err, written)
		}
		if twice := Write(again); !bytes.Equal(twice, written) {
			t.Fatalf("Write(Read(x)) != x\n%q\n%q", written, twice)
		}
		if len(again.Items) != len(is.Items) {
			t.Fatalf("%d items became %d:\n%q", len(is.Items), len(again.Items), written)
		}
		keepsFront(t, data, written)
		for i := range is.Items {
			if a, b := is.Items[i], again.Items[i]; a.Kind != b.Kind || a.Story != b.Story || a.ID != b.ID || a.More != b.More || strings.ReplaceAll(a.Copy, " <!--", "<!--") != strings.ReplaceAll(b.Copy, " <!--", "<!--") {
				t.Fatalf("item %d: %q became %q", i, a.Copy, b.Copy)
			}
		}
	})
}

// keepsFront: no word of the front matter is lost, as far as words can be told
// without reading YAML.
func keepsFront(t *testing.T, data, written []byte) {
	t.Helper()
	text, _, err := Decode("x.md", data)
	if err != nil {
		t.Fatal(err)
	}
	fields, _, _, err := splitFront("x.md", text)
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range fields {
		if strings.ContainsAny(field.Text, "\\&*!%|>~'\"") || strings.Contains(strings.ToLower(field.Text), "null") {
			continue // words in another spelling, or none
		}
		_, value, _ := strings.Cut(field.Text, ":")
		for word := range strings.FieldsFuncSeq(value, func(r rune) bool { return r > 'z' || !unicode.IsLetter(r) }) {
			if !bytes.Contains(written, []byte(word)) {
				t.Fatalf("%q of the front matter is lost: %q became %q", word, field.Text, written)
			}
		}
	}
}

// FuzzCopy reads copy and makes it canonical: no panic, every span inside the
// copy and on whole characters, canonical text stays, and no word changes.
func FuzzCopy(f *testing.F) {
	seeds(f, "copy")
	h := analysis(f)
	d := New(h)
	f.Fuzz(func(t *testing.T, data []byte) {
		copy, _, err := Decode("x", data)
		if err != nil || len(copy) > 1<<16 {
			return
		}
		r := d.Read(issue.KindStory, copy)
		inside := func(s issue.Span) {
			if s.Start < 0 || s.End < s.Start || s.End > len(copy) || !utf8.ValidString(copy[s.Start:s.End]) {
				t.Fatalf("span %v of %q", s, copy)
			}
		}
		inside(r.Headline.Span)
		inside(r.Standfirst.Span)
		for _, s := range r.Sections {
			inside(s.Span)
			inside(s.Label.Span)
		}
		for _, p := range r.Pictures {
			inside(p.Span)
		}
		for _, l := range r.Links {
			inside(l.Span)
		}
		canonical := d.Canonical(copy)
		if again := d.Canonical(canonical); again != canonical {
			t.Fatalf("canonical text changes again:\n%q\n%q\n%q", copy, canonical, again)
		}
		before, after := PlainText(d.Parse(copy).Root, []byte(copy)), PlainText(d.Parse(canonical).Root, []byte(canonical))
		if !slices.Equal(strings.Fields(before), strings.Fields(after)) {
			t.Fatalf("words changed:\n%q\n%q", before, after)
		}
	})
}

// TestShippedSample holds the sample issue to the law.
func TestShippedSample(t *testing.T) {
	data, err := os.ReadFile("../desk/sample/issue.md")
	if err != nil {
		t.Fatal(err)
	}
	is, notes, err := Read("issue.md", data)
	if err != nil || len(notes) > 0 {
		t.Fatalf("%v, notes %v", err, notes)
	}
	New(analysis(t)).Format(is)
	if !bytes.Equal(Write(is), data) {
		t.Error("the sample issue is not canonical: run galley fmt on it")
	}
}
