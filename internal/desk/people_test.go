package desk

import (
	"fmt"
	"slices"
	"testing"

	"galley/internal/change"
)

// TestFormerNames has somebody speak under three names, and somebody else sit at
// the same desk.
func TestFormerNames(t *testing.T) {
	d, view := writingDesk(t)
	d.Author = "ada"
	c := firstStory(t, &view)
	suggest := func(edits ...SuggestedEdit) {
		t.Helper()
		if s, err := d.Suggest(view.Issue, c.ID, c.Version, edits); err != nil || s.Stale {
			t.Fatal(s, err)
		}
	}
	named := func(name string, be func(name, initials string) (Me, error)) {
		t.Helper()
		if me, err := be(name, ""); err != nil || me.Name != name || !me.Asked {
			t.Fatal(me, err)
		}
	}
	mine := func() (comment, suggestion bool) {
		t.Helper()
		v := reviewOf(t, d, view.Issue)
		return v.Comments[0].Mine, v.Suggestions[0].Mine
	}

	edit := SuggestedEdit{ID: "one", Start: 0, End: 0, Insert: "So: "}
	suggest(edit) // before anybody was asked
	named("Ada Quill", d.SetMe)
	comment, err := d.Comment(view.Issue, c.ID, c.Version, 0, min(4, change.Units(c.Copy)), "Is it so?")
	if err != nil {
		t.Fatal(err)
	}
	if a, b := mine(); !a || !b {
		t.Error("what was suggested before the name was given is theirs", a, b)
	}
	suggest(edit)
	if v := reviewOf(t, d, view.Issue); len(v.Suggestions) != 1 || v.Suggestions[0].Who != "Ada Quill" {
		t.Errorf("it bears the name when it is told again: %+v", v.Suggestions)
	}

	rename := func(name, initials string) (Me, error) { return d.Rename(name, initials, "Ada Quill") }
	for _, typed := range []string{"Ada", "Ad", "Ada B", "Ada Quill", "Ada By", "Ada Byron"} { // it is kept as it is typed
		named(typed, rename)
	}
	if a, b := mine(); !a || !b {
		t.Error("under another name it is theirs still", a, b)
	}
	if err := d.Reword(view.Issue, c.ID, comment, "", "It is so."); err != nil {
		t.Error(err)
	}
	if me := d.Me(); !slices.Equal(me.Former, []string{"Ada Quill", "ada"}) {
		t.Errorf("%v", me.Former)
	}

	named("Mo Ito", d.SetMe) // somebody else sits down
	if a, b := mine(); a || b {
		t.Error("it is not theirs", a, b)
	}
	if err := d.Withdraw(view.Issue, c.ID, comment, "", false); err == nil {
		t.Error("it was taken back by somebody else")
	}
	named("Ada Byron", func(name, initials string) (Me, error) { return d.Rename(name, initials, "Mo Ito") }) // and the first one again, in whatever way they say so
	if a, b := mine(); !a || !b {
		t.Error("it is theirs again", a, b)
	}
	if err := d.Withdraw(view.Issue, c.ID, comment, "", false); err != nil {
		t.Error(err)
	}
	if me := d.Me(); me.Is("Mo Ito") || me.Is("") {
		t.Errorf("%v", me)
	}
}

func TestFormerNamesAreBounded(t *testing.T) {
	d, _ := writingDesk(t)
	for n := range 3 * maxFormer {
		if _, err := d.Rename(fmt.Sprint("Ada ", n), "", ""); err != nil {
			t.Fatal(err)
		}
	}
	if me := d.Me(); len(me.Former) != maxFormer || me.Former[0] != fmt.Sprint("Ada ", 3*maxFormer-2) {
		t.Errorf("%v", me.Former)
	}
	if me, err := d.Rename("Ada 50", "", ""); err != nil || me.Is("Ada 0") || slices.Contains(me.Former, "Ada 50") {
		t.Errorf("%v, %v", me, err)
	}
	for n := range 3 * maxOthers {
		if _, err := d.SetMe(fmt.Sprint("Mo ", n), ""); err != nil {
			t.Fatal(err)
		}
	}
	if p, _ := d.person(); len(p.Others) != maxOthers || len(p.Former) != 0 {
		t.Errorf("%+v", p)
	}
}
