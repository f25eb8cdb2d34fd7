package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/internal/fault"
)

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func TestPictures(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	data := bytes.Repeat([]byte("pixels"), 1000)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if hash, err := s.KeepPicture(data); hash != hashOf(string(data)) || err != nil {
				t.Error(hash, err)
			}
		})
	}
	wait.Wait()
	hash := hashOf(string(data))
	equal(t, data, func() ([]byte, error) { return s.Picture(hash) })
	file := filepath.Join(dir, "pictures", hash[:2], hash)
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.KeepPicture(data); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(file); err != nil || !os.SameFile(before, after) {
		t.Errorf("a picture that is there was written again: %v", err)
	}
	if left, err := os.ReadDir(filepath.Join(dir, unfinishedDir)); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	_, err = s.KeepPicture(make([]byte, MaxPicture+1))
	wantCode(t, err, fault.BadInput)
}

// A picture's file that is not what it was is said to be, and keeping the
// picture again mends it.
func TestDamagedPicture(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	hash, err := s.KeepPicture([]byte("pixels"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, place(picturesDir, hash))
	for _, damage := range [][]byte{nil, []byte("pixelt"), []byte("pixelspixels"), make([]byte, MaxPicture+1)} {
		if err := os.WriteFile(file, damage, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := s.Picture(hash)
		wantCode(t, err, fault.Mismatch)
		if _, err := s.KeepPicture([]byte("pixels")); err != nil {
			t.Fatal(err)
		}
		equal(t, []byte("pixels"), func() ([]byte, error) { return s.Picture(hash) })
	}
}

// names that no hash has, and that would lead somewhere.
func evilNames() []string {
	return []string{
		"", "..", "../secret", "../../secret", "/etc/passwd", "ab", strings.Repeat("a", 63), strings.Repeat("a", 65), strings.Repeat("A", 64), strings.Repeat("g", 64),
		"../" + strings.Repeat("a", 61), "aa/../../secret" + strings.Repeat("/", 49), strings.Repeat("a", 64) + "\n", strings.Repeat("a", 64) + "\x00", strings.Repeat("../", 21) + "a",
	}
}

func TestNoWayOut(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	s := open(t, dir)
	for _, secret := range []string{filepath.Join(dir, "secret"), filepath.Join(dir, "..", "secret")} {
		if err := os.WriteFile(secret, bytes.Repeat([]byte("s"), 64), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range append(evilNames(), hashOf("nobody kept this")) {
		data, err := s.Picture(name)
		wantCode(t, err, fault.NotFound)
		if data != nil {
			t.Errorf("%q gives %q", name, data)
		}
	}
	for _, name := range evilNames() {
		s.KeepPrepared(name, []byte("x"))
		if data, ok := s.Prepared(name); ok || data != nil {
			t.Errorf("%q gives %q", name, data)
		}
	}
	if files, err := filepath.Glob(filepath.Join(dir, preparedDir, "*")); err != nil || len(files) != 0 {
		t.Errorf("written: %v, %v", files, err)
	}
}

func TestPrepared(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	key := hashOf("key")
	if _, ok := s.Prepared(key); ok {
		t.Error("it is there before it was kept")
	}
	s.KeepPrepared(key, []byte("small"))
	if data, ok := s.Prepared(key); !ok || string(data) != "small" {
		t.Errorf("%q, %v", data, ok)
	}
	s.KeepPrepared(key, nil)
	if data, ok := s.Prepared(key); !ok || len(data) != 0 {
		t.Errorf("%q, %v", data, ok)
	}
	file := filepath.Join(dir, place(preparedDir, key))
	for _, damage := range []string{"", "short", strings.Repeat("x", 40)} {
		if err := os.WriteFile(file, []byte(damage), 0o600); err != nil {
			t.Fatal(err)
		}
		if data, ok := s.Prepared(key); ok {
			t.Errorf("%q for a damaged file", data)
		}
	}
}

// The cache keeps its bound, and what goes is the oldest.
func TestPreparedIsBounded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	s.wait.Wait()
	s.cache.limit, s.cache.step = 10_000, 1000
	for i := range 30 {
		key := hashOf(string(rune('a' + i)))
		s.KeepPrepared(key, make([]byte, 1000))
		old := time.Unix(int64(i), 0)
		if err := os.Chtimes(filepath.Join(dir, place(preparedDir, key)), old, old); err != nil && i < 9 {
			t.Fatal(err)
		}
	}
	s.Tidy()
	for i := range 30 {
		if _, ok := s.Prepared(hashOf(string(rune('a' + i)))); ok != (i >= 21) { // 9 of 1,032 bytes
			t.Errorf("%d is there: %v", i, ok)
		}
	}
}
