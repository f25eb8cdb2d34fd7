package preflight_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"galley/internal/issue"
	"galley/internal/preflight"
)

// TestHostilePages holds that pages which somebody made to be slow, deep or
// large are judged all the same, and that no check says more than it lists.
func TestHostilePages(t *testing.T) {
	for name, page := range map[string]string{
		"links":        strings.Repeat(`<a href="#">here</a>`, 20_000),
		"nested links": strings.Repeat(`<a href="#x"><div>`, 20_000),
		"headings":     strings.Repeat("<h1><div>x", 20_000),
		"conditions":   strings.Repeat(`<!--[if !mso]><!--><img src=x>`, 15_000),
		"tables":       strings.Repeat("<table><td>x", 20_000),
		"colours":      strings.Repeat(`<font color="#fefefe" size=1>x</font>`, 20_000),
		"tags":         strings.Repeat("{{a}} *|AB|* [[cd]] TK sk-9aB3kd82LmQ47xTz0pVw5nRy ", 20_000),
		"a picture":    `<img alt="x" src="data:image/png;base64,` + strings.Repeat("A", 1<<20) + `">`,
		"a comment":    "<!--" + strings.Repeat("TODO ", 200_000),
		"brackets":     strings.Repeat("<", 1<<20),
		"quotes":       "<style>" + strings.Repeat("a'", 1<<20),
		"a name":       "<" + strings.Repeat("a", 1<<20) + ">x",
		"a selector":   "<style>" + strings.Repeat(".a b>c,", 100_000) + "b{color:red}</style>" + strings.Repeat("<p class=a><b>x</b>", 20_000),
		"classes":      "<style>" + numbered(".c%d{color:red}", 10_000) + "</style><p class='" + numbered("c%d ", 200_000) + "'>x",
		"no bytes":     "\x00\xff\xfe",
	} {
		in := preflight.Input{HTML: []byte(page)}
		count := map[string]int{}
		for _, f := range preflight.Check(in) {
			if count[f.Check]++; count[f.Check] > 251 {
				t.Fatalf("%s: %s lists more than it may", name, f.Check)
			}
			if count[f.Check] == 1 {
				verifyMail(t, in, &f)
			}
		}
	}
}

// numbered repeats a form with the numbers below n.
func numbered(form string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form, i)
	}
	return b.String()
}

// FuzzPage judges any page: nothing fails, and every finding’s words stand where
// it says.
func FuzzPage(f *testing.F) {
	for _, check := range preflight.Names() {
		archive, err := txtar.ParseFile(filepath.Join("testdata", check+".txtar"))
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if filepath.Ext(file.Name) == ".html" {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		if len(page) > 4<<10 || !utf8.Valid(page) { // a finding is JSON, and that is UTF-8
			return
		}
		in := preflight.Input{HTML: page}
		for _, found := range preflight.Check(in) {
			if found.Part == issue.PartHTML {
				verifyMail(t, in, &found)
			}
		}
	})
}
