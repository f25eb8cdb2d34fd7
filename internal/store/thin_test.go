package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/internal/issue"
)

// cutAt keeps a revision of an item, so long before now.
func cutAt(t *testing.T, s *Store, item, copy string, at time.Time) string {
	t.Helper()
	r := issue.Revision{Issue: "i1", Item: item, Copy: copy, Time: at}
	r.Seal()
	keep(t, s, issue.Batch{Revisions: []issue.Revision{r}})
	return r.ID
}

// What is marked, and what the working text names, stays among those that go;
// the list stands without the parents that are gone.
func TestThinning(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	var ids []string
	for n := range 450 { // more than one transaction takes
		ids = append(ids, cutAt(t, s, "aaaa", fmt.Sprint("a", n), now.Add(-30*24*time.Hour+time.Duration(n)*time.Second)))
	}
	cutAt(t, s, "bbbb", "b", now.Add(-30*24*time.Hour))
	keep(t, s, issue.Batch{
		Marks: []issue.Mark{{Issue: "i1", Item: "aaaa", Revision: ids[7], Why: issue.WhyExported, Who: "Mira", Time: now}},
		Items: []issue.Working{{Issue: "i1", ID: "aaaa", Revision: ids[9]}},
	})
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := s.Thin(stopped, now); err != nil {
		t.Fatal(err)
	}
	if list, err := s.Revisions("i1", "aaaa"); err != nil || len(list) != 450 {
		t.Fatalf("%d are left by one that was stopped, %v", len(list), err)
	}
	for range 2 {
		if err := s.Thin(t.Context(), now); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Revisions("i1", "aaaa")
	if err != nil || len(list) != 4 {
		t.Fatalf("%d are left, %v", len(list), err)
	}
	for i, want := range []string{ids[449], ids[9], ids[7], ids[0]} {
		if list[i].ID != want {
			t.Errorf("%d is %q", i, list[i].Copy)
		}
	}
	if list, err := s.Revisions("i1", "bbbb"); err != nil || len(list) != 1 {
		t.Errorf("of another item %d are left, %v", len(list), err)
	}
	if marks, err := s.Marks("i1", "aaaa"); err != nil || len(marks) != 1 || marks[0].Revision != ids[7] || marks[0].Seq == 0 {
		t.Errorf("marks %+v, %v", marks, err)
	}
}

// What a snapshot names is not thinned; snapshots of changes and old ones for having
// looked are, with their places in the order.
func TestThinningOfSnapshots(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	old := func(n int) time.Time { return now.Add(-20*24*time.Hour + time.Duration(n)*time.Minute) }
	var ids []string
	held := map[string]issue.Why{}
	for n := range 60 {
		r := revisionOf("aaaa", fmt.Sprint("a", n), old(n))
		b := issue.Batch{Revisions: []issue.Revision{r}}
		ids = append(ids, r.ID)
		for at, g := range map[int]issue.Snapshot{
			10: snapshotOf(issue.WhyExported, "Mira", old(n), r), 20: snapshotOf(issue.WhyLooked, "Mira", old(n), r),
			30: snapshotOf(issue.WhyLooked, "Jonas", old(n), r), 40: snapshotOf(issue.WhyLooked, "Jonas", old(n), r),
		} {
			if at == n {
				b.Snapshots = append(b.Snapshots, g)
			}
		}
		if n > 44 && n < 55 {
			b.Snapshots = append(b.Snapshots, snapshotOf(issue.WhyChanged, "Mira", old(n), r))
		}
		for _, g := range b.Snapshots {
			held[g.ID] = g.Why
		}
		keep(t, s, b)
	}
	since(t, s, 0, 1)
	for range 2 {
		if err := s.Thin(t.Context(), now); err != nil {
			t.Fatal(err)
		}
	}
	snapshots, err := s.Snapshots("i1")
	var whys []string
	for _, g := range snapshots {
		whys = append(whys, string(held[g.ID])+" "+g.Who)
	}
	// The newest of all, and of a day one, stay whatever they are.
	if want := "change Mira, looked Jonas, looked Mira, exported Mira"; err != nil || strings.Join(whys, ", ") != want {
		t.Errorf("snapshots %q, %v", whys, err)
	}
	var left []int
	list, err := s.Revisions("i1", "aaaa")
	for _, r := range list {
		left = append(left, slices.Index(ids, r.ID))
	}
	if want := []int{59, 54, 40, 20, 10, 0}; err != nil || !slices.Equal(left, want) {
		t.Errorf("revisions %v, want %v; %v", left, want, err)
	}
	places := 0
	for key := range dump(t, s) {
		if key[0] == 'o' && key != wholeKey {
			places++
		}
	}
	if places != len(snapshots)+len(list) {
		t.Errorf("%d places in the order, for %d records", places, len(snapshots)+len(list))
	}
}

// Every key has its form and its words.
func TestKeys(t *testing.T) {
	t.Parallel()
	for key, words := range map[string]string{
		markKey(&issue.Mark{Issue: "i1", Item: "a", Revision: "r1", Why: issue.WhySigned}): "a mark of revision r1 of item a of issue i1",
		revisionKey("i1", "a", "r1"): "revision r1 of item a of issue i1",
		itemKey("i1", "a"):           "item a of issue i1",
		lastKey:                      "the number of the last save",
		snapshotKey("i1", "g1"):      "snapshot g1 of issue i1",
		wholeKey:                     "the order of what was saved",

		orderKey(7, revisionKey("i1", "a", "r1")): "the order of what was saved",
	} {
		if err := wellFormed(key); err != nil || called(key) != words {
			t.Errorf("%s is called %q, %v", key, called(key), err)
		}
	}
	for _, key := range []string{"k/i1/a/r1", "k/i1/a/r1/", "r/i1/a/r1/x", "k/i1/a/../x/y", "o/7/r/i1/a/r1", "o/0000000000000007/c/i1/a", "g/i1/a/b"} {
		if wellFormed(key) == nil {
			t.Errorf("%q is a key", key)
		}
	}
}
