package desk

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/store"
)

func compare(t *testing.T, d *Desk, id, item, from, to string) Comparison {
	t.Helper()
	c, err := d.Compare(t.Context(), id, item, from, to)
	if err != nil {
		t.Fatalf("%s to %s: %v", from, to, err)
	}
	if c.From.Problem != "" || c.To.Problem != "" {
		t.Fatalf("%s to %s has no page: %q, %q", from, to, c.From.Problem, c.To.Problem)
	}
	return c
}

// comparedItem gives an item of a comparison.
func comparedItem(t *testing.T, c *Comparison, id string) ComparedItem {
	t.Helper()
	i := slices.IndexFunc(c.Items, func(it ComparedItem) bool { return it.ID == id })
	if i < 0 {
		t.Fatalf("item %s is not compared", id)
	}
	return c.Items[i]
}

// Everything that became another one since the export is told, and nothing else.
func TestCompareAnIssue(t *testing.T) {
	d, view := writingDesk(t)
	id, copies := view.Issue, view.Copies
	if _, err := d.ExportIssue(t.Context(), id, "", t.TempDir()); err != nil {
		t.Fatal(err)
	}
	c := compare(t, d, id, "", "exported", "now")
	if c.Changes != 0 || len(c.Items) != len(copies) || len(c.Head) != 0 || c.HTMLFrom != c.HTMLTo || !slices.Equal(c.From.Why, []issue.Why{issue.WhyExported}) || c.From.Who != "Mira" {
		t.Fatalf("nothing was done: %d changes, %+v", c.Changes, c.From)
	}
	words := "😀 Dear all, " + copies[0].Copy
	if _, err := d.Retype(id, copies[0].ID, words); err != nil {
		t.Fatal(err)
	}
	if _, err := d.MoveItem(id, copies[5].ID, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := d.RemoveItem(id, copies[2].ID); err != nil {
		t.Fatal(err)
	}
	added, err := d.AddItem(id, issue.KindNote, "", copies[3].ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Retype(id, added.Item, "Three new words"); err != nil {
		t.Fatal(err)
	}
	card := view.Card
	card.Subject, card.Preheader = "Another <subject>", ""
	if _, err := d.SetCard(t.Context(), id, card); err != nil {
		t.Fatal(err)
	}
	c = compare(t, d, id, "", "exported", "now")
	first := comparedItem(t, &c, copies[0].ID)
	if first.State != Changed || first.Added != 3 || first.Removed != 0 || len(first.Changes) != 1 || first.Moved || first.To != words {
		t.Errorf("the letter: %+v", first.Changes)
	}
	if gone := comparedItem(t, &c, copies[2].ID); gone.State != Removed || gone.To != "" || gone.Removed == 0 || gone.Name != view.Rundown[2].Name {
		t.Errorf("the one that was removed: %s %q", gone.State, gone.Name)
	}
	if come := comparedItem(t, &c, added.Item); come.State != Added || come.Added != 3 || come.Name != "Note" {
		t.Errorf("the one that was added: %+v", come)
	}
	for _, it := range c.Items {
		if it.Moved != (it.ID == copies[5].ID) {
			t.Errorf("%s moved: %v", it.Name, it.Moved)
		}
	}
	want := []string{copies[0].ID, copies[5].ID, copies[1].ID, copies[2].ID, copies[3].ID, added.Item}
	for i, id := range want {
		if c.Items[i].ID != id {
			t.Errorf("item %d is %s, want %s", i, c.Items[i].ID, id)
		}
	}
	heads := []FieldChange{{Name: "subject", From: view.Card.Subject, To: "Another <subject>"}, {Name: "preheader", From: view.Card.Preheader}}
	if !reflect.DeepEqual(c.Head, heads) {
		t.Errorf("%+v", c.Head)
	}
	if c.Changes != 1+1+1+1+2 {
		t.Errorf("%d changes", c.Changes)
	}
	if strings.Contains(c.HTMLFrom, "Three new words") || !strings.Contains(c.HTMLTo, "Three new words") || !strings.Contains(c.HTMLTo, `data-pos="`+added.Item+`/0"`) {
		t.Error("the pages are of something else")
	}
	if back := compare(t, d, id, "", "now", "exported"); back.Changes != c.Changes || comparedItem(t, &back, added.Item).State != Removed {
		t.Errorf("the other way round: %d changes", back.Changes)
	}
}

// The pages are the preview's, but for the names of their blocks.
func TestComparedPagesAreThePreview(t *testing.T) {
	d, view := writingDesk(t)
	if err := d.Looked(view.Issue); err != nil {
		t.Fatal(err)
	}
	c := compare(t, d, view.Issue, "", "looked", "now")
	for name, html := range map[string]string{"now": c.HTMLTo, "looked": c.HTMLFrom} {
		if undone(t, d, view.Issue, html) != exported(t, d, view.Issue) {
			t.Errorf("%s is not what is exported", name)
		}
	}
}

// An item alone, by every name.
func TestCompareAnItem(t *testing.T) {
	d, view := writingDesk(t)
	id, item := view.Issue, view.Copies[1].ID
	for name, words := range map[string]string{"looked": "looked at this item", "signed": "signed this item off", "exported": "exported this item", "sent": "sent this item", "3f": "not there any more"} {
		_, err := d.Compare(t.Context(), id, item, name, "now")
		if fault.Of(err) == nil || fault.Of(err).Code != fault.NotFound || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", name, err)
		}
	}
	was := view.Copies[1].Copy
	steps := []struct {
		name string
		do   func() error
	}{
		{"looked", func() error { return d.Looked(id) }},
		{"exported", func() error { _, err := d.ExportIssue(t.Context(), id, "", t.TempDir()); return err }},
		{"sent", func() error { _, err := d.SetState(id, item, "in-review", ""); return err }},
		{"signed", func() error { _, err := d.SetState(id, item, "ready", ""); return err }},
	}
	for i, step := range steps {
		if _, err := d.Retype(id, item, fmt.Sprintf("%s\n\nStep %d is done.", was, i)); err != nil {
			t.Fatal(err)
		}
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Retype(id, item, was+"\n\nAt last."); err != nil {
		t.Fatal(err)
	}
	for i, step := range steps {
		c := compare(t, d, id, item, step.name, "now")
		it := c.Items[0]
		if len(c.Items) != 1 || it.State != Changed || !strings.HasSuffix(it.From, fmt.Sprintf("Step %d is done.", i)) || !strings.HasSuffix(it.To, "At last.") {
			t.Errorf("%s: %+v", step.name, it)
		}
		if !strings.Contains(c.HTMLFrom, fmt.Sprintf("Step %d", i)) || strings.Contains(c.HTMLFrom, view.Rundown[2].Name) {
			t.Errorf("%s: the page is not of the item alone", step.name)
		}
		if c.From.Names[0] != step.name || c.From.Who != "Mira" || c.From.Initials != "M" {
			t.Errorf("%+v", c.From)
		}
	}
	if _, err := d.SetKind(id, view.Copies[2].ID, issue.KindNote, ""); err != nil {
		t.Fatal(err)
	}
	if it := compare(t, d, id, view.Copies[2].ID, "looked", "now").Items[0]; it.State != Changed || it.KindFrom != issue.KindStory || it.Kind != issue.KindNote || len(it.Changes) != 0 {
		t.Errorf("another kind: %+v", it)
	}
	list, err := d.Versions(id, item)
	if err != nil || len(list) != 1+6 || list[0].ID != "now" {
		t.Fatalf("%+v, %v", list, err)
	}
	for i, want := range []string{"", "signed", "sent", "exported", "looked", ""} { // the newest has no name but now
		if got := strings.Join(list[i+1].Names, " "); got != want {
			t.Errorf("version %d is called %q, want %q", i, got, want)
		}
	}
	if c := compare(t, d, id, item, list[6].ID, list[1].ID); c.Items[0].From != was || len(c.From.Names) != 0 {
		t.Errorf("by their ids: %+v", c.From)
	}
	if _, err := d.Compare(t.Context(), id, "nosuch", "now", "now"); fault.Of(err).Code != fault.NotFound {
		t.Errorf("an item that never was: %v", err)
	}
}

// An issue has its names too, and an item that came after one of them is new.
func TestVersionsOfAnIssue(t *testing.T) {
	d, view := writingDesk(t)
	id := view.Issue
	for _, name := range []string{"looked", "signed", "exported", "sent"} {
		if _, err := d.Compare(t.Context(), id, "", name, "now"); fault.Of(err) == nil || fault.Of(err).Code != fault.NotFound || !strings.Contains(err.Error(), "this issue") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := d.SetAllStates(id, "in-review", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SetAllStates(id, "ready", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Compare(t.Context(), id, "", "signed", "now"); fault.Of(err) == nil {
		t.Error("its items are signed, and it is not")
	}
	if err := d.SignIssue(id); err != nil {
		t.Fatal(err)
	}
	if err := d.Looked(id); err != nil {
		t.Fatal(err)
	}
	added, err := d.AddItem(id, issue.KindNote, "", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"signed", "sent", "looked"} {
		if c := compare(t, d, id, "", name, "now"); c.Changes != 1 || c.Items[0].State != Added {
			t.Errorf("%s: %d changes", name, c.Changes)
		}
		if c := compare(t, d, id, added.Item, "looked", "now"); c.Items[0].State != Added || c.HTMLFrom != "" || c.Changes != 1 {
			t.Errorf("a new item: %+v", c)
		}
	}
	list, err := d.Versions(id, "")
	var got []string
	for _, v := range list {
		got = append(got, strings.Join(v.Names, "+"))
	}
	if want := []string{"now", "looked", "signed", "", "sent"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	d.Author = "Jonas"
	if _, err := d.Compare(t.Context(), id, "", "looked", "now"); fault.Of(err) == nil || fault.Of(err).Code != fault.NotFound {
		t.Errorf("another has looked, and he has not: %v", err)
	}
}

// A picture that has other bytes under its name is shown as both were.
func TestComparePictures(t *testing.T) {
	d, view := writingDesk(t)
	id, item := view.Issue, view.Copies[0].ID
	one, err := d.AddPicture(t.Context(), id, "dot.png", shaded(t, 10))
	if err != nil {
		t.Fatal(err)
	}
	copy := "Look:\n\n![A dot](" + one.Name + ")"
	if _, err := d.Retype(id, item, copy); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SetState(id, item, "ready", ""); err != nil {
		t.Fatal(err)
	}
	hash, err := d.Store.KeepPicture(shaded(t, 200))
	if err != nil {
		t.Fatal(err)
	}
	dr, err := d.turn(id)
	if err != nil {
		t.Fatal(err)
	}
	dr.knowPicture(one.Name, hash)
	dr.load(t.Context())
	dr.done()
	c := compare(t, d, id, item, "signed", "now")
	it := c.Items[0]
	if it.State != Changed || len(it.Changes) != 0 || len(it.Pictures) != 1 || c.Changes != 1 || it.Pictures[0].Name != one.Name || it.Pictures[0].Alt != "A dot" {
		t.Fatalf("%+v", it)
	}
	p := it.Pictures[0]
	if p.From != one.Media || p.To == p.From || !strings.Contains(c.HTMLFrom, p.From) || !strings.Contains(c.HTMLTo, p.To) {
		t.Errorf("%+v", p)
	}
	for _, address := range []string{p.From, p.To} {
		if data, mime, ok := d.Media(strings.TrimPrefix(address, "/media/")); !ok || mime != "image/png" || len(data) == 0 {
			t.Errorf("%s is not served", address)
		}
	}
	if _, err := d.Retype(id, item, "Look: nothing."); err != nil {
		t.Fatal(err)
	}
	if it := compare(t, d, id, item, "signed", "now").Items[0]; len(it.Pictures) != 1 || it.Pictures[0].To != "" || it.Pictures[0].From != one.Media {
		t.Errorf("it went: %+v", it.Pictures)
	}
	if it := compare(t, d, id, item, "now", "signed").Items[0]; len(it.Pictures) != 1 || it.Pictures[0].From != "" || it.Pictures[0].To != one.Media {
		t.Errorf("it came: %+v", it.Pictures)
	}
}

// What cannot be printed is compared all the same, and a text that is lost is said to be.
func TestCompareWhatIsNotWhole(t *testing.T) {
	d, view := writingDesk(t)
	id, item := view.Issue, view.Copies[1].ID
	if err := d.Looked(id); err != nil {
		t.Fatal(err)
	}
	card := view.Card
	card.Lang = "no language at all"
	if _, err := d.SetCard(t.Context(), id, card); err != nil {
		t.Fatal(err)
	}
	c, err := d.Compare(t.Context(), id, "", "looked", "now")
	if err != nil || c.To.Problem == "" || c.HTMLTo != "" || c.HTMLFrom == "" || len(c.Head) != 1 || c.Head[0].Name != "lang" {
		t.Errorf("%+v, %v", c.Head, err)
	}
	if _, err := d.SetCard(t.Context(), id, view.Card); err != nil {
		t.Fatal(err)
	}
	g := snapshotsOf(t, d, id)[0]
	g.Rundown[1].Revision, g.Seq = "nothing", 0
	g.Seal()
	if err := d.Store.Keep(issue.Batch{Snapshots: []issue.Snapshot{g}}); err != nil {
		t.Fatal(err)
	}
	c = compare(t, d, id, "", g.ID, "now")
	if it := comparedItem(t, &c, item); !it.Lost || it.State != Changed || len(it.Changes) != 0 {
		t.Errorf("%+v", it)
	}
}

// The ranges of a comparison make one copy of the other, as the page counts.
func TestComparedRanges(t *testing.T) {
	t.Parallel()
	s := &scribe{Rand: rand.New(rand.NewPCG(3, 9))}
	for range 300 {
		it := ComparedItem{From: awkward(s), To: awkward(s)}
		if s.IntN(3) > 0 {
			it.To = it.From + awkward(s)
		}
		it.differences(issue.Diff(it.From, it.To))
		from, to := utf16.Encode([]rune(it.From)), utf16.Encode([]rune(it.To))
		var made []uint16
		at := 0
		for _, r := range it.Changes {
			made = append(append(made, from[at:r.From]...), to[r.To:r.ToEnd]...)
			at = r.FromEnd
		}
		if made = append(made, from[at:]...); string(utf16.Decode(made)) != string(utf16.Decode(to)) {
			t.Fatalf("%q to %q: %+v", it.From, it.To, it.Changes)
		}
	}
}

// Of whatever order, all items are there once; those of the second one in its order;
// and what did not move is in the same order in both.
func TestOrders(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(4, 4))
	for range 2000 {
		var before, after []string
		for _, i := range random.Perm(9) {
			if random.IntN(4) > 0 {
				before = append(before, fmt.Sprint(i))
			}
		}
		for _, i := range random.Perm(9) {
			if random.IntN(4) > 0 {
				after = append(after, fmt.Sprint(i))
			}
		}
		all := together(before, after)
		kept := slices.DeleteFunc(slices.Clone(all), func(id string) bool { return !slices.Contains(after, id) })
		sorted := slices.Sorted(slices.Values(all))
		if want := slices.Compact(slices.Sorted(slices.Values(slices.Concat(before, after)))); !slices.Equal(kept, after) || !slices.Equal(sorted, want) {
			t.Fatalf("%v and %v are %v", before, after, all)
		}
		moved := movedItems(before, after)
		stays := func(list []string) []string {
			return slices.DeleteFunc(slices.Clone(list), func(id string) bool { m, both := moved[id]; return m || !both })
		}
		if a, b := stays(before), stays(after); !slices.Equal(a, b) {
			t.Fatalf("%v and %v: %v and %v stay", before, after, a, b)
		}
	}
	for _, c := range []struct{ before, after, moved string }{
		{"abcdef", "abcdef", ""}, {"abcdef", "bcdefa", "a"}, {"abcdef", "fabcde", "f"}, {"abcdef", "acdxbef", "b"}, {"abcdef", "def", ""}, {"", "abc", ""},
	} {
		var names []string
		for id, m := range movedItems(strings.Split(c.before, ""), strings.Split(c.after, "")) {
			if m {
				names = append(names, id)
			}
		}
		if strings.Join(names, "") != c.moved {
			t.Errorf("%s to %s: %v moved", c.before, c.after, names)
		}
	}
	if got := strings.Join(together(strings.Split("axbyzc", ""), strings.Split("cba", "")), ""); got != "cbyzax" {
		t.Errorf("those that were removed stand so: %s", got)
	}
}

// BenchmarkCompare is the sample issue beside what it was, with a change in each item:
// both pages, and the words.
func BenchmarkCompare(b *testing.B) {
	s, err := store.Open(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	d := &Desk{Store: s, Author: "Mira"}
	defer func() { _ = d.Close() }()
	card, err := d.OpenSample(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	view, err := d.OpenDraft(b.Context(), card.ID)
	if err != nil {
		b.Fatal(err)
	}
	if err := d.Looked(card.ID); err != nil {
		b.Fatal(err)
	}
	for _, c := range view.Copies {
		if _, err := d.Retype(card.ID, c.ID, strings.Replace(c.Copy, " the ", " that ", 3)+"\n\nOne more."); err != nil {
			b.Fatal(err)
		}
	}
	if err := d.Flush(time.Second); err != nil {
		b.Fatal(err)
	}
	b.Run("issue", func(b *testing.B) {
		for b.Loop() {
			if _, err := d.Compare(b.Context(), card.ID, "", "looked", "now"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("item", func(b *testing.B) {
		for b.Loop() {
			if _, err := d.Compare(b.Context(), card.ID, view.Copies[1].ID, "looked", "now"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
