package desk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// mirrorRoom is a desk with a mirror, an issue that is open in it, and what was
// told of the mirror.
type mirrorRoom struct {
	*testing.T
	desk      *Desk
	data, dir string
	view      DraftView
	file      string // issue.md

	mu   sync.Mutex
	told []Outside
}

func newMirrorRoom(t *testing.T) *mirrorRoom {
	t.Helper()
	r := &mirrorRoom{T: t, data: t.TempDir(), dir: filepath.Join(t.TempDir(), "Galley")}
	r.open()
	card, err := r.desk.OpenSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if r.view, err = r.desk.OpenDraft(t.Context(), card.ID); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.desk.Close() })
	r.eventually("the issue is written", func() bool {
		r.file = r.issueFile()
		return r.file != "" && r.has(r.view.Copies[0].Copy)
	})
	r.settled()
	return r
}

func (r *mirrorRoom) open() {
	r.desk = mirroredDesk(r.T, r.data, r.dir)
	r.desk.Listen(func(h Heard) {
		r.mu.Lock()
		defer r.mu.Unlock()
		if h.Outside != nil {
			r.told = append(r.told, *h.Outside)
		}
	})
}

// issueFile finds the only issue of the mirror.
func (r *mirrorRoom) issueFile() (file string) {
	_ = filepath.WalkDir(r.dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Name() == issueFile {
			file = path
		}
		return nil
	})
	return file
}

func (r *mirrorRoom) heard(kind string) (o Outside, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, o := range r.told {
		if o.Kind == kind {
			return o, true
		}
	}
	return o, false
}

func (r *mirrorRoom) eventually(what string, holds func() bool) {
	r.Helper()
	for until := time.Now().Add(10 * time.Second); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(until) {
			r.Fatalf("it does not come about that %s", what)
		}
	}
}

// settled waits until nothing is to be written.
func (r *mirrorRoom) settled() {
	r.Helper()
	r.eventually("all is written", func() bool {
		v, err := r.desk.Mirror()
		return err == nil && v.Behind == 0 && v.Problem == ""
	})
}

func (r *mirrorRoom) text() string {
	data, _ := os.ReadFile(r.file)
	return string(data)
}

func (r *mirrorRoom) has(words string) bool { return strings.Contains(r.text(), words) }

// outside edits the file as another program would.
func (r *mirrorRoom) outside(old, with string) {
	r.Helper()
	text := r.text()
	if !strings.Contains(text, old) {
		r.Fatalf("the file does not say %q", old)
	}
	if err := os.WriteFile(r.file, []byte(strings.Replace(text, old, with, 1)), 0o600); err != nil {
		r.Fatal(err)
	}
}

// copy gives an item's text as the desk has it.
func (r *mirrorRoom) copy(i int) string {
	dr, err := r.desk.lock(r.view.Issue)
	if err != nil {
		return ""
	}
	defer dr.mu.Unlock()
	return dr.texts[r.view.Copies[i].ID].Copy
}

func (r *mirrorRoom) typeInto(i int, copy string) {
	r.Helper()
	if _, err := r.desk.Retype(r.view.Issue, r.view.Copies[i].ID, copy); err != nil {
		r.Fatal(err)
	}
}

func firstLine(copy string) string {
	line, _, _ := strings.Cut(copy, "\n")
	return line
}

func TestWhatIsTypedIsInTheFile(t *testing.T) {
	r := newMirrorRoom(t)
	began := time.Now()
	r.typeInto(0, r.view.Copies[0].Copy+"\n\nTyped just now.")
	r.eventually("the file has it", func() bool { return r.has("Typed just now.") })
	t.Logf("in the file after %v", time.Since(began))
	if o, ok := r.heard(OutsideCame); ok {
		t.Errorf("its own write came in again: %+v", o)
	}
}

func TestWhatOthersWriteComesIn(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	line := firstLine(r.view.Copies[1].Copy)
	r.outside(line, line+" from outside")
	r.eventually("the desk has it", func() bool { return strings.HasPrefix(r.copy(1), line+" from outside") })
	r.settled()
	if r.copy(0) != r.view.Copies[0].Copy {
		t.Error("another item changed with it")
	}
	r.eventually("somebody is told", func() bool { _, ok := r.heard(OutsideCame); return ok })
	if _, ok := r.heard(OutsideBoth); ok {
		t.Error("it was taken for a conflict")
	}
}

func TestBothSidesAreKept(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	c := r.view.Copies[1]
	line := firstLine(c.Copy)
	r.outside(line, line+" from outside")
	r.typeInto(1, c.Copy+"\n\nFrom here.")
	r.eventually("it is told", func() bool { _, ok := r.heard(OutsideBoth); return ok })
	r.settled()
	if got := r.copy(1); got != c.Copy+"\n\nFrom here." {
		t.Errorf("here is %q", got)
	}
	if !r.has("From here.") || r.has("from outside") {
		t.Error("the file does not have what is here")
	}
	o, _ := r.heard(OutsideBoth)
	if _, err := r.desk.RestoreRevision(o.Issue, o.Item, o.Revision); err != nil {
		t.Fatal(err)
	}
	if got := r.copy(1); !strings.HasPrefix(got, line+" from outside") || strings.Contains(got, "From here.") {
		t.Errorf("taken: %q", got)
	}
}

