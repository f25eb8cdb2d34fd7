package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"galley/internal/fault"
	"galley/internal/folder"
)

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func dot(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestReceiptNotBelieved exports beside a receipt that claims what no export
// writes: nothing of it is removed.
func TestReceiptNotBelieved(t *testing.T) {
	dir := t.TempDir()
	theirs := []byte("a year's work")
	var entries []FileEntry
	for _, name := range []string{"thesis.doc", "letters/one.txt", "issue.md", "pictures/deep/a.png", "pictures/../notes.txt"} {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), theirs)
		entry := describe(folder.File{Name: name, Data: theirs})
		entries = append(entries, entry, FileEntry{Name: name})
	}
	put(t, filepath.Join(dir, "pictures", "mine.png"), theirs)
	entries = append(entries, FileEntry{Name: "pictures/mine.png"})
	receipt, err := json.Marshal(Receipt{Galley: 1, Files: entries})
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "receipt.proof.json"), receipt)
	before := contents(t, dir)
	d := New()
	export(t, d, sample(t, d, ""), dir)
	after := contents(t, dir)
	for name, data := range before {
		if name != "receipt.proof.json" && !bytes.Equal(after[name], data) {
			t.Errorf("%s was lost", name)
		}
	}
}

// TestSamePictureTwice exports a picture under two names: in the .eml it
// travels once.
func TestSamePictureTwice(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.png"), dot(t))
	put(t, filepath.Join(dir, "b.png"), dot(t))
	put(t, filepath.Join(dir, "issue.md"), []byte("---\ngalley: 1\n---\n\n<!-- letter -->\n![A dot](a.png)\n\n![A dot too](b.png)\n"))
	src, err := folder.Open(filepath.Join(dir, "issue.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = src.Close() }()
	d := New()
	o, err := d.Load(context.Background(), src, "")
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Print(o, someDay)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(p.EML, []byte("Content-ID:")); n != 1 || p.Receipt.ReadBack.Pictures != 2 {
		t.Errorf("%d parts, read back %+v", n, p.Receipt.ReadBack)
	}
}

// TestImportTakesPicturesAlone imports copy that names other files as if they
// were pictures, the new issue's own name among them.
func TestImportTakesPicturesAlone(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "in.md"), []byte("Hello there.\n\n![a](x.md)\n\n![b](house.toml)\n\n![c](dot)\n\n![d](./torn.png)\n\n![e](torn.png)\n"))
	for _, name := range []string{"x.md", "house.toml", "torn.png"} {
		put(t, filepath.Join(dir, name), []byte("galley = 1\n"))
	}
	put(t, filepath.Join(dir, "dot"), dot(t))
	d := New()
	in, err := d.Import(filepath.Join(dir, "in.md"), "")
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	if err := d.Save(context.Background(), out, []*Imported{in}, []string{"x.md"}, false); err != nil {
		t.Fatal(err)
	}
	got := contents(t, out)
	if len(got) != 3 || !bytes.Equal(got["x.md"], in.Text) || !bytes.Equal(got["dot"], dot(t)) || got["torn.png"] == nil {
		t.Errorf("%d files: %q", len(got), got)
	}
}

// TestSaveAllOrNothing imports two files of which the second has no place.
func TestSaveAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	d := New()
	var all []*Imported
	for i, from := range []string{"one", "two"} {
		put(t, filepath.Join(dir, from, "in.md"), []byte("Hello there.\n\n![A dot](dot.png)\n"))
		put(t, filepath.Join(dir, from, "dot.png"), append(dot(t), byte(i)))
		in, err := d.Import(filepath.Join(dir, from, "in.md"), "")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, in)
	}
	out := filepath.Join(dir, "out")
	put(t, filepath.Join(out, "b.md"), []byte("theirs"))
	err := d.Save(context.Background(), out, all, []string{"a.md", "b.md"}, false)
	if f := fault.Of(err); f == nil || f.Code != fault.Exists {
		t.Error(err)
	}
	if got := contents(t, out); len(got) != 1 {
		t.Errorf("it left %d files", len(got))
	}
}

// TestTooManyPictures names pictures that fit each, and not together.
func TestTooManyPictures(t *testing.T) {
	dir := t.TempDir()
	copy := "---\ngalley: 1\n---\n\n<!-- letter -->\n"
	for i := range 3 {
		name := fmt.Sprintf("%d.gif", i)
		put(t, filepath.Join(dir, name), longAnimation(i))
		copy += "![A light that blinks](" + name + ")\n\n"
	}
	put(t, filepath.Join(dir, "issue.md"), []byte(copy))
	src, err := folder.Open(filepath.Join(dir, "issue.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = src.Close() }()
	_, err = New().Load(context.Background(), src, "")
	if f := fault.Of(err); f == nil || f.Code != fault.BadInput {
		t.Errorf("%v", err)
	}
}

// longAnimation gives a GIF of some 10 MB that no other number gives.
func longAnimation(n int) []byte {
	const frame = ",\x00\x00\x00\x00\x10\x00\x10\x00\x00\x02\x02D\x01\x00"
	head := []byte("GIF89a\x10\x00\x10\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff")
	return append(append(head, bytes.Repeat([]byte(frame), 700_000+n)...), ';')
}
