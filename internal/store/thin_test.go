package store

import (
	"context"
	"fmt"
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

// Every key has its form and its words.
func TestKeys(t *testing.T) {
	t.Parallel()
	for key, words := range map[string]string{
		markKey(&issue.Mark{Issue: "i1", Item: "a", Revision: "r1", Why: issue.WhySigned}): "a mark of revision r1 of item a of issue i1",
		revisionKey("i1", "a", "r1"): "revision r1 of item a of issue i1",
		itemKey("i1", "a"):           "item a of issue i1",
		lastKey:                      "the number of the last save",
	} {
		if err := wellFormed(key); err != nil || called(key) != words {
			t.Errorf("%s is called %q, %v", key, called(key), err)
		}
	}
	for _, key := range []string{"k/i1/a/r1", "k/i1/a/r1/", "r/i1/a/r1/x", "k/i1/a/../x/y"} {
		if wellFormed(key) == nil {
			t.Errorf("%q is a key", key)
		}
	}
}
