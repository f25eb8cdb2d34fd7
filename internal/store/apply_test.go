package store

import (
	"testing"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
	"galley/internal/issue"
)

// What was altered on its way, or is called what nothing can be called, is refused,
// and everything that came with it.
func TestApplyRefuses(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	good := revisionOf("aaaa", "Good", day(1))
	altered := revisionOf("bbbb", "Altered", day(1))
	altered.Copy += "!"
	outside := issue.Revision{Issue: "../i1", Item: "aaaa"}
	outside.Seal()
	pictures := snapshotOf(issue.WhySigned, "Mira", day(1), good)
	pictures.Pictures = map[string]string{"a.png": hashOf("b")}
	for name, bad := range map[string]Changes{
		"altered":  {Revisions: []issue.Revision{good, altered}},
		"snapshot": {Revisions: []issue.Revision{good}, Snapshots: []issue.Snapshot{pictures}},
	} {
		n, err := s.Apply(bad)
		if wantCode(t, err, fault.Mismatch); n != 0 {
			t.Errorf("%s: %d", name, n)
		}
	}
	_, err := s.Apply(Changes{Revisions: []issue.Revision{good, outside}})
	wantCode(t, err, fault.BadInput)
	_, err = s.Apply(Changes{Revisions: []issue.Revision{good}, Marks: []issue.Mark{{Issue: "i1", Item: "a/b", Revision: "r", Why: "x"}}})
	wantCode(t, err, fault.BadInput)
	if all := dump(t, s); len(all) != 0 {
		t.Errorf("%d records are there", len(all))
	}
}

// The same twice is once; what is there keeps its number, and what is damaged is
// healed by it.
func TestApplyTwice(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	mine, damaged, new := revisionOf("aaaa", "Mine", day(1)), revisionOf("aaaa", "Damaged", day(1)), revisionOf("aaaa", "New", day(1))
	keep(t, s, issue.Batch{Revisions: []issue.Revision{mine, damaged}})
	err := s.db.Update(func(txn *badger.Txn) error {
		return txn.Set([]byte(revisionKey("i1", "aaaa", damaged.ID)), []byte("nothing"))
	})
	if err != nil {
		t.Fatal(err)
	}
	mark := issue.Mark{Issue: "i1", Item: "aaaa", Revision: new.ID, Why: issue.WhySigned, Who: "Jonas", Time: day(2)}
	c := Changes{Revisions: []issue.Revision{new, mine, new, damaged}, Snapshots: []issue.Snapshot{snapshotOf(issue.WhySigned, "Jonas", day(2), new)}, Marks: []issue.Mark{mark, mark}}
	for i := range c.Revisions {
		c.Revisions[i].Seq = 99 // another store's number
	}
	if n, err := s.Apply(c); err != nil || n != 4 {
		t.Fatalf("%d, %v", n, err)
	}
	if n, err := s.Apply(c); err != nil || n != 0 {
		t.Fatalf("again: %d, %v", n, err)
	}
	earlier := mark
	earlier.Who, earlier.Time = "Mira", day(1)
	if n, err := s.Apply(Changes{Marks: []issue.Mark{earlier}}); err != nil || n != 0 {
		t.Errorf("an earlier mark: %d, %v", n, err)
	}
	list, err := s.Revisions("i1", "aaaa")
	if err != nil || len(list) != 3 || list[2].Copy != "Mine" || list[2].Seq != 1 || list[0].Seq != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	if s.Saves() != 2 {
		t.Errorf("%d saves", s.Saves())
	}
}
