package desk

import (
	"os"
	"path/filepath"
	"testing"
)

// A base that somebody wrote, or that was cut off, may lack anything.
func TestABaseWithoutFiles(t *testing.T) {
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
