package simulate

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"galley/internal/fault"
)

func simulated(t *testing.T, page, name string) (out string, notes []string) {
	t.Helper()
	got, notes, err := Page([]byte(page), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(got), notes
}

func TestOutlook(t *testing.T) {
	for _, c := range []struct{ name, page, has, hasNot, note string }{
		{"a conditional is opened", `<!--[if mso]><table width="600"><tr><td><![endif]-->a<!--[if mso]></td></tr></table><![endif]-->`, `<table width="600">`, "", "Outlook alone"},
		{"what is for others goes", `<!--[if !mso]><!--><p>others</p><!--<![endif]--><p>all</p>`, "<p>all</p>", "others", "all programs but Outlook"},
		{"max-width", `<div style="max-width:600px;color:#111">a</div>`, `style="color:#111"`, "max-width", "as wide as its table"},
		{"padding on a div", `<div style="padding:20px">a</div>`, "<div>a</div>", "padding:20px", "Space inside anything but a table’s cells is ignored (padding)."},
		{"padding on a cell stays", `<table><tr><td style="padding:20px">a</td></tr></table>`, "padding:20px", "", ""},
		{"corners and shadows", `<td style="border-radius:4px"></td><p style="box-shadow:0 0 2px #000;border-radius:4px">a</p>`, "<p>a</p>", "border-radius", "Corners are not rounded (border-radius)."},
		{"a picture is as its attributes say", `<img src="/a.png" width="300" style="width:100%;height:auto;border:0">`, `width="300" style="border:0"`, "100%", "The width of pictures in the style is ignored."},
		{"a picture without a width", `<img src="/a.png" style="width:300px">`, "", "300px", "without a width of its own"},
		{"media queries", `<style>@media (max-width:480px){.a{color:red}} .b{color:#111}</style>`, ".b{color:#111}", "480px", "get what a computer gets"},
		{"a background picture", `<p style="background:#eee url(https://a.example/b.png)">a</p>`, "background:#eee", "b.png", "only the colour"},
		{"hidden from Word", `<p style="mso-hide:all">a</p>`, "display:none", "", ""},
		{"flex", `<div style="display:flex">a</div>`, "<div>a</div>", "flex", "below one another (display:flex)."},
		{"margins", `<p style="margin:0 auto -4px 2px">a</p>`, "margin:0 0 0 2px", "", "Margins that centre something"},
		{"a loaded font", `<style>@font-face{font-family:Brand;src:url(x)}</style><p style="font-family:'Brand',Arial">a</p>`, `&#34;Times New Roman&#34;`, "Arial", "Times New Roman"},
		{"semantics", `<section>a</section>`, "<div>a</div>", "section", "<section> is a <div>"},
		{"vml", `<!--[if gte mso 9]><v:rect fillcolor="#0b3d5c" style="width:600px;height:200px" stroke="false"><v:textbox><b>words</b></v:textbox></v:rect><![endif]-->`, "background-color:#0b3d5c;width:600px;height:200px", "v:", "drawing of Word’s"},
	} {
		got, notes := simulated(t, "<!doctype html><html><head></head><body>"+c.page+"</body></html>", Outlook)
		if !strings.Contains(got, c.has) || c.hasNot != "" && strings.Contains(got, c.hasNot) || !strings.Contains(strings.Join(notes, " "), c.note) {
			t.Errorf("%s:\n%s\n%q", c.name, got, notes)
		}
	}
}

func TestConditions(t *testing.T) {
	for test, want := range map[string]bool{
		" mso": true, " !mso": false, " gte mso 9": true, " gt mso 16": false, " lte mso 11": false, " lt mso 12": false, " mso 16": true, " mso 15": false,
		" mso | IE": true, " (mso)|(IE)": true, " (gte mso 9)&(lt mso 15)": false, " IE": false, " !IE": true, " (gte mso 9)|(IE)": true,
		" !vml": false, " lt IE 9": false, " !((mso)|(IE))": false, "": false, " mso mso": false, " ((((": false, " | & !": false,
	} {
		if got := holds(test); got != want {
			t.Errorf("[if%s] is %v", test, got)
		}
	}
}

func TestGmail(t *testing.T) {
	page := `<!doctype html><html><head><style>.a{color:#111}@media (prefers-color-scheme:dark){.a{color:#eee}}@media (max-width:480px){.a{color:red}}</style></head>` +
		`<body><!--[if mso]><p>Word</p><![endif]--><!--[if !mso]><!--><p>others</p><!--<![endif]--><style>.b{color:blue}</style><p class="a" style="position:absolute;color:#222">a</p></body></html>`
	got, notes := simulated(t, page, Gmail)
	for _, want := range []string{".a{color:#111}", "480px", `style="color:#222"`, "others"} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s in %s", want, got)
		}
	}
	for _, no := range []string{"prefers-color-scheme", "blue", "absolute", "Word"} {
		if strings.Contains(got, no) {
			t.Errorf("there is %s in %s", no, got)
		}
	}
	if !strings.Contains(notes[0], "in the body") {
		t.Errorf("notes: %q", notes)
	}
	got, notes = simulated(t, page, GmailOther)
	if strings.Contains(got, "<style") || !strings.Contains(strings.Join(notes, " "), "The style sheet is dropped") {
		t.Errorf("the app with another account: %s\n%q", got, notes)
	}
	got, _ = simulated(t, `<style>.a{color:#111}`+strings.Repeat(" ", sheetRoom)+`</style>`, Gmail)
	if strings.Contains(got, "#111") {
		t.Error("a large style element stays")
	}
}

