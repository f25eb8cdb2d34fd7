package store

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/internal/issue"
)

// self is this program, as the one whose child looks into damaged databases.
func self(t testing.TB) []string {
	t.Helper()
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return []string{name}
}

// openWithChild opens a store as the window does.
func openWithChild(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := OpenWith(t.Context(), dir, self(t))
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

const damagedItems = 40

// version is a save of all items in their n-th version, each with a revision.
func version(n int) issue.Batch {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	b := issue.Batch{
		Publications: []issue.KeptPublication{{ID: "weekly"}},
		Issues:       []issue.KeptIssue{{ID: "i1", Publication: "weekly", Words: n}},
		Settings:     map[string]string{"n": fmt.Sprint(n)},
	}
	for i := range damagedItems {
		id := fmt.Sprintf("item%02d", i)
		text := make([]byte, 6<<10)
		for j := range text {
			text[j] = byte('a' + random.IntN(26))
		}
		copy := fmt.Sprintf("version %d %s\n", n, text)
		r := issue.Revision{Issue: "i1", Item: id, Copy: copy}
		r.Seal()
		b.Issues[0].Rundown = append(b.Issues[0].Rundown, id)
		b.Items = append(b.Items, issue.Working{Issue: "i1", ID: id, Copy: copy, Revision: r.ID})
		b.Revisions = append(b.Revisions, r)
	}
	g := issue.Snapshot{Issue: "i1", Why: issue.WhyExported, Head: fmt.Sprint(n)}
	g.Seal()
	b.Snapshots = append(b.Snapshots, g)
	return b
}

// lived makes a data folder with some sessions behind it, of which the last
// ended by itself or was killed. Saves 1 to 4 are in tables, and 4 in a backup;
// 5 and 6 are newer.
func lived(t *testing.T, killed bool) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for n := 1; n < 6; n++ {
		s := open(t, dir)
		keep(t, s, version(n))
		if n == 4 {
			if _, err := s.Backup(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, dir)
	since(t, s, 0, 1) // the order is whole
	keep(t, s, version(6))
	if killed { // what stands on the disk at this moment is what a kill would leave
		other := t.TempDir()
		if err := os.CopyFS(other, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		dir = other
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

var damages = map[string]func(data []byte, random *rand.Rand) []byte{
	"flip": func(data []byte, random *rand.Rand) []byte {
		flipped := slices.Clone(data)
		end := max(1, len(bytes.TrimRight(data, "\x00"))) // in what is written, not in the room behind it
		flipped[random.IntN(end)] ^= 1 << random.IntN(8)
		return flipped
	},
	"halve": func(data []byte, _ *rand.Rand) []byte { return data[:len(data)/2] },
	"zero":  func(data []byte, _ *rand.Rand) []byte { return make([]byte, len(data)) },
	"delete": func([]byte, *rand.Rand) []byte {
		return nil
	},
	"garbage": func(data []byte, random *rand.Rand) []byte {
		garbage := make([]byte, max(64, min(len(data), 64<<10)))
		for i := range garbage {
			garbage[i] = byte(random.Uint32())
		}
		return garbage
	},
}

// Whatever file of a database is damaged in whatever way, after a clean end and
// after a kill: all is there, or it is said, nothing is older than the backup,
// the damaged files are still there, and the next start finds nothing wrong.
func TestDamagedFiles(t *testing.T) {
	t.Parallel()
	for _, killed := range []bool{false, true} {
		base := lived(t, killed)
		for _, kind := range []string{"MANIFEST", "KEYREGISTRY", "DISCARD", "*.sst", "*.vlog", "*.mem"} {
			names, err := filepath.Glob(filepath.Join(base, databaseDir, kind))
			if err != nil {
				t.Fatal(err)
			}
			if len(names) == 0 {
				if killed || kind != "*.mem" {
					t.Errorf("no file is called %s", kind)
				}
				continue
			}
			for i, how := range slices.Sorted(maps.Keys(damages)) {
				if raceEnabled && (i+len(kind))%3 != 0 {
					continue // the detector is slow, and looks at our side of it alone
				}
				t.Run(fmt.Sprintf("killed=%v/%s/%s", killed, strings.Trim(kind, "*."), how), func(t *testing.T) {
					t.Parallel()
					damageAndOpen(t, base, names, how)
				})
			}
		}
	}
}

func damageAndOpen(t *testing.T, base string, names []string, how string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(base)); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(uint64(len(t.Name())), 5))
	name := filepath.Join(dir, databaseDir, filepath.Base(names[random.IntN(len(names))]))
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	broken := damages[how](data, random)
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if broken != nil {
		if err := os.WriteFile(name, broken, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := openWithChild(t, dir)
	oldest := 6
	if s.Mended != nil {
		oldest = 4
		wantAside(t, s, filepath.Base(name), broken)
	}
	newest := newerThan(t, s, oldest)
	if s.Mended != nil {
		t.Logf("%+v: %d of %d are the newest", *s.Mended, newest, damagedItems)
		if s.Mended.Whole && newest < damagedItems {
			t.Error("it says that everything is there")
		}
	}
	orderIsWhole(t, s)
	keep(t, s, version(7))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s = openWithChild(t, dir); s.Mended != nil {
		t.Errorf("the next start finds %+v", *s.Mended)
	}
	newerThan(t, s, 7)
}

// orderIsWhole checks that every revision and snapshot that is there is found in the
// order of the saves, and that of those in the backup none is missing.
func orderIsWhole(t *testing.T, s *Store) {
	t.Helper()
	found := map[string]bool{}
	for at, more := uint64(0), true; more; {
		c := since(t, s, at, 100)
		for _, r := range c.Revisions {
			found[revisionKey(r.Issue, r.Item, r.ID)] = true
		}
		for _, g := range c.Snapshots {
			found[snapshotKey(g.Issue, g.ID)] = true
		}
		at, more = c.Next, c.More
	}
	there := 0
	for key := range dump(t, s) {
		if key[0] == 'r' || key[0] == 'g' {
			there++
			if !found[key] {
				t.Errorf("%s is not found", called(key))
			}
		}
	}
	if there < 4*(damagedItems+1) {
		t.Errorf("%d revisions and snapshots are there", there)
	}
}

// wantAside checks that the damaged file stands aside as it was.
func wantAside(t *testing.T, s *Store, name string, broken []byte) {
	t.Helper()
	got, err := os.ReadFile(filepath.Join(s.Mended.Aside, databaseDir, name))
	if broken != nil && (err != nil || !bytes.Equal(got, broken)) {
		t.Errorf("%s stands aside as %d bytes of %d: %v", name, len(got), len(broken), err)
	}
	if _, err := os.Stat(filepath.Join(s.Mended.Aside, "what-happened.txt")); err != nil {
		t.Error(err)
	}
}

// newerThan checks that each item is whole and of no version below oldest, and
// counts those of the sixth.
func newerThan(t *testing.T, s *Store, oldest int) (newest int) {
	t.Helper()
	k, err := s.Issue("i1")
	if err != nil || len(k.Rundown) != damagedItems || k.Words < oldest {
		t.Fatalf("issue of version %d with %d items: %v", k.Words, len(k.Rundown), err)
	}
	items, err := s.Items("i1")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range k.Rundown {
		var n int
		if _, err := fmt.Sscanf(items[id].Copy, "version %d ", &n); err != nil || n < oldest {
			t.Errorf("item %s is of version %d, want %d or newer", id, n, oldest)
		}
		if n >= 6 {
			newest++
		}
		i := slices.Index(k.Rundown, id)
		if items[id].Copy != version(n).Items[i].Copy {
			t.Errorf("item %s is not what was saved", id)
		}
	}
	return newest
}

// A start that is killed just after it made the store anew has the next one find
// nothing wrong, though less is there than there was.
func TestMendedOnce(t *testing.T) {
	t.Parallel()
	dir := lived(t, true)
	for _, gone := range []string{databaseDir, backupsDir} {
		if err := os.RemoveAll(filepath.Join(dir, gone)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, databaseDir), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, isMended := range []bool{true, false} {
		s := &Store{dir: dir, program: self(t), room: freeSpace}
		if err := s.before(t.Context()); err != nil {
			t.Fatal(err)
		}
		if (s.Mended != nil) != isMended {
			t.Errorf("mended: %+v, want %t", s.Mended, isMended)
		}
	}
}

// A child that dies for reasons of its own says nothing about a database.
func TestChildThatDies(t *testing.T) {
	t.Parallel()
	dir := lived(t, true)
	s, err := OpenWith(t.Context(), dir, []string{"/bin/false"})
	if err != nil {
		t.Fatal(err)
	}
	if s.Mended != nil {
		t.Errorf("a healthy store was thought damaged: %+v", *s.Mended)
	}
	newerThan(t, s, 6)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// Whatever stands in the name of the data folder, a store is mended in it.
func TestDamagedInAnyFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "[2026] *new?")
	if err := os.CopyFS(dir, os.DirFS(lived(t, false))); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, databaseDir, "MANIFEST")); err != nil {
		t.Fatal(err)
	}
	s := openWithChild(t, dir)
	if s.Mended == nil || !s.Mended.Whole {
		t.Errorf("%+v", s.Mended)
	}
	newerThan(t, s, 6)
}

// What is damaged after a restore is made anew of the state that was restored, and
// not of the one that was not wanted any more.
func TestDamagedAfterRestore(t *testing.T) {
	t.Parallel()
	dir := lived(t, false)
	s := open(t, dir)
	list := backups(t, dir)
	if _, err := s.Restore(t.Context(), list[0].Name, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, databaseDir, "MANIFEST")); err != nil {
		t.Fatal(err)
	}
	s = openWithChild(t, dir)
	if k, err := s.Issue("i1"); err != nil || k.Words != 4 {
		t.Errorf("it is version %d, %v", k.Words, err)
	}
}
