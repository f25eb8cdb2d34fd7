package desk

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
)

// revisionsOf gives an item's revisions, the newest first.
func revisionsOf(t *testing.T, d *Desk, issueID, item string) []issue.Revision {
	t.Helper()
	list, err := d.Store.Revisions(issueID, item)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Whatever an item is changed by, there is a revision of what came of it.
func TestEveryRoadIsARevision(t *testing.T) {
	d, view := writingDesk(t)
	for _, c := range view.Copies {
		if list := revisionsOf(t, d, view.Issue, c.ID); len(list) != 1 || list[0].Copy != c.Copy {
			t.Errorf("an imported item has %d revisions", len(list))
		}
	}
	added, err := d.AddItem(view.Issue, issue.KindNote, "", "")
	if err != nil {
		t.Fatal(err)
	}
	if list := revisionsOf(t, d, view.Issue, added.Item); len(list) != 1 {
		t.Errorf("a new item has %d revisions", len(list))
	}
	if _, err := d.SetKind(view.Issue, added.Item, issue.KindPromo, ""); err != nil {
		t.Fatal(err)
	}
	if list := revisionsOf(t, d, view.Issue, added.Item); len(list) != 2 || list[0].Kind != issue.KindPromo || list[0].Parent != list[1].ID {
		t.Errorf("another kind: %+v", list)
	}
	if _, err := d.Retype(view.Issue, added.Item, "Words and words"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.RemoveItem(view.Issue, added.Item); err != nil {
		t.Fatal(err)
	}
	if err := d.Flush(time.Second); err != nil {
		t.Fatal(err)
	}
	if list := revisionsOf(t, d, view.Issue, added.Item); len(list) != 3 || list[0].Copy != "Words and words" {
		t.Errorf("removed while it was typed into: %d", len(list))
	}
	other, err := d.BeginIssue(t.Context(), view.Publication, NewIssue{Number: "2"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SendItem(t.Context(), view.Issue, view.Copies[1].ID, other.ID, true); err != nil {
		t.Fatal(err)
	}
	if list := revisionsOf(t, d, other.ID, view.Copies[1].ID); len(list) != 1 || list[0].Copy != view.Copies[1].Copy {
		t.Errorf("a received item has %d revisions", len(list))
	}
}

// A pause is a revision, whatever else is typed meanwhile.
func TestAPauseIsARevision(t *testing.T) {
	t.Parallel()
	d, view := writingDesk(t)
	item := view.Copies[0].ID
	if _, err := d.Retype(view.Issue, item, "Dear all"); err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(5 * time.Second); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		if list := revisionsOf(t, d, view.Issue, item); len(list) == 2 && list[0].Copy == "Dear all" {
			return
		}
	}
	t.Error("nobody typed for five seconds, and there is no revision")
}

// History tells what was exported; what is restored can be taken back.
func TestHistory(t *testing.T) {
	d, view := writingDesk(t)
	item, was := view.Copies[0].ID, view.Copies[0].Copy
	if _, err := d.ExportIssue(t.Context(), view.Issue, "", t.TempDir()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Retype(view.Issue, item, was+"\n\nThree words <more>."); err != nil {
		t.Fatal(err)
	}
	list, err := d.History(view.Issue, item)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	if e := list[0]; e.Added != 3 || e.Removed != 0 || e.Author != "Mira" || e.Words != list[1].Words+3 || len(e.Marks) != 0 {
		t.Errorf("the newest: %+v", e)
	}
	if e := list[1]; !e.First || len(e.Marks) != 1 || e.Marks[0] != issue.WhyExported {
		t.Errorf("the first: %+v", e)
	}
	seen, err := d.RevisionView(view.Issue, item, list[1].ID)
	if err != nil || strings.Contains(seen.HTML, "Three words") || !strings.Contains(seen.Now, "Three words") {
		t.Errorf("it shows otherwise, %v", err)
	}
	restored, err := d.RestoreRevision(view.Issue, item, list[1].ID)
	if err != nil || restored.Copy != was || restored.Before != list[0].ID || restored.Echo.Version == 0 {
		t.Fatalf("%+v, %v", restored, err)
	}
	if back, err := d.RestoreRevision(view.Issue, item, restored.Before); err != nil || !strings.HasSuffix(back.Copy, "<more>.") {
		t.Errorf("taken back: %q, %v", back.Copy, err)
	}
	if list, err = d.History(view.Issue, item); err != nil || len(list) != 4 {
		t.Errorf("%d entries, %v", len(list), err)
	}
	if _, err := d.RestoreRevision(view.Issue, item, "nothing"); err == nil || fault.Of(err).Code != fault.NotFound {
		t.Errorf("what is not there is restored: %v", err)
	}
}

// A history of 2,000 is listed whole, and sends no copies to the page.
func TestLongHistory(t *testing.T) {
	d, view := writingDesk(t)
	item := view.Copies[0].ID
	text := strings.Repeat("A word or two of the letter. ", 150) // 4 KB
	var list []issue.Revision
	for n := range 2000 {
		r := issue.Revision{Issue: view.Issue, Item: item, Author: "Mira", Time: time.Unix(int64(n), 0), Hash: fmt.Sprint(n), Copy: fmt.Sprint(text[:2000], n, text[2000:])}
		r.Seal()
		list = append(list, r)
		if len(list) == 200 {
			if err := d.Store.Keep(issue.Batch{Revisions: list}); err != nil {
				t.Fatal(err)
			}
			list = nil
		}
	}
	entries, err := d.History(view.Issue, item)
	if err != nil || len(entries) != 2001 {
		t.Fatalf("%d, %v", len(entries), err)
	}
	sent, err := json.Marshal(entries)
	if err != nil || len(sent) > 2001*256 || strings.Contains(string(sent), "word or two") {
		t.Errorf("%d bytes go to the page, %v: the copies are not wanted there", len(sent), err)
	}
}

func TestRestoreFromASnapshot(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	if err := d.Looked(view.Issue); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Retype(view.Issue, c.ID, "# Another text"); err != nil {
		t.Fatal(err)
	}
	all, err := d.Store.Snapshots(view.Issue)
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	back, err := d.RestoreRevision(view.Issue, c.ID, all[0].ID)
	if err != nil || back.Copy != c.Copy {
		t.Errorf("%q %v", back.Copy, err)
	}
	if _, err := d.RestoreRevision(view.Issue, c.ID, "none"); fault.Of(err).Code != fault.NotFound {
		t.Error(err)
	}
}
