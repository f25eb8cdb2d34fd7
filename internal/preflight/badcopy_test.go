package preflight_test

import (
	"fmt"
	"strings"
	"testing"

	"galley/internal/preflight"
)

// TestAppendedInCode holds that no key adds a paragraph where it would be code.
func TestAppendedInCode(t *testing.T) {
	for _, copy := range []string{"{{address}}\n\n```\nthe pier", "{{address}}\n\n~~~ go\n", "> ```\n> the pier"} {
		for _, f := range preflight.Check(input(t, "code.md", []byte("<!-- footer -->\n"+copy), setup{})) {
			if f.Fix != nil && strings.Contains(f.Fix.Label, "Add") {
				t.Errorf("behind %q one key would write %q", copy, f.Fix.Edits[0].New)
			}
		}
	}
}

// TestStarsInContext holds that stars in place of a secret make no context longer
// than it may be, wherever it is cut.
func TestStarsInContext(t *testing.T) {
	const key = "ghp_ZjR4I0b3jRtaWr4Y9OJFLJOqOAf1lLQSAJai"
	for n := range 80 {
		file := fmt.Appendf(nil, "<!-- letter -->\nTODO %s/%s\n", strings.Repeat("a", 120+n), key)
		in := input(t, "stars.md", file, setup{})
		for _, f := range preflight.Check(in) {
			verify(t, in.Edition.Issue, file, &f)
		}
	}
}
