package preflight_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"galley/internal/issue"
	"galley/internal/preflight"
)

// TestLedgersJoin holds that a desk that keeps a ledger for each item finds what
// a check of the whole issue finds, in one item as well.
func TestLedgersJoin(t *testing.T) {
	file := []byte("<!-- letter -->\nWe saw DALL·E and Salvador Dalí, then OpenAI.\n\n<!-- story -->\n# Two\n\n" +
		"So DALL·E met Dall-E, and OpenAI met OpenAi, and Salvador Dali met nobody.\n\n<!-- note -->\nThen Dall-E left, said Jon Scott-Railton.\n\n" +
		"<!-- note -->\nBut John Scott-Railton stayed.\n")
	in := input(t, "joined.md", file, setup{})
	joined := &preflight.Ledger{}
	for i := range in.Edition.Issue.Items {
		one := &preflight.Ledger{}
		one.Add(in.Edition.Issue.Items[i].Copy, &in.Edition.Issue.Items[i].Reading)
		joined.Join(one)
	}
	if whole := preflight.NamesIn(in.Edition.Issue); !reflect.DeepEqual(joined, whole) {
		t.Errorf("joined\n%+v\nwhole\n%+v", joined, whole)
	}
	all := preflight.Check(in)
	kept := in
	kept.Names, kept.Known = joined, preflight.KnownNames(in.Edition)
	if got := preflight.Check(kept); !reflect.DeepEqual(got, all) {
		t.Errorf("with ledgers\n%v\nwithout\n%v", got, all)
	}
	for i := range in.Edition.Issue.Items {
		kept.Only = i + 1
		var want issue.Findings
		for _, f := range all {
			if f.Item == i+1 && f.Check == "name.variants" {
				want = append(want, f)
			}
		}
		var got issue.Findings
		for _, f := range preflight.Check(kept) {
			if f.Check == "name.variants" {
				got = append(got, f)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("item %d alone: %v, want %v", i+1, got, want)
		}
	}
}

func TestLedgerWords(t *testing.T) {
	l := &preflight.Ledger{}
	l.Add("We saw DALL·E, DALL·E and Dall-E. Then OpenAI’s Ada Lovelace-Byron saw Paris and l’OpenAI. Nobody was there: Sunday.", &issue.Reading{})
	if got, want := l.Words(1), []string{"Ada", "Byron", "DALL", "DALL·E", "E", "Lovelace", "Lovelace-Byron", "OpenAI", "Paris"}; !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	if got, want := l.Words(2), []string{"DALL", "DALL·E", "E", "OpenAI"}; !slices.Equal(got, want) {
		t.Errorf("names written twice %q, want %q", got, want)
	}
	if got := (*preflight.Ledger)(nil).Words(1); got != nil {
		t.Errorf("no ledger knows %q", got)
	}
}

// TestLedgerIsBounded holds that hostile copy fills no memory, and that a full
// ledger goes on counting what it has.
func TestLedgerIsBounded(t *testing.T) {
	l := &preflight.Ledger{}
	var b strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&b, "we met Xa%d Yb%d, ", i, i)
	}
	l.Add(b.String(), &issue.Reading{})
	l.Add("we met Xa1, and met Zz1.", &issue.Reading{})
	words := l.Words(1)
	if len(words) > 20_000 {
		t.Errorf("%d names", len(words))
	}
	if slices.Contains(words, "Zz1") || !slices.Contains(l.Words(2), "Xa1") {
		t.Error("a full ledger takes in more, or forgets to count")
	}
}

// FuzzLedger holds that adding two copies is joining their ledgers, whatever
// they say.
func FuzzLedger(f *testing.F) {
	f.Add("We saw DALL·E and Dall-E.", "then l’OpenAI met Ada B. Lovelace")
	f.Add("ÉCOLE Ecole's", "A\u00ad-B’’s ·x. X·Y-")
	f.Fuzz(func(t *testing.T, a, b string) {
		whole, one, two := &preflight.Ledger{}, &preflight.Ledger{}, &preflight.Ledger{}
		whole.Add(a, &issue.Reading{})
		whole.Add(b, &issue.Reading{})
		one.Add(a, &issue.Reading{})
		two.Add(b, &issue.Reading{})
		one.Join(two)
		if !slices.Equal(whole.Words(1), one.Words(1)) {
			t.Errorf("%q and %q: joined %q, added %q", a, b, one.Words(1), whole.Words(1))
		}
	})
}

// BenchmarkNamesOfOneItem judges the names of the item that somebody writes in,
// as on every key: the desk has joined the ledgers of the others.
func BenchmarkNamesOfOneItem(b *testing.B) {
	dirs, err := filepath.Glob("testdata/clean/*")
	if err != nil || len(dirs) == 0 {
		b.Fatal("there are no clean issues", err)
	}
	in := cleanInput(b, filepath.Join("testdata", "clean", "field-flask"))
	in.Known, in.Archive = preflight.KnownNames(in.Edition), &preflight.Ledger{}
	var items []*preflight.Ledger
	for i := range in.Edition.Issue.Items {
		one := &preflight.Ledger{}
		one.Add(in.Edition.Issue.Items[i].Copy, &in.Edition.Issue.Items[i].Reading)
		items = append(items, one)
	}
	for _, dir := range dirs {
		in.Archive.Join(preflight.NamesIn(cleanInput(b, dir).Edition.Issue))
	}
	in.Edition.House.Checks = map[string]issue.Severity{}
	for _, name := range preflight.Names() {
		if name != "name.variants" {
			in.Edition.House.Checks[name] = issue.SeverityOff
		}
	}
	in.Only = 2
	for b.Loop() {
		in.Names = &preflight.Ledger{}
		for i, l := range items {
			if i+1 == in.Only {
				l = &preflight.Ledger{}
				l.Add(in.Edition.Issue.Items[i].Copy, &in.Edition.Issue.Items[i].Reading)
			}
			in.Names.Join(l)
		}
		preflight.Check(in)
	}
}
