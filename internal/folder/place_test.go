package folder

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"galley/internal/fault"
)

// TestHalfPlaced renames three files of which the third cannot be: what the
// first replaced stands again, and the second is gone.
func TestHalfPlaced(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/out/a", "old")
	put(t, dir+"/out/c/full", "a folder in the way")
	before := tree(t, dir)
	staging := filepath.Join(dir, "staging")
	for _, name := range []string{"0-a", "1-b", "2-c"} {
		put(t, filepath.Join(staging, name), "new")
	}
	err := place(staging, dir+"/out", []File{{Name: "a"}, {Name: "b"}, {Name: "c"}})
	code(t, err, fault.BadInput)
	if err := os.RemoveAll(staging); err != nil {
		t.Fatal(err)
	}
	same(t, before, tree(t, dir))
}

// TestModeStays holds that a file only its owner may read stays so.
func TestModeStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "private")
	put(t, path, "old")
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Write(context.Background(), path, []byte("new"), true); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// TestLoad holds that bytes may be read when they are wanted, and that what
// cannot be read stops the writing.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	load := File{Name: "a", Load: func() ([]byte, error) { return []byte("late"), nil }}
	if err := Replace(context.Background(), dir, []File{load}); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	if before["a"] != "late" {
		t.Errorf("%v", before)
	}
	gone := fault.New(fault.NotFound, "It is gone.", "")
	load.Load = func() ([]byte, error) { return nil, gone }
	if err := Replace(context.Background(), dir, []File{{Name: "a"}, load}); !errors.Is(err, gone) {
		t.Errorf("%v", err)
	}
	same(t, before, tree(t, dir))
}

// TestWords gives places that the system refuses in its own language.
func TestWords(t *testing.T) {
	dir := t.TempDir()
	for link, to := range map[string]string{"circle": "circle", "nowhere": "none", "out": "../issue.md"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir+"/issue.md", "x")
	f, err := Open(dir + "/issue.md")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	_, circle := Read(dir+"/circle", 9)
	_, out := f.Beside("out")
	cases := []struct {
		err  error
		says string
	}{
		{circle, "circle is a link that leads in a circle."},
		{Replace(context.Background(), dir+"/circle", nil), "leads in a circle."},
		{Replace(context.Background(), dir+"/nowhere", nil), "nowhere is a link that leads nowhere."},
		{out, "“out” is outside the issue's folder."},
		{words(syscall.EIO, "x", "write"), "x could not be written."},
		{words(&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.EXDEV}, "x", "write"), "x is on another disk than its folder."},
	}
	for _, c := range cases {
		if got := fault.Of(c.err); got == nil || !strings.HasSuffix(got.Message, c.says) || got.Hint == "" {
			t.Errorf("%v, want “%s”", c.err, c.says)
		}
	}
}
