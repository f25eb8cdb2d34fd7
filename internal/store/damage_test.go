package store

import (
	"reflect"
	"strings"
	"testing"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
	"galley/internal/issue"
)

// put writes a record past the store.
func put(t *testing.T, s *Store, key string, record []byte) {
	t.Helper()
	if err := s.db.Update(func(txn *badger.Txn) error { return txn.Set([]byte(key), record) }); err != nil {
		t.Fatal(err)
	}
}

// Whatever byte of a record is another one, and wherever it ends, reading it is
// an error that names it; so is another record in its place.
func TestDamagedRecord(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for _, packed := range []byte{asJSON, asDeflated} {
		w := issue.Working{Issue: "i1", ID: "aaaa", Copy: "Words.\n"}
		key := itemKey("i1", "aaaa")
		body, err := marshal(&w)
		if err != nil {
			t.Fatal(err)
		}
		whole := seal(key, packed, body)
		damages := [][]byte{{}, append(whole[:len(whole):len(whole)], ' '), seal(itemKey("i1", "bbbb"), packed, body), seal(key, 9, body)}
		for at := range whole {
			flipped := append([]byte{}, whole...)
			flipped[at] ^= 1 << (at % 8)
			damages = append(damages, flipped, whole[:at])
		}
		for _, record := range damages {
			put(t, s, key, record)
			got, err := s.Item("i1", "aaaa")
			wantCode(t, err, fault.Mismatch)
			if !reflect.DeepEqual(got, issue.Working{}) || !strings.Contains(err.Error(), "item aaaa of issue i1") {
				t.Fatalf("%+v, %v", got, err)
			}
		}
		put(t, s, key, whole)
		equal(t, w, func() (issue.Working, error) { return s.Item("i1", "aaaa") })
	}
}

// One damaged record is said in every list, by name, and does not take the
// others away.
func TestDamageInLists(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	b := everything()
	r := issue.Revision{Issue: "i1", Item: "aaaa"}
	r.Seal()
	b.Revisions = []issue.Revision{r}
	keep(t, s, b)
	for key, record := range dump(t, s) {
		broken := []byte(record)
		broken[len(broken)-1] ^= 1
		put(t, s, key, broken)
	}
	put(t, s, itemKey("i1", "cccc"), nil)
	good := issue.Batch{
		Publications: []issue.KeptPublication{{ID: "good"}}, Items: []issue.Working{{Issue: "i1", ID: "good"}},
		Issues:    []issue.KeptIssue{{ID: "good", Publication: "weekly"}},
		Revisions: []issue.Revision{{Issue: "i1", Item: "aaaa", ID: "good"}}, Receipts: []issue.KeptReceipt{{Issue: "i1", Dir: "good"}},
	}
	keep(t, s, good)
	says := func(what string, count int, err error) {
		t.Helper()
		wantCode(t, err, fault.Mismatch)
		if count != 1 || !strings.Contains(err.Error(), what) {
			t.Errorf("%d, %v: want 1, and the name of %s", count, err, what)
		}
	}
	publications, err := s.Publications()
	says("publication daily", len(publications), err)
	issues, err := s.Issues("weekly")
	says("issue i1", len(issues), err)
	items, err := s.Items("i1")
	says("item aaaa of issue i1", len(items), err)
	revisions, err := s.Revisions("i1", "aaaa")
	says("revision "+r.ID[:12]+" of item aaaa of issue i1", len(revisions), err)
	receipts, err := s.Receipts("i1")
	says("a receipt of issue i1", len(receipts), err)
	_, err = s.Setting("theme")
	says("setting theme", 1, err)
	_, err = s.Issue("i1")
	says("the place of issue i1", 1, err)
}
