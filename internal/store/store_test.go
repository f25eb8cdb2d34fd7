package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
	"galley/internal/issue"
)

// TestMain makes of this program another Galley, when a test asks for one.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == ChildCommand {
		os.Exit(Child(os.Args[2:], os.Stdout))
	}
	switch dir := os.Getenv("GALLEY_STORE_TEST_DIR"); os.Getenv("GALLEY_STORE_TEST") {
	case "save":
		saveUntilKilled(dir)
	case "backup", "restore":
		backUpUntilKilled(dir, os.Getenv("GALLEY_STORE_TEST") == "restore")
	case "open":
		openAndSay(dir)
	default:
		os.Exit(m.Run())
	}
}

// openAndSay opens a store, says how that went, and closes it when it is told.
func openAndSay(dir string) {
	s, err := Open(context.Background(), dir)
	if err != nil {
		say(fault.Of(err).Code, err)
		return
	}
	say("open")
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
	_ = s.Close()
}

func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatalf("open: %v (%v)", err, fault.Of(err).Cause)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func keep(t testing.TB, s *Store, b issue.Batch) {
	t.Helper()
	if err := s.Keep(b); err != nil {
		t.Fatal(err)
	}
}

// wantCode checks an error's code, and that people can read it.
func wantCode(t testing.TB, err error, code fault.Code) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one of code %s", code)
	}
	f := fault.Of(err)
	if f.Code != code || !strings.HasSuffix(f.Message, ".") || f.Hint == "" {
		t.Fatalf("%s: %q, hint %q, cause %v; want code %s, a sentence and a hint", f.Code, f.Message, f.Hint, f.Cause, code)
	}
}

