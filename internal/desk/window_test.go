package desk

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
)

// What the window exports is what the terminal makes of the same issue as a
// file.
func TestWindowExportsWhatTheTerminalDoes(t *testing.T) {
	d, view := writingDesk(t)
	c := view.Copies[1]
	if _, err := d.Retype(view.Issue, c.ID, c.Copy+"\n\nOne more line, with 😀 and a <b>.\n\n\n"); err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	card, err := d.ExportIssue(t.Context(), view.Issue, "mailchimp", out)
	if err != nil {
		t.Fatal(err)
	}
	if card.Dir != out || card.Bytes == 0 || len(card.Changed) != 0 {
		t.Errorf("the receipt says %+v", card)
	}
	written := filepath.Join(t.TempDir(), "tidewater.md")
	if err := d.WriteIssueFile(t.Context(), view.Issue, written); err != nil {
		t.Fatal(err)
	}
	src, err := folder.Open(written)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = src.Close() }()
	terminal := New()
	o, err := terminal.Load(t.Context(), src, "mailchimp")
	if err != nil {
		t.Fatal(err)
	}
	there := t.TempDir()
	if _, _, err := terminal.Export(t.Context(), o, there, ExportOptions{Date: card.Time}); err != nil {
		t.Fatal(err)
	}
	same := 0
	err = filepath.WalkDir(there, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), "receipt") {
			return err
		}
		name, _ := filepath.Rel(there, path)
		want, _ := os.ReadFile(path)
		got, err := os.ReadFile(filepath.Join(out, name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs: %v", name, err)
		}
		same++
		return nil
	})
	if err != nil || same < 4 {
		t.Errorf("%d files compared, %v", same, err)
	}
	if _, err := d.Retype(view.Issue, c.ID, c.Copy); err != nil {
		t.Fatal(err)
	}
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	receipts, err := d.Receipts(view.Issue)
	if err != nil || len(receipts) != 1 || len(receipts[0].Changed) != 1 {
		t.Errorf("after a change the receipts say %+v, %v", receipts, err)
	}
}

func TestRundown(t *testing.T) {
	d, view := writingDesk(t)
	first := view.Rundown[0].ID
	added, err := d.AddItem(view.Issue, issue.KindStory, "news", first)
	if err != nil {
		t.Fatal(err)
	}
	if added.Rundown[1].ID != added.Item || added.Copy == nil || !strings.HasPrefix(added.Copy.Copy, "# \n\n**What’s new:**") {
		t.Errorf("added: %+v", added)
	}
	moved, err := d.MoveItem(view.Issue, added.Item, 0)
	if err != nil || moved.Rundown[0].ID != added.Item || len(moved.Rundown) != len(view.Rundown)+1 {
		t.Errorf("moved: %+v, %v", moved, err)
	}
	kind, err := d.SetKind(view.Issue, added.Item, issue.KindPromo, "")
	if err != nil || kind.Rundown[0].Kind != issue.KindPromo || kind.Rundown[0].Story != "" {
		t.Errorf("kind: %+v, %v", kind.Rundown[0], err)
	}
	removed, err := d.RemoveItem(view.Issue, added.Item)
	if err != nil || len(removed.Rundown) != len(view.Rundown) {
		t.Fatal(err)
	}
	if _, err := d.Retype(view.Issue, added.Item, "x"); fault.Of(err).Code != fault.NotFound {
		t.Errorf("typed into a removed item: %v", err)
	}
	restored, err := d.RestoreItem(view.Issue, added.Item, 3)
	if err != nil || restored.Rundown[3].ID != added.Item {
		t.Errorf("restored: %v", err)
	}
	for _, wrong := range []error{
		second(d.AddItem(view.Issue, "no-such-kind", "", "")), second(d.MoveItem(view.Issue, "none", 0)),
		second(d.SetState(view.Issue, first, "done", "")), second(d.RestoreItem(view.Issue, first, 0)), second(d.RemoveItem("none", first)),
	} {
		if f := fault.Of(wrong); wrong == nil || f.Code == fault.Internal {
			t.Errorf("%v", wrong)
		}
	}
	again := kept(t, d, view.Issue)
	ids := []string{}
	for _, item := range restored.Rundown {
		ids = append(ids, item.ID)
	}
	if !slices.Equal(again.Rundown, ids) {
		t.Errorf("the store has %v, and the page %v", again.Rundown, ids)
	}
}

func second[T any](_ T, err error) error { return err }

