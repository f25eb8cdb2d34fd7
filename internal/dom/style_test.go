package dom

import (
	"fmt"
	"strings"
	"testing"
)

// TestStyle holds what the text of the element x looks like, in light and dark.
func TestStyle(t *testing.T) {
	const dark = `@media (prefers-color-scheme:dark)`
	for _, c := range []struct{ name, page, light, dark string }{
		{"nothing said", `<p id=x>`, "#000000 on #ffffff 16", "same"},
		{"inherited", `<body bgcolor=#eee style="color:#333;font-size:14px"><table><tr><td id=x>`, "#333333 on #eeeeee 14", "same"},
		{"the nearest background", `<td bgcolor="eeeeee"><p style="background:#123"><b id=x>`, "#000000 on #112233 16 bold", "same"},
		{"in inline style, the last counts", `<p id=x style="color:red;color:blue">`, "#0000ff on #ffffff 16", "same"},
		{"what is no colour is left out", `<p id=x style="color:333333;color:#zzz">`, "#000000 on #ffffff 16", "same"},
		{"inline over rule", `<style>p{color:red}</style><p id=x style="color:blue">`, "#0000ff on #ffffff 16", "same"},
		{"important over inline", `<style>p{color:red!important}</style><p id=x style="color:blue">`, "#ff0000 on #ffffff 16", "same"},
		{"class over type", `<style>.a{color:red}p{color:blue}</style><p id=x class="b a">`, "#ff0000 on #ffffff 16", "same"},
		{"id over class", `<style>#x{color:red}.a.b{color:blue}</style><p id=x class="b a">`, "#ff0000 on #ffffff 16", "same"},
		{"rule over attribute", `<style>*{color:red}</style><font id=x color=blue>`, "#ff0000 on #ffffff 16", "same"},
		{"the later rule", `<style>p{color:red}</style><style>p{color:blue}</style><p id=x>`, "#0000ff on #ffffff 16", "same"},
		{"descendant", `<style>table td p{color:red}</style><table><tr><td><div><p id=x>`, "#ff0000 on #ffffff 16", "same"},
		{"child", `<style>td>p{color:red}</style><td><div><p id=x>`, "#000000 on #ffffff 16", "same"},
		{"neighbours", `<style>h2+p{color:red}h2~p{font-size:12px}</style><h2>a</h2> <p id=x>`, "#ff0000 on #ffffff 12", "same"},
		{"attribute", `<style>[title^="a b"]{color:red}</style><p id=x title="a b c">`, "#ff0000 on #ffffff 16", "same"},
		{"hover is not now", `<style>p:hover{color:red}p:before{color:red}</style><p id=x>`, "#000000 on #ffffff 16", "same"},
		{"lists", `<style>h1,.q , p{color:red}</style><p id=x>`, "#ff0000 on #ffffff 16", "same"},
		{"another client's wrapper", `<style>[data-ogsc] p{color:red}u + .body p{color:red}</style><p id=x>`, "#000000 on #ffffff 16", "same"},
		{"what nobody knows here", `<style>p:nth-child(2n){color:red}</style><p id=x>`, "unknown 16", "same"},
		{"what nobody knows, and loses", `<style>p:nth-child(2n){color:red}</style><p id=x style="color:blue">`, "#0000ff on #ffffff 16", "same"},
		{"var", `<p id=x style="color:var(--a,red)">`, "unknown 16", "same"},
		{"supports", `<style>@supports (display:grid){p{color:red}}</style><p id=x>`, "unknown 16", "same"},
		{"print", `<style>@media print{p{color:red}}</style><style media=print>p{color:red}</style><p id=x>`, "#000000 on #ffffff 16", "same"},
		{"a telephone", `<style>@media only screen and (max-width:600px){p{color:red}}</style><p id=x>`, "#000000 on #ffffff 16", "same"},
		{"a window", `<style>@media screen and (min-width:600px){p{color:red}}</style><p id=x>`, "#ff0000 on #ffffff 16", "same"},
		{"only Yahoo", `<style>@media yahoo{p{color:red}}</style><p id=x>`, "#000000 on #ffffff 16", "same"},
		{
			"dark", `<style>` + dark + `{.d{background:#111!important;color:#eee!important}}</style><td class=d bgcolor=#fff><p id=x>`,
			"#000000 on #ffffff 16", "#eeeeee on #111111 16",
		},
		{
			"dark, and a colour that stays", `<style>` + dark + `{.d{background:#111!important}}</style><td class=d bgcolor=#fff><p id=x style="color:#222">`,
			"#222222 on #ffffff 16", "#222222 on #111111 16",
		},
		{"dark without a background of its own", `<meta name=color-scheme content="light dark"><p id=x style="color:#222">`, "#222222 on #ffffff 16", "unknown 16"},
		{"a picture behind", `<td background=a.png bgcolor=#fff><p id=x>`, "unknown 16", "same"},
		{"a picture behind what has a ground", `<td background=a.png><p id=x style="background:#fff url(  'a b.png' ) no-repeat"><b bgcolor=red>`, "unknown 16", "same"},
		{"a ground over a picture", `<td style="background-image:linear-gradient(red,blue)"><p id=x style="background-color:#fff">`, "#000000 on #ffffff 16", "same"},
		{"alpha", `<td bgcolor=#000000><p id=x style="color:rgba(255,255,255,.5);background:rgb(255 0 0 / 50%)">`, "#c08080 on #800000 16", "same"},
		{"font", `<p id=x style="font:italic bold 12pt/1.5 'Times New Roman',serif">`, "#000000 on #ffffff 16 bold line 1.5", "same"},
		{"font-size in em and %", `<div style="font-size:20px"><p style="font-size:80%"><span id=x style="font-size:.5em">`, "#000000 on #ffffff 8", "same"},
		{"line-height", `<div style="line-height:150%"><p id=x style="font-size:12px">`, "#000000 on #ffffff 12 line 2", "same"},
		{"line-height as a number", `<div style="line-height:1.5"><p id=x style="font-size:12px">`, "#000000 on #ffffff 12 line 1.5", "same"},
		{"old letters", `<font size=2 color="#666"><b id=x>`, "#666666 on #ffffff 13 bold", "same"},
		{"heading", `<h2 id=x style="font-weight:normal">`, "#000000 on #ffffff 24", "same"},
		{"calc", `<p id=x style="font-size:calc(1px + 2vw)">`, "#000000 on #ffffff 0", "same"},
		{"link", `<td bgcolor=#fff><a href=1 id=x>`, "#0000ee on #ffffff 16", "unknown 16"},
		{"link of the body's", `<body link=red><a href=1 id=x>`, "#ff0000 on #ffffff 16", "unknown 16"},
		{"anchor", `<a name=x id=x>`, "#000000 on #ffffff 16", "same"},
		{"half there", `<div style="opacity:.8"><p id=x>`, "unknown 16", "same"},
		{"filter", `<div style="filter:invert(1)"><p id=x>`, "unknown 16", "same"},
		{"display", `<div style="display:none"><p id=x>`, "hidden", "same"},
		{"preheader", `<div style="max-height:0;overflow:hidden;color:#fff"><p id=x>`, "hidden", "same"},
		{"preheader of a dot", `<div style="font-size:1px;line-height:1px"><p id=x>`, "hidden", "same"},
		{"opacity", `<div style="opacity:0"><p id=x>`, "hidden", "same"},
		{"no size", `<div style="font-size:0"><p id=x>`, "hidden", "same"},
		{"no size around some", `<div style="font-size:0;color:transparent"><p id=x style="font-size:14px;color:red">`, "#ff0000 on #ffffff 14", "same"},
		{"no height", `<div style="height:0px;overflow:hidden"><p id=x>`, "hidden", "same"},
		{"attribute", `<div hidden><p id=x>`, "hidden", "same"},
		{"in the dark alone", `<style>` + dark + `{.d{display:block!important}}</style><div class=d style="display:none"><p id=x>`, "hidden", "#000000 on #ffffff 16"},
		{"escaped", `<style>.sm\:a{color:red}</style><p id=x class="sm:a">`, "#ff0000 on #ffffff 16", "same"},
		{"comments", `<style><!-- /* } */ p/**/{ color/**/:/* ; */red;; } --></style><p id=x>`, "#ff0000 on #ffffff 16", "same"},
		{"damaged", `<style>p{color:red;}}} td{ p{color:blue} } p{font-size:12px</style><p id=x>`, "#ff0000 on #ffffff 12", "same"},
		{"another language", `<style type="text/less">p{color:red}</style><p id=x>`, "#000000 on #ffffff 16", "same"},
	} {
		d := Read([]byte(c.page))
		var x *Node
		for n := range d.Elements() {
			if id, _ := n.Attr("id"); id == "x" {
				x = n
			}
		}
		if c.dark == "same" {
			c.dark = c.light
		}
		if got := seen(d.Style(x, Light)); got != c.light {
			t.Errorf("%s: %s is %s, want %s", c.name, c.page, got, c.light)
		}
		if got := seen(d.Style(x, Dark)); got != c.dark {
			t.Errorf("%s, dark: %s is %s, want %s", c.name, c.page, got, c.dark)
		}
	}
}

