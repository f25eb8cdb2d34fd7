package preflight_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"galley/internal/preflight"
)

// catalogueDoc is the page for people that lists every check.
const catalogueDoc = "../../docs/preflight.md"

// The table of checks stands between these two lines.
const (
	tableBegins = "<!-- every check, written by the test of the catalogue -->\n"
	tableEnds   = "<!-- end of the checks -->\n"
)

// TestCatalogueIsDocumented holds docs/preflight.md to the catalogue: each check
// with the first words of its archive of cases, which say what it finds.
func TestCatalogueIsDocumented(t *testing.T) {
	doc, err := os.ReadFile(catalogueDoc)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(doc), tableBegins)
	table, after, ends := strings.Cut(rest, tableEnds)
	if !ok || !ends {
		t.Fatal("docs/preflight.md has lost the lines around its table")
	}
	var want strings.Builder
	want.WriteString("| check | severity | judges | finds |\n|---|---|---|---|\n")
	for _, rule := range preflight.Rules() {
		judges := map[bool]string{true: "copy", false: "email"}[rule.Copy]
		if rule.Copy && rule.Mail {
			judges = "copy; email made elsewhere"
		}
		fmt.Fprintf(&want, "| %s | %s | %s | %s |\n", rule.Name, rule.Severity, judges, aboutCheck(t, rule.Name))
	}
	if table == want.String() {
		return
	}
	if !*update {
		t.Fatal("docs/preflight.md does not list the checks as they are: go test ./internal/preflight -run Documented -update")
	}
	if err := os.WriteFile(catalogueDoc, []byte(before+tableBegins+want.String()+tableEnds+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// aboutCheck gives the sentence that a check's cases begin with.
func aboutCheck(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	about, _, _ := strings.Cut(string(data), "\n-- ")
	about = strings.Join(strings.Fields(about), " ")
	if about == "" || !strings.HasSuffix(about, ".") {
		t.Errorf("testdata/%s.txtar does not begin with a sentence that says what the check finds", name)
	}
	return about
}
