package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
)

// wholeIssue is an issue of 640 KB in so many items, each with its revision, and
// all that may come with it.
func wholeIssue(items int, text string) issue.Batch {
	b := issue.Batch{
		Publications: []issue.KeptPublication{{ID: "weekly", Settings: strings.Repeat(text, 256<<10/len(text)), House: strings.Repeat(text, 256<<10/len(text))}},
		Issues:       []issue.KeptIssue{{ID: "i1", Publication: "weekly", Sidecar: strings.Repeat(text, 256<<10/len(text))}},
	}
	for i := range items {
		id := fmt.Sprintf("item%d", i)
		body := strings.Repeat(text, 640<<10/items/len(text))
		r := issue.Revision{Issue: "i1", Item: id, Copy: body}
		r.Seal()
		b.Items = append(b.Items, issue.Working{Issue: "i1", ID: id, Copy: body, Revision: r.ID})
		b.Revisions = append(b.Revisions, r)
	}
	return b
}

// prose has as much chance in it as text can have, in two bytes to a character
// and with a quote now and then.
func prose() string {
	random := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < 4<<10 {
		b.WriteRune([]rune("\"\\\n абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")[random.IntN(68)])
	}
	return b.String()
}

// The largest issue there is fits into one transaction, whatever its text and
// however it is divided.
func TestLargestIssue(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for name, text := range map[string]string{"words": "A word. ", "quotes": `"`, "control": "\x01", "prose": prose()} {
		for _, items := range []int{1, 21, 160} {
			b := wholeIssue(items, text)
			if err := s.Keep(b); err != nil {
				t.Fatalf("%s in %d items: %v", name, items, err)
			}
			equal(t, b.Items[items-1], func() (issue.Working, error) { return s.Item("i1", b.Items[items-1].ID) })
			equal(t, b.Revisions[0], func() (issue.Revision, error) { return s.Revision("i1", "item0", b.Revisions[0].ID) })
		}
	}
}

// An item that is saved again and again, however long, leaves nothing in the
// value files, which keep what is out of date.
func TestNothingInValueFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	for _, size := range []int{40 << 10, 640 << 10} {
		for n := range 5 {
			keep(t, s, issue.Batch{Items: []issue.Working{{Issue: "i1", ID: "aaaa", Copy: strings.Repeat(fmt.Sprint(n), size)}}})
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, databaseDir, "*.vlog"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no value files: %v", err)
	}
	for _, name := range files {
		if info, err := os.Stat(name); err != nil || info.Size() > 4<<10 {
			t.Errorf("%s has %d bytes, %v", name, info.Size(), err)
		}
	}
}

// More than fits is refused as a whole.
func TestTooMuch(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	random := rand.New(rand.NewPCG(3, 4))
	var b issue.Batch
	for i := range 500 {
		text := make([]byte, 16<<10) // without any order, so that it cannot be packed
		for j := range text {
			text[j] = byte(' ' + random.IntN(95))
		}
		b.Items = append(b.Items, issue.Working{Issue: "i1", ID: fmt.Sprint(i), Copy: string(text)})
	}
	wantCode(t, s.Keep(b), fault.BadInput)
	wantCode(t, s.Keep(issue.Batch{Settings: map[string]string{"a": strings.Repeat("a", maxBatch)}}), fault.BadInput)
	if all := dump(t, s); len(all) != 0 {
		t.Errorf("%d records of it are there", len(all))
	}
}

