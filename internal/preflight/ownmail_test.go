package preflight_test

import (
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/issue"
	"galley/internal/preflight"
)

// ofStyles are the checks of CSS and of what Outlook needs.
var ofStyles = []string{"css.unsupported", "css.not-inlined", "mso.conditionals", "mso.maxwidth", "mso.dpi"}

// stylesOf gives what they find in a page.
func stylesOf(html []byte) issue.Findings {
	var list issue.Findings
	for _, f := range preflight.Check(preflight.Input{HTML: html}) {
		for _, name := range ofStyles {
			if f.Check == name {
				list = append(list, f)
			}
		}
	}
	return list
}

// TestStylesOfOwnEmail holds that nothing is found in the emails that Galley makes: of
// the sample and of the ten clean issues.
func TestStylesOfOwnEmail(t *testing.T) {
	dirs, err := filepath.Glob("testdata/clean/*")
	if err != nil || len(dirs) < 10 {
		t.Fatalf("there are %d clean issues, %v", len(dirs), err)
	}
	for _, dir := range append(dirs, "../desk/sample") {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			html := rendered(cleanInput(t, dir)).HTML
			if !strings.Contains(string(html), "<table") {
				t.Fatal("there is no email")
			}
			for _, f := range stylesOf(html) {
				t.Errorf("%s: %s", f.Check, described(&f))
			}
		})
	}
}

// TestManyStyles holds that hostile pages make no long work and no long list.
func TestManyStyles(t *testing.T) {
	const n = 3_000
	for name, page := range map[string]string{
		"conditionals": strings.Repeat("<!--[if mso]><table><tr><td><![endif]--><div style=\"max-width:600px\">", n),
		"ends":         strings.Repeat("<!--<![endif]-->", n),
		"open":         strings.Repeat("<!--[if !mso]><!-->", n),
		"drawings":     strings.Repeat("<v:rect></v:rect>", n),
		"styles":       strings.Repeat(`<p style="`+strings.Repeat("display:flex;", 20)+`">a</p>`, n/10),
		"rules":        "<style>" + strings.Repeat(".a .b{color:red;display:flex}", n) + "</style>" + strings.Repeat(`<p class="a"><b class="b">x</b></p>`, n/10),
		"deep":         strings.Repeat(`<div style="max-width:600px">`, n),
	} {
		if found := stylesOf([]byte(page)); len(found) > 2*251+3 {
			t.Errorf("%s: %d findings", name, len(found))
		}
	}
}

// FuzzStyles holds of whatever page what is true of every finding in mail.
func FuzzStyles(f *testing.F) {
	f.Add(`<style>.a{color:red;padding:4px}</style><p class="a" style="display:flex">a</p><!--[if mso]><table><![endif]--><v:rect>`)
	f.Add("<div style='max-width:600px;background:url(a)'><!--[if !mso]><!--><table\r\n style=\"float: left\"><!--<![endif]-->")
	f.Add("<!--[if 0000]endif0-->")
	f.Fuzz(func(t *testing.T, page string) {
		in := preflight.Input{HTML: []byte(strings.ToValidUTF8(page, "?"))} // as mail is read
		for _, found := range stylesOf(in.HTML) {
			verifyMail(t, in, &found)
		}
	})
}
