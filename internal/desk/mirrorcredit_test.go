package desk

import (
	"testing"

	"galley/internal/issue"
)

// Who wrote a text is taken from a file only for that very text, and only where the
// stretches fit into it.
func TestCreditFromAFile(t *testing.T) {
	t.Parallel()
	runs := []issue.Run{{Bytes: 4, Who: "Mira"}, {Bytes: 3, Who: "Jonas", How: issue.HowPasted}}
	for name, c := range map[string]struct {
		copy, of string
		by       []issue.Run
		want     bool
	}{
		"the text":        {"Dear all", "Dear all", runs, true},
		"another text":    {"Dear you", "Dear all", runs, false},
		"no hash":         {"", "", runs, false},
		"more than it is": {"Dear", "Dear", runs, false},
		"a negative one":  {"Dear all", "Dear all", []issue.Run{{Bytes: -1}, {Bytes: 5}}, false},
		"an overflow":     {"Dear all", "Dear all", []issue.Run{{Bytes: 1 << 62}, {Bytes: 1 << 62}, {Bytes: 1 << 62}, {Bytes: 1 << 62}}, false},
	} {
		w, m := issue.Working{Copy: c.copy}, mirrorItem{By: c.by, Of: hashOf(c.of)}
		if m.credit(&w); (len(w.By) > 0) != c.want {
			t.Errorf("%s: %+v", name, w.By)
		}
	}
}
