package desk

import (
	"strings"
	"testing"
	"time"

	"galley/internal/fault"
)

// What was typed before a backup is there after its restore, what was typed since
// is not, and the restore is undone by the backup that it made.
func TestRestoreBackup(t *testing.T) {
	t.Parallel()
	d, view := writingDesk(t)
	item := view.Rundown[0].ID
	retype := func(words string) {
		t.Helper()
		if _, err := d.Retype(view.Issue, item, words); err != nil {
			t.Fatal(err)
		}
	}
	has := func(words string) {
		t.Helper()
		for range 2 { // in the store, and as the page has it
			items, err := d.Store.Items(view.Issue)
			if err != nil || strings.TrimSpace(items[item].Copy) != words {
				t.Fatalf("%q is there, want %q: %v", items[item].Copy, words, err)
			}
			if _, err := d.OpenDraft(t.Context(), view.Issue); err != nil {
				t.Fatal(err)
			}
		}
	}
	retype("The earlier words.")
	early, err := d.BackUp(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	retype("The later words.")
	r, err := d.RestoreBackup(t.Context(), early.Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * savePause) // a write that was waiting would come now
	has("The earlier words.")
	if _, err := d.RestoreBackup(t.Context(), r.Before, nil); err != nil {
		t.Fatal(err)
	}
	has("The later words.")
	retype("And on.")
	if err := d.Flush(time.Second); err != nil {
		t.Fatal(err)
	}
	has("And on.")
	backups, err := d.Backups()
	if err != nil || len(backups.List) < 3 || backups.Problem != "" {
		t.Errorf("%+v, %v", backups, err)
	}
}

// A restore that fails leaves the draft open, with what is typed in it.
func TestRestoreRefused(t *testing.T) {
	t.Parallel()
	d, view := writingDesk(t)
	_, err := d.RestoreBackup(t.Context(), "no-backup", nil)
	if err == nil || fault.Of(err).Code != fault.NotFound {
		t.Fatal(err)
	}
	d.mu.Lock()
	open := len(d.drafts)
	d.mu.Unlock()
	if open != 1 {
		t.Errorf("%d drafts are open", open)
	}
	if _, err := d.Retype(view.Issue, view.Rundown[0].ID, "Words."); err != nil {
		t.Error(err)
	}
}

// A backup is made when something was saved, and none when nothing was.
func TestBackUpIfNew(t *testing.T) {
	t.Parallel()
	d, _ := writingDesk(t)
	for range 3 {
		if next := d.backUpIfNew(t.Context()); next != backupEvery {
			t.Fatal(d.unbacked)
		}
	}
	if b, err := d.Backups(); err != nil || len(b.List) != 1 {
		t.Errorf("%d backups, %v", len(b.List), err)
	}
}

// What comes too late to a draft that was let go for a backup, as a timer that had
// gone off already, writes nothing into what was restored.
func TestNothingOfBeforeARestore(t *testing.T) {
	t.Parallel()
	d, view := writingDesk(t)
	item := view.Rundown[0].ID
	dr, err := d.lock(view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	dr.mu.Unlock()
	early, err := d.BackUp(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.RestoreBackup(t.Context(), early.Name, nil); err != nil {
		t.Fatal(err)
	}
	dr.mu.Lock()
	dr.texts[item].Copy = "Too late."
	dr.texts[item].version++
	dr.texts[item].typed = time.Time{}
	dr.mu.Unlock()
	dr.save.now()
	dr.save.rest()
	if err := dr.flushLocked(false); err != nil {
		t.Fatal(err)
	}
	items, err := d.Store.Items(view.Issue)
	if err != nil || items[item].Copy != view.Copies[0].Copy {
		t.Errorf("%q is there: %v", items[item].Copy, err)
	}
}

// The mirror has what was restored, too, with nobody saving anything.
func TestTheMirrorIsRestored(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	early, err := r.desk.BackUp(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.desk.Retype(r.view.Issue, r.view.Rundown[0].ID, "The later words."); err != nil {
		t.Fatal(err)
	}
	r.eventually("the later words are in the file", func() bool { return r.has("The later words.") })
	if err := r.desk.Flush(time.Second); err != nil { // or the revision that is cut before the restore would have it written again
		t.Fatal(err)
	}
	r.settled()
	if _, err := r.desk.RestoreBackup(t.Context(), early.Name, nil); err != nil {
		t.Fatal(err)
	}
	r.eventually("the earlier words are in the file again", func() bool { return r.has(r.view.Copies[0].Copy) && !r.has("The later words.") })
}
