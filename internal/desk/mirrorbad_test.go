package desk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A base that somebody wrote, or that was cut off, may lack anything.
func TestABaseWithoutFiles(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	if err := r.desk.Close(); err != nil {
		t.Fatal(err)
	}
	base := `{"root":"` + r.dir + `","folder":"` + filepath.Base(filepath.Dir(r.file)) + `","next":{}}`
	if err := os.WriteFile(filepath.Join(r.data, mirroredDir, r.view.Issue+".json"), []byte(base), 0o600); err != nil {
		t.Fatal(err)
	}
	r.open()
	if _, err := r.desk.OpenDraft(t.Context(), r.view.Issue); err != nil {
		t.Fatal(err)
	}
	r.typeInto(0, "after the base was damaged\n")
	r.eventually("it is written", func() bool { return r.has("after the base was damaged") })
}

// A sidecar that was copied from another issue says nothing of this one.
func TestASidecarOfAnotherIssue(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	other, err := r.desk.BeginIssue(t.Context(), r.view.Publication, NewIssue{Subject: "Another"})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.desk.DeleteIssue(other.ID); err != nil {
		t.Fatal(err)
	}
	var foreign string
	r.eventually("the other one is written", func() bool {
		_ = filepath.WalkDir(r.dir, func(p string, e os.DirEntry, err error) error {
			if err == nil && e.Name() == Sidecar && filepath.Dir(p) != filepath.Dir(r.file) {
				foreign = p
			}
			return nil
		})
		return foreign != ""
	})
	r.settled()
	data, err := os.ReadFile(foreign)
	if err != nil {
		t.Fatal(err)
	}
	before, err := r.desk.Store.Issue(r.view.Issue)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(r.file), Sidecar), data, 0o600); err != nil {
		t.Fatal(err)
	}
	r.eventually("it is told", func() bool { o, ok := r.heard(OutsideRefused); return ok && o.Message != "" && o.Hint != "" })
	r.settled()
	after, err := r.desk.Store.Issue(r.view.Issue)
	if err != nil || !after.Deleted.IsZero() || !slices.Equal(before.Rundown, after.Rundown) || before.Sidecar != after.Sidecar {
		t.Errorf("%+v, %v; it was %+v", after, err, before)
	}
}

// What cannot be read beside issue.md does not keep issue.md out.
func TestASidecarThatIsNone(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	side := filepath.Join(filepath.Dir(r.file), Sidecar)
	r.outside(firstLine(r.view.Copies[0].Copy), "GOOD WORDS from outside")
	if err := os.WriteFile(side, []byte("<<<<<<< HEAD\n{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	time.Sleep(patienceWithHalves)
	r.eventually("the good file comes in", func() bool { return strings.Contains(r.copy(0), "GOOD WORDS") })
	if o, ok := r.heard(OutsideRefused); !ok || o.Name != Sidecar || o.Message == "" || o.Hint == "" {
		t.Errorf("told %+v", o)
	}
	if kept, err := os.ReadFile(filepath.Join(filepath.Dir(r.file), "issue.galley.not-read.json")); err != nil || string(kept) != "<<<<<<< HEAD\n{}" {
		t.Errorf("aside is %q, %v", kept, err)
	}
}

// Nothing is written over what a later Galley wrote.
func TestASidecarOfALaterGalley(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	side := filepath.Join(filepath.Dir(r.file), Sidecar)
	if err := os.WriteFile(side, []byte(`{"galley":99,"new":true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	r.eventually("Settings says so", func() bool {
		return strings.Contains(r.desk.mirror.state().Hint, "Open it with the Galley that wrote it")
	})
	r.typeInto(0, "typed here\n")
	time.Sleep(mirrorLook + mirrorLatest)
	if text, err := os.ReadFile(side); err != nil || !strings.Contains(string(text), `"new":true`) {
		t.Errorf("it is %q, %v", text, err)
	}
}
