package desk

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
)

// slowStore is a store that may be full, and in which something else happens while
// it writes.
type slowStore struct {
	Store
	full   atomic.Bool
	during atomic.Pointer[func()]
}

func (s *slowStore) Keep(b issue.Batch) error {
	if f := s.during.Swap(nil); f != nil {
		(*f)()
	}
	if s.full.Load() {
		return fault.New(fault.Full, "The disk is full.", "Make room.")
	}
	return s.Store.Keep(b)
}

// slowDesk is a desk over such a store, and a function that suggests something on
// the first story's headline.
func slowDesk(t *testing.T) (d *Desk, s *slowStore, view DraftView, suggest func(id string)) {
	t.Helper()
	d, view = writingDesk(t)
	s = &slowStore{Store: d.Store}
	d.Store = s
	c := firstStory(t, &view)
	return d, s, view, func(id string) {
		if _, err := d.Suggest(view.Issue, c.ID, c.Version, []SuggestedEdit{{ID: id, Start: 2, End: 3, Insert: "X"}}); err != nil {
			t.Error(err)
		}
	}
}

// isFull reports whether that is why something was not done.
func isFull(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && f.Code == fault.Full
}

// What is suggested and not on the disk yet outlives a change that the disk refuses.
func TestARefusedChangeTakesNoSuggestionAlong(t *testing.T) {
	for name, change := range map[string]func(d *Desk, id string) error{
		"comment": func(d *Desk, id string) error {
			_, err := d.Comment(id, "", 0, nowhere, nowhere, "Not now.")
			return err
		},
		"archive": func(d *Desk, id string) error { return d.ArchiveIssue(id, true) },
		"state": func(d *Desk, id string) error {
			_, err := d.SetAllStates(id, string(issue.StateReview), "")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, s, view, suggest := slowDesk(t)
			s.full.Store(true)
			suggest("one")
			if err := change(d, view.Issue); !isFull(err) {
				t.Fatalf("it is %v", err)
			}
			s.full.Store(false)
			if err := d.flushed(view.Issue); err != nil {
				t.Fatal(err)
			}
			d.closeDrafts()
			if v := reviewOf(t, d, view.Issue); len(v.Suggestions) != 1 || v.Suggestions[0].ID != "one" || len(v.Comments) != 0 {
				t.Errorf("%+v %+v", v.Suggestions, v.Comments)
			}
		})
	}
}

// What is suggested while a change is being refused stays, too, and what is
// suggested while a draft is let go of is written.
func TestSuggestedWhileTheDiskWorks(t *testing.T) {
	for name, full := range map[string]bool{"refused": true, "written": false} {
		t.Run(name, func(t *testing.T) {
			d, s, view, suggest := slowDesk(t)
			late := func() { suggest("late") }
			s.during.Store(&late)
			s.full.Store(full)
			_, _ = d.Comment(view.Issue, "", 0, nowhere, nowhere, "Meanwhile.") // refused or not, it was told
			s.full.Store(false)
			again := func() { suggest("later") }
			s.during.Store(&again)
			dr, err := d.draft(t.Context(), view.Issue)
			if err != nil {
				t.Fatal(err)
			}
			if err := d.letGo(dr); err != nil {
				t.Fatal(err)
			}
			if v := reviewOf(t, d, view.Issue); len(v.Suggestions) != 1 || v.Suggestions[0].ID != "later" {
				t.Errorf("%+v", v.Suggestions)
			}
		})
	}
}

// A sidecar that this Galley cannot read is not written over, whatever is typed.
func TestALaterSidecarIsNotWrittenOver(t *testing.T) {
	d, view := writingDesk(t)
	later := `{"galley": 99, "items": "of another kind"}`
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	d.closeDrafts()
	k := kept(t, d, view.Issue)
	k.Sidecar = later
	if err := d.Store.Keep(issue.Batch{Issues: []issue.KeptIssue{k}}); err != nil {
		t.Fatal(err)
	}
	again, err := d.OpenDraft(t.Context(), view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	c := again.Copies[0]
	for _, state := range []string{"", " And on."} { // a pitch with words is none any more: that is a step
		dr, err := d.turn(view.Issue)
		if err != nil {
			t.Fatal(err)
		}
		dr.texts[c.ID].State = issue.StatePitch
		dr.done()
		if _, err := d.Retype(view.Issue, c.ID, c.Copy+state+" More."); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Suggest(view.Issue, c.ID, 0, nil); err == nil {
		t.Error("somebody could suggest")
	}
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	if got := kept(t, d, view.Issue); got.Sidecar != later || !strings.Contains(copiesOf(t, d, view.Issue)[0], "And on. More.") {
		t.Errorf("the sidecar is %s", got.Sidecar)
	}
}

// More suggestions than are ever read again are refused while they are made, and
// what there was stays.
func TestSuggestedWithoutEnd(t *testing.T) {
	d, view := writingDesk(t)
	large := strings.Repeat("\"", maxSuggestedBytes) // each is two in the file
	var refused error
	taken := 0
	for i := 0; refused == nil && i < 20; i++ {
		added, err := d.AddItem(view.Issue, "note", "", "")
		if err != nil {
			t.Fatal(err)
		}
		if _, refused = d.Suggest(view.Issue, added.Item, added.Copy.Version, []SuggestedEdit{{ID: "s", Insert: large}}); refused == nil {
			taken++
		}
	}
	if refused == nil || fault.Of(refused).Code != fault.BadInput || taken < 4 {
		t.Fatalf("%d items: %v", taken, refused)
	}
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	d.closeDrafts()
	if got := len(reviewOf(t, d, view.Issue).Suggestions); got != taken {
		t.Errorf("%d of %d are there", got, taken)
	}
}
