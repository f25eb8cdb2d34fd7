package desk

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/picture"
)

const letter = "---\ngalley: 1\nsubject: Tides\n---\n\n<!-- letter; id=aaaa -->\n![A dot](dot.png)\n\n[here](javascript:x)\n"

// opened loads an issue in dir.
func opened(t *testing.T, d *Desk, dir string) (*Open, error) {
	t.Helper()
	src, err := folder.Open(filepath.Join(dir, "issue.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = src.Close() }()
	return d.Load(context.Background(), src, "")
}

// TestReceiptOfWaivers holds that a receipt says who accepted which finding and
// why, and is silent about waivers that took nothing away.
func TestReceiptOfWaivers(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "issue.md"), []byte(letter))
	put(t, filepath.Join(dir, "dot.png"), dot(t))
	put(t, filepath.Join(dir, Sidecar), []byte(`{"galley":1,"items":{"aaaa":{"waivers":[
		{"check":"link.target","words":"javascript:x","reason":"a joke","who":"Ann","date":"2026-11-20"},
		{"check":"link.target","words":"elsewhere","reason":"x","who":"Bea","date":"2026-11-20"}]}}}`))
	d := New()
	o, err := opened(t, d, dir)
	if err != nil {
		t.Fatal(err)
	}
	r, written, err := d.Export(context.Background(), o, filepath.Join(dir, "out"), ExportOptions{Date: someDay, Final: true})
	if err != nil || written {
		t.Fatal(written, err)
	}
	want := WaiverEntry{Check: "link.target", Words: "javascript:x", Item: "aaaa", Reason: "a joke", Who: "Ann", Date: "2026-11-20"}
	if len(r.Waived) != 1 || len(r.Waivers) != 1 || r.Waivers[0] != want {
		t.Errorf("waived %v by %+v", r.Waived, r.Waivers)
	}
	text, err := r.encode()
	if err != nil || strings.Contains(string(text), "null,\n  \"items\"") || !strings.Contains(string(text), `"files": []`) {
		t.Errorf("what was not written is no list: %v\n%s", err, text)
	}
}

// TestRevision holds that an item's revision follows from its copy and the
// files beside it, and not from what the layout makes of them.
func TestRevision(t *testing.T) {
	revision := func(style string, picture []byte) string {
		dir := t.TempDir()
		put(t, filepath.Join(dir, "issue.md"), []byte(letter))
		put(t, filepath.Join(dir, "dot.png"), picture)
		put(t, filepath.Join(dir, "house.toml"), []byte(style))
		d := New()
		o, err := opened(t, d, dir)
		if err != nil {
			t.Fatal(err)
		}
		p, err := d.Print(o, someDay)
		if err != nil {
			t.Fatal(err)
		}
		return p.Receipt.Items[0].Revision
	}
	wide := append(dot(t), "trailing bytes that are not sent"...)
	if revision("", dot(t)) != revision("[theme]\nwidth = 320\n", dot(t)) {
		t.Error("another width is another revision")
	}
	if revision("", dot(t)) == revision("", wide) {
		t.Error("another file is the same revision")
	}
}

// TestPicturesTogether holds the bound on all pictures of one issue.
func TestPicturesTogether(t *testing.T) {
	p := newPictures([]string{"a", "b", "c"})
	half := prepared{Picture: picture.Picture{Data: make([]byte, maxPictures/2)}}
	p.add("a", half)
	p.add("b", half)
	if err := p.tooMuch(); err != nil {
		t.Error(err)
	}
	p.add("c", half)
	if f := fault.Of(p.tooMuch()); f == nil || f.Code != fault.BadInput || f.Hint == "" {
		t.Errorf("%v", f)
	}
	if len(p.ready) != 2 {
		t.Errorf("%d pictures are held", len(p.ready))
	}
}

// TestReceiptOfNobody holds that a receipt that lists more than any export
// writes is not believed, whatever stands in it.
func TestReceiptOfNobody(t *testing.T) {
	dir := t.TempDir()
	entry := `{"name":"issue.html","sha256":"` + describe(folder.File{}).SHA256 + `"}`
	for n, want := range map[int]int{1: 2, maxRecords + 1: 0} {
		put(t, filepath.Join(dir, "receipt.json"), []byte(`{"galley":1,"files":[`+strings.Repeat("{},", n-1)+entry+"]}"))
		if e := earlierFiles(dir, nil); len(e) != want {
			t.Errorf("of %d entries %d are believed, want %d", n, len(e), want)
		}
	}
}
