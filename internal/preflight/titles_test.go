package preflight

import (
	"os"
	"strings"
	"testing"
)

// Every check has a title for the desk, which names what is wrong in words.
func TestEveryCheckHasATitle(t *testing.T) {
	text, err := os.ReadFile("../../frontend/src/lib/words/checks.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Names() {
		if !strings.Contains(string(text), "\n  '"+name+"': '") {
			t.Errorf("frontend/src/lib/words/checks.ts has no title for %s", name)
		}
	}
}
