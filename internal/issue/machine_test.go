package issue

import (
	"slices"
	"testing"
)

func TestUnconfirmed(t *testing.T) {
	const copy = "**New:** Ada wrote it.\n\n**Thinking:** A model wrote this, and more.\n\nTail"
	quay, ok := HowModel+"quay", HowConfirmed+"quay"
	at := func(words string) Span {
		for i := range copy {
			if len(copy)-i >= len(words) && copy[i:i+len(words)] == words {
				return Span{i, i + len(words)}
			}
		}
		t.Fatalf("%q is not there", words)
		return Span{}
	}
	base := FollowRuns(nil, nil, len(copy), "", "")
	for _, c := range []struct {
		name string
		runs []Run
		want []string
		n    int
	}{
		{"nothing", base, nil, 0},
		{"all of it", Recredit(base, copy, "Bo", quay, at("A model wrote this, and more.")), []string{"A model wrote this, and more."}, 6},
		{"a word within is Bo's", Recredit(Recredit(base, copy, "Bo", quay, at("A model wrote this, and more.")), copy, "Bo", HowTyped, at("this")), []string{"A model wrote this, and more."}, 5},
		{"confirmed", Recredit(base, copy, "Bo", ok, at("A model wrote this, and more.")), nil, 6},
		{"a short word is nobody's", Recredit(base, copy, "Bo", quay, at("more")), nil, 1},
		{"two paragraphs are two", Recredit(base, copy, "Bo", quay, at("Ada wrote it"), at("A model wrote")), []string{"Ada wrote it", "A model wrote"}, 6},
		{"with white space around it", Recredit(base, copy, "Bo", quay, at(" A model wrote ")), []string{"A model wrote"}, 3},
	} {
		var got []string
		for _, a := range Unconfirmed(c.runs, copy) {
			got = append(got, copy[a.Start:a.End])
			if a.How != "quay" {
				t.Errorf("%s: of %q", c.name, a.How)
			}
		}
		if !slices.Equal(got, c.want) || ModelWords(c.runs, copy) != c.n {
			t.Errorf("%s: %q, %d words; want %q, %d", c.name, got, ModelWords(c.runs, copy), c.want, c.n)
		}
	}
	// Whatever a file says.
	wild := []Run{{-3, "x", quay}, {1 << 40, "y", quay}, {4, "", ok}}
	Unconfirmed(wild, copy)
	ModelWords(wild, copy)
}