func seen(s Style) string {
	if s.Hidden {
		return "hidden"
	}
	out := "unknown"
	if s.Known {
		out = fmt.Sprintf("%v on %v", s.Color, s.Background)
	}
	out += fmt.Sprintf(" %g", s.Size)
	if s.Bold {
		out += " bold"
	}
	if s.Line > 0 {
		out += fmt.Sprintf(" line %g", s.Line)
	}
	return out
}

// TestContrast holds the ratios that WCAG's own pages name.
func TestContrast(t *testing.T) {
	for pair, want := range map[string]string{
		"#000 #fff": "21.00", "#767676 #ffffff": "4.54", "#777 #fff": "4.48", "#595959 #fff": "7.00", "#bbb #fff": "1.92", "#fff #fff": "1.00",
		"white rgb(0 0 255)": "8.59",
	} {
		first, second, _ := strings.Cut(pair, " ")
		a, okA := ParseColour(first)
		b, okB := ParseColour(second)
		if got := fmt.Sprintf("%.2f", Contrast(a, b)); got != want || !okA || !okB {
			t.Errorf("%s: %s, want %s", pair, got, want)
		}
	}
}

func TestParseColour(t *testing.T) {
	for in, want := range map[string]string{
		"#ABC": "#aabbcc", "#aabbcc80": "rgba(170,187,204,0.5019607843137255)", "#f00f": "#ff0000", "RebeccaPurple": "#663399",
		"rgb(100%, 0%, 50%)": "#ff0080", "rgba(1,2,3,0.5)": "rgba(1,2,3,0.5)", "hsl(120, 100%, 25%)": "#008000", "hsl(-120deg 100% 50% / 1)": "#0000ff",
		"transparent": "rgba(0,0,0,0)", "rgb(300, -5, 0)": "#ff0000",
		"#ab": "", "#abcde": "", "rgb(1,2)": "", "rgb(a,b,c)": "", "nocolour": "", "": "", "color(srgb 1 1 1)": "", "hsl(1,2,x)": "", "rgb(NaN,1,1)": "",
	} {
		got, ok := ParseColour(in)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q is %v, %v, want %s", in, got, ok, want)
		}
	}
}

