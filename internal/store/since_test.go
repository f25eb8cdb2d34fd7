package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/issue"
)

// revisionOf makes a revision of an item of issue i1.
func revisionOf(item, copy string, at time.Time) issue.Revision {
	r := issue.Revision{Issue: "i1", Item: item, Copy: copy, Author: "Mira", Time: at}
	r.Seal()
	return r
}

func snapshotOf(why issue.Why, who string, at time.Time, revisions ...issue.Revision) issue.Snapshot {
	g := issue.Snapshot{Issue: "i1", Why: why, Who: who, Time: at, Head: "---\nsubject: Tides\n---\n", Pictures: map[string]string{"a.png": hashOf("a")}}
	for _, r := range revisions {
		g.Rundown = append(g.Rundown, issue.SnapshotItem{Item: r.Item, Revision: r.ID})
	}
	g.Seal()
	return g
}

func since(t testing.TB, s *Store, seq uint64, limit int) Changes {
	t.Helper()
	c, err := s.Since(seq, limit)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Snapshots come back, the newest first, and only those of their issue.
func TestSnapshots(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	first, second := snapshotOf(issue.WhyExported, "Mira", day(9)), snapshotOf(issue.WhyLooked, "Jonas", day(2))
	other := first
	other.Issue = "i10"
	other.Seal()
	for _, g := range []issue.Snapshot{first, second, other} {
		keep(t, s, issue.Batch{Snapshots: []issue.Snapshot{g}})
	}
	list, err := s.Snapshots("i1")
	if err != nil || len(list) != 2 || list[0].ID != second.ID || list[1].ID != first.ID || list[1].Pictures["a.png"] != hashOf("a") {
		t.Fatalf("%+v, %v", list, err)
	}
}

// The saves come in their order and undivided, a few at a time; nothing twice,
// nothing left out.
func TestSince(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	want := map[string]bool{}
	for n := range 20 {
		var b issue.Batch
		for i := range 1 + n%3 {
			r := revisionOf(fmt.Sprint("item", i), fmt.Sprint("copy ", n), day(1).Add(time.Duration(n)*time.Minute))
			b.Revisions, want[r.ID] = append(b.Revisions, r), true
		}
		keep(t, s, b)
		keep(t, s, issue.Batch{Settings: map[string]string{"a": fmt.Sprint(n)}}) // a save with nothing to share
	}
	got, at := map[string]bool{}, uint64(0)
	for range 100 {
		c := since(t, s, at, 4)
		for _, r := range c.Revisions {
			if got[r.ID] || r.Seq <= at || r.Seq > c.Next {
				t.Fatalf("revision %d after %d, to %d; twice: %v", r.Seq, at, c.Next, got[r.ID])
			}
			got[r.ID] = true
		}
		if c.Len() > 4 || c.More != (len(got) < len(want)) {
			t.Fatalf("%d records, more: %v, at %d of %d", c.Len(), c.More, len(got), len(want))
		}
		if at = c.Next; !c.More {
			break
		}
	}
	if !maps.Equal(got, want) {
		t.Fatalf("%d of %d", len(got), len(want))
	}
	if c := since(t, s, at, 4); c.Len() != 0 || c.Next != at || c.More {
		t.Errorf("after the end: %+v", c)
	}
	keep(t, s, issue.Batch{Marks: []issue.Mark{{Issue: "i1", Item: "item0", Revision: "r", Why: issue.WhySigned, Who: "Mira"}}})
	keep(t, s, issue.Batch{Marks: []issue.Mark{{Issue: "i1", Item: "item0", Revision: "r", Why: issue.WhySigned, Who: "Jonas"}}})
	if c := since(t, s, at, 4); len(c.Marks) != 1 || c.Marks[0].Who != "Jonas" {
		t.Errorf("of a mark that was set anew: %+v", c.Marks)
	}
}

// An answer is bounded in bytes too.
func TestSinceIsBounded(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for n := range 12 {
		keep(t, s, issue.Batch{Revisions: []issue.Revision{revisionOf("aaaa", fmt.Sprint(n)+strings.Repeat("words ", 50_000), day(1))}})
	}
	total := 0
	for at, rounds := uint64(0), 0; ; rounds++ {
		c := since(t, s, at, 1000)
		if c.Len() > 4 {
			t.Fatalf("%d records of 300 KB in one answer", c.Len())
		}
		total, at = total+c.Len(), c.Next
		if !c.More {
			break
		}
		if rounds > 12 {
			t.Fatal("it comes to no end")
		}
	}
	if total != 12 {
		t.Errorf("%d of 12", total)
	}
}

// What was kept before there was an order, or came from a backup that had none, is
// found as well.
func TestSinceOfAnOldStore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	r := revisionOf("aaaa", "One", day(1))
	keep(t, s, issue.Batch{Revisions: []issue.Revision{r}, Snapshots: []issue.Snapshot{snapshotOf(issue.WhyExported, "Mira", day(1), r)}})
	keep(t, s, issue.Batch{Revisions: []issue.Revision{revisionOf("aaaa", "Two", day(1))}})
	uncounted := revisionOf("bbbb", "From before saves were counted", day(1))
	err := s.db.Update(func(txn *badger.Txn) error {
		for key := range dump(t, s) {
			if key[0] == 'o' {
				if err := txn.Delete([]byte(key)); err != nil {
					return err
				}
			}
		}
		return set(txn, revisionKey("i1", "bbbb", uncounted.ID), &uncounted)
	})
	if err != nil {
		t.Fatal(err)
	}
	if c := since(t, s, 0, 100); len(c.Revisions) != 3 || len(c.Snapshots) != 1 {
		t.Errorf("%+v", c)
	}
	if c := since(t, s, 1, 100); len(c.Revisions) != 1 || c.Revisions[0].Copy != "Two" {
		t.Errorf("after the first save: %+v", c)
	}
	if _, err := s.Backup(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	keep(t, s, issue.Batch{Revisions: []issue.Revision{revisionOf("aaaa", "Three", day(1))}})
	if _, err := s.Restore(t.Context(), "", nil); err != nil {
		t.Fatal(err)
	}
	if _, there := dump(t, s)[wholeKey]; there {
		t.Error("what was restored says that its order is whole")
	}
	if c := since(t, s, 0, 100); len(c.Revisions) != 3 {
		t.Errorf("restored: %d", len(c.Revisions))
	}
}

// Two stores that tell each other what they have, in whatever order, again and
// again, part of it and twice, have the same in the end.
func TestExchange(t *testing.T) {
	t.Parallel()
	for round := range uint64(6) {
		random := rand.New(rand.NewPCG(7, round))
		stores := []*Store{open(t, t.TempDir()), open(t, t.TempDir())}
		at := []uint64{0, 0} // what each has told up to
		tell := func(from int) {
			seq := at[from]
			if random.IntN(4) == 0 {
				seq = random.Uint64N(seq + 1) // it forgot
			}
			c := since(t, stores[from], seq, 1+random.IntN(5))
			if random.IntN(3) == 0 {
				random.Shuffle(len(c.Revisions), func(i, j int) { c.Revisions[i], c.Revisions[j] = c.Revisions[j], c.Revisions[i] })
				c.Revisions, c.Marks = append(c.Revisions, c.Revisions...), append(c.Marks, c.Marks...)
			}
			if _, err := stores[1-from].Apply(c); err != nil {
				t.Fatal(err)
			}
			at[from] = max(at[from], c.Next)
		}
		for n := range 120 {
			who := random.IntN(2)
			if random.IntN(2) == 0 {
				tell(who)
				continue
			}
			r := revisionOf(fmt.Sprint("item", random.IntN(3)), fmt.Sprint("copy ", n, " of ", who), day(1+random.IntN(20)))
			b := issue.Batch{Revisions: []issue.Revision{r}, Marks: []issue.Mark{{Issue: "i1", Item: "item0", Revision: "r", Why: issue.WhySigned, Who: fmt.Sprint(who), Time: day(1 + random.IntN(20))}}}
			if random.IntN(3) == 0 {
				b.Snapshots = []issue.Snapshot{snapshotOf(issue.WhyExported, fmt.Sprint(who), day(1+random.IntN(20)), r)}
			}
			if had, err := stores[who].Marks("i1", "item0"); err != nil || len(had) > 0 && !isLater(&b.Marks[0], &had[0]) {
				b.Marks = nil // a desk's clock goes on: it sets no mark that is older than the one it has
			}
			keep(t, stores[who], b)
		}
		for range 2 { // what the second one tells was told to it, too
			for from := range stores {
				for rest := true; rest; {
					tell(from)
					c := since(t, stores[from], at[from], 1)
					rest = c.Len() > 0
				}
			}
		}
		a, b := shared(t, stores[0]), shared(t, stores[1])
		if len(a) < 20 || !maps.Equal(a, b) {
			t.Fatalf("round %d: %d and %d records\n%v\n%v", round, len(a), len(b), slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b)))
		}
	}
}

// shared gives what a store has to share, without its own numbers.
func shared(t *testing.T, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	for c := since(t, s, 0, mostChanges); ; c = since(t, s, c.Next, mostChanges) {
		for _, r := range c.Revisions {
			r.Seq = 0
			all[revisionKey(r.Issue, r.Item, r.ID)] = fmt.Sprint(r)
		}
		for _, g := range c.Snapshots {
			all[snapshotKey(g.Issue, g.ID)] = g.Head
		}
		for _, m := range c.Marks {
			m.Seq = 0
			all[markKey(&m)] = fmt.Sprint(m)
		}
		if !c.More {
			return all
		}
	}
}

// A database that is made anew of what could be read of a damaged one does not take its
// word for it that every record has its place.
func TestMendedStoreIsPutInOrderAnew(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	o := overlay{db: s.db, seen: map[string]uint64{}}
	for _, key := range []string{wholeKey, orderKey(3, revisionKey("i1", "aaaa", "r"))} {
		if err := o.take(key, 9, seal(key, asJSON, []byte("true"))); err != nil {
			t.Fatal(err)
		}
	}
	if all := dump(t, s); len(all) != 0 || o.read != 0 {
		t.Errorf("%d records of it are there", len(all))
	}
}