func kept(t *testing.T, d *Desk, id string) issue.KeptIssue {
	t.Helper()
	k, err := d.Store.Issue(id)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// An item goes to another issue with its pictures; where another picture has
// the name, the copy gets a new one.
func TestSendItem(t *testing.T) {
	d, view := writingDesk(t)
	at := slices.IndexFunc(view.Rundown, func(i ItemView) bool { return len(i.Pictures) > 0 })
	item := view.Rundown[at]
	card, err := d.BeginIssue(t.Context(), view.Publication, NewIssue{Number: "75"})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := d.SendItem(t.Context(), view.Issue, item.ID, card.ID, false); err != nil {
			t.Fatal(err)
		}
	}
	v, err := d.SendItem(t.Context(), view.Issue, item.ID, card.ID, true)
	if err != nil || slices.ContainsFunc(v.Rundown, func(i ItemView) bool { return i.ID == item.ID }) {
		t.Fatal("the item is still there", err)
	}
	there, err := d.OpenDraft(t.Context(), card.ID)
	if err != nil {
		t.Fatal(err)
	}
	last := there.Rundown[len(there.Rundown)-3:]
	for _, i := range last {
		if i.Name != item.Name || len(i.Pictures) != len(item.Pictures) || i.Pictures[0].Media != item.Pictures[0].Media {
			t.Errorf("arrived as %+v", i)
		}
	}
	if last[0].ID == last[1].ID || last[2].ID != item.ID {
		t.Error("ids:", last[0].ID, last[1].ID, last[2].ID)
	}
}

