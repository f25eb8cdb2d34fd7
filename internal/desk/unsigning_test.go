package desk

import (
	"os"
	"path/filepath"
	"testing"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
)

func itemOf(t *testing.T, d *Desk, id, item string) ReviewItem {
	t.Helper()
	for _, one := range reviewOf(t, d, id).Items {
		if one.ID == item {
			return one
		}
	}
	t.Fatalf("no item %s", item)
	return ReviewItem{}
}

func TestUnstep(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	if _, err := d.SetState(view.Issue, c.ID, string(issue.StateReview), "Have a look."); err != nil {
		t.Fatal(err)
	}
	before := itemOf(t, d, view.Issue, c.ID)
	if _, err := d.SetState(view.Issue, c.ID, string(issue.StateReady), ""); err != nil {
		t.Fatal(err)
	}
	if signed := itemOf(t, d, view.Issue, c.ID); signed.Signer == "" {
		t.Fatalf("%+v", signed)
	}
	if _, err := d.Unstep(view.Issue, c.ID); err != nil {
		t.Fatal(err)
	}
	if after := itemOf(t, d, view.Issue, c.ID); after != before {
		t.Errorf("it is as it was:\n%+v\n%+v", before, after)
	}
	if _, err := d.Unstep(view.Issue, c.ID); fault.Of(err).Code != fault.Mismatch {
		t.Errorf("one step back is all: %v", err)
	}

	// What came of it since stays.
	if _, err := d.SetState(view.Issue, c.ID, string(issue.StateReady), ""); err != nil {
		t.Fatal(err)
	}
	length := change.Units(c.Copy)
	if _, err := d.Type(Typed{Issue: view.Issue, Item: c.ID, Base: c.Version, Length: length + 1, Changes: insert(length, length, ",")}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Unstep(view.Issue, c.ID); fault.Of(err).Code != fault.Mismatch {
		t.Errorf("%v", err)
	}
	if after := itemOf(t, d, view.Issue, c.ID); after.State != issue.StateDrafting || !after.Stale {
		t.Errorf("%+v", after)
	}
}

func TestUnstepTheIssue(t *testing.T) {
	d, view := signedDesk(t)
	if _, err := d.Unstep(view.Issue, ""); err != nil {
		t.Fatal(err)
	}
	if v := reviewOf(t, d, view.Issue); v.Issue.Ready || v.Issue.Signer != "" || v.Issue.Left != 0 {
		t.Errorf("%+v", v.Issue)
	}
	if _, err := d.Unstep(view.Issue, ""); fault.Of(err).Code != fault.Mismatch {
		t.Errorf("%v", err)
	}
}

func TestSendReviewFile(t *testing.T) {
	d, view := writingDesk(t)
	c := firstStory(t, &view)
	before := reviewOf(t, d, view.Issue)

	// No file: nobody has taken the step.
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SendReviewFile(t.Context(), view.Issue, nil, string(issue.StateReview), "Please read.", filepath.Join(blocked, "x.galley")); err == nil {
		t.Fatal("it was written into a file")
	}
	for i, item := range reviewOf(t, d, view.Issue).Items {
		if item != before.Items[i] {
			t.Errorf("it is as it was:\n%+v\n%+v", before.Items[i], item)
		}
	}

	// The step is in the file.
	made, err := d.SendReviewFile(t.Context(), view.Issue, []string{c.ID}, string(issue.StateReview), "Please read.", filepath.Join(t.TempDir(), "x"))
	if err != nil {
		t.Fatal(err)
	}
	if item := itemOf(t, d, view.Issue, c.ID); item.State != issue.StateReview || item.Note != "Please read." {
		t.Errorf("%+v", item)
	}
	editor := deskOf(t, "Mira")
	taken := takenIn(t, editor, made.Path)
	if item := itemOf(t, editor, taken.Issue.ID, c.ID); item.State != issue.StateReview || item.Note != "Please read." {
		t.Errorf("%+v", item)
	}
}
