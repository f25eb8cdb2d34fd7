package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/reviewfile"
)

// hugePNG says that it is 60,000 × 60,000 pixels, and has none.
func hugePNG() []byte {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		_ = binary.Write(&b, binary.BigEndian, uint32(len(data)))
		b.WriteString(kind)
		b.Write(data)
		_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(append([]byte(kind), data...)))
	}
	chunk("IHDR", []byte{0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 6, 0, 0, 0})
	chunk("IDAT", []byte{0x78, 0x9c, 1, 0, 0, 0xff, 0xff})
	chunk("IEND", nil)
	return b.Bytes()
}

// hugeGIF says the same as far as a GIF can, in a thousand frames.
func hugeGIF() []byte {
	b := []byte("GIF89a\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\xff\xff\xff")
	for range 1000 {
		b = append(b, 0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x4c, 0x01, 0)
	}
	return append(b, 0x3b)
}

// A picture that says it is enormous is taken, shown as what it is, and never
// unpacked; a file may stand under any name.
func TestPictureBombsAreTaken(t *testing.T) {
	pictures := map[string][]byte{"huge.png": hugePNG(), "huge.gif": hugeGIF()}
	f := &reviewfile.File{
		By: issue.Person{Name: "Ines Vale"}, Publication: issue.KeptPublication{ID: "tidewater", Settings: "name = \"Tidewater\"\n"},
		Issue: issue.KeptIssue{ID: "issue74", Publication: "tidewater", Head: "---\ngalley: 1\n---\n", Rundown: []string{"first1"}, Pictures: map[string]string{}},
		Items: []issue.Working{{Issue: "issue74", ID: "first1", Kind: issue.KindNote, State: issue.StateDrafting, Copy: "![A map](huge.png)\n\n![A wave](huge.gif)"}},
	}
	byHash := map[string][]byte{}
	for name, data := range pictures {
		hash := fmt.Sprintf("%x", sha256.Sum256(data))
		f.Issue.Pictures[name], byHash[hash] = hash, data
	}
	var b bytes.Buffer
	if err := reviewfile.Write(&b, f, func(hash string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(byHash[hash])), nil }); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "für Mira – zurück, 潮 100%.galley")
	if err := os.WriteFile(path, b.Bytes(), 0o400); err != nil {
		t.Fatal(err)
	}
	d := deskOf(t, "Mira Sand")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := d.TakeReviewFile(stopped, path); fault.Of(err) == nil || fault.Of(err).Code != fault.Cancelled {
		t.Errorf("stopped: %v", err)
	}
	if shelf, err := d.Shelf(t.Context()); err != nil || len(shelf.Publications) > 0 {
		t.Errorf("stopped, and something is there: %+v %v", shelf, err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	takenIn(t, d, path)
	if _, err := d.OpenDraft(t.Context(), "issue74"); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 200 {
		t.Errorf("%d MB were used", n)
	}
}

// Somebody accepts while somebody types, comments and suggests: every word that was
// typed is there, and every suggestion is either in the copy or open.
func TestAcceptWhileTyping(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "word%d here.\n\n", i)
	}
	echo, err := d.Retype(view.Issue, c.ID, b.String())
	if err != nil {
		t.Fatal(err)
	}
	copy := b.String()
	var edits []SuggestedEdit
	for i := range 40 {
		at := strings.Index(copy, fmt.Sprintf("word%d ", i))
		edits = append(edits, SuggestedEdit{ID: fmt.Sprint("s", i), Start: at, End: at + 4, Insert: "TERM"})
	}
	if s, err := d.Suggest(view.Issue, c.ID, echo.Version, edits); err != nil || s.Stale {
		t.Fatal(s, err)
	}
	var all sync.WaitGroup
	all.Go(func() {
		for i := 0; i < 40; i += 4 {
			if _, err := d.Accept(view.Issue, []string{edits[i].ID, edits[i+1].ID, "none"}, false); err != nil {
				t.Error(err)
			}
		}
	})
	all.Go(func() {
		for n := 0; n < 60; {
			dr, err := d.lock(view.Issue)
			if err != nil {
				t.Error(err)
				return
			}
			was, version := dr.texts[c.ID].Copy, dr.texts[c.ID].version
			dr.mu.Unlock()
			echo, err := d.Type(Typed{Issue: view.Issue, Item: c.ID, Base: version, Length: len(was) + 1, Changes: insert(len(was), len(was), "k")})
			if err != nil {
				t.Error(err)
				return
			}
			if !echo.Stale {
				n++
			}
		}
	})
	all.Go(func() {
		for range 20 {
			if _, err := d.Comment(view.Issue, c.ID, 0, -1, -1, "Well?"); err != nil {
				t.Error(err)
			}
			_ = d.Reopen(view.Issue, []string{"none", ""}, true)
		}
	})
	all.Wait()
	got, v := copyAt(t, d, view.Issue, c.ID), reviewOf(t, d, view.Issue)
	if !strings.HasSuffix(got, strings.Repeat("k", 60)) || strings.Count(got, "TERM") != 20 || len(v.Suggestions) != 20 || len(v.Comments) != 20 {
		t.Errorf("%d accepted, %d open, %d comments: %q", strings.Count(got, "TERM"), len(v.Suggestions), len(v.Comments), got)
	}
	for _, s := range v.Suggestions {
		if s.Lost || got[s.Start:s.End] != "word" {
			t.Errorf("%+v", s)
		}
	}
}