// A batch with one record that cannot be kept, wherever in it, changes nothing;
// without it, all of it is there.
func TestAllOrNothing(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	random := rand.New(rand.NewPCG(5, 6))
	id := func() string { return fmt.Sprint("id", random.IntN(6)) }
	for round := range 200 {
		var b issue.Batch
		for range 1 + random.IntN(4) {
			b.Publications = append(b.Publications, issue.KeptPublication{ID: id(), House: fmt.Sprint(round)})
			b.Issues = append(b.Issues, issue.KeptIssue{ID: id(), Publication: id(), Words: round})
			b.Items = append(b.Items, issue.Working{Issue: id(), ID: id(), Copy: fmt.Sprint(round)})
			b.Revisions = append(b.Revisions, issue.Revision{Issue: id(), Item: id(), ID: id(), Copy: fmt.Sprint(round)})
			b.Receipts = append(b.Receipts, issue.KeptReceipt{Issue: id(), Text: fmt.Sprint(round)})
		}
		before, bad := dump(t, s), broken(b, random)
		if err := s.Keep(bad); err == nil {
			t.Fatalf("round %d: %+v was kept", round, bad)
		}
		if after := dump(t, s); !maps.Equal(before, after) {
			t.Fatalf("round %d: a batch that was refused changed something", round)
		}
		keep(t, s, b)
		for _, w := range b.Items {
			if got, err := s.Item(w.Issue, w.ID); err != nil || got.Copy != w.Copy {
				t.Fatalf("round %d: %+v, %v", round, got, err)
			}
		}
		oneHome(t, s, b.Issues)
	}
}

// oneHome checks that each issue is in the publication that was said last, and
// in no other.
func oneHome(t *testing.T, s *Store, said []issue.KeptIssue) {
	t.Helper()
	last := map[string]string{}
	for _, k := range said {
		last[k.ID] = k.Publication
	}
	for id, home := range last {
		if k, err := s.Issue(id); err != nil || k.Publication != home {
			t.Fatalf("issue %s is in %s, not %s: %v", id, k.Publication, home, err)
		}
	}
	for n := range 6 {
		publication := fmt.Sprint("id", n)
		list, err := s.Issues(publication)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range list {
			if home, ok := last[k.ID]; ok && home != publication {
				t.Fatalf("issue %s is in %s and in %s", k.ID, home, publication)
			}
		}
	}
}

// broken puts something that cannot be kept in a place of a batch.
func broken(b issue.Batch, random *rand.Rand) issue.Batch {
	text := []string{"no \xff text", `\` + "\xff", "no id"}[random.IntN(3)]
	name := "ok"
	if text == "no id" {
		name = []string{"", "a/b", "a b", "ä", strings.Repeat("x", 200)}[random.IntN(5)]
	}
	switch random.IntN(4) {
	case 0:
		b.Items = append(b.Items[:len(b.Items):len(b.Items)], issue.Working{Issue: "i1", ID: name, Copy: text})
	case 1:
		b.Revisions = append(b.Revisions[:len(b.Revisions):len(b.Revisions)], issue.Revision{Issue: name, Item: "aaaa", ID: "r", Story: text})
	case 2:
		b.Issues = append(b.Issues[:len(b.Issues):len(b.Issues)], issue.KeptIssue{ID: "i1", Publication: name, Head: text})
	default:
		b.Settings = map[string]string{name: text}
	}
	return b
}

// Many save at once, the same issues too: no save fails, and none is half there.
func TestConcurrentKeep(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	var wait sync.WaitGroup
	for who := range 8 {
		wait.Go(func() {
			for n := range 20 {
				text := fmt.Sprintf("%d by %d", n, who)
				k := issue.KeptIssue{ID: "i1", Publication: fmt.Sprint("p", n%3), Head: text}
				err := s.Keep(issue.Batch{
					Issues: []issue.KeptIssue{k},
					Items:  []issue.Working{{Issue: "i1", ID: "aaaa", Copy: text}, {Issue: "i1", ID: "bbbb", Copy: text}, {Issue: "i1", ID: fmt.Sprint("own", who), Copy: text}},
				})
				if err != nil {
					t.Error(err)
				}
				items, err := s.Items("i1")
				if err != nil || items["aaaa"].Copy != items["bbbb"].Copy || items[fmt.Sprint("own", who)].Copy != text {
					t.Errorf("%q, %q, %v", items["aaaa"].Copy, items["bbbb"].Copy, err)
				}
				if _, err := s.Issue("i1"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	homes := 0
	for n := range 3 {
		list, err := s.Issues(fmt.Sprint("p", n))
		if err != nil {
			t.Fatal(err)
		}
		homes += len(list)
	}
	if homes != 1 {
		t.Errorf("the issue is in %d publications", homes)
	}
}
