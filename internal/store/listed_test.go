package store

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
	"galley/internal/issue"
)

// A database that lost the list of its tables is not opened as an empty one, and
// not a byte of it goes: with the list back, everything is there. (Before it comes
// to that a store is mended: TestDamagedFiles.)
func TestTheListOfTablesIsGone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	w := issue.Working{Issue: "i1", ID: "aaaa", Copy: "Words.\n"}
	if err := s.Keep(issue.Batch{Items: []issue.Working{w}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, databaseDir, badger.ManifestFilename)
	whole, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	before := tables(t, dir)
	if len(before) == 0 {
		t.Fatal("there are no tables: nothing is tested")
	}
	damages := map[string]func() error{
		"deleted": func() error { return os.Remove(list) },
		"empty":   func() error { return os.WriteFile(list, nil, 0o600) },
		"cut":     func() error { return os.WriteFile(list, whole[:3], 0o600) },
		"zeros":   func() error { return os.WriteFile(list, make([]byte, len(whole)), 0o600) },
		"garbage": func() error { return os.WriteFile(list, []byte("no list of anything"), 0o600) },
	}
	for name, damage := range damages {
		if err := damage(); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			db, err := openDatabase(filepath.Join(dir, databaseDir))
			if err == nil {
				_ = db.Close()
				t.Fatalf("%s: it opens, as what?", name)
			}
			wantCode(t, err, fault.Mismatch)
		}
		after := tables(t, dir)
		for table, size := range before {
			if after[table] != size {
				t.Errorf("%s: the table %s had %d bytes and has %d", name, table, size, after[table])
			}
		}
	}
	if err := os.WriteFile(list, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	s, w.Seq = open(t, dir), 1
	equal(t, w, func() (issue.Working, error) { return s.Item("i1", "aaaa") })
}

// tables gives the sizes of Badger's tables by their names.
func tables(t *testing.T, dir string) map[string]int64 {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, databaseDir, "*.sst"))
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]int64{}
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		sizes[filepath.Base(name)] = info.Size()
	}
	return sizes
}
