package desk

import (
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
)

// suggesting opens the sample with two edits suggested by Ada on its first story.
func suggesting(t *testing.T) (d *Desk, view DraftView, c CopyView, first, second string) {
	t.Helper()
	d, view = writingDesk(t)
	if _, err := d.SetMe("Ada", "AB"); err != nil {
		t.Fatal(err)
	}
	c = firstStory(t, &view)
	second = someWords(c.Copy)
	first = strings.Fields(strings.TrimPrefix(c.Copy, "# "))[0]
	from, to := placeOf(t, c.Copy, first)
	from2, to2 := placeOf(t, c.Copy, second)
	edits := []SuggestedEdit{{ID: "one", Start: from, End: to, Insert: "Sunken"}, {ID: "two", Start: from2, End: to2, Insert: "quite other 🌊 words"}}
	if s, err := d.Suggest(view.Issue, c.ID, c.Version, edits); err != nil || s.Stale {
		t.Fatal(s, err)
	}
	return d, view, c, first, second
}

func TestSuggestionsLeaveTheCopy(t *testing.T) {
	d, view, c, first, _ := suggesting(t)
	v := reviewOf(t, d, view.Issue)
	if len(v.Suggestions) != 2 || v.Suggestions[0].Old != first || v.Suggestions[0].New != "Sunken" || !v.Suggestions[0].Mine || v.Suggestions[0].Initials != "AB" {
		t.Fatalf("%+v", v.Suggestions)
	}
	if s, err := d.Suggest(view.Issue, c.ID, c.Version+1, nil); err != nil || !s.Stale {
		t.Errorf("of another version: %+v %v", s, err)
	}
	if s, err := d.Suggest(view.Issue, c.ID, c.Version, []SuggestedEdit{{ID: "two", Start: 1, End: 2, Insert: "x"}, {ID: "one", Start: 0, End: 1, Insert: "x"}}); err == nil {
		t.Errorf("out of order: %+v", s)
	}
	if s, err := d.Suggest(view.Issue, c.ID, c.Version, nil); err != nil || s.Stale {
		t.Fatal(err)
	}
	if v = reviewOf(t, d, view.Issue); len(v.Suggestions) != 0 {
		t.Errorf("taken back as it was typed: %+v", v.Suggestions)
	}
}

func TestAcceptAndStet(t *testing.T) {
	d, view, c, first, second := suggesting(t)
	if _, err := d.SetMe("Mo", ""); err != nil {
		t.Fatal(err)
	}
	did, err := d.Accept(view.Issue, []string{"two"}, false)
	if err != nil || len(did.Items) != 1 || did.Items[0].Copy != strings.Replace(c.Copy, second, "quite other 🌊 words", 1) {
		t.Fatalf("%+v %v", did, err)
	}
	if err := d.Stet(view.Issue, []string{"one"}); err != nil {
		t.Fatal(err)
	}
	if v := reviewOf(t, d, view.Issue); len(v.Suggestions) != 0 {
		t.Errorf("answered: %+v", v.Suggestions)
	}
	runs, err := d.Authors(view.Issue, c.ID, did.Items[0].Echo.Version)
	if err != nil {
		t.Fatal(err)
	}
	byAda := 0
	for _, r := range runs {
		if r.Who == "Ada" {
			byAda += r.End - r.Start
		}
	}
	if byAda != len("quite other xx words") {
		t.Errorf("whose words they are: %+v", runs)
	}
	history, err := d.Store.Revisions(view.Issue, c.ID)
	if err != nil || len(history) < 2 || history[1].Copy != c.Copy {
		t.Errorf("what was there before is a revision: %v", err)
	}
	// The editor undoes it: its words come back first, and then it is open again.
	if _, err := d.Retype(view.Issue, c.ID, c.Copy); err != nil {
		t.Fatal(err)
	}
	if err := d.Reopen(view.Issue, []string{"two"}, true); err != nil {
		t.Fatal(err)
	}
	if v := reviewOf(t, d, view.Issue); len(v.Suggestions) != 1 || v.Suggestions[0].Old != second || v.Suggestions[0].Lost {
		t.Errorf("open again: %+v", v.Suggestions)
	}
	if err := d.Stet(view.Issue, []string{"none"}); fault.Of(err).Code != fault.NotFound {
		t.Error(err)
	}
	_ = first
}

func TestWhatIsGoneIsNotAccepted(t *testing.T) {
	d, view, c, _, second := suggesting(t)
	if _, err := d.Retype(view.Issue, c.ID, strings.Replace(c.Copy, second, "", 1)); err != nil {
		t.Fatal(err)
	}
	did, err := d.Accept(view.Issue, []string{"one", "two"}, false)
	if err != nil || len(did.Items) != 1 || len(did.Gone) != 1 || did.Gone[0] != "two" {
		t.Fatalf("%+v %v", did, err)
	}
	if v := reviewOf(t, d, view.Issue); len(v.Suggestions) != 1 || !v.Suggestions[0].Lost || v.Suggestions[0].Old != second {
		t.Errorf("it stays, with the words that it was about: %+v", v.Suggestions)
	}
}

func TestKeepBoth(t *testing.T) {
	for _, c := range [][3]string{
		{"one ", " two", "one two"},
		{"", "two", "two"},
		{"A paragraph.\n", "Another.", "A paragraph.\n\nAnother."},
		{"A.\n\nB.", "C.", "A.\n\nB.\n\nC."},
	} {
		if got := withBoth(c[0], c[1]); got != c[2] {
			t.Errorf("%q and %q: %q", c[0], c[1], got)
		}
	}
}

func TestGuestsOnlyRead(t *testing.T) {
	d, view, c, _, _ := suggesting(t)
	dr, err := d.turn(view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	dr.kept.Guest = true
	dr.done()
	for what, err := range map[string]error{
		"typing":    second(d.Type(Typed{Issue: view.Issue, Item: c.ID, Base: c.Version})),
		"posting":   second(d.Retype(view.Issue, c.ID, "x")),
		"moving":    second(d.MoveItem(view.Issue, c.ID, 0)),
		"the card":  second(d.SetCard(t.Context(), view.Issue, view.Card)),
		"accepting": second(d.Accept(view.Issue, []string{"one"}, false)),
	} {
		if fault.Of(err).Code != fault.Denied {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := d.Comment(view.Issue, c.ID, c.Version, 0, 1, "May I?"); err != nil {
		t.Error(err)
	}
	if err := d.TakePart(view.Issue); err != nil {
		t.Fatal(err)
	}
	if _, err := d.MoveItem(view.Issue, c.ID, 0); err != nil {
		t.Error(err)
	}
	if kept(t, d, view.Issue).Guest {
		t.Error("the store has not heard of it")
	}
}

func TestPastedWordsAreKnown(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	echo, err := d.Type(Typed{
		Issue: view.Issue, Item: c.ID, Base: c.Version, Length: len([]rune(c.Copy)) + 8, Changes: insert(len([]rune(c.Copy)), 0, "xx🌊yyyy"),
		Origins: []Origin{{From: 2, To: 6, How: issue.HowPasted}},
	})
	if err != nil || echo.Stale {
		t.Fatal(echo.Stale, err)
	}
	runs, err := d.Authors(view.Issue, c.ID, echo.Version)
	if err != nil || len(runs) < 4 {
		t.Fatal(runs, err)
	}
	if runs[0].How != "typed" || runs[0].Who != "Mira" || runs[1].How != "pasted" || runs[1].Start != 2 || runs[1].End != 6 || runs[2].End != 8 {
		t.Errorf("%+v", runs[:3])
	}
}
