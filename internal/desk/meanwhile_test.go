package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
)

// meanwhile is a store in which something else happens while an issue is read,
// and which may be full.
type meanwhile struct {
	Store
	items func()
	full  bool
}

func (s *meanwhile) Items(id string) (map[string]issue.Working, error) {
	if f := s.items; f != nil {
		s.items = nil
		f()
	}
	return s.Store.Items(id)
}

func (s *meanwhile) Keep(b issue.Batch) error {
	if s.full {
		return fault.New(fault.Full, "The disk is full.", "Make room.")
	}
	return s.Store.Keep(b)
}

func (d *Desk) closeDrafts() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.drafts, d.opened = nil, nil // as after a new start
}

// A draft that is being opened while Settings are kept, or its issue archived,
// is what the store has.
func TestOpenedWhileSettingsAreKept(t *testing.T) {
	d, view := writingDesk(t)
	d.closeDrafts()
	s := &meanwhile{Store: d.Store}
	d.Store = s
	s.items = func() {
		form, err := d.PublicationForm(view.Publication)
		if err != nil {
			t.Fatal(err)
		}
		form.Name = "Ebb and Flow"
		if _, err := d.SetPublication(view.Publication, form); err != nil {
			t.Fatal(err)
		}
		if err := d.ArchiveIssue(view.Issue, true); err != nil {
			t.Fatal(err)
		}
	}
	again, err := d.OpenDraft(t.Context(), view.Issue)
	if err != nil || again.Name != "Ebb and Flow" {
		t.Fatalf("the draft goes by %q, %v", again.Name, err)
	}
	if got, want := undone(t, d, view.Issue, again.Page.HTML), exported(t, d, view.Issue); got != want {
		t.Error("the page is not the export")
	}
	echo, err := d.Retype(view.Issue, view.Copies[0].ID, "Dear all")
	if err != nil || echo.Patch.Stale {
		t.Fatal(err)
	}
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	if !kept(t, d, view.Issue).Archived {
		t.Error("the draft wrote over that the issue was archived")
	}
}

// An import does not write over settings that were changed meanwhile.
func TestImportLeavesThePublicationAlone(t *testing.T) {
	d, view := writingDesk(t)
	before, err := d.Store.Publication(view.Publication)
	if err != nil {
		t.Fatal(err)
	}
	form, err := d.PublicationForm(view.Publication)
	if err != nil {
		t.Fatal(err)
	}
	form.Name = "Ebb and Flow"
	if _, err := d.SetPublication(view.Publication, form); err != nil {
		t.Fatal(err)
	}
	if _, err := d.keepIssue(&before, &issue.Issue{}, nil, "", issue.StateDrafting, author{}, nil); err != nil {
		t.Fatal(err)
	}
	if form, err = d.PublicationForm(view.Publication); err != nil || form.Name != "Ebb and Flow" {
		t.Errorf("it is called %q, %v", form.Name, err)
	}
}

// A form that cannot be kept is refused, and a label that a story has is the
// house's.
func TestHouseFormIsKeptOrRefused(t *testing.T) {
	d, view := writingDesk(t)
	form, err := d.HouseForm(view.Publication)
	if err != nil {
		t.Fatal(err)
	}
	form.Stories[0].Labels = append(slices.Clone(form.Stories[0].Labels), "What we heard")
	kept, err := d.SetHouse(view.Publication, form)
	if err != nil || !slices.ContainsFunc(kept.Labels, func(l LabelView) bool { return l.Name == "What we heard" }) {
		t.Fatalf("labels %v, %v", kept.Labels, err)
	}
	bad := kept
	bad.Serif = "Georgia; color: red"
	if _, err := d.SetHouse(view.Publication, bad); fault.Of(err) == nil || fault.Of(err).Code != fault.BadInput {
		t.Errorf("a font that ends the style is kept: %v", err)
	}
	if now, err := d.HouseForm(view.Publication); err != nil || strings.Contains(now.Serif, ";") || now.Text != kept.Text {
		t.Error("what was refused is there", err)
	}
}

// What could not be kept has not happened, and nothing of it comes later.
func TestRundownOnAFullDisk(t *testing.T) {
	d, view := writingDesk(t)
	s := &meanwhile{Store: d.Store, full: true}
	d.Store = s
	if _, err := d.AddItem(view.Issue, issue.KindNote, "", ""); !errors.As(err, new(*fault.Error)) {
		t.Fatal("an item is added on a full disk", err)
	}
	s.full = false
	if _, err := d.Retype(view.Issue, view.Copies[0].ID, "Dear all"); err != nil {
		t.Fatal(err)
	}
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	items, err := d.Store.Items(view.Issue)
	if err != nil || len(items) != len(view.Copies) {
		t.Errorf("%d items are kept, %d there were, %v", len(items), len(view.Copies), err)
	}
}

// damagedStore has one issue and one publication that cannot be read.
// Of two that open an issue at once one has to wait, and the draft that it read
// writes nothing, though a sign-off in it had to be taken back.
func TestOpenedTwiceAtOnce(t *testing.T) {
	d, view := signedDesk(t)
	c := firstStory(t, &view)
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	d.closeDrafts()
	items, err := d.Store.Items(view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	w := items[c.ID]
	w.Copy += " It was changed where nobody looked."
	if err := d.Store.Keep(issue.Batch{Items: []issue.Working{w}}); err != nil {
		t.Fatal(err)
	}
	s := &meanwhile{Store: d.Store}
	d.Store = s
	s.items = func() {
		if _, err := d.draft(t.Context(), view.Issue); err != nil { // it is quicker
			t.Error(err)
		}
	}
	held, err := d.draft(t.Context(), view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Retype(view.Issue, c.ID, "# Typed here"); err != nil || held.gone {
		t.Fatal(err)
	}
	if err := d.flushed(view.Issue); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * savePause)
	if items, err = d.Store.Items(view.Issue); err != nil || items[c.ID].Copy != "# Typed here" {
		t.Errorf("%q, %v", items[c.ID].Copy, err)
	}
}

type damagedStore struct{ Store }

func (s damagedStore) Issues(publication string) ([]issue.KeptIssue, error) {
	list, _ := s.Store.Issues(publication)
	return list, fault.New(fault.Mismatch, "Issue i9 is damaged.", "Put a backup in its place.")
}

func (s damagedStore) Publications() ([]issue.KeptPublication, error) {
	list, _ := s.Store.Publications()
	return list, fault.New(fault.Mismatch, "Publication p9 is damaged.", "")
}

func (s damagedStore) Setting(string) (string, error) {
	return "", fault.New(fault.Mismatch, "Setting last-issue is damaged.", "")
}

// A record that is damaged is said, and takes nothing else off the shelf.
func TestShelfWithDamage(t *testing.T) {
	d, view := writingDesk(t)
	d.Store = damagedStore{d.Store}
	shelf, err := d.Shelf(t.Context())
	if err != nil || shelf.Problem != "Publication p9 is damaged." || len(shelf.Publications) != 1 || len(shelf.Publications[0].Issues) != 1 {
		t.Fatalf("%+v, %v", shelf, err)
	}
	if begin, err := d.Begin(t.Context()); err != nil || begin.Shelf.Publications[0].Issues[0].ID != view.Issue {
		t.Errorf("%+v, %v", begin.Shelf, err)
	}
}
