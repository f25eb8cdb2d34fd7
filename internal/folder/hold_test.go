package folder

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/internal/fault"
)

// generation gives files that all say the same number.
func generation(n int) []File {
	var files []File
	for i := range 6 {
		files = append(files, File{Name: fmt.Sprintf("sub%d/f%d", i%2, i), Data: bytes.Repeat(fmt.Appendf(nil, "%d ", n), 2000)})
	}
	return files
}

// generations tells which numbers the files in dir say; a file that says two is
// a half one.
func generations(t *testing.T, dir string) map[string]int {
	t.Helper()
	found := map[string]int{}
	for name, data := range tree(t, dir) {
		if strings.HasPrefix(filepath.Base(name), "f") {
			words := strings.Fields(data)
			if len(words) != 2000 || strings.Count(data, words[0]+" ") != 2000 {
				t.Fatalf("%s is no whole file", name)
			}
			found[words[0]]++
		}
	}
	return found
}

const killed = "GALLEY_TEST_WRITES_INTO"

// TestMain lets TestKilled run this program as the Galley that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv(killed); dir != "" {
		for n := 1; ; n++ {
			if err := Replace(context.Background(), dir, generation(n)); err != nil {
				_, _ = fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
	}
	os.Exit(m.Run())
}

// TestKilled kills a writer at random moments: no file is ever half, and the
// next writer leaves nothing of it behind.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	if err := Replace(t.Context(), dir, generation(0)); err != nil {
		t.Fatal(err)
	}
	left := 0
	for range 30 {
		var says bytes.Buffer
		writer := exec.CommandContext(t.Context(), os.Args[0])
		writer.Env = append(os.Environ(), killed+"="+dir)
		writer.Stderr = &says
		if err := writer.Start(); err != nil {
			t.Fatal(err)
		}
		for { // until it writes
			data, err := os.ReadFile(filepath.Join(dir, "sub0", "f0"))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(data, []byte("0 ")) {
				break
			}
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Duration(rand.IntN(20000)) * time.Microsecond)
		_ = writer.Process.Kill()
		_ = writer.Wait()
		if says.Len() > 0 {
			t.Fatal(says.String())
		}
		for name := range tree(t, dir) {
			if strings.HasPrefix(name, ".galley-") && strings.HasSuffix(name, "/") {
				left++
			}
		}
		generations(t, dir)
		if err := Replace(t.Context(), dir, generation(0)); err != nil {
			t.Fatal(err)
		}
		if got := generations(t, dir); len(got) != 1 || got["0"] != 6 {
			t.Fatalf("%v", got)
		}
		for name := range tree(t, dir) {
			if strings.HasPrefix(name, ".galley-") {
				t.Fatalf("%s was left behind", name)
			}
		}
	}
	if left == 0 {
		t.Error("nobody was killed in the middle: this test shows nothing")
	}
}

// TestTwoAtOnce has many write into one folder: what stands there is one's
// whole work.
func TestTwoAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wait sync.WaitGroup
	for n := range 4 {
		wait.Go(func() {
			for range 10 {
				if err := Replace(t.Context(), dir, generation(n)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if got := generations(t, dir); len(got) != 1 {
		t.Errorf("a mixture: %v", got)
	}
}

// TestHold waits for the other one, no longer than it is wanted.
func TestHold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	h, err := Hold(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	_, err = Hold(ctx, dir)
	code(t, err, fault.Cancelled)
	h.Release()
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Error("a folder that nobody used is still there")
	}
	if h, err = Hold(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	h.Release()
}

// TestChanged holds that every folder with a new name in it is synced, once:
// where files were placed, and above folders that were made.
func TestChanged(t *testing.T) {
	dir := t.TempDir()
	files := []File{{Name: "pictures/a.png"}, {Name: "pictures/b.png"}, {Name: "issue.html"}, {Name: "issue.txt"}}
	for _, c := range []struct{ out, want string }{
		{"new/out", "new/out/pictures new/out . new"},
		{"new", "new/pictures new ."},
		{".", "pictures ."},
	} {
		h, err := Hold(t.Context(), filepath.Join(dir, c.out))
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := makeFolder(filepath.Join(h.dir, "pictures"))
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Fields(c.want)
		for i := range want {
			want[i] = filepath.Join(dir, want[i])
		}
		if got := h.changed(fresh, files); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", c.out, got, want)
		}
		if err := os.RemoveAll(filepath.Join(dir, "new")); err != nil {
			t.Fatal(err)
		}
		h.Release()
	}
}
