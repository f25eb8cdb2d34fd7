package desk

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/reviewfile"
)

// reviewFileOf writes a review file that no Galley made.
func reviewFileOf(t *testing.T, change func(f *reviewfile.File)) string {
	t.Helper()
	f := &reviewfile.File{
		By: issue.Person{Name: "Ines Vale", Initials: "IV"}, Publication: issue.KeptPublication{ID: "tidewater", Settings: "name = \"Tidewater\"\n"},
		Issue: issue.KeptIssue{ID: "issue74", Publication: "tidewater", Head: "---\ngalley: 1\nnumber: 74\n---\n", Rundown: []string{"first1"}, Pictures: map[string]string{}},
		Items: []issue.Working{{Issue: "issue74", ID: "first1", Kind: issue.KindNote, State: issue.StateDrafting, Copy: "Whelks are cheap."}},
	}
	change(f)
	path, err := writtenTo(t, f)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// writtenTo is the same for a file that may be refused when it is written already.
func writtenTo(t *testing.T, f *reviewfile.File) (string, error) {
	t.Helper()
	var b bytes.Buffer
	if err := reviewfile.Write(&b, f, func(string) (io.ReadCloser, error) { return nil, os.ErrNotExist }); err != nil {
		return "", err
	}
	path := filepath.Join(t.TempDir(), "file.galley")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, nil
}

// What another program made is taken as far as it can be an issue, and a second
// time changes nothing.
func TestFileOfAnotherProgram(t *testing.T) {
	d := deskOf(t, "Mira Sand")
	path := reviewFileOf(t, func(*reviewfile.File) {})
	if got := takenIn(t, d, path); !got.New || copyAt(t, d, "issue74", "first1") != "Whelks are cheap." {
		t.Fatalf("%+v", got)
	}
	before := stateOf(t, d, "issue74")
	if got := takenIn(t, d, path); got.New || len(got.Items) > 0 || stateOf(t, d, "issue74") != before {
		t.Errorf("%+v", got)
	}
	if err := d.TakePart("issue74"); err != nil {
		t.Fatal(err)
	}
	retyped(t, d, "issue74", "first1", "cheap", "dear")
	got := takenIn(t, d, reviewFileOf(t, func(f *reviewfile.File) {
		complete(f) // it has a history
		f.Items[0].Copy += "\n\nSo are clams."
	}))
	if got.Conflicts != 0 || copyAt(t, d, "issue74", "first1") != "Whelks are dear.\n\nSo are clams." {
		t.Errorf("%+v: %q", got, copyAt(t, d, "issue74", "first1"))
	}
}

// What cannot be is refused in words, and nothing of it is in the store.
func TestRefusedFilesLeaveNothing(t *testing.T) {
	d := deskOf(t, "Mira Sand")
	anchor := func(start int) string {
		s := issue.Sidecar{Items: map[string]issue.Record{"first1": {Comments: []issue.Comment{{ID: "c1", Text: "?", Anchor: &issue.Anchor{Words: "cheap", Start: start}}}}}}
		text, err := s.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for name, change := range map[string]func(f *reviewfile.File){
		"an id that is none":     func(f *reviewfile.File) { f.Items[0].ID, f.Issue.Rundown = "A.B", []string{"A.B"} },
		"an issue’s id":          func(f *reviewfile.File) { f.Issue.ID, f.Items[0].Issue = "ISSUE-1", "ISSUE-1" },
		"items in the head":      func(f *reviewfile.File) { f.Issue.Head += "\nSome copy.\n" },
		"a head that is none":    func(f *reviewfile.File) { f.Issue.Head = "---\ngalley: [\n---\n" },
		"a later head":           func(f *reviewfile.File) { f.Issue.Head = "---\ngalley: 99\n---\n" },
		"settings of no TOML":    func(f *reviewfile.File) { f.Publication.Settings = "name = " },
		"a house style of none":  func(f *reviewfile.File) { f.Publication.House = "[" },
		"more than an issue has": func(f *reviewfile.File) { f.Items[0].Copy = strings.Repeat("Whelks. ", 100_000) },
	} {
		_, err := d.TakeReviewFile(t.Context(), reviewFileOf(t, change))
		if f := fault.Of(err); f == nil || f.Code != fault.BadInput || f.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, kind := range []string{"note} -->\n# Else", "note\n\nx", "note -->", ""} { // no desk makes a file with these, nor opens one
		f := &reviewfile.File{
			Publication: issue.KeptPublication{ID: "tidewater"}, Issue: issue.KeptIssue{ID: "issue74", Publication: "tidewater", Rundown: []string{"first1"}},
			Items: []issue.Working{{Issue: "issue74", ID: "first1", Kind: kind, State: issue.StateDrafting}},
		}
		if _, err := writtenTo(t, f); err == nil || sound(f) == nil {
			t.Errorf("%q was taken for a kind: %v", kind, err)
		}
	}
	for _, data := range []string{"", "PK", "no zip at all", "PK\x05\x06" + strings.Repeat("\x00", 18)} {
		path := filepath.Join(t.TempDir(), "x.galley")
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := d.TakeReviewFile(t.Context(), path); fault.Of(err).Code != fault.BadInput {
			t.Errorf("%q: %v", data, err)
		}
	}
	for _, path := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none.galley")} {
		if _, err := d.TakeReviewFile(t.Context(), path); err == nil {
			t.Errorf("%s was read", path)
		}
	}
	if shelf, err := d.Shelf(t.Context()); err != nil || len(shelf.Publications) > 0 {
		t.Errorf("something is on the shelf: %+v, %v", shelf, err)
	}
	for _, start := range []int{-5, 1 << 40, 17, 3} { // an anchor that is off is looked for
		file := reviewFileOf(t, func(f *reviewfile.File) { f.Issue.Sidecar = anchor(start) })
		takenIn(t, d, file)
		if c := reviewOf(t, d, "issue74").Comments; len(c) != 1 || !c[0].Lost && c[0].Start != 11 {
			t.Errorf("at %d: %+v", start, c)
		}
		later := reviewFileOf(t, func(f *reviewfile.File) {
			f.Issue.Sidecar = anchor(start)
			f.Items[0].Copy = "So: whelks are cheap."
		})
		takenIn(t, d, later)
	}
}

// A publication that is here stays as it is.
func TestPublicationHereIsNotReplaced(t *testing.T) {
	writer, editor, id, first, _ := play(t)
	takenIn(t, editor, sent(t, writer, id, ""))
	p := kept(t, editor, id).Publication
	before, err := editor.Store.Publication(p)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := writer.Store.Publication(p)
	if err != nil {
		t.Fatal(err)
	}
	changed.Settings = strings.Replace(changed.Settings, "name", "# other\nname", 1)
	if err := writer.Store.Keep(issue.Batch{Publications: []issue.KeptPublication{changed}}); err != nil {
		t.Fatal(err)
	}
	writer.mu.Lock()
	clear(writer.drafts) // it is opened anew
	writer.opened = nil
	writer.mu.Unlock()
	retyped(t, writer, id, first, "old", "low")
	got := takenIn(t, editor, sent(t, writer, id, ""))
	after, err := editor.Store.Publication(p)
	if err != nil || after.Settings != before.Settings || after.House != before.House {
		t.Errorf("it is %+v, %v", after, err)
	}
	if len(got.Notes) != 1 || !strings.Contains(got.Notes[0], "settings") {
		t.Errorf("it is not said: %q", got.Notes)
	}
}

// What was deleted or put away here comes back.
func TestDeletedIssueComesBack(t *testing.T) {
	writer, editor, id, first, _ := play(t)
	path := sent(t, writer, id, "")
	takenIn(t, editor, path)
	for name, away := range map[string]func(string) error{
		"deleted": editor.DeleteIssue, "put away": func(id string) error { return editor.ArchiveIssue(id, true) },
		"without its publication": func(id string) error { return editor.DeletePublication(kept(t, editor, id).Publication) },
	} {
		if err := away(id); err != nil {
			t.Fatal(err)
		}
		retyped(t, writer, id, first, "Nobody", "Nobody at all")
		got := takenIn(t, editor, sent(t, writer, id, ""))
		shelf, err := editor.Shelf(t.Context())
		if err != nil || len(shelf.Publications) != 1 || len(shelf.Publications[0].Issues) != 1 || shelf.Publications[0].Issues[0].Archived || len(got.Notes) != 1 {
			t.Errorf("%s: %+v, %v; %q", name, shelf, err, got.Notes)
		}
	}
}

// Two pictures of one name are both there, and each stands where it was meant.
func TestPicturesOfOneName(t *testing.T) {
	writer, editor, id, first, second := play(t)
	takenIn(t, editor, sent(t, writer, id, ""))
	if err := editor.TakePart(id); err != nil {
		t.Fatal(err)
	}
	add := func(d *Desk, item string, c color.RGBA) string {
		p, err := d.AddPicture(t.Context(), id, "wall.png", pngOf(t, c))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Retype(id, item, copyAt(t, d, id, item)+"\n\n![A wall]("+p.Name+")"); err != nil {
			t.Fatal(err)
		}
		return kept(t, d, id).Pictures[p.Name]
	}
	mine := add(writer, first, color.RGBA{200, 0, 0, 255})
	theirs := add(editor, second, color.RGBA{0, 0, 200, 255})
	if mine == theirs {
		t.Fatal("it is one picture")
	}
	path := sent(t, editor, id, "")
	got := takenIn(t, writer, path)
	if got.Conflicts != 0 || len(got.Notes) != 1 {
		t.Errorf("%+v", got)
	}
	for item, hash := range map[string]string{first: mine, second: theirs} {
		dr, err := writer.lock(id)
		if err != nil {
			t.Fatal(err)
		}
		named := dr.picturesOf(dr.texts[item])
		dr.mu.Unlock()
		if len(named) == 0 || !hasHash(named, hash) {
			t.Errorf("%s names %v, want %.8s", item, named, hash)
		}
		if _, err := writer.Store.Picture(hash); err != nil {
			t.Error(err)
		}
	}
	before := stateOf(t, writer, id)
	if takenIn(t, writer, path); stateOf(t, writer, id) != before {
		t.Error("the second time changed it:\n" + differing(before, stateOf(t, writer, id)))
	}
	if back := takenIn(t, editor, sent(t, writer, id, "")); back.Conflicts != 0 || shownState(t, writer, id) != shownState(t, editor, id) {
		t.Errorf("%+v\n%s", back, differing(shownState(t, writer, id), shownState(t, editor, id)))
	}
}

// Of an issue that went in part the rest stays, and what is said on the part comes
// back.
func TestSomeItemsAlone(t *testing.T) {
	writer, editor, id, first, second := play(t)
	comment(t, writer, id, first, "Nobody was hurt", "For us alone.")
	whole := orderAt(t, writer, id)
	made, err := writer.WriteReviewFile(t.Context(), id, []string{second}, "", filepath.Join(t.TempDir(), "part.galley"))
	if err != nil || made.Items != 1 {
		t.Fatal(made, err)
	}
	data, err := os.ReadFile(made.Path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := reviewfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, hash := range kept(t, writer, id).Pictures {
		if r.Has(hash) {
			t.Error("a picture of another item went along")
		}
	}
	if strings.Contains(r.File.Issue.Sidecar, "For us alone") {
		t.Error("what is said on another item went along")
	}
	takenIn(t, editor, made.Path)
	if got := orderAt(t, editor, id); !slices.Equal(got, []string{second}) {
		t.Fatalf("the editor has %v", got)
	}
	comment(t, editor, id, second, "at the quay", "Which one?")
	if err := editor.TakePart(id); err != nil {
		t.Fatal(err)
	}
	retyped(t, editor, id, second, "cheap", "dear")
	v, err := editor.AddItem(id, issue.KindNote, "", second)
	if err != nil {
		t.Fatal(err)
	}
	retyped(t, writer, id, first, "old", "low")
	got := takenIn(t, writer, sent(t, editor, id, ""))
	want := slices.Insert(slices.Clone(whole), slices.Index(whole, second)+1, v.Item)
	if order := orderAt(t, writer, id); !slices.Equal(order, want) || got.Moved || got.Conflicts != 0 || got.Comments != 1 {
		t.Errorf("%v, want %v; %+v", order, want, got)
	}
	if !strings.Contains(copyAt(t, writer, id, second), "dear") || !strings.Contains(stateOf(t, writer, id), "For us alone.") {
		t.Error("the part did not come, or the rest is gone")
	}
	// Then all of it goes, and the editor has all.
	last := takenIn(t, editor, sent(t, writer, id, ""))
	if last.Conflicts != 0 || shownState(t, writer, id) != shownState(t, editor, id) {
		t.Errorf("%+v\n%s", last, differing(shownState(t, writer, id), shownState(t, editor, id)))
	}
}

// The data folder is no place for a review file, and one that cannot be written
// leaves what stood there.
func TestWhereAReviewFileGoes(t *testing.T) {
	writer, _, id, _, _ := play(t)
	if _, err := writer.WriteReviewFile(t.Context(), id, nil, "", filepath.Join(writer.Store.Dir(), "x.galley")); fault.Of(err).Code != fault.BadInput {
		t.Errorf("into the data folder: %v", err)
	}
	if _, err := writer.WriteReviewFile(t.Context(), id, []string{"none"}, "", filepath.Join(t.TempDir(), "x")); fault.Of(err).Code != fault.NotFound {
		t.Errorf("an item that is not there: %v", err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "x.galley")
	if err := os.WriteFile(path, []byte("earlier"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, hash := range kept(t, writer, id).Pictures { // damaged
		files, err := filepath.Glob(filepath.Join(writer.Store.Dir(), "pictures", "*", hash+"*"))
		if err != nil || len(files) != 1 {
			files, _ = filepath.Glob(filepath.Join(writer.Store.Dir(), "pictures", "*", "*", hash+"*"))
		}
		if len(files) != 1 {
			t.Fatalf("where is %s? %v", hash, files)
		}
		if err := os.WriteFile(files[0], []byte("no picture"), 0o600); err != nil {
			t.Fatal(err)
		}
		break
	}
	if _, err := writer.WriteReviewFile(t.Context(), id, nil, "", path); fault.Of(err).Code != fault.Mismatch {
		t.Errorf("with a damaged picture: %v", err)
	}
	entries, err := os.ReadDir(dir)
	data, readErr := os.ReadFile(path)
	if err != nil || readErr != nil || string(data) != "earlier" || len(entries) != 1 {
		t.Errorf("there is %q, %v", data, entries)
	}
	if name, err := writer.ReviewFileName(id); err != nil || name != "Tidewater 74 – Mira.galley" {
		t.Errorf("it is called %q, %v", name, err)
	}
}

// A window that is started with review files begins with the last that came, and
// says which were refused.
func TestBeginWithReviewFiles(t *testing.T) {
	writer, editor, id, _, _ := play(t)
	editor.Give(filepath.Join(t.TempDir(), "none.galley"))
	editor.Give(sent(t, writer, id, "Here."))
	b, err := editor.Begin(t.Context())
	if err != nil || b.Issue != id || !b.Asked || b.Draft == nil || len(b.Taken) != 1 || b.Taken[0].Note != "Here." || len(b.Refused) != 1 || b.Refused[0].Name != "none.galley" || b.Refused[0].Message == "" {
		t.Fatalf("%+v, %v", b, err)
	}
	if b, err = editor.Begin(t.Context()); err != nil || len(b.Taken) != 0 || len(b.Refused) != 0 {
		t.Errorf("the second time: %+v, %v", b, err)
	}
}

func pngOf(t *testing.T, c color.RGBA) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 40, 30))
	draw.Draw(m, m.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// All items by name, some of them twice, are the whole issue.
func TestAllItemsAreTheWhole(t *testing.T) {
	writer, editor, id, _, _ := play(t)
	all := orderAt(t, writer, id)
	got := takenIn(t, editor, sent(t, writer, id, "", append(all, all[0])...))
	if k := kept(t, editor, id); k.Part || !got.New || !slices.Equal(k.Rundown, all) {
		t.Errorf("%+v", k)
	}
}

// An item is moved out of an issue only by whoever may take it out: refused behind
// half of it, it would stand in both.
func TestGuestsMoveNothingAway(t *testing.T) {
	d := deskOf(t, "Mira Sand")
	takenIn(t, d, reviewFileOf(t, func(*reviewfile.File) {}))
	own, err := d.OpenSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before := len(kept(t, d, own.ID).Rundown)
	if _, err := d.SendItem(t.Context(), "issue74", "first1", own.ID, true); err == nil || fault.Of(err).Code != fault.Denied {
		t.Errorf("moved: %v", err)
	}
	if err := d.flushed(own.ID); err != nil {
		t.Fatal(err)
	}
	if after := len(kept(t, d, own.ID).Rundown); after != before {
		t.Errorf("%d items are %d", before, after)
	}
	if _, err := d.SendItem(t.Context(), "issue74", "first1", own.ID, false); err != nil {
		t.Errorf("copied: %v", err)
	}
}

// What a file lacks of history gets the hashes that a desk here would give it:
// a sign-off is bound to these.
func TestCompletedFileHasContentHashes(t *testing.T) {
	d := deskOf(t, "Mira Sand")
	var f *reviewfile.File
	takenIn(t, d, reviewFileOf(t, func(made *reviewfile.File) { f = made }))
	complete(f)
	dr, err := d.lock("issue74")
	if err != nil {
		t.Fatal(err)
	}
	want := dr.contentHash(dr.texts["first1"])
	dr.mu.Unlock()
	revision, snapshot := f.Revisions[len(f.Revisions)-1], f.Snapshots[len(f.Snapshots)-1]
	if revision.Hash != want || snapshot.Rundown[0].Hash != want {
		t.Errorf("%s and %s, and here it is %s", revision.Hash, snapshot.Rundown[0].Hash, want)
	}
}
