package svg

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"
)

// in puts elements into a drawing of 40 by 40.
func in(elements string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">` + elements + `</svg>`
}

func drawn(t *testing.T, file string, w, h int) *image.RGBA {
	t.Helper()
	d, err := Read([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	m, err := d.Draw(w, h)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// shades are the words for colours in the table; see-through pixels are “none”.
var shades = map[string]color.RGBA{
	"none": {}, "red": {255, 0, 0, 255}, "blue": {0, 0, 255, 255}, "lime": {0, 255, 0, 255}, "black": {0, 0, 0, 255},
	"white": {255, 255, 255, 255}, "half-red": {128, 0, 0, 128}, "grey": {128, 128, 128, 255}, "purple": {128, 0, 128, 255},
	"half-cover": {0, 0, 0, 128},
}

// TestDraw looks at single pixels of small drawings: “x,y colour; x,y colour”.
func TestDraw(t *testing.T) {
	cases := []struct{ name, elements, want string }{
		{"rectangle", `<rect x="10" y="10" width="20" height="20" fill="red"/>`, "9,9 none; 10,10 red; 29,29 red; 30,30 none"},
		{"black by default", `<rect width="5" height="5"/>`, "2,2 black"},
		{"half a pixel", `<rect width="5.5" height="5"/>`, "5,2 half-cover; 6,2 none"},
		{"percentages", `<rect width="100%" height="50%" fill="red"/>`, "39,19 red; 39,20 none"},
		{"round corners", `<rect width="40" height="40" rx="20" fill="red"/>`, "1,1 none; 20,1 red; 20,20 red; 38,38 none"},
		{"circle", `<circle cx="20" cy="20" r="10" fill="red"/>`, "20,20 red; 11,20 red; 12,12 none; 28,20 red; 31,20 none"},
		{"ellipse", `<ellipse cx="20" cy="20" rx="15" ry="5" fill="red"/>`, "6,20 red; 20,16 red; 20,12 none"},
		{"polygon", `<polygon points="0,0 40,0 0,40" fill="red"/>`, "5,5 red; 35,35 none"},
		{"open polyline is filled", `<polyline points="0,0 40,0 0,40" fill="red"/>`, "5,5 red"},
		{"path, relative", `<path d="m10 10h20v20h-20z" fill="red"/>`, "9,20 none; 10,20 red; 29,20 red; 30,20 none"},
		{"path, packed numbers", `<path d="M.5.5 39.5.5-.5 39.5z" fill="red"/>`, "5,5 red; 35,35 none"},
		{"path, arc flags without spaces", `<path d="M10 20a10 10 0 1110 10z" fill="red"/>`, "20,12 red; 27,20 red"},
		{"path, cubic", `<path d="M0 40C0 0 40 0 40 40" fill="red"/>`, "20,15 red; 20,5 none; 1,1 none"},
		{"path, smooth", `<path d="M0 20Q10 0 20 20T40 20" fill="red"/>`, "10,15 red; 30,25 red; 30,15 none"},
		{"path, wrong in the end", `<path d="M0 0H20V20H0z M30 30 L oops" fill="red"/>`, "5,5 red"},
		{"a hole by winding", `<path d="M0 0H40V40H0zM10 10V30H30V10z" fill="red"/>`, "5,5 red; 20,20 none"},
		{"no hole by winding", `<path d="M0 0H40V40H0zM10 10H30V30H10z" fill="red"/>`, "20,20 red"},
		{"a hole by even-odd", `<path fill-rule="evenodd" d="M0 0H40V40H0zM10 10H30V30H10z" fill="red"/>`, "5,5 red; 20,20 none"},
		{"thrice around by even-odd", `<path fill-rule="evenodd" d="M0 0H40V40H0zM5 5H35V35H5zM10 10H30V30H10z"/>`, "2,2 black; 7,7 none; 20,20 black"},
		{"line", `<line x1="5" y1="20" x2="35" y2="20" stroke="red" stroke-width="4"/>`, "4,20 none; 5,18 red; 34,21 red; 35,20 none; 20,22 none"},
		{"round caps", `<line x1="10" y1="20" x2="30" y2="20" stroke="red" stroke-width="10" stroke-linecap="round"/>`, "6,20 red; 5,16 none; 33,20 red"},
		{"square caps", `<line x1="10" y1="20" x2="30" y2="20" stroke="red" stroke-width="10" stroke-linecap="square"/>`, "5,16 red; 34,24 red; 4,20 none"},
		{"a dot", `<path d="M20 20h0" stroke="red" stroke-width="10" stroke-linecap="round"/>`, "20,20 red; 16,20 red; 15,15 none"},
		{"miter", `<path d="M5 35V5H35" fill="none" stroke="red" stroke-width="6"/>`, "2,2 red; 20,20 none"},
		{"bevel", `<path d="M10 35V10H35" fill="none" stroke="red" stroke-width="10" stroke-linejoin="bevel"/>`, "5,5 none; 8,8 red"},
		{"round join", `<path d="M10 35V10H35" fill="none" stroke="red" stroke-width="10" stroke-linejoin="round"/>`, "5,5 none; 7,7 red"},
		{"closed stroke", `<path d="M10 10H30V30H10z" fill="none" stroke="red" stroke-width="4"/>`, "8,8 red; 31,31 red; 20,20 none"},
		{"dashes", `<path d="M0 20H40" stroke="red" stroke-width="4" stroke-dasharray="10 5"/>`, "5,20 red; 12,20 none; 20,20 red; 27,20 none"},
		{"dashes, moved", `<path d="M0 20H40" stroke="red" stroke-width="4" stroke-dasharray="10" stroke-dashoffset="10"/>`, "5,20 none; 15,20 red; 25,20 none"},
		{"groups", `<g fill="red" transform="translate(10 10)"><rect width="5" height="5"/></g>`, "2,2 none; 12,12 red"},
		{"transforms in order", `<rect width="5" height="5" fill="red" transform="translate(10,10) scale(2)"/>`, "19,19 red; 21,21 none"},
		{"rotation", `<rect x="20" width="20" height="4" fill="red" transform="rotate(90 20 20)"/>`, "38,30 red; 30,2 none"},
		{"opacity", `<rect width="40" height="40" fill="red" opacity="50%"/>`, "20,20 half-red"},
		{"a see-through group is one thing", `<g opacity=".5"><rect width="40" height="40" fill="red"/><rect width="40" height="40" fill="red"/></g>`, "20,20 half-red"},
		{"one over the other", `<rect width="40" height="40" fill="red"/><rect width="40" height="40" fill="blue" fill-opacity=".5"/>`, "20,20 purple"},
		{"style attribute", `<rect width="40" height="40" fill="blue" style="fill: red; stroke:none"/>`, "20,20 red"},
		{"style sheet", `<style>.a,.b{fill:red} #c{fill:lime}</style><rect class="b" width="10" height="10" fill="blue"/><rect id="c" class="a" x="20" width="10" height="10"/>`, "5,5 red; 25,5 lime"},
		{"style sheet for dark windows", `<style>.a{fill:red}@media (prefers-color-scheme: dark){.a{fill:blue}}</style><rect class="a" width="10" height="10"/>`, "5,5 red"},
		{"current colour", `<g color="red"><rect width="9" height="9" fill="currentColor"/></g>`, "5,5 red"},
		{"colours", `<rect width="9" height="9" fill="#f00"/><rect x="10" width="9" height="9" fill="rgb(0,0,255)"/><rect x="20" width="9" height="9" fill="hsl(120 100% 50%)"/><rect x="30" width="9" height="9" fill="rgb(255 0 0 / 50%)"/>`, "5,5 red; 15,5 blue; 25,5 lime; 35,5 half-red"},
		{"hidden", `<rect width="9" height="9" display="none"/><g visibility="hidden"><rect x="10" width="9" height="9"/><rect x="20" width="9" height="9" visibility="visible"/></g>`, "5,5 none; 15,5 none; 25,5 black"},
		{"use", `<defs><rect id="r" width="9" height="9"/></defs><use href="#r" x="20" fill="red"/>`, "5,5 none; 25,5 red"},
		{"symbol", `<symbol id="s" viewBox="0 0 10 10"><rect width="30" height="10" fill="red"/></symbol><use href="#s" x="10" y="10" width="20" height="20"/>`, "5,15 none; 15,15 red; 29,29 red; 32,15 none"},
		{"inner svg", `<svg x="10" width="10" height="10" viewBox="0 0 1 1"><rect width="5" height="1" fill="red"/></svg>`, "5,5 none; 15,5 red; 25,5 none"},
		{"clip", `<clipPath id="c"><circle cx="20" cy="20" r="10"/></clipPath><g clip-path="url(#c)"><rect width="40" height="40" fill="red"/></g>`, "20,20 red; 5,5 none"},
		{"clip in a clip", `<clipPath id="a"><rect width="20" height="40"/></clipPath><clipPath id="b"><rect width="40" height="20"/></clipPath><g clip-path="url(#a)"><rect clip-path="url(#b)" width="40" height="40" fill="red"/></g>`, "5,5 red; 25,5 none; 5,25 none"},
		{"gradient", `<linearGradient id="g"><stop stop-color="red"/><stop offset=".5" stop-color="red"/><stop offset=".5" stop-color="blue"/></linearGradient><rect width="40" height="40" fill="url(#g)"/>`, "5,5 red; 35,5 blue"},
		{"gradient of another", `<linearGradient id="h"><stop stop-color="red"/><stop offset="1" stop-color="red"/></linearGradient><linearGradient id="g" href="#h" x2="0" y2="1"/><rect width="40" height="40" fill="url(#g)"/>`, "5,5 red"},
		{"radial gradient", `<radialGradient id="g" gradientUnits="userSpaceOnUse" cx="20" cy="20" r="10"><stop offset=".6" stop-color="red"/><stop offset=".6" stop-color="blue"/></radialGradient><rect width="40" height="40" fill="url(#g)"/>`, "20,20 red; 24,20 red; 28,20 blue; 1,1 blue"},
		{"repeated gradient", `<linearGradient id="g" spreadMethod="repeat" gradientUnits="userSpaceOnUse" x2="20"><stop offset=".5" stop-color="red"/><stop offset=".5" stop-color="blue"/></linearGradient><rect width="40" height="40" fill="url(#g)"/>`, "5,5 red; 15,5 blue; 25,5 red; 35,5 blue"},
		{"other vocabularies", `<inkscape:grid xmlns:inkscape="urn:x"><rect width="40" height="40"/></inkscape:grid>`, "5,5 none"},
		{"switch", `<switch><foreignObject/><g requiredExtensions="x"><rect width="40" height="40"/></g><g><rect width="40" height="40" fill="red"/></g></switch>`, "5,5 red"},
		{"far outside", `<rect x="-1e5" y="-1e5" width="2e5" height="2e5" fill="red"/>`, "0,0 red; 39,39 red"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := drawn(t, in(c.elements), 40, 40)
			for part := range strings.SplitSeq(c.want, "; ") {
				var x, y int
				var word string
				if _, err := fmt.Sscanf(part, "%d,%d %s", &x, &y, &word); err != nil {
					t.Fatal(err)
				}
				if got, want := m.RGBAAt(x, y), shades[word]; !alike(got, want) {
					t.Errorf("at %d,%d is %v, want %s %v", x, y, got, word, want)
				}
			}
		})
	}
}

func alike(a, b color.RGBA) bool {
	for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B), int(a.A) - int(b.A)} {
		if d > 3 || d < -3 {
			return false
		}
	}
	return true
}

