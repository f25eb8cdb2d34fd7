package issue

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestFollowRuns(t *testing.T) {
	ada, bo, nobody := func(n int) Run { return Run{n, "Ada", HowTyped} }, func(n int) Run { return Run{n, "Bo", HowPasted} }, func(n int) Run { return Run{Bytes: n} }
	put := func(at, del, ins int) []Change { return []Change{{Span{at, at + del}, Span{at, at + ins}}} }
	for _, c := range []struct {
		runs []Run
		did  []Change
		size int
		want []Run
	}{
		{nil, nil, 0, nil},
		{nil, nil, 5, []Run{nobody(5)}},
		{nil, put(0, 0, 5), 5, []Run{bo(5)}},
		{nil, put(2, 0, 5), 9, []Run{nobody(2), bo(5), nobody(2)}},
		{[]Run{ada(4)}, put(2, 0, 1), 5, []Run{ada(2), bo(1), ada(2)}},
		{[]Run{ada(4)}, put(0, 4, 1), 1, []Run{bo(1)}},
		{[]Run{ada(4)}, put(0, 4, 0), 0, nil},
		{[]Run{ada(2), bo(2), ada(2)}, put(2, 2, 0), 4, []Run{ada(4)}},
		{[]Run{ada(2), bo(2), ada(2)}, put(2, 0, 3), 9, []Run{ada(2), bo(5), ada(2)}},
		{[]Run{ada(9)}, nil, 4, []Run{ada(4)}}, // what is more than the copy is no run of it
		{[]Run{ada(2), {-3, "x", ""}, ada(0), ada(2)}, put(4, 0, 1), 5, []Run{ada(4), bo(1)}},
	} {
		if got := FollowRuns(c.runs, c.did, c.size, "Bo", HowPasted); !slices.Equal(got, c.want) {
			t.Errorf("%v through %v: %v, want %v", c.runs, c.did, got, c.want)
		}
	}
}

// Whoever wrote a byte is asked byte by byte as well, through a thousand edits.
func TestFollowRunsKeepsEveryByte(t *testing.T) {
	people := []string{"Ada", "Bo", "Cem", ""}
	ways := []How{HowTyped, HowPasted, HowModel + "quay-2"}
	for seed := range uint64(20) {
		s := newScript(seed, anchorStory)
		var runs []Run
		by := make([]Run, len(s.text))
		for i := range by {
			by[i].Bytes = 1
		}
		for range 100 {
			who, how := people[s.rnd.IntN(len(people))], ways[s.rnd.IntN(len(ways))]
			did := s.edit(Span{0, len(s.text)}, 60)
			put := slices.Repeat([]Run{{1, who, how}}, did.New.End-did.New.Start)
			by = slices.Concat(by[:did.Old.Start], put, by[did.Old.End:])
			runs = FollowRuns(runs, []Change{did}, len(s.text), who, how)
			var w runWriter
			for _, b := range by {
				w.add(b)
			}
			if !slices.Equal(runs, w.list) {
				t.Fatalf("seed %d: %v, want %v", seed, runs, w.list)
			}
		}
		at, known := 0, 0
		for _, a := range RunsIn(runs, Span{0, len(s.text)}) {
			known += a.End - a.Start
			if a.Start < at || by[a.Start].Who != a.Who || by[a.End-1].How != a.How {
				t.Fatalf("seed %d: %v is not whose it is", seed, a)
			}
			at = a.End
		}
		if want := len(s.text) - strings.Count(whose(by), "?"); known != want {
			t.Fatalf("seed %d: %d bytes are somebody's, want %d", seed, known, want)
		}
	}
}

// whose has a question mark for each byte of which nobody knows anything.
func whose(by []Run) string {
	var b strings.Builder
	for _, r := range by {
		if r.Who == "" && r.How == "" {
			b.WriteByte('?')
			continue
		}
		b.WriteByte('.')
	}
	return b.String()
}

// There are never more than MaxRuns, and never less than all of the copy.
func TestFollowRunsIsBounded(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var runs []Run
	size := 0
	for range 3 * MaxRuns {
		n := 1 + rnd.IntN(9)
		if rnd.IntN(50) == 0 {
			n = 5_000
		}
		runs = append(runs, Run{n, string(rune('a' + rnd.IntN(26))), HowTyped})
		size += n
	}
	for i := range 50 {
		at := rnd.IntN(size)
		size++
		runs = FollowRuns(runs, []Change{{Span{at, at}, Span{at, at + 1}}}, size, "Zoë", HowTyped)
		sum, long := 0, 0
		for j, r := range runs {
			sum += r.Bytes
			if r.Bytes >= 5_000 {
				long++
			}
			if j > 0 && runs[j-1].Who == r.Who && runs[j-1].How == r.How {
				t.Fatalf("step %d: runs %d and %d are alike", i, j-1, j)
			}
		}
		if len(runs) > MaxRuns || sum != size || long < 100 {
			t.Fatalf("step %d: %d runs, %d bytes of %d, %d long ones", i, len(runs), sum, size, long)
		}
	}
}

func BenchmarkFollowRuns(b *testing.B) {
	var runs []Run
	for i := range MaxRuns {
		runs = append(runs, Run{160, string(rune('a' + i%2)), HowTyped})
	}
	size := 160*MaxRuns + 1
	for b.Loop() {
		FollowRuns(runs, []Change{{Span{size / 2, size / 2}, Span{size / 2, size/2 + 1}}}, size, "Bo", HowTyped)
	}
}
