package dom

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestPlaces holds that everything has its exact place, in characters.
func TestPlaces(t *testing.T) {
	page := "<!doctype html>\n<p class='a b'\n title=\"“x”\">Süß &amp; gut<br>\r\n日本 <IMG src=a.png></p><!-- c -->"
	d := Read([]byte(page))
	var got strings.Builder
	for _, n := range d.Nodes {
		line, column := d.Position(n.Start)
		fmt.Fprintf(&got, "%d:%d %s %q %q\n", line, column, n.Name, n.Words, d.Tag(n))
	}
	want := `1:1  "html" "<!doctype html>"
1:16  "\n" "\n"
2:1 p "" "<p class='a b'\n title=\"“x”\">"
3:14  "Süß & gut" "Süß &amp; gut"
3:27 br "" "<br>"
3:31  "\n日本 " "\r\n日本 "
4:4 img "" "<IMG src=a.png>"
4:23  " c " "<!-- c -->"
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
	p := d.First("p")
	if at, ok := d.AttrAt(p, "title"); !ok || page[at.Start:at.End] != "“x”" {
		t.Errorf("the title stands at %v, %v", at, ok)
	}
	if got := d.Inner(p); got != "Süß & gut 日本" {
		t.Errorf("inner %q", got)
	}
}

// TestAttrAt holds the places of attributes in every way of writing them.
func TestAttrAt(t *testing.T) {
	d := Read([]byte(`<td style = 'color:red' a=1 b  c="2 > 1"style2=x/ d=&amp; e>x`))
	td := d.First("td")
	for name, want := range map[string]string{"style": "color:red", "a": "1", "b": "", "c": "2 > 1", "style2": "x/", "e": ""} {
		at, ok := d.AttrAt(td, name)
		if got := string(d.Source[at.Start:at.End]); !ok || got != want {
			t.Errorf("%s: %q, %v, want %q", name, got, ok, want)
		}
	}
	if _, ok := d.AttrAt(td, "d"); ok {
		t.Error("d is written with an entity, so places in it mean nothing")
	}
	if _, ok := d.AttrAt(td, "z"); ok {
		t.Error("there is no z")
	}
}

// TestFaults holds what is not well-formed, and above all what is.
func TestFaults(t *testing.T) {
	for page, want := range map[string]string{
		// In order.
		`<!doctype html><html><head><title>x</title></head><body><p>a</p></body></html>`: "",
		`<div><p>a<p>b</div>`:                    "", // a paragraph ends by itself
		`<ul><li>a<li>b<ul><li>c</ul><li>d</ul>`: "",
		`<dl><dt>a<dd>b<dt>c<dd>d</dl>`:          "",
		`<table><tr><td>a<td>b<tr><td>c</table>`: "", // rows and cells do, too
		`<table><tbody><tr><td><table><tr><td>x</td></tr></table></td></tr></tbody></table>`:   "",
		`<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>`:  "",
		`<table><caption>x</caption><colgroup><col><col></colgroup><tr><td></td></tr></table>`: "",
		`<table><!-- c --> <tr> <td>a</td> </tr> </table>`:                                     "",
		`<p>a<br>b<br/>c<img src=x><hr></p`:                                                    "",
		`<!--[if mso]></td></tr></table><![endif]-->`:                                          "", // a comment, to all but Word
		`<svg viewBox="0 0 1 1"><path d="M0"/><g><rect/></g></svg>`:                            "",
		`<p>a<o:p></o:p><o:p/></p>`:                                                            "",
		`<style>td > p { color: red }</style>`:                                                 "",
		`<head><meta charset=utf-8><title>a</title><body>b`:                                    "",
		`<a href=1><h2>x</h2></a>`:                                                             "",
		`<noscript><p>x</p></noscript>`:                                                        "",
		`<p>a<table><tr><td>b</td></tr></table></p>`:                                           "", // without a doctype, as browsers do
		`<select><option>a<option>b</select>`:                                                  "",
		`<p><select><optgroup><option>a</optgroup></select></p>`:                               "",
		`<table><form><tr><td><input></td></tr></form></table>`:                                "",

		// Not in order.
		`<table><tr><td><font>..</table>`:                    "unclosed <font> by /table",
		`<table><td>x</td></table>`:                          "misplaced <td> in table",
		`<tr><td>x</td></tr>`:                                "misplaced <tr> in ",
		`<table><tr>words<td>x</td></tr></table>`:            "misplaced words in tr",
		`<table><tr><div>x</div><td>x</td></tr></table>`:     "misplaced <div> in tr",
		`<b><i>x</b></i>`:                                    "misnested <i> by /b",
		`<p><div>x</div></p>`:                                "misnested <p> by div",
		`<!doctype html><p>a<table><tr><td>b</table></p>`:    "misnested <p> by table",
		`<p><font>a<div>b</div></font></p>`:                  "misplaced <div> in p",
		`<div>x</div></div>`:                                 "stray </div>",
		`<table><tr><td></div>x</td></tr></table>`:           "stray </div>",
		`<div><table><tr><td></div></td></tr></table></div>`: "stray </div>",
		`x</br>`:                        "stray </br>",
		`<h2>a</h3>`:                    "misnested <h2> by /h3",
		`<h2>a<h3>b</h3>`:               "unclosed <h2> by h3",
		`<a href=1>x<a href=2>y</a>`:    "unclosed <a> by a",
		`<div><span>x</div>`:            "unclosed <span> by /div",
		`<div>x`:                        "unclosed <div> by ",
		`<div/>x`:                       "unclosed <div> by ",
		`<body><p>a</p><body class=x>b`: "misplaced <body> in body",
		`<table><tr><td>a</td></tr></table></td></tr></table>`: "stray </td>, stray </tr>, stray </table>",
		`<ul><li><b>a<li>b</ul>`:                               "unclosed <b> by li",
	} {
		var got []string
		for _, f := range Read([]byte(page)).Faults {
			got = append(got, described(f))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s\ngot  %s\nwant %s", page, s, want)
		}
	}
}

func described(f Fault) string {
	switch f.Trouble {
	case Unclosed:
		return fmt.Sprintf("unclosed <%s> by %s", f.Name, f.By)
	case Misnested:
		return fmt.Sprintf("misnested <%s> by %s", f.Name, f.By)
	case Stray:
		return fmt.Sprintf("stray </%s>", f.Name)
	}
	if f.Name == "" {
		return "misplaced words in " + f.By
	}
	return fmt.Sprintf("misplaced <%s> in %s", f.Name, f.By)
}

// TestConditionals holds the four ways of writing them.
func TestConditionals(t *testing.T) {
	page := `<!--[if mso]><table><![endif]--><!--[if !mso]><!--><p>x</p><!--<![endif]--><![if !mso]>k<![endif]>` +
		`<!--[if (gte mso 9)|(IE)]>never--> <!--<![endif]--><!-- [if mso ] > v <![ endif ]--><!--[if !vml]-->w<!--[endif]-->`
	d := Read([]byte(page))
	var got []string
	for _, c := range d.Conditionals() {
		got = append(got, fmt.Sprintf("%s hidden:%v ended:%v %q", c.Test, c.Hidden, c.Ended, page[c.Content.Start:c.Content.End]))
	}
	want := []string{
		`mso hidden:true ended:true "<table>"`, `!mso hidden:false ended:true "<p>x</p>"`, `!mso hidden:false ended:true "k"`,
		`(gte mso 9)|(IE) hidden:true ended:false "never"`, ` hidden:false ended:true ""`, `mso hidden:true ended:true " v "`,
		`!vml hidden:false ended:true "w"`,
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

// TestBounds holds that what is too large or too deep is cut, and no fault.
func TestBounds(t *testing.T) {
	for name, page := range map[string]string{
		"deep":    strings.Repeat("<div>", 5000) + "x" + strings.Repeat("</div>", 5000),
		"many":    strings.Repeat("<b>x</b>", maxNodes),
		"large":   "<p>" + strings.Repeat("x", MaxBytes) + "</p>",
		"in a p":  "<p>" + strings.Repeat("<b>", 250) + strings.Repeat("<div></div>", maxNodes),
		"slashes": "<td " + strings.Repeat("/", 1<<20) + " style=a:b>",
	} {
		d := Read([]byte(page))
		for n := range d.Elements("td") {
			d.AttrAt(n, "style")
		}
		d.Style(d.Root, Light)
		if !d.Cut && name != "slashes" {
			t.Errorf("%s is not cut", name)
		}
		if len(d.Nodes) > maxNodes || len(d.Faults) > maxFaults {
			t.Errorf("%s: %d nodes, %d faults", name, len(d.Nodes), len(d.Faults))
		}
	}
}

// TestLikeABrowser holds that the words of a page, its links and its pictures
// are the ones that a web parser finds, in whatever is well-formed.
func TestLikeABrowser(t *testing.T) {
	page := `<!doctype html><html><head><title>no</title></head><body><table><tr><td>a &lt; b</td><td><a href="x?a=1&amp;b=2">c</a>` +
		`<p>d<p>e<ul><li>f<li>g</ul></table>h</body></html>`
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "title" {
			want = append(want, n.Parent.Data+":"+n.Data)
		}
	}
	var got []string
	for _, n := range Read([]byte(page)).Nodes {
		if n.InPage() {
			got = append(got, n.Parent.Name+":"+n.Words)
		}
	}
	if g, w := strings.Join(got, "|"), strings.Join(want, "|"); g != w {
		t.Errorf("got %s, want %s", g, w)
	}
}
