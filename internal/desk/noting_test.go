package desk

import (
	"slices"
	"strings"
	"testing"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
)

// placeOf gives where words stand in the copy, in UTF-16 units.
func placeOf(t *testing.T, copy, words string) (start, end int) {
	t.Helper()
	i := strings.Index(copy, words)
	if i < 0 {
		t.Fatalf("the copy has no “%s”", words)
	}
	r := change.NewRuler(copy)
	return r.At(i), r.At(i + len(words))
}

// firstStory gives the first story of the sample as the page has it.
func firstStory(t testing.TB, view *DraftView) CopyView {
	t.Helper()
	i := slices.IndexFunc(view.Rundown, func(item ItemView) bool { return item.Like == issue.KindStory })
	if i < 0 {
		t.Fatal("the sample has no story")
	}
	return view.Copies[i]
}

func reviewOf(t *testing.T, d *Desk, id string) ReviewView {
	t.Helper()
	v, err := d.Review(id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// someWords gives a stretch in the middle of the copy's last paragraph.
func someWords(copy string) string {
	last := copy[strings.LastIndex(copy, "\n\n")+2:]
	words := strings.Fields(last)
	return strings.Join(words[3:6], " ")
}

func TestCommentFollowsItsWords(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	quote := someWords(c.Copy)
	start, end := placeOf(t, c.Copy, quote)
	id, err := d.Comment(view.Issue, c.ID, c.Version, start, end, "Really? @Ada")
	if err != nil {
		t.Fatal(err)
	}
	length := change.Units(c.Copy)
	if _, err := d.Type(Typed{Issue: view.Issue, Item: c.ID, Base: c.Version, Length: length + 7, Changes: insert(length, 0, "🌊 Oh, ")}); err != nil {
		t.Fatal(err)
	}
	v := reviewOf(t, d, view.Issue)
	if len(v.Comments) != 1 || v.Comments[0].ID != id || v.Comments[0].Start != start+7 || v.Comments[0].Words != quote || !v.Comments[0].Mine {
		t.Fatalf("after words before it: %+v", v.Comments)
	}
	if _, err := d.Retype(view.Issue, c.ID, "# Another text altogether\n\nNothing of it is left."); err != nil {
		t.Fatal(err)
	}
	if v = reviewOf(t, d, view.Issue); !v.Comments[0].Lost || v.Comments[0].Words != quote || v.Comments[0].Start != nowhere {
		t.Fatalf("its words are gone: %+v", v.Comments[0])
	}
	if _, err := d.Retype(view.Issue, c.ID, c.Copy); err != nil {
		t.Fatal(err)
	}
	if v = reviewOf(t, d, view.Issue); v.Comments[0].Lost || v.Comments[0].Start != start {
		t.Errorf("they came back: %+v", v.Comments[0])
	}
}

func TestThreads(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	if _, err := d.SetMe("Mira", ""); err != nil {
		t.Fatal(err)
	}
	id, err := d.Comment(view.Issue, c.ID, c.Version, -1, -1, "  A good one.\r\n")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SetMe("Ada Byron", ""); err != nil { // somebody else, for the first one said who that is
		t.Fatal(err)
	}
	for _, err := range []error{
		d.Reply(view.Issue, c.ID, id, "Thank you."), d.Resolve(view.Issue, c.ID, id, true), d.Reply(view.Issue, c.ID, id, "And yet …"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	v := reviewOf(t, d, view.Issue)
	one := v.Comments[0]
	if !one.Open || one.Text != "A good one." || len(one.Replies) != 2 || one.Replies[0].Initials != "AB" || one.Who != "Mira" || one.Mine {
		t.Fatalf("an answer opens it again: %+v", one)
	}
	if err := d.Reword(view.Issue, c.ID, id, "", "Mine now"); fault.Of(err).Code != fault.Denied {
		t.Errorf("somebody else's words: %v", err)
	}
	reply := one.Replies[1].ID
	if err := d.Reword(view.Issue, c.ID, id, reply, "And now?"); err != nil {
		t.Error(err)
	}
	if err := d.Withdraw(view.Issue, c.ID, id, one.Replies[0].ID, false); err != nil {
		t.Error(err)
	}
	one = reviewOf(t, d, view.Issue).Comments[0]
	if len(one.Replies) != 1 || one.Replies[0].Text != "And now?" || !one.Replies[0].Edited {
		t.Errorf("reworded and taken back: %+v", one.Replies)
	}
	for _, err := range []error{
		d.Reply(view.Issue, c.ID, "none", "x"), d.Reply(view.Issue, c.ID, id, " \n"), d.Resolve(view.Issue, "none", id, true),
		second(d.Comment(view.Issue, "", 0, -1, -1, strings.Repeat("x", maxComment+1))),
		second(d.Comment(view.Issue, c.ID, c.Version+1, 0, 1, "x")), second(d.Comment(view.Issue, c.ID, c.Version, 5, 2, "x")),
		second(d.Comment(view.Issue, c.ID, c.Version, 0, change.Units(c.Copy)+1, "x")), second(d.SetMe(" ", "")), second(d.SetMe("Ada", "ABCD")),
	} {
		if err == nil || fault.Of(err).Code == fault.Internal {
			t.Errorf("refused in words: %v", err)
		}
	}
}

// TestNotesAreKept opens the store again: what was said is on the disk.
func TestNotesAreKept(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	start, end := placeOf(t, c.Copy, someWords(c.Copy))
	if _, err := d.Comment(view.Issue, c.ID, c.Version, start, end, "Here."); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Comment(view.Issue, "", 0, -1, -1, "All of it."); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Suggest(view.Issue, c.ID, c.Version, []SuggestedEdit{{ID: "s1", Start: start, End: end, Insert: "other words"}}); err != nil {
		t.Fatal(err)
	}
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	other := &Desk{Store: d.Store, Author: "Mo"}
	v := reviewOf(t, other, view.Issue)
	if len(v.Comments) != 2 || v.Comments[0].Item != "" || v.Comments[1].Start != start || len(v.Suggestions) != 1 || v.Suggestions[0].New != "other words" {
		t.Errorf("%+v %+v", v.Comments, v.Suggestions)
	}
	if v.Me.Name != "Mo" || v.Comments[1].Mine {
		t.Errorf("who is who: %+v", v.Me)
	}
}

// What was seen to be deleted stays lost when the issue is opened again, however
// much like it what stands beside it is.
func TestWhatIsLostStaysLost(t *testing.T) {
	d, view := writingDesk(t)
	c := view.Copies[0]
	const copy = "Tell all of them. Tell all of them."
	echo, err := d.Retype(view.Issue, c.ID, copy)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Comment(view.Issue, c.ID, echo.Version, 2, 3, "One is enough."); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Type(Typed{Issue: view.Issue, Item: c.ID, Base: echo.Version, Length: len(copy) - 1, Changes: "[2,[1],32]"}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if v := reviewOf(t, d, view.Issue); !v.Comments[0].Lost || v.Comments[0].Words != "l" {
			t.Errorf("%+v", v.Comments[0])
		}
		if err := d.flushed(view.Issue); err != nil {
			t.Fatal(err)
		}
		d.closeDrafts()
	}
}
