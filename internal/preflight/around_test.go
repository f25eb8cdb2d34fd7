package preflight

import (
	"math/rand/v2"
	"slices"
	"testing"

	"galley/internal/issue"
)

// TestAround compares with looking at everything, on spans that stand apart,
// inside each other and across each other.
func TestAround(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	for range 2_000 {
		spans := make([]issue.Span, chance.IntN(12))
		for i := range spans {
			spans[i].Start = chance.IntN(20)
			spans[i].End = spans[i].Start + 1 + chance.IntN(12)
		}
		n := nestOf(len(spans), func(i int) issue.Span { return spans[i] })
		at := issue.Span{Start: chance.IntN(24)}
		at.End = at.Start + 1 + chance.IntN(4)
		var want []int
		for i, s := range spans {
			if s.Start <= at.Start && at.End <= s.End {
				want = append(want, i)
			}
		}
		got := slices.Sorted(n.around(at))
		if !slices.Equal(got, want) {
			t.Fatalf("around %v in %v: %v, want %v", at, spans, got, want)
		}
	}
}