func TestAddPicture(t *testing.T) {
	d, view := writingDesk(t)
	data, err := SampleSource{}.Beside(view.Rundown[slices.IndexFunc(view.Rundown, func(i ItemView) bool { return len(i.Pictures) > 0 })].Pictures[0].Name)
	if err != nil {
		t.Fatal(err)
	}
	same, err := d.AddPicture(t.Context(), view.Issue, "Screen Shot 2021 (1).JPG", data)
	if err != nil || !strings.HasPrefix(same.Name, "pictures/") || same.Media == "" {
		t.Fatal(same, err)
	}
	other, err := d.AddPicture(t.Context(), view.Issue, "../../Ünïcode Näme  .svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#123456"/></svg>`))
	if err != nil || other.Name != "pictures/n-code-n-me.svg" {
		t.Fatal(other, err)
	}
	c := view.Copies[0]
	echo, err := d.Retype(view.Issue, c.ID, c.Copy+"\n\n![A gauge]("+other.Name+")")
	if err != nil || echo.Item.Pictures[len(echo.Item.Pictures)-1].Media != other.Media || !strings.Contains(echo.Patch.Blocks[len(echo.Patch.Blocks)-1].HTML+echo.Patch.Rows, other.Media) {
		t.Errorf("%+v, %v", echo, err)
	}
	if _, _, ok := d.Media(strings.TrimPrefix(other.Media, "/media/")); !ok {
		t.Error("the picture is not served")
	}
	for _, bad := range [][]byte{nil, []byte("no picture"), data[:200]} {
		if _, err := d.AddPicture(t.Context(), view.Issue, "x.png", bad); fault.Of(err).Code != fault.BadInput {
			t.Errorf("%.10q was taken: %v", bad, err)
		}
	}
	for _, name := range []string{"", "..", "../secret", strings.Repeat("a", 64), "zz"} {
		if _, _, ok := d.Media(name); ok {
			t.Errorf("%q is served", name)
		}
		if _, _, ok := d.Cover(name); ok {
			t.Errorf("%q is served as a cover", name)
		}
	}
	if cover, mime, ok := d.Cover(kept(t, d, view.Issue).Pictures[other.Name]); !ok || mime != "image/png" || len(cover) == 0 {
		t.Errorf("the cover is %d bytes of %s", len(cover), mime)
	}
	dr, err := d.isOpen(view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	before := len(dr.open.pictures.order)
	for n := range 40 { // a name as it is typed
		if _, err := d.Retype(view.Issue, c.ID, fmt.Sprintf("![A gauge](pictures/none-%d.png)", n)); err != nil {
			t.Fatal(err)
		}
	}
	size := 0
	for _, p := range dr.open.pictures.ready {
		size += len(p.Data)
	}
	if got := &dr.open.pictures; len(got.order) > before+1 || len(got.state) != len(got.order) || got.size != size {
		t.Errorf("%d names of pictures are held, %d before, and %d bytes of %d", len(got.order), before, got.size, size)
	}
}

// What cannot be printed can still be written in, and is not lost.
func TestTooMuchIsKept(t *testing.T) {
	d, view := writingDesk(t)
	c := view.Copies[0]
	much := strings.Repeat("All work and no play. ", 32_000) // 704 KB
	echo, err := d.Retype(view.Issue, c.ID, much)
	if err != nil || !echo.Patch.Stale {
		t.Fatal(err)
	}
	page, err := d.Page(t.Context(), view.Issue)
	if err != nil || page.Problem == "" || page.HTML != "" {
		t.Errorf("the page says %q, %v", page.Problem, err)
	}
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	d.mu.Lock()
	d.drafts = nil // as after a new start
	d.mu.Unlock()
	again, err := d.OpenDraft(t.Context(), view.Issue)
	if err != nil || again.Copies[0].Copy != much || again.Page.Problem == "" {
		t.Fatal("it does not open again", err)
	}
	echo, err = d.Retype(view.Issue, c.ID, c.Copy)
	if err != nil || !echo.Patch.Stale {
		t.Fatal(err)
	}
	if page, err = d.Page(t.Context(), view.Issue); err != nil || page.Problem != "" || undone(t, d, view.Issue, page.HTML) != exported(t, d, view.Issue) {
		t.Errorf("after it was mended: %q, %v", page.Problem, err)
	}
}

func TestCard(t *testing.T) {
	d, view := writingDesk(t)
	card := view.Card
	card.Subject, card.Preheader, card.Number = "Tides: #2 <b>\n", "What “it” says", "75½"
	kept, err := d.SetCard(t.Context(), view.Issue, card)
	if err != nil || kept.Subject != "Tides: #2 <b>" || kept.Number != "75½" {
		t.Fatal(kept, err)
	}
	page, err := d.Page(t.Context(), view.Issue)
	if err != nil || undone(t, d, view.Issue, page.HTML) != exported(t, d, view.Issue) || !strings.Contains(page.HTML, "What “it” says") {
		t.Error("the page does not show the card", err)
	}
	card.Lang = "no language at all"
	if kept, err = d.SetCard(t.Context(), view.Issue, card); err != nil || kept.Lang != card.Lang {
		t.Errorf("what was typed is not kept: %q, %v", kept.Lang, err)
	}
	if page, err = d.Page(t.Context(), view.Issue); err != nil || !strings.Contains(page.Problem, "lang") {
		t.Errorf("the page says %q, %v", page.Problem, err)
	}
	card.Lang = ""
	if _, err = d.SetCard(t.Context(), view.Issue, card); err != nil {
		t.Fatal(err)
	}
	if page, err = d.Page(t.Context(), view.Issue); err != nil || page.Problem != "" {
		t.Errorf("the page says %q, %v", page.Problem, err)
	}
}

func TestShelf(t *testing.T) {
	d, view := writingDesk(t)
	ctx := context.Background()
	like, err := d.BeginIssue(ctx, view.Publication, NewIssue{From: view.Issue, Number: "75", Date: "2026-12-02", Subject: "Next"})
	if err != nil || like.Items != len(view.Rundown) || like.Subject != "Next" || like.Picture == "" {
		t.Fatal(like, err)
	}
	next, err := d.OpenDraft(ctx, like.ID)
	if err != nil || next.Card.Preheader != "" || next.Rundown[0].ID == view.Rundown[0].ID || next.Copies[1].Copy != view.Copies[1].Copy {
		t.Errorf("%+v, %v", next.Card, err)
	}
	if err := d.DeleteIssue(like.ID); err != nil {
		t.Fatal(err)
	}
	shelf, err := d.Shelf(ctx)
	if err != nil || len(shelf.Publications) != 1 || len(shelf.Publications[0].Issues) != 1 {
		t.Fatalf("%+v, %v", shelf, err)
	}
	if err := d.RestoreIssue(like.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.ArchiveIssue(like.ID, true); err != nil {
		t.Fatal(err)
	}
	if shelf, err = d.Shelf(ctx); err != nil || len(shelf.Publications[0].Issues) != 2 || !shelf.Publications[0].Issues[0].Archived {
		t.Errorf("%+v, %v", shelf, err)
	}
	if _, err := d.NewPublication(ctx, " ", ""); fault.Of(err).Code != fault.BadInput {
		t.Error("a newsletter without a name:", err)
	}
	other, err := d.NewPublication(ctx, "Harbour\nNotes", "a@b.example")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.DeletePublication(other.ID); err != nil {
		t.Fatal(err)
	}
	if shelf, err = d.Shelf(ctx); err != nil || len(shelf.Publications) != 1 {
		t.Errorf("%+v, %v", shelf, err)
	}
	again, err := d.OpenSample(ctx)
	if err != nil || again.ID != view.Issue {
		t.Error("the sample was put on the shelf twice", err)
	}
}

func TestSettings(t *testing.T) {
	d, view := writingDesk(t)
	form, err := d.PublicationForm(view.Publication)
	if err != nil {
		t.Fatal(err)
	}
	form.Name = "Ebb & Flow"
	if _, err := d.SetPublication(view.Publication, form); err != nil {
		t.Fatal(err)
	}
	page, err := d.Page(t.Context(), view.Issue)
	if err != nil || !strings.Contains(page.HTML, "Ebb &amp; Flow") || undone(t, d, view.Issue, page.HTML) != exported(t, d, view.Issue) {
		t.Error("an open issue is still printed by the old settings", err)
	}
	form.WebURL = "javascript:alert(1)"
	if _, err := d.SetPublication(view.Publication, form); fault.Of(err).Code != fault.BadInput {
		t.Error("an address that is none was kept:", err)
	}
	h, err := d.HouseForm(view.Publication)
	if err != nil || len(h.Stories) == 0 || h.Text == "" {
		t.Fatal(err)
	}
	h.Light[5].Value, h.Stories[0].Words.Max = "#aa0000", 333
	changed, err := d.SetHouse(view.Publication, h)
	if err != nil || changed.Problem != "" || changed.Stories[0].Words.Max != 333 || changed.Light[5].Value != "#aa0000" {
		t.Errorf("%+v, %v", changed, err)
	}
	h = changed
	h.Light[5].Value = "red;}</style><script>"
	if _, err := d.SetHouse(view.Publication, h); fault.Of(err) == nil || fault.Of(err).Code != fault.BadInput {
		t.Errorf("a colour that is none: %v", err)
	}
	if now, err := d.HouseForm(view.Publication); err != nil || now.Light[5].Value != "#aa0000" {
		t.Error("what was refused is there", err)
	}
	if bad, err := d.SetHouseText(view.Publication, "galley = 1\nnonsense = 2\n"); err != nil || !strings.Contains(bad.Problem, "line 2") || bad.Text != "galley = 1\nnonsense = 2\n" {
		t.Errorf("%q, %v", bad.Problem, err)
	}
	if brief, err := d.UseHouse(view.Publication, "brief"); err != nil || brief.Name != "brief" {
		t.Errorf("%+v, %v", brief.Name, err)
	}
	if err := d.SetPreference("theme", `"dark"`); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Preference("theme"); err != nil || got != `"dark"` {
		t.Errorf("%q, %v", got, err)
	}
}

func TestTakeIn(t *testing.T) {
	d, view := writingDesk(t)
	dir := t.TempDir()
	put(t, filepath.Join(dir, "publication.toml"), []byte("name = \"Harbour Notes\"\n"))
	put(t, filepath.Join(dir, "one.md"), []byte("# Eels at last\n\nThey came.\n"))
	in, err := d.TakeIn(t.Context(), "", []string{filepath.Join(dir, "one.md")})
	if err != nil || len(in) != 1 || in[0].Issue.Items != 1 {
		t.Fatal(in, err)
	}
	if form, err := d.PublicationForm(in[0].Issue.Publication); err != nil || form.Name != "Harbour Notes" {
		t.Errorf("%q, %v", form.Name, err)
	}
	text, err := d.TakeInText(t.Context(), view.Publication, "pasted.txt", []byte("Dear friends,\n\nWhat’s new: The tide came.\n"))
	if err != nil || text.Issue.Publication != view.Publication {
		t.Errorf("%+v, %v", text, err)
	}
	if _, err := d.TakeInText(t.Context(), view.Publication, "x.md", []byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0b\x0c")); fault.Of(err).Code != fault.BadInput {
		t.Errorf("binary data: %v", err)
	}
	if change.Units(text.Issue.Subject) != 0 {
		t.Error("a subject was invented")
	}
}

// Only so many issues are held open, and none of them is let go unwritten.
func TestDraftsAreLetGo(t *testing.T) {
	d, view := writingDesk(t)
	c := view.Copies[0]
	if _, err := d.Retype(view.Issue, c.ID, c.Copy+" More."); err != nil {
		t.Fatal(err)
	}
	for range maxDrafts {
		card, err := d.BeginIssue(t.Context(), view.Publication, NewIssue{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.OpenDraft(t.Context(), card.ID); err != nil {
			t.Fatal(err)
		}
	}
	if len(d.drafts) != maxDrafts || len(d.opened) != maxDrafts {
		t.Errorf("%d issues are open", len(d.drafts))
	}
	if d.drafts[view.Issue] != nil {
		t.Error("the first one is still open")
	}
	length := change.Units(c.Copy + " More.")
	again := Typed{Issue: view.Issue, Item: c.ID, Base: 1, Length: length + 1, Changes: insert(length, 0, "x")}
	if echo, err := d.Type(again); err != nil || !echo.Stale {
		t.Errorf("a change on a text that was let go: %+v, %v", echo, err)
	}
	items, err := d.Store.Items(view.Issue)
	if err != nil || items[c.ID].Copy != c.Copy+" More." {
		t.Error("what was typed was let go", err)
	}
}