func TestForcedDark(t *testing.T) {
	got, _ := simulated(t, `<html><head><style>.a{color:#000000!important}@media (prefers-color-scheme:dark){.a{color:#abcdef}}</style></head>`+
		`<body bgcolor="#ffffff"><p class="a" style="color:#1d1c1a;background:white url(/a.png);border:1px solid #ddd">a</p><img src="/a.png"><font color="red">b</font></body></html>`, ForcedDark)
	for _, want := range []string{`bgcolor="#1d1d1d"`, ".a{color:#ffffff!important}", "background:#1d1d1d url(/a.png)", `src="/a.png"`} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s in %s", want, got)
		}
	}
	for _, no := range []string{"abcdef", "#1d1c1a", "#ddd", `color="red"`} {
		if strings.Contains(got, no) {
			t.Errorf("there is %s in %s", no, got)
		}
	}
}

// TestInverted holds that light and dark change places, that grey stays grey
// and that a hue stays what it is.
func TestInverted(t *testing.T) {
	for from, want := range map[string]string{"#fff": "#1d1d1d", "#000": "#ffffff", "black": "#ffffff", "rgba(255,255,255,0.5)": "rgba(29,29,29,0.50)"} {
		c, ok := parseColour(from)
		if got := c.inverted().String(); !ok || got != want {
			t.Errorf("%s becomes %s, want %s", from, got, want)
		}
	}
	blue, _ := parseColour("#155a8a")
	turned := blue.inverted()
	if l, _, _ := turned.lab(); l < 60 || turned.b <= turned.r {
		t.Errorf("a dark blue becomes %s", turned)
	}
	for _, none := range []string{"", "transparent", "currentcolor", "#12", "#ggg", "rgb(1,2)", "rgb(a,b,c)", "url(#fff)", "rgb(nan,nan,nan)"} {
		if c, ok := parseColour(none); ok {
			t.Errorf("%q is %v", none, c)
		}
	}
	if c, ok := parseColour("hsl(120, 100%, 25%)"); !ok || c.String() != "#008000" {
		t.Errorf("hsl gives %v", c)
	}
}

func TestNothingLives(t *testing.T) {
	for _, page := range lively {
		for _, k := range Kinds() {
			got, _, err := Page([]byte(page), k.Name)
			if err != nil {
				t.Fatal(err)
			}
			if what := alive(got); what != "" {
				t.Errorf("%s: %s in %s, of %s", k.Name, what, got, page)
			}
		}
	}
}

func TestBounds(t *testing.T) {
	for name, page := range map[string]string{
		"deep":         strings.Repeat("<div>", 500) + "words",
		"conditionals": strings.Repeat("<!--[if mso]>", 50_000),
		"no end":       "<![endif]-->" + strings.Repeat("<!--[if mso]>", 200_000),
		"many ends":    strings.Repeat("<!--[if mso]><![endif]-->", 50_000),
		"rules":        "<style>" + strings.Repeat("@media x{", 50_000) + "</style>",
		"styles":       `<p style="` + strings.Repeat("a:b;(", 50_000) + `">`,
		"large":        strings.Repeat("x", MaxBytes+100),
		"colours":      `<p style="color:` + strings.Repeat("rgb(1,2,3) ", 20_000) + `">`,
	} {
		for _, k := range Kinds() {
			got, notes, err := Page([]byte(page), k.Name)
			if err != nil || len(got) == 0 || len(got) > 3*MaxBytes || len(notes) > mostNotes {
				t.Errorf("%s, %s: %d bytes and %d notes, %v", name, k.Name, len(got), len(notes), err)
			}
		}
	}
}

