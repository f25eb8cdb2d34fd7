package preflight_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/issue"
	"galley/internal/preflight"
)

// mistake is one that somebody planted in an issue of testdata/dirty who did not
// know the rules.
type mistake struct {
	Words string `json:"words"` // exact, once in the file; empty when something is missing
	Item  int    `json:"item"`  // 1-based place in the rundown; 0 is the issue itself
	Kind  string `json:"kind"`
	Why   string `json:"why"`
	By    string `json:"by"` // the check that finds it; empty for none
}

// TestPlantedMistakes holds that what was found once is found again; -update
// writes down by which check.
func TestPlantedMistakes(t *testing.T) {
	lists, err := filepath.Glob("testdata/dirty/*.mistakes.json")
	if err != nil || len(lists) < 8 {
		t.Fatalf("there are %d issues with mistakes, %v", len(lists), err)
	}
	all, found := 0, 0
	for _, list := range lists {
		data, err := os.ReadFile(list)
		if err != nil {
			t.Fatal(err)
		}
		var mistakes []mistake
		if err := json.Unmarshal(data, &mistakes); err != nil {
			t.Fatalf("%s: %v", list, err)
		}
		file, err := os.ReadFile(strings.TrimSuffix(list, ".mistakes.json") + ".md")
		if err != nil {
			t.Fatal(err)
		}
		findings := preflight.Check(wholeInput(t, file, issue.Publication{}, nil))
		for i := range mistakes {
			m := &mistakes[i]
			by := foundBy(file, m, findings)
			switch {
			case *update:
				m.By = by
			case by != m.By && by == "":
				t.Errorf("%s: %q is not found any more; %s did", filepath.Base(list), m.Words, m.By)
			}
			all++
			if by != "" {
				found++
			}
		}
		if !*update {
			continue
		}
		var b bytes.Buffer
		w := json.NewEncoder(&b)
		w.SetEscapeHTML(false)
		w.SetIndent("", "  ")
		if err := w.Encode(mistakes); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(list, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d planted mistakes are found", found, all)
}

// foundBy names the check that finds a mistake: one whose words overlap it, or,
// of something that is missing, one that misses it there.
func foundBy(file []byte, m *mistake, findings issue.Findings) string {
	at := bytes.Index(file, []byte(m.Words))
	for i := range findings {
		f := &findings[i]
		start := offsetOf(file, f.Line, f.Column)
		switch {
		case m.Words == "" && f.Words == "" && (strings.HasSuffix(f.Check, "."+m.Kind) || f.Item == m.Item && m.Item > 0):
			return f.Check
		case m.Words == "":
		case f.Item == 0 && f.Words != "" && (strings.Contains(m.Words, f.Words) || strings.Contains(f.Words, m.Words)):
			return f.Check
		case f.Item > 0 && start < at+len(m.Words) && start+max(len(f.Words), 1) > at:
			return f.Check
		}
	}
	return ""
}

// offsetOf gives the byte at a line and column, which count characters.
func offsetOf(file []byte, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		at += bytes.IndexByte(file[at:], '\n') + 1
	}
	return at + len(string([]rune(string(file[at:]))[:column-1]))
}
