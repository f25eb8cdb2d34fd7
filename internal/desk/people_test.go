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

// A name is kept as it is typed: whoever types through somebody else's, or through a
// former one of their own, is who they were.
func TestTypingThroughNames(t *testing.T) {
	d, _ := writingDesk(t)
	d.Author = "ada"
	sits := func(name string) {
		t.Helper()
		if _, err := d.SetMe(name, ""); err != nil {
			t.Fatal(err)
		}
	}
	types := func(was string, names ...string) {
		t.Helper()
		for _, name := range names {
			if _, err := d.Rename(name, "", was); err != nil {
				t.Fatal(err)
			}
		}
	}
	sits("Ada")
	sits("Mo Ito")
	types("Mo Ito", "Ad", "Ada", "Ada B", "Ada Byron")
	if me := d.Me(); !me.Is("Mo Ito") || !me.Is("Ada Byron") || me.Is("Ada") || me.Is("Ad") {
		t.Errorf("through somebody else’s: %+v", me)
	}
	sits("Ada")
	if me := d.Me(); !me.Is("ada") || me.Is("Mo Ito") {
		t.Errorf("she is herself: %+v", me)
	}
	types("Ada", "Ada Q", "ada", "ada byron", "Ada Quill")
	if me := d.Me(); !me.Is("ada") || !me.Is("Ada") || me.Is("ada byron") {
		t.Errorf("through a former one: %+v", me)
	}
	sits("Ada")
	if me := d.Me(); !me.Is("Ada Quill") || !me.Is("ada") || slices.Contains(me.Former, "Ada") {
		t.Errorf("back to a former one: %+v", me)
	}
}

// A list that was made for somebody else takes nothing from whoever sits here now.
func TestListOfAnother(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	suggests := func(name string, edit SuggestedEdit) Suggested {
		t.Helper()
		if _, err := d.SetMe(name, ""); err != nil {
			t.Fatal(err)
		}
		s, err := d.Suggest(view.Issue, c.ID, c.Version, []SuggestedEdit{edit})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	ada, mo := SuggestedEdit{ID: "ada1", Insert: "Ada’s long work. "}, SuggestedEdit{ID: "mo1", Start: 2, End: 2, Insert: "mo"}
	if suggests("Ada", ada).Stale || suggests("Mo", mo).Stale {
		t.Error("each list is their own")
	}
	if !suggests("Ada", mo).Stale { // the page has not read the notes anew
		t.Error("Mo’s list was taken for Ada’s")
	}
	if v := reviewOf(t, d, view.Issue); len(v.Suggestions) != 2 {
		t.Errorf("%+v", v.Suggestions)
	}
}