// Whatever is gone or half there outside takes nothing away here.
func TestWhatIsGoneIsWrittenAgain(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(r *mirrorRoom) error{
		"file":   func(r *mirrorRoom) error { return os.Remove(r.file) },
		"folder": func(r *mirrorRoom) error { return os.RemoveAll(filepath.Dir(r.file)) },
		"all":    func(r *mirrorRoom) error { return os.RemoveAll(r.dir) },
		"clock": func(r *mirrorRoom) error {
			long := time.Now().Add(-100 * time.Hour)
			return os.Chtimes(r.file, long, long)
		},
		"empty": func(r *mirrorRoom) error { return os.Truncate(r.file, 0) },
		"item": func(r *mirrorRoom) error {
			c := r.view.Copies[1]
			at := strings.Index(r.text(), "id="+c.ID)
			start := strings.LastIndex(r.text()[:at], "<!--")
			end := strings.Index(r.text(), c.Copy) + len(c.Copy)
			return os.WriteFile(r.file, []byte(r.text()[:start]+r.text()[end:]), 0o600)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newMirrorRoom(t)
			before := r.text()
			if err := harm(r); err != nil {
				t.Fatal(err)
			}
			time.Sleep(mirrorLook + mirrorTick)
			for until := time.Now().Add(16 * time.Second); r.text() != before && time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
			}
			if r.text() != before {
				t.Errorf("the file is %.200q", r.text())
			}
			for i, c := range r.view.Copies {
				if got := r.copy(i); got != c.Copy {
					t.Errorf("item %d is %q", i, got)
				}
			}
			if _, ok := r.heard(OutsideCame); ok {
				t.Error("something came in")
			}
		})
	}
}

func TestOrderNewItemsAndFrontMatterComeIn(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	text := r.text() + "\n<!-- note -->\nA note from outside.\n"
	text = strings.Replace(text, "\nsubject: ", "\nsubject: Outside, ", 1)
	if err := os.WriteFile(r.file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var view DraftView
	r.eventually("it is here", func() bool {
		view, _ = r.desk.OpenDraft(t.Context(), r.view.Issue)
		return len(view.Copies) == len(r.view.Copies)+1
	})
	if last := view.Copies[len(view.Copies)-1]; last.Copy != "A note from outside." {
		t.Errorf("the new item is %q", last.Copy)
	}
	if !strings.HasPrefix(view.Card.Subject, "Outside, ") {
		t.Errorf("the subject is %q", view.Card.Subject)
	}
	r.settled()
	r.eventually("the folder has the new name, and the file the new id", func() bool {
		found, _ := filepath.Glob(filepath.Join(r.dir, "*", "*outside*", issueFile))
		if len(found) != 1 {
			return false
		}
		data, _ := os.ReadFile(found[0])
		return strings.Contains(string(data), view.Copies[len(view.Copies)-1].ID)
	})
	if _, err := os.Stat(r.file); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the folder with the old name is there still")
	}
}

// A store that is older than the mirror, as one from a backup is, writes nothing
// over what is newer.
func TestAnOlderStoreTakesWhatIsNewer(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	if err := r.desk.Close(); err != nil {
		t.Fatal(err)
	}
	backup := t.TempDir()
	if err := os.CopyFS(filepath.Join(backup, "store"), os.DirFS(filepath.Join(r.data, "store"))); err != nil {
		t.Fatal(err)
	}
	r.open()
	newer := r.view.Copies[0].Copy + "\n\nAfter the backup."
	r.typeInto(0, newer)
	r.eventually("the file has it", func() bool { return r.has("After the backup.") })
	if err := r.desk.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(r.data, "store")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(backup, "store"), filepath.Join(r.data, "store")); err != nil {
		t.Fatal(err)
	}
	r.told = nil
	r.open()
	r.eventually("what was written after the backup is here", func() bool { return r.copy(0) == newer })
	r.settled()
	if !r.has("After the backup.") {
		t.Error("the file lost it")
	}
}

func TestAMirrorThatCannotBeWrittenStopsNothing(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	if err := os.RemoveAll(r.dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(r.dir, []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.typeInto(0, "Typed all the same.")
	r.eventually("it is told", func() bool { _, ok := r.heard(OutsideUnwritten); return ok })
	if v, err := r.desk.Mirror(); err != nil || v.Problem == "" || v.Behind == 0 {
		t.Errorf("%+v, %v", v, err)
	}
	began := time.Now()
	if err := r.desk.Close(); err != nil || time.Since(began) > 4*time.Second {
		t.Errorf("closing took %v: %v", time.Since(began), err)
	}
	if err := os.Remove(r.dir); err != nil {
		t.Fatal(err)
	}
	r.open()
	r.eventually("it is written after all", func() bool { return r.has("Typed all the same.") })
}
