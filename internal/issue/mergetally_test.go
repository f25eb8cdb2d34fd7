package issue_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"galley/internal/issue"
)

// TestMergeSameOnce has both sides put in, or take out, the same words, and one of
// them write beside that. Words that repeat can be told in several ways; where those
// of the two sides differ, what both did would be done twice.
func TestMergeSameOnce(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	twice := 0
	const rounds = 20_000
	for range rounds {
		words := make([]string, 3+rnd.IntN(8))
		for i := range words {
			words[i] = []string{"eel", "tide", "eel", "item", "the"}[rnd.IntN(5)] + []string{" ", " ", ". ", ", ", "\n"}[rnd.IntN(5)]
		}
		base := strings.Join(words, "")
		at, where := rnd.IntN(len(words)+1), rnd.IntN(len(words)+1)
		same := []string{"mira18x. ", "mira18x ", "mira18x. the ", "tide mira18x eel ", "the, mira18x\n"}[rnd.IntN(5)]
		with := func(all ...string) string {
			var b strings.Builder
			for i := 0; i <= len(words); i++ {
				if i == at {
					b.WriteString(same)
				}
				if i == where {
					b.WriteString(strings.Join(all, ""))
				}
				if i < len(words) {
					b.WriteString(words[i])
				}
			}
			return b.String()
		}
		mine, theirs := with(), with("NEW ")
		for _, sides := range [][2]string{{mine, theirs}, {theirs, mine}} {
			text, conflicts := issue.MergeText(base, sides[0], sides[1])
			if strings.Count(text, "mira18x") > 1 && len(conflicts) == 0 {
				twice++
			}
			if back, conflicts := issue.MergeText(mine, base, strings.Replace(theirs, same, "", 1)); len(conflicts) == 0 && strings.Contains(back, "mira18x") {
				t.Fatalf("what both took out is there: base %q\ngave %q", mine, back)
			}
		}
	}
	t.Logf("%d of %d are there twice", twice, 2*rounds)
	if twice > 2*rounds/500 { // it was every fourth
		t.Errorf("%d of %d are there twice", twice, 2*rounds)
	}
	for _, c := range [][4]string{
		{"item, item a. ", "item, item mira18x. a. ", "NEW item, item mira18x. a. ", "NEW item, item mira18x. a. "},
		{"An item.", "An item.mira18x.", "NEW An item.mira18x.", "NEW An item.mira18x."},
		{"a, a\nthe\n", "a, the item, a\nthe\n", "NEW a, the item, a\nthe\n", "NEW a, the item, a\nthe\n"},
	} {
		if got := merged(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("%q: %q", c[0], got)
		}
	}
}
