package preflight_test

import (
	"testing"

	"golang.org/x/tools/txtar"

	"galley/internal/issue"
	"galley/internal/preflight"
)

// TestRegisters holds that the law, recipes, chess, knitting, timetables and their
// like, which have marks, figures and abbreviations of their own, are taken for no
// slips. A query may be put.
func TestRegisters(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/registers/passages.txtar")
	if err != nil || len(archive.Files) < 40 {
		t.Fatalf("%d passages, %v", len(archive.Files), err)
	}
	for _, file := range archive.Files {
		for _, f := range preflight.Check(input(t, file.Name, file.Data, setup{})) {
			if f.Item > 0 && f.Severity != issue.SeverityQuery {
				t.Errorf("%s: %s: %s", file.Name, f.Check, described(&f))
			}
		}
	}
}
