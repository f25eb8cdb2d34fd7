package folder

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"galley/internal/fault"
)

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// code checks that an error is one of ours, with a sentence and a code.
func code(t *testing.T, err error, want fault.Code) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != want || !strings.HasSuffix(f.Message, ".") {
		t.Errorf("error %v, want one of code %s", err, want)
	}
}

// tree lists every file below dir with its bytes, for before and after.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		if d.IsDir() {
			files[name+"/"] = ""
			return nil
		}
		data, err := os.ReadFile(path)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func same(t *testing.T, before, after map[string]string) {
	t.Helper()
	for name, text := range before {
		if got, ok := after[name]; !ok || got != text {
			t.Errorf("%s was changed", name)
		}
	}
	for name := range after {
		if _, ok := before[name]; !ok {
			t.Errorf("%s was left behind", name)
		}
	}
}

func TestBeside(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/desk/issue.md", "x")
	put(t, dir+"/desk/pictures/a.png", "picture")
	put(t, dir+"/secret", "s")
	if err := os.Symlink("../secret", dir+"/desk/link"); err != nil {
		t.Fatal(err)
	}
	f, err := Open(dir + "/desk/issue.md")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if data, err := f.Beside("pictures/a.png"); err != nil || string(data) != "picture" {
		t.Errorf("%q, %v", data, err)
	}
	for _, name := range []string{"../secret", "/etc/passwd", "pictures/../../secret", "link", ""} {
		if data, err := f.Beside(name); err == nil {
			t.Errorf("%q led to %q", name, data)
		}
	}
	_, err = f.Beside("none.png")
	code(t, err, fault.NotFound)
	_, err = f.Beside("pictures")
	code(t, err, fault.BadInput)
}

func TestAbove(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/house.toml", "above")
	put(t, dir+"/a/b/issue.md", "x")
	f, err := Open(dir + "/a/b/issue.md")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if found, data, err := f.Above("house.toml"); found != filepath.Join(dir, "house.toml") || string(data) != "above" || err != nil {
		t.Errorf("%s, %q, %v", found, data, err)
	}
	put(t, dir+"/a/b/house.toml", "beside")
	if _, data, _ := f.Above("house.toml"); string(data) != "beside" {
		t.Errorf("the nearer one was passed over: %q", data)
	}
	if found, _, err := f.Above("no such name.toml"); found != "" || err != nil {
		t.Errorf("%s, %v", found, err)
	}
}

// TestSpellings finds a picture whose name another program wrote otherwise.
func TestSpellings(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/issue.md", "x")
	for _, name := range []string{"a b.png", "cafe\u0301.png", "100%25.png", "c%20d.png"} {
		put(t, filepath.Join(dir, name), name)
	}
	f, err := Open(dir + "/issue.md")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for name, want := range map[string]string{
		"a%20b.png": "a b.png", "caf\u00e9.png": "cafe\u0301.png", "caf%C3%A9.png": "cafe\u0301.png", "100%25.png": "100%25.png", "c%20d.png": "c%20d.png",
	} {
		if data, err := f.Beside(name); string(data) != want || err != nil {
			t.Errorf("%q gives %q, %v", name, data, err)
		}
	}
	for _, name := range []string{"c d.png", "%2e%2e/secret.png", "100%.png"} {
		if data, err := f.Beside(name); err == nil {
			t.Errorf("%q gives %q", name, data)
		}
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/ten", "0123456789")
	if data, err := Read(dir+"/ten", 10); err != nil || len(data) != 10 {
		t.Errorf("%q, %v", data, err)
	}
	_, err := Read(dir+"/ten", 9)
	code(t, err, fault.BadInput)
	_, err = Read(dir+"/none", 9)
	code(t, err, fault.NotFound)
	_, err = Read(dir, 9)
	code(t, err, fault.BadInput)
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/out/a", "old")
	put(t, dir+"/out/other", "stays")
	files := []File{{Name: "a", Data: []byte("new")}, {Name: "deep/er/b", Data: []byte("b")}}
	if err := Replace(context.Background(), dir+"/out", files); err != nil {
		t.Fatal(err)
	}
	got := tree(t, dir+"/out")
	if got["a"] != "new" || got["deep/er/b"] != "b" || got["other"] != "stays" || len(got) != 6 {
		t.Errorf("%v", got)
	}
}

// TestReplaceFails holds that a write that cannot end well changes nothing.
func TestReplaceFails(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/file", "a file")
	put(t, dir+"/out/a", "old")
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	before := tree(t, dir)
	a := File{Name: "a", Data: []byte("new")}
	code(t, Replace(context.Background(), dir+"/file", []File{a}), fault.BadInput)
	code(t, Replace(context.Background(), dir+"/file/below", []File{a}), fault.BadInput)
	code(t, Replace(context.Background(), dir+"/out", []File{a, {Name: "a/below", Data: []byte("x")}}), fault.BadInput)
	code(t, Replace(cancelled, dir+"/out", []File{a}), fault.Cancelled)
	code(t, Replace(cancelled, dir+"/new/folder", []File{a}), fault.Cancelled)
	code(t, Write(context.Background(), dir+"/out/a", []byte("new"), false), fault.Exists)
	same(t, before, tree(t, dir))
}

func TestRemove(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/out/pictures/a.png", "x")
	put(t, dir+"/secret", "x")
	Remove(dir+"/out", "../secret")
	Remove(dir+"/out", "pictures/a.png")
	if got := tree(t, dir); len(got) != 3 || got["secret"] != "x" {
		t.Errorf("%v", got)
	}
}

// What is more than memory should hold is written as it comes, and not at all when it
// ends in an error; an error in words keeps them.
func TestReplaceFills(t *testing.T) {
	dir := t.TempDir()
	fill := func(err error) File {
		return File{Name: "a.galley", Fill: func(w io.Writer) error {
			for range 3 {
				if _, err := io.WriteString(w, "part "); err != nil {
					return err
				}
			}
			return err
		}}
	}
	if err := Replace(t.Context(), dir, []File{fill(nil)}); err != nil {
		t.Fatal(err)
	}
	damaged := fault.New(fault.Mismatch, "A picture is damaged.", "Put it in again.")
	if err := Replace(t.Context(), dir, []File{fill(damaged)}); !errors.Is(err, damaged) {
		t.Errorf("it is said: %v", err)
	}
	full := fault.Wrap(syscall.ENOSPC, fault.Internal, "It could not be written.", "Try again.")
	if err := Replace(t.Context(), dir, []File{fill(full)}); fault.Of(err).Code != fault.Full {
		t.Errorf("of a full disk: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "a.galley"))
	entries, listErr := os.ReadDir(dir)
	if err != nil || listErr != nil || string(data) != "part part part " || len(entries) != 1 {
		t.Errorf("there is %q in %v", data, entries)
	}
}

func TestOpenFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := os.WriteFile(path, []byte("words"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, size, err := OpenFile(path)
	if err != nil || size != 5 {
		t.Fatal(size, err)
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	for _, wrong := range []string{dir, filepath.Join(dir, "none")} {
		if _, _, err := OpenFile(wrong); fault.Of(err) == nil {
			t.Errorf("%s was opened", wrong)
		}
	}
}
