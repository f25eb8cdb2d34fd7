package folder

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"galley/internal/fault"
)

// TestPipe holds that nothing waits for who writes into a pipe, and that what
// never ends is not read.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/desk/issue.md", "x")
	if err := syscall.Mkfifo(dir+"/desk/pipe", 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Open(dir + "/desk/issue.md")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	_, err = f.Beside("pipe")
	code(t, err, fault.BadInput)
	_, err = Read(dir+"/desk/pipe", 9)
	code(t, err, fault.BadInput)
	_, err = Read("/dev/zero", 9)
	code(t, err, fault.BadInput)
}

// TestFullDisk writes to a disk of 1 MB that has room for the first file and
// not for the second.
func TestFullDisk(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("mounting a small disk needs root")
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("no tmpfs can be mounted here:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	put(t, dir+"/out/a", "old")
	before := tree(t, dir)
	err := Replace(context.Background(), dir+"/out", []File{{Name: "a", Data: []byte("new")}, {Name: "b", Data: bytes.Repeat([]byte("x"), 2<<20)}})
	code(t, err, fault.Full)
	same(t, before, tree(t, dir))
}

// TestDenied writes into a folder that may not be written. Root may write
// anywhere, so there it is a read-only disk.
func TestDenied(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/a", "old")
	if os.Getuid() == 0 {
		if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_RDONLY, ""); err != nil {
			t.Skip("no tmpfs can be mounted here:", err)
		}
		t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	} else if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	code(t, Replace(context.Background(), dir, []File{{Name: "a", Data: []byte("new")}}), fault.Denied)
	code(t, Replace(context.Background(), dir+"/below", []File{{Name: "a", Data: []byte("new")}}), fault.Denied)
}

// TestNotReplaceable holds that folders and pipes are refused before anything
// is written.
func TestNotReplaceable(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/a", "old")
	put(t, dir+"/folder/x", "x")
	if err := syscall.Mkfifo(dir+"/pipe", 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"folder", "pipe"} {
		code(t, Replace(context.Background(), dir, []File{{Name: "a", Data: []byte("new")}, {Name: name}}), fault.BadInput)
		code(t, Write(context.Background(), filepath.Join(dir, name), nil, true), fault.BadInput)
	}
	if text, err := os.ReadFile(dir + "/a"); string(text) != "old" {
		t.Errorf("%q, %v", text, err)
	}
	if info, err := os.Lstat(dir + "/pipe"); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe became %v, %v", info, err)
	}
}
