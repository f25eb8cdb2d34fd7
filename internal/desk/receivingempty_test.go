package desk

import (
	"slices"
	"testing"

	"galley/internal/issue"
	"galley/internal/reviewfile"
)

// A file in which everything was taken out takes it out here, where nobody changed
// it, and what was changed stays; the texts are in the history.
func TestFileWithoutItems(t *testing.T) {
	d := deskOf(t, "Mira Sand")
	two := func(f *reviewfile.File) {
		f.Items = append(f.Items, issue.Working{Issue: "issue74", ID: "second", Kind: issue.KindNote, State: issue.StateDrafting, Copy: "Eels are dear."})
		f.Issue.Rundown = append(f.Issue.Rundown, "second")
	}
	var first *reviewfile.File
	takenIn(t, d, reviewFileOf(t, func(f *reviewfile.File) { two(f); complete(f); first = f }))
	if err := d.TakePart("issue74"); err != nil {
		t.Fatal(err)
	}
	retyped(t, d, "issue74", "first1", "cheap", "cheaper")
	path := reviewFileOf(t, func(f *reviewfile.File) {
		f.Snapshots = first.Snapshots
		f.Items, f.Issue.Rundown = nil, []string{}
	})
	got := takenIn(t, d, path)
	if order := kept(t, d, "issue74").Rundown; !slices.Equal(order, []string{"first1"}) || copyAt(t, d, "issue74", "first1") != "Whelks are cheaper." {
		t.Errorf("%v, %+v", order, got)
	}
	if got.Conflicts != 1 || len(got.Notes) == 0 {
		t.Errorf("it is not said: %+v", got)
	}
	if all, err := d.Store.Revisions("issue74", "second"); err != nil || len(all) == 0 || all[0].Copy != "Eels are dear." {
		t.Errorf("%+v, %v", all, err)
	}
	before := stateOf(t, d, "issue74")
	if again := takenIn(t, d, path); len(again.Items) != 0 || stateOf(t, d, "issue74") != before {
		t.Errorf("the second time: %+v", again)
	}
	if view, err := d.OpenDraft(t.Context(), "issue74"); err != nil || len(view.Rundown) != 1 {
		t.Error(view.Rundown, err)
	}
	empty := deskOf(t, "Ada")
	takenIn(t, empty, path)
	if view, err := empty.OpenDraft(t.Context(), "issue74"); err != nil || len(view.Rundown) != 0 {
		t.Error(view.Rundown, err)
	}
}
