package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/issue"
	"galley/internal/store"
)

// keepWords puts words into the store of a data folder.
func keepWords(t *testing.T, dir, words string) {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Keep(issue.Batch{Items: []issue.Working{{Issue: "i1", ID: "aaaa", Copy: words}}})
	if e := s.Close(); err != nil || e != nil {
		t.Fatal(err, e)
	}
}

func wordsIn(t *testing.T, dir string) string {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	w, err := s.Item("i1", "aaaa")
	if err != nil {
		t.Fatal(err)
	}
	return w.Copy
}

// well runs a command on a data folder and gives what it printed.
func well(t *testing.T, dir string, args ...string) string {
	t.Helper()
	status, stdout, stderr := galley(t, append(args, "--data", dir)...)
	if status != 0 {
		t.Fatalf("%v: exit %d: %s", args, status, stderr)
	}
	return stdout
}

// The whole road in the terminal: back up, list, prove, lose, restore, undo.
func TestStore(t *testing.T) {
	dir := t.TempDir()
	keepWords(t, dir, "early")
	first, _, _ := strings.Cut(well(t, dir, "store", "backup"), " ")
	keepWords(t, dir, "later")
	well(t, dir, "store", "backup")
	if lines := strings.Split(strings.TrimSpace(well(t, dir, "store", "list")), "\n"); len(lines) != 2 || !strings.HasPrefix(lines[1], first) {
		t.Errorf("listed %q", lines)
	}
	if out := well(t, dir, "store", "check"); !strings.HasSuffix(out, "2 records, all as they were saved.\n") || strings.Count(out, sayWhole) != 2 {
		t.Errorf("checked %q", out)
	}
	well(t, dir, "store", "restore", first)
	if words := wordsIn(t, dir); words != "early" {
		t.Errorf("restored %q", words)
	}
	aside, err := filepath.Glob(filepath.Join(dir, "aside", "*", "store", "MANIFEST"))
	if err != nil || len(aside) != 1 {
		t.Errorf("aside is %v, %v", aside, err)
	}
	if out := well(t, dir, "store", "compact"); !strings.Contains(out, "MB") {
		t.Errorf("compact says %q", out)
	}
	// The second is damaged, and the newest is what has "early" again.
	well(t, dir, "store", "backup")
	newest, _, _ := strings.Cut(well(t, dir, "store", "list"), " ")
	if err := os.WriteFile(filepath.Join(dir, "backups", newest), []byte("no backup"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, stdout, _ := galley(t, "store", "check", "--data", dir); status != 1 || !strings.Contains(stdout, newest+": The backup "+newest+" is damaged") {
		t.Errorf("exit %d: %s", status, stdout)
	}
	status, stdout, stderr := galley(t, "store", "restore", newest, "--data", dir)
	if status != 2 || !strings.Contains(stderr, "is damaged") {
		t.Errorf("exit %d: %s%s", status, stdout, stderr)
	}
}

// While a window has the store, backups are listed and proven, and nothing else.
func TestStoreBusy(t *testing.T) {
	dir := t.TempDir()
	keepWords(t, dir, "words")
	well(t, dir, "store", "backup")
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	well(t, dir, "store", "list", "--json")
	if status, stdout, stderr := galley(t, "store", "check", "--data", dir); status != 1 || !strings.Contains(stdout, "OK") || !strings.Contains(stderr, "was not checked") {
		t.Errorf("check: exit %d: %s%s", status, stdout, stderr)
	}
	for _, what := range []string{"backup", "restore", "compact"} {
		status, _, stderr := galley(t, "store", what, "--data", dir)
		if status != 2 || !strings.Contains(stderr, "uses the store") {
			t.Errorf("%s: exit %d: %s", what, status, stderr)
		}
	}
	empty := t.TempDir()
	for _, what := range []string{"backup", "restore", "compact"} {
		refused(t, "There is no", filepath.Join(empty, "store"), "store", what, "--data", empty)
	}
}

// A check changes nothing: a damaged store stays as it is until somebody opens it.
func TestStoreMended(t *testing.T) {
	dir := t.TempDir()
	keepWords(t, dir, "words")
	well(t, dir, "store", "backup")
	if err := os.Truncate(filepath.Join(dir, "store", "MANIFEST"), 0); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		status, stdout, stderr := galley(t, "store", "check", "--data", dir)
		if status != 1 || !strings.Contains(stdout, "The store is damaged") || !strings.Contains(stdout, "OK") {
			t.Errorf("exit %d: %s%s", status, stdout, stderr)
		}
		if _, err := os.Stat(filepath.Join(dir, "aside")); err == nil {
			t.Error("a check put the store aside")
		}
	}
	if words := wordsIn(t, dir); words != "words" {
		t.Errorf("%q is there", words)
	}
	well(t, dir, "store", "check")
}
