package desk

import (
	"path/filepath"
	"testing"

	"galley/internal/folder"
)

// TestCleanIssues takes the issues with which nothing is wrong the whole way:
// from the folder to a final export.
func TestCleanIssues(t *testing.T) {
	files, err := filepath.Glob("../preflight/testdata/clean/*/issue.md")
	if err != nil || len(files) < 10 {
		t.Fatalf("there are %d clean issues, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			src, err := folder.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = src.Close() }()
			d := New()
			o, err := d.Load(t.Context(), src, "")
			if err != nil {
				t.Fatal(err)
			}
			open, _, err := d.Check(o)
			if err != nil {
				t.Fatal(err)
			}
			if len(open) > 1 {
				t.Errorf("%d false alarms", len(open))
			}
			for i := range open {
				t.Logf("%s %s %q: %s", open[i].Severity, open[i].Check, open[i].Words, open[i].Why)
			}
			if _, written, err := d.Export(t.Context(), o, t.TempDir(), ExportOptions{Final: true}); err != nil || !written {
				t.Errorf("no final export: %v", err)
			}
		})
	}
}
