package change

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"galley/internal/issue"
)

func TestApplied(t *testing.T) {
	for _, c := range []struct {
		text, changes, want string
		did                 []issue.Change
	}{
		{"abc", `[3]`, "abc", nil},
		{"abc", `[1,[0],2]`, "abc", nil},
		{"", `[[0,"a"]]`, "a", []issue.Change{{New: issue.Span{End: 1}}}},
		{"a😀b", `[1,[2,"xy"],1]`, "axyb", []issue.Change{{Old: issue.Span{Start: 1, End: 5}, New: issue.Span{Start: 1, End: 3}}}},
		{"abcd", `[1,[1],[1,"ß"],1]`, "aßd", []issue.Change{{Old: issue.Span{Start: 1, End: 3}, New: issue.Span{Start: 1, End: 3}}}},
		{"abc", `[[1],1,[0,"x"],1]`, "bxc", []issue.Change{
			{Old: issue.Span{End: 1}},
			{Old: issue.Span{Start: 2, End: 2}, New: issue.Span{Start: 1, End: 2}},
		}},
	} {
		got, did, err := Applied(c.text, c.changes)
		if err != nil || got != c.want || !slices.Equal(did, c.did) {
			t.Errorf("Applied(%q, %s) = %q, %v, %v, want %q, %v", c.text, c.changes, got, did, err, c.want, c.did)
		}
	}
}

// What is said to have changed is all that changed: the old text with the new
// text's stretches put in is the new text.
func TestAppliedSaysAll(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	pieces := []string{"a", "ß", "\n", "😀", "e\u0301", "字", " \u0007", "\u2028"}
	for range 2000 {
		units := utf16.Encode([]rune(strings.Repeat("tide 😀 ß ", r.IntN(5))))
		text := string(utf16.Decode(units))
		changes, err := json.Marshal(randomSections(r, units, pieces))
		if err != nil {
			t.Fatal(err)
		}
		got, did, err := Applied(text, string(changes))
		want, wantErr := Apply(text, string(changes))
		if err != nil || wantErr != nil || got != want {
			t.Fatalf("%s: %q, %v and %q, %v", changes, got, err, want, wantErr)
		}
		if rebuilt := rebuild(t, text, got, did); rebuilt != got {
			t.Fatalf("%s on %q: %v rebuilds %q, want %q", changes, text, did, rebuilt, got)
		}
	}
}

func randomSections(r *rand.Rand, units []uint16, pieces []string) []any {
	var list []any
	for at := 0; at < len(units); {
		to := max(at, boundary(units, min(len(units), at+r.IntN(6))))
		switch r.IntN(3) {
		case 0:
			list = append(list, to-at)
		case 1:
			list = append(list, []any{to - at})
		default:
			list = append(list, []any{to - at, strings.Repeat(pieces[r.IntN(len(pieces))], r.IntN(3))})
		}
		at = to
	}
	return list
}

func rebuild(t *testing.T, old, text string, did []issue.Change) string {
	t.Helper()
	var b strings.Builder
	at := 0
	for _, c := range did {
		if c.Old.Start < at || at > 0 && c.Old.Start == at || c.Old.End < c.Old.Start || c.New.End < c.New.Start {
			t.Fatalf("%v are not in order and apart", did)
		}
		b.WriteString(old[at:c.Old.Start])
		if b.Len() != c.New.Start {
			t.Fatalf("%v: the new text begins at %d", c, b.Len())
		}
		b.WriteString(text[c.New.Start:c.New.End])
		at = c.Old.End
	}
	return b.String() + old[at:]
}
