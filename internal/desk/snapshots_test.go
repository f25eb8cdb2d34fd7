package desk

import (
	"slices"
	"testing"
	"time"

	"galley/internal/issue"
)

// snapshotsOf gives an issue's snapshots, the newest first.
func snapshotsOf(t *testing.T, d *Desk, id string) []issue.Snapshot {
	t.Helper()
	all, err := d.Store.Snapshots(id)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// atRest does what the saver does when nobody types.
func atRest(t *testing.T, d *Desk, id string) {
	t.Helper()
	dr, err := d.turn(id)
	if err != nil {
		t.Fatal(err)
	}
	defer dr.done()
	if err := dr.rest(); err != nil {
		t.Fatal(err)
	}
}

// An export leaves a snapshot of what went out, to the last letter, though it was typed
// in that moment.
func TestExportIsASnapshot(t *testing.T) {
	d, view := writingDesk(t)
	item := view.Copies[0].ID
	if _, err := d.Retype(view.Issue, item, "Dear all, at last"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ExportIssue(t.Context(), view.Issue, "", t.TempDir()); err != nil {
		t.Fatal(err)
	}
	all := snapshotsOf(t, d, view.Issue)
	if len(all) != 1 || all[0].Why != issue.WhyExported || all[0].Who != "Mira" || len(all[0].Rundown) != len(view.Copies) || len(all[0].Pictures) == 0 {
		t.Fatalf("%+v", all)
	}
	for i, named := range all[0].Rundown {
		r, err := d.Store.Revision(view.Issue, named.Item, named.Revision)
		want := view.Copies[i].Copy
		if i == 0 {
			want = "Dear all, at last"
		}
		if err != nil || r.Copy != want || named.Hash != r.Hash {
			t.Errorf("item %d of it is %.40q, hash %.8s of %.8s, %v", i, r.Copy, named.Hash, r.Hash, err)
		}
	}
	marks, err := d.Store.Marks(view.Issue, item)
	if err != nil || len(marks) != 1 || marks[0].Revision != all[0].Rundown[0].Revision {
		t.Errorf("%+v, %v", marks, err)
	}
}

// What the store has beyond the last revision is one by the export.
func TestExportCutsWhatIsAhead(t *testing.T) {
	d, view := writingDesk(t)
	item := view.Copies[0].ID
	items, err := d.Store.Items(view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	w := items[item]
	w.Copy = "Typed, saved, and in no revision"
	if err := d.Store.Keep(issue.Batch{Items: []issue.Working{w}}); err != nil {
		t.Fatal(err)
	}
	s, err := d.source(view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	fresh := d.cutAhead(s)
	if len(fresh) != 1 || fresh[0].Copy != w.Copy || fresh[0].Parent != w.Revision || s.revisions[item] != fresh[0].ID {
		t.Errorf("%+v", fresh)
	}
	if again := d.cutAhead(&keptSource{store: d.Store, issue: s.issue, items: s.items[1:], revisions: s.revisions}); len(again) != 0 {
		t.Errorf("of items that are in a revision: %+v", again)
	}
}

// At rest there is a snapshot of another order, head or picture, and none of other words
// or of what an export has left already.
func TestRestIsASnapshotOfWhatStandsAround(t *testing.T) {
	d, view := writingDesk(t)
	ids := func() (whys []issue.Why) {
		for _, g := range snapshotsOf(t, d, view.Issue) {
			whys = append(whys, g.Why)
		}
		return whys
	}
	step := func(what string, want int) {
		t.Helper()
		for range 2 {
			atRest(t, d, view.Issue)
		}
		if got := ids(); len(got) != want {
			t.Errorf("%s: %v", what, got)
		}
	}
	step("the first time", 1)
	if _, err := d.Retype(view.Issue, view.Copies[0].ID, "Other words"); err != nil {
		t.Fatal(err)
	}
	step("other words", 1)
	if _, err := d.MoveItem(view.Issue, view.Copies[2].ID, 0); err != nil {
		t.Fatal(err)
	}
	step("another order", 2)
	if g := snapshotsOf(t, d, view.Issue)[0]; g.Rundown[0].Item != view.Copies[2].ID {
		t.Errorf("%+v", g.Rundown)
	}
	card := view.Card
	card.Subject = "Another subject"
	if _, err := d.SetCard(t.Context(), view.Issue, card); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ExportIssue(t.Context(), view.Issue, "", t.TempDir()); err != nil {
		t.Fatal(err)
	}
	step("exported as it is", 3)
	if _, err := d.AddPicture(t.Context(), view.Issue, "blue.png", shaded(t, 90)); err != nil {
		t.Fatal(err)
	}
	step("another picture", 4)
	d.mu.Lock()
	d.drafts = nil // as after a new start
	d.mu.Unlock()
	step("opened again", 4)
	card.Preheader = "Another preheader"
	if _, err := d.SetCard(t.Context(), view.Issue, card); err != nil {
		t.Fatal(err)
	}
	step("another head", 5)
}

// Nobody has to ask: what was moved is in a snapshot soon.
func TestAPauseIsASnapshot(t *testing.T) {
	t.Parallel()
	d, view := writingDesk(t)
	if _, err := d.MoveItem(view.Issue, view.Copies[2].ID, 0); err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(10 * time.Second); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		if all := snapshotsOf(t, d, view.Issue); len(all) == 1 && all[0].Why == issue.WhyChanged && all[0].Rundown[0].Item == view.Copies[2].ID {
			return
		}
	}
	t.Error("nobody did anything for ten seconds, and there is no snapshot")
}

// To look is once a person, until something is new.
func TestLooked(t *testing.T) {
	d, view := writingDesk(t)
	look := func() int {
		t.Helper()
		if err := d.Looked(view.Issue); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, g := range snapshotsOf(t, d, view.Issue) {
			if g.Why == issue.WhyLooked {
				n++
			}
		}
		return n
	}
	for range 2 {
		if n := look(); n != 1 {
			t.Errorf("looking at the same again: %d", n)
		}
	}
	if _, err := d.Retype(view.Issue, view.Copies[0].ID, "Dear all"); err != nil {
		t.Fatal(err)
	}
	if n := look(); n != 2 {
		t.Errorf("after other words: %d", n)
	}
	g := snapshotsOf(t, d, view.Issue)[0]
	r, err := d.Store.Revision(view.Issue, view.Copies[0].ID, g.Rundown[0].Revision)
	if err != nil || r.Copy != "Dear all" {
		t.Errorf("%q, %v", r.Copy, err)
	}
	d.Author = "Jonas"
	if n := look(); n != 3 {
		t.Errorf("somebody else: %d", n)
	}
	if !slices.Equal(snapshotsOf(t, d, view.Issue)[0].Rundown, g.Rundown) {
		t.Error("he sees something else")
	}
}