// dump gives all that Badger has.
func dump(t testing.TB, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := s.db.View(func(txn *badger.Txn) error {
		it := txn.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			data, err := it.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			all[string(it.Item().Key())] = string(data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func day(n int) time.Time { return time.Date(2026, 3, n, 9, 30, 0, 123456789, time.UTC) }

// everything is a batch with two of each noun, and awkward text.
func everything() issue.Batch {
	return issue.Batch{
		Publications: []issue.KeptPublication{
			{ID: "weekly", Settings: "name = \"The “Weekly” <&>\"\n", House: "[theme]\n", Made: day(2), Changed: day(3)},
			{ID: "daily", Made: day(1), Archived: true, Deleted: day(9)},
		},
		Issues: []issue.KeptIssue{
			{
				ID: "i1", Publication: "weekly", Head: "---\nsubject: 😀\n---\n", Rundown: []string{"aaaa", "bbbb"}, Pictures: map[string]string{"a.png": hashOf("a")},
				Sidecar: "{}", Made: day(3), Changed: day(4), Words: 12, Picture: hashOf("a"), Exported: "2026-03-05",
			},
			{ID: "i2", Publication: "weekly", Made: day(5), Archived: true, Deleted: day(6)},
			{ID: "i3", Publication: "daily", Made: day(1)},
		},
		Items: []issue.Working{
			{Issue: "i1", ID: "aaaa", Kind: "story", Story: "news", More: "x=1", State: issue.StateReview, Copy: "# Head\n\n\u2028 \x00 \\ufffd \ufffd \"quoted\" \\\n", Revision: "r", Changed: day(4)},
			{Issue: "i1", ID: "bbbb", Kind: "letter", Copy: strings.Repeat("long ", 20_000), Changed: day(4)},
			{Issue: "i10", ID: "aaaa", Kind: "note"}, // an id that begins like another
		},
		Receipts: []issue.KeptReceipt{
			{Issue: "i1", Time: day(4), Dir: "/out/1", Text: "{1}"},
			{Issue: "i1", Time: day(5), Dir: "/out/2", Text: "{2}"},
			{Issue: "i1", Time: day(5), Dir: "/out/3", Text: "{3}"},
		},
		Snapshots: []issue.Snapshot{
			{Issue: "i1", ID: "g1", Why: issue.WhyExported, Who: "Mira", Time: day(4), Head: "---\nsubject: 😀\n---\n", Rundown: []issue.SnapshotItem{{Item: "aaaa", Revision: "r", Hash: hashOf("a")}}, Pictures: map[string]string{"a.png": hashOf("a")}},
			{Issue: "i1", ID: "g2", Why: issue.WhyChanged, Time: day(3)},
		},
		Settings: map[string]string{"window": `{"width":1200}`, "theme": `"dark"`},
	}
}

// What was kept comes back, before and after opening anew.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	b := everything()
	keep(t, s, b)
	holds(t, s, &b)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	holds(t, open(t, dir), &b)
}

func holds(t *testing.T, s *Store, b *issue.Batch) {
	t.Helper()
	same(t, b.Publications[1:], b.Publications[:1], s.Publications)
	same(t, b.Issues[1:2], b.Issues[:1], func() ([]issue.KeptIssue, error) { return s.Issues("weekly") })
	same(t, b.Receipts[1:], b.Receipts[:1], func() ([]issue.KeptReceipt, error) { return s.Receipts("i1") })
	same(t, b.Snapshots[:1], b.Snapshots[1:], func() ([]issue.Snapshot, error) { return s.Snapshots("i1") })
	for _, p := range b.Publications {
		equal(t, p, func() (issue.KeptPublication, error) { return s.Publication(p.ID) })
	}
	for _, k := range b.Issues {
		equal(t, k, func() (issue.KeptIssue, error) { return s.Issue(k.ID) })
	}
	for _, w := range b.Items {
		equal(t, w, func() (issue.Working, error) { return s.Item(w.Issue, w.ID) })
	}
	equal(t, map[string]issue.Working{"aaaa": b.Items[0], "bbbb": b.Items[1]}, func() (map[string]issue.Working, error) { return s.Items("i1") })
	for name, v := range b.Settings {
		equal(t, v, func() (string, error) { return s.Setting(name) })
	}
}

func equal[T any](t *testing.T, want T, get func() (T, error)) {
	t.Helper()
	if got, err := get(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+.300v, %v\nwant %+.300v", got, err, want)
	}
}

func same[T any](t *testing.T, first, then []T, get func() ([]T, error)) {
	t.Helper()
	equal(t, append(append([]T{}, first...), then...), get)
}

func TestWhatIsNotThere(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for _, id := range []string{"nobody", "", "../..", "a/b", strings.Repeat("x", 300)} {
		_, err := s.Publication(id)
		wantCode(t, err, fault.NotFound)
		_, err = s.Issue(id)
		wantCode(t, err, fault.NotFound)
		_, err = s.Item("i1", id)
		wantCode(t, err, fault.NotFound)
		_, err = s.Revision("i1", "aaaa", id)
		wantCode(t, err, fault.NotFound)
		equal(t, "", func() (string, error) { return s.Setting(id) })
		equal(t, map[string]issue.Working{}, func() (map[string]issue.Working, error) { return s.Items(id) })
		equal(t, nil, func() ([]issue.KeptIssue, error) { return s.Issues(id) })
	}
}

func TestClosed(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	wantCode(t, s.Keep(everything()), fault.Internal)
	_, err := s.Publications()
	wantCode(t, err, fault.Internal)
	_, err = s.Picture(hashOf("a"))
	wantCode(t, err, fault.Internal)
	_, err = s.KeepPicture(nil)
	wantCode(t, err, fault.Internal)
	s.Tidy()
}

// An issue that goes to another publication is in one list, not in two.
func TestMovedIssue(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	k := issue.KeptIssue{ID: "i1", Publication: "weekly"}
	keep(t, s, issue.Batch{Issues: []issue.KeptIssue{k}})
	k.Publication = "daily"
	keep(t, s, issue.Batch{Issues: []issue.KeptIssue{k}})
	k.Seq = 2
	equal(t, nil, func() ([]issue.KeptIssue, error) { return s.Issues("weekly") })
	equal(t, []issue.KeptIssue{k}, func() ([]issue.KeptIssue, error) { return s.Issues("daily") })
	equal(t, k, func() (issue.KeptIssue, error) { return s.Issue("i1") })
}

// The newest comes first: what was saved later, and of one save a child before
// its parent when the clock was put back between them.
func TestRevisionsInOrder(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	var list []issue.Revision
	parent := ""
	for i, d := range []int{10, 11, 3, 4, 12} {
		r := issue.Revision{Issue: "i1", Item: "aaaa", Parent: parent, Time: day(d), Copy: fmt.Sprint(i)}
		r.Seal()
		parent, list = r.ID, append(list, r)
	}
	other := issue.Revision{Issue: "i1", Item: "aaaab"}
	other.Seal()
	keep(t, s, issue.Batch{Revisions: append(list[:len(list):len(list)], other)})
	got, err := s.Revisions("i1", "aaaa")
	if err != nil || len(got) != len(list) {
		t.Fatalf("%d revisions, %v", len(got), err)
	}
	for i, r := range got {
		want := list[len(list)-1-i]
		want.Seq = 1
		if !reflect.DeepEqual(r, want) {
			t.Errorf("place %d: copy %q, want %q", i, r.Copy, want.Copy)
		}
		equal(t, r, func() (issue.Revision, error) { return s.Revision("i1", "aaaa", r.ID) })
	}
	late := issue.Revision{Issue: "i1", Item: "aaaa", Time: day(1)} // nobody's child, by a clock that was put back
	late.Seal()
	keep(t, s, issue.Batch{Revisions: []issue.Revision{late}})
	if got, err = s.Revisions("i1", "aaaa"); err != nil || got[0].ID != late.ID || got[0].Seq != 2 {
		t.Errorf("what was saved last stands at %+v, %v", got[0], err)
	}
}
