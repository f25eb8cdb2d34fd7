package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
)

func TestOpenedTwiceHere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	_, err := Open(t.Context(), dir)
	wantCode(t, err, fault.Busy)
	if !strings.HasPrefix(err.Error(), "This Galley uses the store") {
		t.Error(err)
	}
	keep(t, s, everything()) // nothing was taken from the first
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
}

// Another process says who has the store, and gets it when that one closes.
func TestOpenedTwice(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	other := child(t, "open", dir)
	in, err := other.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "open\n" {
		t.Fatalf("the other one says %q", line)
	}
	_, err = Open(t.Context(), dir)
	wantCode(t, err, fault.Busy)
	if who := fmt.Sprintf("(process %d)", other.Process.Pid); !strings.Contains(err.Error(), who) {
		t.Errorf("%v: it does not name %s", err, who)
	}
	_ = in.Close()
	if err := other.Wait(); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
}

// Files that a killed process had made and not filled stop nobody.
func TestEmptyFiles(t *testing.T) {
	t.Parallel()
	for _, names := range [][]string{{"00001.mem"}, {"00009.mem"}, {"000009.vlog"}, {"00008.mem", "000009.vlog"}} {
		dir := t.TempDir()
		s := open(t, dir)
		b := everything()
		keep(t, s, b)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if err := os.WriteFile(filepath.Join(dir, databaseDir, name), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		holds(t, open(t, dir), &b)
	}
}

// What was being written when the last Galley died is cleared away.
func TestUnfinishedFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	left := filepath.Join(dir, unfinishedDir, "half")
	if err := os.MkdirAll(filepath.Dir(left), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(left, []byte("half a pict"), 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
}

func TestNoFolder(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), filepath.Join(file, "data"))
	wantCode(t, err, fault.BadInput)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err = Open(ctx, t.TempDir())
	wantCode(t, err, fault.Cancelled)
}

// A manifest that is no manifest is not an empty desk.
func TestNotADatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, databaseDir, "MANIFEST"), []byte("this is no manifest at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s = open(t, dir); s.Mended == nil {
		t.Error("nothing is said")
	}
}

// On a disk that is almost full nothing is begun, and all is there to read.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	b := everything()
	keep(t, s, b)
	hash, err := s.KeepPicture([]byte("a"))
	if err != nil {
		t.Fatal(err)
	}
	s.room = func(string) (uint64, bool) { return s.spare(), true }
	wantCode(t, s.Keep(issue.Batch{Settings: map[string]string{"theme": `"light"`}}), fault.Full)
	_, err = s.KeepPicture([]byte("b"))
	wantCode(t, err, fault.Full)
	s.KeepPrepared(hash, []byte("b"))
	if _, ok := s.Prepared(hash); ok {
		t.Error("the cache takes the last room")
	}
	if again, err := s.KeepPicture([]byte("a")); again != hash || err != nil {
		t.Errorf("a picture that is there: %v", err)
	}
	holds(t, s, &b)
}

// A disk that fills up is said before nothing can be written any more.
func TestRoomIsSaidInTime(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	spare := s.spare()
	for free, isLow := range map[uint64]bool{2 * spare: false, 2*spare - 1: true, spare: true, 0: true} {
		s.room = func(string) (uint64, bool) { return free, true }
		if err := s.Room(); (err != nil) != isLow || isLow && fault.Of(err).Code != fault.Full {
			t.Errorf("with %d bytes it says %v", free, err)
		}
	}
	s.room = func(string) (uint64, bool) { return 0, false }
	if err := s.Room(); err != nil {
		t.Errorf("where it is not known it says %v", err)
	}
}
