//go:build unix

package store

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"galley/internal/fault"
)

// A folder that may only be read is said to be, when it is new and when a store
// is in it. The administrator may write anywhere, so a child that is nobody
// tries it then.
func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	empty, full := t.TempDir(), t.TempDir()
	if err := open(t, full).Close(); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{empty, full} {
		readOnly(t, dir)
		cmd := child(t, "open", dir)
		if os.Geteuid() == 0 {
			reachable(t, dir)
			cmd.Path = copied(t, cmd.Path)
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		out, err := cmd.Output()
		if err != nil || !strings.HasPrefix(string(out), "denied Galley may not write in ") {
			t.Errorf("%q, %v", out, err)
		}
	}
}

// readOnly takes the right to write from a folder and what is in it, until the
// test ends.
func readOnly(t *testing.T, dir string) {
	t.Helper()
	set := func(folder, file os.FileMode) {
		_ = filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
			mode := file
			if err == nil && e.IsDir() {
				mode = folder
			}
			return os.Chmod(name, mode)
		})
	}
	set(0o555, 0o444)
	t.Cleanup(func() { set(0o755, 0o644) })
}

// reachable lets everybody through to a test's folder.
func reachable(t *testing.T, dir string) {
	t.Helper()
	for at := filepath.Dir(dir); at != filepath.Clean(os.TempDir()); at = filepath.Dir(at) {
		if at == filepath.Dir(at) {
			t.Fatalf("%s is not below %s", dir, os.TempDir())
		}
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// copied gives a copy of a program that everybody may start.
func copied(t *testing.T, program string) string {
	t.Helper()
	from, err := os.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = from.Close() }()
	name := filepath.Join(t.TempDir(), "galley")
	to, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(to, from)
	if e := to.Close(); err != nil || e != nil {
		t.Fatal(err, e)
	}
	reachable(t, name)
	return name
}

// Drafts are nobody else's business.
func TestOwnerOnly(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	s := open(t, dir)
	hash, err := s.KeepPicture([]byte("a"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".", databaseDir, picturesDir, place(picturesDir, hash)} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

// A link in the place of a picture leads nowhere.
func TestLinkedPicture(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	s := open(t, dir)
	data := []byte("not in the data folder")
	outside, hash := filepath.Join(dir, "..", "outside"), hashOf(string(data))
	if err := os.WriteFile(outside, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, picturesDir, hash[:2]), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, place(picturesDir, hash))); err != nil {
		t.Fatal(err)
	}
	_, err := s.Picture(hash)
	wantCode(t, err, fault.Mismatch)
}