func TestSize(t *testing.T) {
	for attributes, want := range map[string]string{
		`width="120" height="60"`:                          "120×60",
		`width="1in" height="2.54cm"`:                      "96×96",
		`viewBox="0 0 30 20"`:                              "30×20",
		`viewBox="0 0 30 20" width="60"`:                   "60×40",
		`viewBox="0 0 30 20" height="60px"`:                "90×60",
		`viewBox="0 0 30 20" width="100%" height="100%"`:   "30×20",
		`viewBox="-5,-5,30,20" width="300pt" height="1e2"`: "400×100",
		``:                     "300×150",
		`viewBox="0 0 0 10"`:   "no size",
		`width="0" height="0"`: "no size",
		`viewBox="0 0 1 1" width="1e9" height="1"`:                                    "no size",
		`viewBox="0 0 4 1" preserveAspectRatio="xMinYMin slice" width="1" height="1"`: "preserveAspectRatio",
	} {
		d, err := Read([]byte(`<svg xmlns="http://www.w3.org/2000/svg" ` + attributes + `/>`))
		var got string
		if err != nil {
			got = err.Error()
		} else {
			got = fmt.Sprintf("%v×%v", d.Width, d.Height)
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", attributes, got, want)
		}
	}
}

// TestFit: a drawing keeps its shape inside a frame of another one.
func TestFit(t *testing.T) {
	file := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="red"/></svg>`
	m := drawn(t, file, 40, 20)
	if !alike(m.RGBAAt(5, 10), shades["none"]) || !alike(m.RGBAAt(20, 1), shades["red"]) || !alike(m.RGBAAt(35, 10), shades["none"]) {
		t.Error("it was not put into the middle")
	}
	m = drawn(t, strings.Replace(file, "<svg ", `<svg preserveAspectRatio="none" `, 1), 40, 20)
	if !alike(m.RGBAAt(1, 1), shades["red"]) || !alike(m.RGBAAt(38, 18), shades["red"]) {
		t.Error("it was not stretched")
	}
}

// TestRefused: what is not drawn is named, and nothing outside is opened.
func TestRefused(t *testing.T) {
	for elements, want := range map[string]string{
		`<text>Hello</text>`:                                           "text",
		`<g><a><text>Hello</text></a></g>`:                             "text",
		`<image href="https://example.com/x.png"/>`:                    "a picture inside",
		`<script>alert(1)</script>`:                                    "a script",
		`<foreignObject/>`:                                             "a web page",
		`<rect><animate attributeName="x"/></rect><animate/>`:          "an animation",
		`<use href="https://example.com/x.svg#a"/>`:                    "another file",
		`<rect width="1" height="1" fill="url(x.svg#a)"/>`:             "another file",
		`<rect filter="url(#f)"/>`:                                     "a filter",
		`<rect style="mask:url(#m)"/>`:                                 "a mask",
		`<path marker-end="url(#m)"/>`:                                 "arrowheads",
		`<style>@import url(x.css);{}</style>`:                         "a style sheet",
		`<style>g > rect{fill:red}</style>`:                            "the selector",
		`<rect fill="color(display-p3 1 0 0)"/>`:                       "the colour",
		`<pattern id="p"/><rect width="9" height="9" fill="url(#p)"/>`: "<pattern>",
		`<rect transform="spin(9)"/>`:                                  "the transform",
		`<marquee/>`:                                                   "<marquee>",
		`<g id="g"><use href="#g"/></g>`:                               "too many parts",
		`<rect width="1e40" height="1"/><path d="M0 0h1e8v1e8h1e8z" transform="scale(1e6)"/>`: "too large",
		`<path stroke="red" stroke-dasharray="1e-7" d="M0 0H40"/>`:                            "too many dashes",
	} {
		err := tried(in(elements))
		var u *Unsupported
		if !errors.As(err, &u) || !strings.Contains(u.What, want) {
			t.Errorf("%s: %v, want %s", elements, err, want)
		}
	}
	for file, want := range map[string]string{
		`<svg><g>`:             "its end is missing",
		`<svg></g></svg>`:      "not well-formed",
		`<svg>&unknown;</svg>`: "not well-formed",
		`<html></html>`:        "does not begin",
		`<svg/><svg/>`:         "does not begin",
		`<?xml version="1.0" encoding="x-what"?><svg/>`: "not well-formed",
	} {
		err := tried(file)
		var b *Broken
		if !errors.As(err, &b) || !strings.Contains(b.Why, want) {
			t.Errorf("%s: %v, want %s", file, err, want)
		}
	}
}

func tried(file string) error {
	d, err := Read([]byte(file))
	if err == nil {
		_, err = d.Draw(40, 40)
	}
	return err
}

// TestBounded: files made to keep a machine busy are refused soon.
func TestBounded(t *testing.T) {
	nested := func(levels, each int) string {
		var b strings.Builder
		b.WriteString(`<defs><rect id="u0" width="1" height="1"/></defs>`)
		for i := 1; i <= levels; i++ {
			fmt.Fprintf(&b, `<g id="u%d">%s</g>`, i, strings.Repeat(fmt.Sprintf(`<use href="#u%d"/>`, i-1), each))
		}
		return b.String()
	}
	for what, elements := range map[string]string{
		"a billion uses":      nested(9, 10),
		"deep nesting":        strings.Repeat("<g>", 5000) + strings.Repeat("</g>", 5000),
		"many elements":       strings.Repeat("<g/>", maxNodes+1),
		"many points":         `<path d="M0 0` + strings.Repeat("c9 0 0 9 9 999999", 60000) + `"/>`,
		"many clips":          strings.Repeat(`<g clip-path="url(#c)">`, 90) + strings.Repeat("</g>", 90) + `<clipPath id="c"><rect width="9" height="9"/></clipPath>`,
		"many layers":         strings.Repeat(`<g opacity=".9">`, 90) + `<rect/>` + strings.Repeat("</g>", 90),
		"many rules":          "<style>" + strings.Repeat(".a{}", maxRules+1) + "</style>",
		"many set properties": "<style>" + strings.Repeat("*{a:b;c:d;e:f;g:h;i:j}", maxRules-1) + "</style>" + strings.Repeat("<g/>", 2000),
	} {
		d, err := Read([]byte(in(elements)))
		if err == nil {
			_, err = d.Draw(2000, 1500)
		}
		var u *Unsupported
		if !errors.As(err, &u) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestWorkIsPaidFor: a fill, a layer, a clip and a gradient each take from the
// budget, and when that is spent, drawing ends.
func TestWorkIsPaidFor(t *testing.T) {
	const often = 50
	for what, elements := range map[string]string{
		"fills":     strings.Repeat(`<rect width="40" height="40"/>`, often),
		"layers":    strings.Repeat(`<g opacity=".5"><rect width="1" height="1"/></g>`, often),
		"clips":     `<clipPath id="c"><rect width="1" height="1"/></clipPath>` + strings.Repeat(`<g clip-path="url(#c)"/>`, often),
		"gradients": `<linearGradient id="g"><stop/></linearGradient>` + strings.Repeat(`<rect width="1" height="1" fill="url(#g)"/>`, often),
		"long text": `<defs><path id="p" d="` + strings.Repeat(" ", 30_000) + `"/></defs>` + strings.Repeat(`<use href="#p"/>`, often),
		"off edges": `<defs><path id="p" d="M-9-9` + strings.Repeat("h-1v-1", 2000) + `"/></defs>` + strings.Repeat(`<use href="#p"/>`, often),
	} {
		d, err := Read([]byte(in(elements)))
		if err != nil {
			t.Fatal(err)
		}
		p, err := newPainter(d, 200, 150)
		if err != nil {
			t.Fatal(err)
		}
		p.budget = often / 2 * 200 * 150
		start := initial
		start.matrix = scale(5, 5)
		if err := p.root(d.root, start); !errors.Is(err, errWork) {
			t.Errorf("%s: %v, with %d left", what, err, p.budget)
		}
	}
}

// FuzzDraw: whatever the bytes, a picture or a reason, in bounded time.
func FuzzDraw(f *testing.F) {
	for _, elements := range []string{
		`<rect x="1" y="1" width="20" height="20" rx="3" fill="red" stroke="blue" stroke-width="3" stroke-dasharray="4 2"/>`,
		`<path d="M1 1C9 9 20 0 30 30S5 5 9 9Q1 2 3 4T8 8A5 5 0 1 0 9 9z" fill-rule="evenodd" stroke="#123" stroke-linejoin="round"/>`,
		`<radialGradient id="g" fx="2"><stop stop-color="red"/><stop offset="1"/></radialGradient><circle r="9" fill="url(#g)" opacity=".3"/>`,
		`<clipPath id="c"><rect width="9" height="9"/></clipPath><g clip-path="url(#c)" transform="rotate(9)"><use href="#d"/><g id="d"><line x2="9"/></g></g>`,
		`<style>.a{fill:red}#b{stroke:hsl(1 2% 3%)}</style><polygon class="a" id="b" points="1 2 3 4 5 6 7"/>`,
		`<svg viewBox="0 0 2 2"><symbol id="s"><ellipse rx="1" ry="2"/></symbol><use href="#s" width="9"/></svg>`,
	} {
		f.Add([]byte(in(elements)))
	}
	f.Add([]byte(`<?xml version="1.0" encoding="latin1"?><!DOCTYPE svg><svg width="1mm" height="2in" viewBox="1 2 3 4"/>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(data)
		if err == nil {
			_, err = d.Draw(50, 40)
		}
		var u *Unsupported
		var b *Broken
		if err != nil && !errors.As(err, &u) && !errors.As(err, &b) {
			t.Errorf("%#v", err)
		}
	})
}
