package store

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
)

// letters is a batch of words that do not pack well, so that a change of one is
// less than half of them.
func letters(from, to int, word string) issue.Batch {
	var b issue.Batch
	for n := from; n < to; n++ {
		var copy strings.Builder
		for k := range 400 {
			fmt.Fprintf(&copy, "%s %x\n", word, hashOf(fmt.Sprint(n, k))[:12])
		}
		b.Items = append(b.Items, issue.Working{Issue: "letters", ID: fmt.Sprintf("item%04d", n), Copy: copy.String()})
	}
	return b
}

func backup(t testing.TB, s *Store) Backup {
	t.Helper()
	b, err := s.Backup(t.Context(), nil)
	if err != nil {
		t.Fatalf("%v (%v)", err, fault.Of(err).Cause)
	}
	return b
}

func backups(t testing.TB, dir string) []Backup {
	t.Helper()
	list, err := Backups(dir)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// kept is all that a store has but its count of saves.
func kept(t testing.TB, s *Store) map[string]string {
	t.Helper()
	all := dump(t, s)
	delete(all, lastKey)
	return all
}

// What was backed up comes back as it was, what was deleted since the full backup
// does not, and saves count on above both.
func TestRestored(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	first := everything()
	keep(t, s, first)
	keep(t, s, letters(0, 40, "early"))
	full := backup(t, s)
	early := kept(t, s)
	keep(t, s, letters(3, 5, "later"))
	keep(t, s, issue.Batch{Issues: []issue.KeptIssue{{ID: "i2", Publication: "daily"}}}) // its old place is deleted
	if err := s.db.Flatten(1); err != nil {                                              // and forgotten
		t.Fatal(err)
	}
	second := backup(t, s)
	later := kept(t, s)
	if !full.Full || second.Full || second.Base != full.Name || second.Size*2 > full.Size {
		t.Fatalf("%+v\n%+v", full, second)
	}
	keep(t, s, letters(0, 60, "last"))
	last := kept(t, s)
	before := s.last

	r, err := s.Restore(t.Context(), second.Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(kept(t, s), later) {
		t.Error("the incremental backup did not come back as it was")
	}
	if s.last <= before {
		t.Errorf("saves go on from %d, and there were %d", s.last, before)
	}
	if _, err := os.Stat(filepath.Join(r.Aside, databaseDir, "MANIFEST")); err != nil {
		t.Error(err)
	}
	if _, err := s.Restore(t.Context(), full.Name, nil); err != nil || !maps.Equal(kept(t, s), early) {
		t.Errorf("the full backup did not come back as it was: %v", err)
	}
	holds(t, s, &first)
	if _, err := s.Restore(t.Context(), r.Before.Name, nil); err != nil || !maps.Equal(kept(t, s), last) {
		t.Errorf("the restore was not undone: %v", err)
	}
	keep(t, s, first)
	if b := backup(t, s); backups(t, dir)[0].Name != b.Name {
		t.Error("what was made last is not the newest")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	holds(t, open(t, dir), &first)
}

// A backup is taken while saves go on, and has one moment of them.
func TestBackupOfOneMoment(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	keep(t, s, numbered(1))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for n := 2; n < 60; n++ {
			keep(t, s, numbered(n))
		}
	}()
	var made []Backup
	for range 5 {
		made = append(made, backup(t, s))
	}
	<-ended
	for _, b := range made {
		into := filepath.Join(t.TempDir(), "store")
		if err := Build(t.Context(), into, dir, b, nil); err != nil {
			t.Fatal(err)
		}
		other := open(t, filepath.Dir(into))
		wholeAtLeast(t, other, int(b.Seq))
		if k, _ := other.Issue("i1"); k.Words != int(b.Seq) {
			t.Errorf("the backup of save %d has save %d", b.Seq, k.Words)
		}
	}
}

// Whatever becomes of a backup's file, nothing is made of it, and one that is
// older and whole is found.
func TestDamagedBackup(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	keep(t, s, letters(0, 30, "early"))
	full := backup(t, s)
	want := kept(t, s)
	keep(t, s, letters(2, 3, "later"))
	second := backup(t, s)
	path := filepath.Join(dir, backupsDir, second.Name)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damages := map[string][]byte{"empty": {}, "half": whole[:len(whole)/2], "one byte less": whole[:len(whole)-1], "zeros": make([]byte, len(whole)), "garbage": []byte(strings.Repeat("No backup. ", 999))}
	for at := 0; at < len(whole); at += 1 + len(whole)/97 {
		flipped := append([]byte{}, whole...)
		flipped[at] ^= 1 << (at % 8)
		damages[fmt.Sprint("byte ", at)] = flipped
	}
	for what, data := range damages {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := CheckBackup(t.Context(), dir, second.Name, nil); err == nil {
			t.Errorf("%s: it passes for whole", what)
		} else {
			wantCode(t, err, fault.Mismatch)
		}
		into := filepath.Join(t.TempDir(), "store")
		if err := Build(t.Context(), into, dir, second, nil); err == nil {
			t.Errorf("%s: it was built", what)
		}
		if _, err := os.Stat(into); err == nil {
			t.Errorf("%s: half a store was left", what)
		}
	}
	keep(t, s, letters(4, 5, "last"))
	if _, err := s.Restore(t.Context(), second.Name, nil); err == nil {
		t.Error("what is damaged was restored")
	}
	list := backups(t, dir)
	for _, b := range list { // but for the full one and the damaged one
		if b.Name != full.Name && b.Name != second.Name {
			if err := os.Remove(filepath.Join(dir, backupsDir, b.Name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	r, err := s.Restore(t.Context(), "", nil)
	if err != nil || r.From.Name != full.Name || len(r.Worse) != 1 || !maps.Equal(kept(t, s), want) {
		t.Errorf("restored %q after %d: %v", r.From.Name, len(r.Worse), err)
	}
	if err := os.Remove(filepath.Join(dir, backupsDir, full.Name)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	wantCode(t, CheckBackup(t.Context(), dir, second.Name, nil), fault.Mismatch)
	for _, name := range []string{"", "../store/MANIFEST", full.Name} {
		wantCode(t, CheckBackup(t.Context(), dir, name, nil), fault.NotFound)
	}
}

// A record that is damaged since the full backup is whole in every later one.
func TestBackupKeepsWhatIsDamaged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	keep(t, s, letters(0, 9, "words"))
	now := time.Now()
	s.backing.now = func() time.Time { return now }
	backup(t, s)
	want := dump(t, s)
	key := itemKey("letters", "item0003")
	put(t, s, key, []byte("no record"))
	now = now.Add(72 * time.Hour) // a full one is due
	b := backup(t, s)
	if b.Full || b.Damaged != 1 {
		t.Fatalf("%+v", b)
	}
	if _, err := s.Restore(t.Context(), b.Name, nil); err != nil || dump(t, s)[key] != want[key] {
		t.Errorf("it is lost: %v", err)
	}
}

func TestBackupRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	keep(t, s, letters(0, 9, "words"))
	b := backup(t, s)
	have := kept(t, s)
	s.room = func(string) (uint64, bool) { return s.spare() + 1000, true }
	_, err := s.Backup(t.Context(), nil)
	wantCode(t, err, fault.Full)
	_, err = s.Restore(t.Context(), b.Name, nil)
	wantCode(t, err, fault.Full)
	s.room = freeSpace
	stopped, stop := context.WithCancel(t.Context())
	stop()
	_, err = s.Backup(stopped, nil)
	wantCode(t, err, fault.Cancelled)
	_, err = s.Restore(stopped, b.Name, nil)
	wantCode(t, err, fault.Cancelled)
	wantCode(t, CheckBackup(stopped, dir, b.Name, nil), fault.Cancelled)
	if list := backups(t, dir); len(list) != 1 || !maps.Equal(kept(t, s), have) {
		t.Errorf("%d backups", len(list))
	}
	left, err := os.ReadDir(filepath.Join(dir, unfinishedDir))
	if err != nil || len(left) > 0 {
		t.Errorf("unfinished has %v, %v", left, err)
	}
	keep(t, s, letters(0, 1, "words"))
}

// Where the store is open nobody else restores; where it is not, and does not
// open any more, a restore does it.
func TestRestoreOfClosed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := Restore(t.Context(), dir, "", self(t), nil)
	wantCode(t, err, fault.NotFound)
	s := open(t, dir)
	keep(t, s, letters(0, 9, "words"))
	backup(t, s)
	want := kept(t, s)
	_, err = Restore(t.Context(), dir, "", self(t), nil)
	wantCode(t, err, fault.Busy)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, databaseDir, "MANIFEST")); err != nil {
		t.Fatal(err)
	}
	r, err := Restore(t.Context(), dir, "", self(t), nil)
	if err != nil {
		t.Fatal(r, err)
	}
	if !maps.Equal(kept(t, open(t, dir)), want) {
		t.Error("it is another store")
	}
}

// A restore that was killed between its two renames is finished.
func TestExchangeFinished(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	keep(t, s, letters(0, 3, "words"))
	b := backup(t, s)
	want := kept(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	aside, err := asideFolder(dir, "20261126T000000Z-before-restore")
	if err != nil {
		t.Fatal(err)
	}
	if err := Build(t.Context(), filepath.Join(aside, nextDir), dir, b, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, databaseDir), filepath.Join(aside, databaseDir)); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(kept(t, open(t, dir)), want) {
		t.Error("it is another store")
	}
}

// A store that begins anew beside old backups counts on above them, so that its
// own are newer.
func TestNewStoreBesideBackups(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	for range 5 {
		keep(t, s, letters(0, 3, "old"))
	}
	backup(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{databaseDir, sessionDir} { // with that alone, it would be mended
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	s = open(t, dir)
	if b := backup(t, s); backups(t, dir)[0].Name != b.Name { // before anything is saved, too
		t.Errorf("the new backup is of save %d, and not the newest", b.Seq)
	}
	keep(t, s, letters(0, 3, "new"))
	if b := backup(t, s); b.Seq <= 5 || backups(t, dir)[0].Name != b.Name {
		t.Errorf("the new backup is of save %d", b.Seq)
	}
}

// A restore without a name takes back the restore before it, and says what the
// two backups are that it made.
func TestRestoreTakesBackARestore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	_, err := s.Restore(t.Context(), "", nil)
	wantCode(t, err, fault.NotFound)
	keep(t, s, letters(0, 3, "old"))
	old := backup(t, s)
	_, err = s.Restore(t.Context(), "", nil)
	wantCode(t, err, fault.NotFound) // there is nothing else
	keep(t, s, letters(0, 3, "new"))
	newer := kept(t, s)
	r, err := s.Restore(t.Context(), old.Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	older := kept(t, s)
	list := backups(t, dir)
	if len(list) != 3 || list[0].Why != AfterRestore || list[1].Why != BeforeRestore || list[1].Name != r.Before.Name || list[2].Why != "" {
		t.Errorf("the backups are %+v", list)
	}
	for n, want := range []map[string]string{newer, older, newer} {
		if _, err := s.Restore(t.Context(), "", nil); err != nil || !maps.Equal(kept(t, s), want) {
			t.Errorf("restore %d: %v, and there is something else", n, err)
		}
	}
}

// A save that comes while a restore builds is in the backup of what was there,
// which nothing else takes the place of.
func TestSavedWhileRestoring(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	noon := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	s.backing.now = func() time.Time { return noon } // all of it within a second
	keep(t, s, letters(0, 3, "old"))
	old := backup(t, s)
	keep(t, s, letters(0, 3, "new"))
	var meanwhile sync.Once
	r, err := s.Restore(t.Context(), old.Name, func(int64, int64) {
		meanwhile.Do(func() { keep(t, s, letters(0, 3, "newest")) })
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Restore(t.Context(), r.Before.Name, nil); err != nil {
		t.Fatal(err)
	}
	if w, err := s.Item("letters", "item0000"); err != nil || !strings.Contains(w.Copy, "newest") {
		t.Errorf("%.20q came back, %v", w.Copy, err)
	}
}
