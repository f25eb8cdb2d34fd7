package desk

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/issue"
	"galley/internal/store"
)

// opener opens a real store, as the window does.
func opener(data, mirror string) *Opener {
	return &Opener{Mirror: mirror, Open: func(ctx context.Context) (Store, *issue.Mended, error) {
		s, err := store.Open(ctx, data)
		if err != nil {
			return nil, nil, err
		}
		return s, s.Mended, nil
	}}
}

func begun(t *testing.T, data, mirror string) (*Desk, Beginning) {
	t.Helper()
	d := &Desk{Author: "Mira", Opener: opener(data, mirror)}
	b, err := d.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d, b
}

// A person who takes the folder with their text to a new computer, or loses the
// data folder altogether, has their issues there; an older state that they wanted
// stays what it is.
func TestNewStoreTakesTheFolderIn(t *testing.T) {
	data, mirror := t.TempDir(), filepath.Join(t.TempDir(), "Galley")
	d, b := begun(t, data, mirror)
	if b.Mended != nil {
		t.Errorf("of a new store it says %+v", b.Mended)
	}
	empty, err := d.BackUp(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	card, err := d.OpenSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.mirror.pass(true, false)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	d, b = begun(t, t.TempDir(), mirror)
	if b.Mended == nil || !b.Mended.Whole || b.Mended.Aside || !strings.Contains(b.Mended.Message, "found 1 issue in "+mirror) {
		t.Errorf("it says %+v", b.Mended)
	}
	if view, err := d.OpenDraft(t.Context(), card.ID); err != nil || len(view.Copies) == 0 {
		t.Errorf("the issue is not there: %v", err)
	}
	if _, err := d.AsideDir(); err == nil {
		t.Error("there are damaged files")
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	d, _ = begun(t, data, mirror)
	if _, err := d.RestoreBackup(t.Context(), empty.Name, nil); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d, b = begun(t, data, mirror)
	defer d.Close() //nolint:errcheck // nothing is typed
	if b.Mended != nil || len(b.Shelf.Publications) != 0 {
		t.Errorf("the empty state that was wanted has %+v, %+v", b.Mended, b.Shelf)
	}
}

// A store whose files were deleted is said to be gone, and shows no files.
func TestStoreGone(t *testing.T) {
	data, mirror := t.TempDir(), filepath.Join(t.TempDir(), "Galley")
	d, _ := begun(t, data, mirror)
	if _, err := d.OpenSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.BackUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if again, err := d.BackUp(t.Context(), nil); err != nil || !again.Had {
		t.Errorf("a second one of the same is made: %+v, %v", again, err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(data, "store")); err != nil {
		t.Fatal(err)
	}
	d, b := begun(t, data, mirror)
	defer d.Close() //nolint:errcheck // nothing is typed
	if m := b.Mended; m == nil || m.Aside || !strings.Contains(m.Message, "its files were gone") || strings.Contains(m.Hint, "damaged files") {
		t.Errorf("it says %+v", m)
	}
}
