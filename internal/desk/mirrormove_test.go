package desk

import (
	"os"
	"path/filepath"
	"testing"

	"galley/internal/fault"
)

func TestTheMirrorMoves(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	to := filepath.Join(t.TempDir(), "My text")
	if _, err := r.desk.MoveMirror(t.Context(), r.data); fault.Of(err).Code != fault.BadInput {
		t.Errorf("into the data folder: %v", err)
	}
	view, err := r.desk.MoveMirror(t.Context(), to)
	if err != nil || view.Dir != to {
		t.Fatalf("%+v, %v", view, err)
	}
	name, err := filepath.Rel(r.dir, r.file)
	if err != nil {
		t.Fatal(err)
	}
	old := r.file
	r.file = filepath.Join(to, name)
	r.typeInto(0, "After the move.")
	r.eventually("the file there has it", func() bool { return r.has("After the move.") })
	if _, err := os.Stat(old); err == nil {
		t.Error("the old file is there still")
	}
	if err := r.desk.Close(); err != nil {
		t.Fatal(err)
	}
	r.open()
	if view, err = r.desk.Mirror(); err != nil || view.Dir != to {
		t.Errorf("after the next start it is in %q, %v", view.Dir, err)
	}
	r.settled()
	if o, ok := r.heard(OutsideCame); ok {
		t.Errorf("something came in: %+v", o)
	}
}
