package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
)

// A folder that was moved away is no place to save into, and all is well again
// when it is back; one that was deleted does not keep the program.
func TestTheDataFolderGoes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	save := func() error { return s.Keep(issue.Batch{Settings: map[string]string{"a": "b"}}) }
	if err := save(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir, dir+"2"); err != nil {
		t.Skip("this system moves no folder that is in use:", err)
	}
	if err := save(); err == nil || fault.Of(err).Code != fault.NotFound {
		t.Errorf("saved into a folder that was moved: %v", err)
	}
	if err := os.Rename(dir+"2", dir); err != nil {
		t.Fatal(err)
	}
	if err := save(); err != nil {
		t.Error(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := save(); err == nil || fault.Of(err).Code != fault.NotFound {
		t.Errorf("saved into a folder that was deleted: %v", err)
	}
	began := time.Now()
	_ = s.Close() // whatever it says, it says it
	if took := time.Since(began); took > closePatience+5*time.Second {
		t.Errorf("it closed after %v", took)
	}
}
