package preflight_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"galley/internal/issue"
	"galley/internal/preflight"
)

// TestMends holds that what one key does to words mends them: with the edits of
// a finding's fix made, its check finds less.
func TestMends(t *testing.T) {
	mends := 0
	for _, check := range []string{
		"left-over.word-count", "sentence.fused", "word.stray-letter", "word.repeated", "style.preferred", "space.odd", "quote.mixed",
		"text.encoding", "text.repeated", "left-over.markdown",
	} {
		archive, err := txtar.ParseFile(filepath.Join("testdata", check+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range archive.Files {
			name, isCase := strings.CutSuffix(f.Name, ".md")
			if !isCase || !strings.HasPrefix(name, "trips/") {
				continue
			}
			var change setup
			if next := archive.Files[i+1]; next.Name == name+".json" {
				if err := json.Unmarshal(next.Data, &change); err != nil {
					t.Fatal(err)
				}
			}
			before := findingsOf(t, check, f.Data, change)
			for k := range before {
				if before[k].Fix == nil {
					continue
				}
				mends++
				file := mended(t, string(f.Data), before[k].Fix)
				if after := findingsOf(t, check, []byte(file), change); len(after) >= len(before) {
					t.Errorf("%s: “%s” leaves %d findings of %d in\n%s", name, before[k].Fix.Label, len(after), len(before), file)
				}
			}
		}
	}
	if mends < 50 {
		t.Errorf("only %d fixes were tried", mends)
	}
}

func findingsOf(t *testing.T, check string, file []byte, change setup) []issue.Finding {
	t.Helper()
	var list []issue.Finding
	for _, f := range preflight.Check(input(t, "mend.md", file, change)) {
		if f.Check == check {
			list = append(list, f)
		}
	}
	return list
}

// mended makes the edits of a fix, from the last to the first.
func mended(t *testing.T, file string, fix *issue.Fix) string {
	t.Helper()
	for i := len(fix.Edits) - 1; i >= 0; i-- {
		e := fix.Edits[i]
		rest := from(t, []byte(file), e.Line, e.Column)
		if !strings.HasPrefix(rest, e.Old) {
			t.Fatalf("%q does not stand at %d:%d", e.Old, e.Line, e.Column)
		}
		file = strings.TrimSuffix(file, rest) + e.New + strings.TrimPrefix(rest, e.Old)
	}
	return file
}