// What no parser takes is said, and is no empty page.
func TestTooDeep(t *testing.T) {
	for _, k := range Kinds() {
		got, _, err := Page([]byte(strings.Repeat("<div>", 100_000)), k.Name)
		if got != nil || err == nil || fault.Of(err).Code != fault.BadInput {
			t.Errorf("%s: %d bytes, %v", k.Name, len(got), err)
		}
	}
}

func TestNotes(t *testing.T) {
	n := newNotes()
	n.add("a")
	n.add("b")
	n.add("b")
	n.weigh("c")
	if got := n.list(); !slices.Equal(got, []string{"c.", "a.", "b (2 times)."}) {
		t.Errorf("%q", got)
	}
	for i := range 20 {
		n.add(strings.Repeat("x", i+2))
	}
	if got := n.list(); len(got) != mostNotes || !strings.HasPrefix(got[mostNotes-1], "And 12 more") {
		t.Errorf("%q", got)
	}
}

// lively are pages with something in them that must not come out.
var lively = []string{
	`<script>alert(1)</script>`,
	`<!--[if mso]><script>alert(1)</script><img src=x onerror=alert(1)><![endif]-->`,
	`<!--[if mso]><p title="<![endif]-->"><script>alert(1)</script>`,
	`<a href="java&#10;script:alert(1)">a</a><form action="x"><button formaction="javascript:1">b</button></form>`,
	`<p style="width:expression(alert(1))">a</p><style>p{background:url("java\73 cript:1")}</style>`,
	`<svg><style><img src=x onerror=alert(1)></style></svg><math><mtext><table><mglyph><style><img src=x onerror=alert(1)>`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`,
	`<style></style><style>a{content:"</style><script>alert(1)</script>"}</style>`,
	`<iframe srcdoc="<script>1</script>"></iframe><object data=x></object><embed src=x><base href=//x><meta http-equiv=refresh content="0;url=x">`,
	`<v:rect onclick=alert(1) fillcolor="red"><v:fill src="javascript:1"><o:script>alert(1)</o:script></v:rect>`,
	`<!--[if !mso]><!--><xmp><script>alert(1)</script></xmp><!--<![endif]--><plaintext><script>`,
	`<template><script>alert(1)</script></template><title></title><textarea></textarea><script>`,
	`<![if mso]><script>alert(1)</script><![endif]>`,
}

var forbidden = []string{"script", "iframe", "frame", "object", "embed", "base", "link", "form", "input", "button", "svg", "math", "template", "noscript", "xmp", "plaintext"}

// alive says what in a page is alive, as a browser with scripts reads it and as
// one without does; empty when nothing is.
func alive(page []byte) string {
	for _, scripting := range []bool{true, false} {
		root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(scripting))
		if err != nil {
			return "what cannot be read"
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if slices.Contains(forbidden, n.Data) || n.Namespace != "" {
				return "<" + n.Data + ">"
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "srcdoc" || addresses[a.Key] && !harmless(a.Key, a.Val) {
					return a.Key + "=" + a.Val
				}
			}
		}
	}
	return ""
}

// FuzzPage holds that nothing lives in whatever page, and that the same page
// gives the same.
func FuzzPage(f *testing.F) {
	for _, page := range lively {
		f.Add(page)
	}
	f.Add(`<table bgcolor="#fff"><tr><td style="color:#111;padding:1px 2px">a<img src="a.png" width="1"></table>`)
	f.Fuzz(func(t *testing.T, page string) {
		for _, k := range Kinds() {
			got, notes, err := Page([]byte(page), k.Name)
			if err != nil {
				continue // nested too deeply
			}
			if what := alive(got); what != "" {
				t.Errorf("%s: %s in %q", k.Name, what, got)
			}
			if len(got) > 64*len(page)+4096 || len(notes) > mostNotes {
				t.Errorf("%s: %d bytes and %d notes of %d", k.Name, len(got), len(notes), len(page))
			}
			if again, _, _ := Page([]byte(page), k.Name); !bytes.Equal(got, again) {
				t.Errorf("%s: the same page gives another", k.Name)
			}
		}
	})
}