// TestSheets holds the places of rules, and what is kept of at-rules.
func TestSheets(t *testing.T) {
	page := "<style>\n@import url(x.css);\n@font-face{font-family:a;src:url(b)}\n.a , td > b{ Color : RED ! important; mso-hide:all}\n" +
		"@media (max-width:600px) and (x){ .c{*zoom:1; background:url(a;b) } }</style><p class=a style='Margin:0 auto;color:red'>"
	d := Read([]byte(page))
	var got []string
	for _, a := range d.AtRules() {
		got = append(got, fmt.Sprintf("@%s|%s|%s", a.Name, a.Prelude, page[a.Start:a.End]))
	}
	for _, r := range d.Rules() {
		got = append(got, fmt.Sprintf("%s|%s|%v", r.Selector, page[r.Start:r.End], r.Media))
		for _, s := range r.Declarations {
			got = append(got, fmt.Sprintf("  %s=%s %v|%s", s.Property, s.Value, s.Important, page[s.Start:s.End]))
		}
	}
	for _, s := range d.Inline(d.First("p")) {
		got = append(got, fmt.Sprintf("p %s=%s|%s", s.Property, s.Value, page[s.Start:s.End]))
	}
	for _, r := range d.Matching(d.First("p")) {
		got = append(got, "matching "+r.Selector)
	}
	want := `@import|url(x.css)|@import url(x.css)
@font-face||@font-face
@media|(max-width:600px) and (x)|@media (max-width:600px) and (x)
.a , td > b|.a , td > b|[]
  color=RED true|Color : RED ! important
  mso-hide=all false|mso-hide:all
.c|.c|[media (max-width:600px) and (x)]
  *zoom=1 false|*zoom:1
  background=url(a;b) false|background:url(a;b)
p margin=0 auto|Margin:0 auto
p color=red|color:red
matching .a , td > b`
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

// TestHostileSheets holds that a sheet which would take hours is given up, and
// that nothing is then known.
func TestHostileSheets(t *testing.T) {
	page := "<style>" + strings.Repeat("b b b b b b b b b i{color:red}", 5000) + "</style>" + strings.Repeat("<b>", 200) + strings.Repeat("<i>x</i>", 5000)
	d := Read([]byte(page))
	if s := d.Style(d.Nodes[len(d.Nodes)-1], Light); s.Known {
		t.Errorf("it is known: %v", s)
	}
}

// TestManyClasses holds that an element keeps as many classes as anybody gives it,
// and not as many as somebody may.
func TestManyClasses(t *testing.T) {
	page := "<style>.b{color:#ff0000}</style><p class='" + strings.Repeat("a ", 98) + "b c d e'>x<p class='" + strings.Repeat("a ", 500_000) + "'>y"
	d := Read([]byte(page))
	last := d.Nodes[len(d.Nodes)-2]
	if n := len(last.classes); last.Name != "p" || n != maxClasses {
		t.Errorf("%s has %d classes", last.Name, n)
	}
	if first := last.Prev; len(d.Matching(first)) != 1 {
		t.Errorf("of %d classes the 99th is not known", len(first.classes))
	}
}
