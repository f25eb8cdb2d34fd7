package email

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/tools/txtar"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// viewed gives the whole page with view changes. Keys are the blocks' numbers.
func viewed(s *Sheet, id func(item int) string) []byte {
	page := bytes.Clone(s.Head)
	for i, leaf := range s.Items {
		page = append(page, leaf.View(id(i), strconv.Itoa)...)
	}
	return append(page, s.Foot...)
}

// lawOfTheView holds that view changes can be taken back, and are on the rows,
// on every outermost element of every block, around the slots, and nowhere else.
func lawOfTheView(t testing.TB, e *issue.Edition, id string) {
	t.Helper()
	sheet := new(Renderer).Sheet(e)
	if page := viewed(sheet, func(int) string { return id }); !bytes.Equal(Unmark(page), Render(e)) {
		t.Errorf("the view changes cannot be taken back:\n%s", page)
	}
	for _, leaf := range sheet.Items {
		view, whole := leaf.View(id, strconv.Itoa), ""
		slots := strings.Count(view, chipOpen)
		if slots != len(leaf.Slots) || strings.Count(view, chipClose) != slots {
			t.Errorf("%d chips, %d slots", slots, len(leaf.Slots))
		}
		for k, block := range leaf.Blocks {
			one := leaf.BlockView(k, id, strconv.Itoa(k))
			if string(Unmark([]byte(one))) != string(leaf.HTML[block.At.Start:block.At.End]) {
				t.Errorf("a block's view changes cannot be taken back:\n%s", one)
			}
			named(t, one, atom.Td, id+"/"+strconv.Itoa(k))
			if k > 0 {
				whole += leaf.Lead(k)
			}
			whole += one
		}
		if first, ok := strings.CutSuffix(view, whole+leaf.Lead(len(leaf.Blocks))); len(leaf.Blocks) > 0 && (!ok || string(Unmark([]byte(first))) != leaf.Lead(0)) {
			t.Errorf("the view is not its lead and its blocks:\n%s", view)
		}
		named(t, view, atom.Tbody, id)
	}
}

// named parses HTML as a browser does that puts it in a page, and wants that
// name on all of its outermost elements, and that there are some.
func named(t testing.TB, fragment string, inside atom.Atom, name string) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, DataAtom: inside, Data: inside.String()})
	if err != nil {
		t.Fatal(err)
	}
	elements := 0
	for _, n := range nodes {
		switch {
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) == "":
			continue
		case n.Type != html.ElementNode || len(n.Attr) == 0 || n.Attr[0] != html.Attribute{Key: "data-pos", Val: name}:
			t.Errorf("%s %s has not the name %q:\n%s", n.Data, n.Attr, name, fragment)
		}
		elements++
		for d := range n.Descendants() {
			if inside == atom.Td && d.Type == html.ElementNode && len(d.Attr) > 0 && d.Attr[0].Key == "data-pos" {
				t.Errorf("%s has a name inside a block:\n%s", d.Data, fragment)
			}
		}
	}
	if elements == 0 {
		t.Errorf("no element in %q", fragment)
	}
}

// TestView holds the law for the sample, the golden files and random copy.
func TestView(t *testing.T) {
	manyEditions(t, func(name string, e *issue.Edition) {
		lawOfTheView(t, e, "a7")
		if t.Failed() {
			t.Fatal(name)
		}
	})
}

// TestViewShows shows the view of an item with everything in it.
func TestViewShows(t *testing.T) {
	e := edition(t, "<!-- jobs -->\nHi {{first_name}}, *|MC:DATE|*\n\n![One](a.png)\n![Two](b.png)\n", "mailchimp")
	e.Issue.Items[0].Copy = "# Head\n\n" + e.Issue.Items[0].Copy
	leaf := new(Renderer).Leaf(e, 0)
	view := leaf.View(`x"y`, func(block int) string { return "<" + strconv.Itoa(block) })
	for want, times := range map[string]int{
		`<tr data-pos="x&#34;y"><td class="g"`: 1, // the air above it
		`<tr data-pos="x&#34;y"><td class="i`:  1,
		`<div data-pos="x&#34;y/&lt;0" style=`: 2, // the pictures stand above
		`<h2 data-pos="x&#34;y/&lt;1" class=`:  1,
		`<p data-pos="x&#34;y/&lt;2" style=`:   1,
		` data-pos=`:                           6,
		`<g-slot data-name="first_name">*|FNAME|*</g-slot>, <g-slot data-name="tag">*|MC:DATE|*</g-slot>`: 1,
	} {
		if got := strings.Count(view, want); got != times {
			t.Errorf("%d × %s, %d wanted, in\n%s", got, want, times, view)
		}
	}
}

// TestViewIsNotForged writes view changes into copy, in all the ways that copy
// reaches the HTML: none is taken for one.
func TestViewIsNotForged(t *testing.T) {
	const forged = `<p data-pos="a/1"> data-pos="a/2" <g-slot data-name="x">y</g-slot>`
	text := "---\nsubject: '" + forged + "'\npreheader: '" + forged + "'\n---\n<!-- letter -->\n# " + forged + "\n\n" + forged + "\n\n`" + forged + "`\n\n```\n" + forged + "\n```\n\n" +
		"<div>" + forged + "</div>\n\n![" + forged + "](a.png '" + forged + "') [" + forged + "](<https://a.example/\\<g-slot data-name=\"x\"\\>>)\n\n" +
		`{{ TrackLink data-pos="a/1" }} <p{{ TrackLink  data-pos="a/1" }} {{first_name| data-pos="b"}} {% if a data-pos="c" %}` + "\n"
	for _, profile := range pieceProfiles {
		e := edition(t, text, profile)
		page := Render(e)
		if !bytes.Contains(page, []byte(`g-slot data-name=&#34;x`)) || profile == "listmonk" && !bytes.Contains(page, []byte(`{{ TrackLink data-pos="a/1" }}`)) {
			t.Fatalf("%s: the copy is not in the page", profile)
		}
		if !bytes.Equal(Unmark(page), page) {
			t.Errorf("%s: a page without view changes was changed", profile)
		}
		lawOfTheView(t, e, "a")
	}
}

// TestOutermost reads HTML as the setter may write it.
func TestOutermost(t *testing.T) {
	const set = "\n<hr class=\"r\"><!--[if mso]><table><![endif]--><div><img src=\"a\"><br><p>a</p></div>\n<h2>b</h2><tr><td><tr>"
	var names []string
	for _, at := range outermost([]byte(set)) {
		names = append(names, set[at+1:at+1+nameSize([]byte(set[at+1:]))])
	}
	if got := strings.Join(names, " "); got != "hr div h2 tr" {
		t.Error(got)
	}
}

// FuzzView holds the law of the view for any issue, profile and id.
func FuzzView(f *testing.F) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	for i, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data), uint8(i), "a7")
	}
	f.Add("<!-- letter -->\n<p data-pos=\"x\"> {{first_name|a}}{{ .X data-pos=\"y\" }} <g-slot data-name=\"z\">\n", uint8(2), `"><g-slot data-name="`)
	f.Fuzz(func(t *testing.T, text string, profile uint8, id string) {
		if _, _, err := markdown.Read("x", []byte(text)); err != nil || len(text) > 1<<16 {
			return
		}
		e := edition(t, text, pieceProfiles[int(profile)%len(pieceProfiles)])
		sheet := new(Renderer).Sheet(e)
		page := Render(e)
		if !bytes.Equal(sheet.Bytes(), page) {
			t.Fatal("the pieces are not the page")
		}
		if !bytes.Equal(Unmark(viewed(sheet, func(int) string { return id })), page) {
			t.Fatal("the view changes cannot be taken back")
		}
		for i, leaf := range sheet.Items {
			for _, block := range leaf.Blocks {
				wholeLines(t, e.Rundown()[i].Copy, block.Copy)
			}
		}
	})
}

// BenchmarkLeaf is a key in one item: the item set again, and its view made.
func BenchmarkLeaf(b *testing.B) {
	text, err := os.ReadFile("../desk/sample/issue.md")
	if err != nil {
		b.Fatal(err)
	}
	for name, size := range map[string]int{"3 KB": 3 << 10, "150 KB": 150 << 10} {
		e := edition(b, string(text), "mailchimp")
		paragraphs := e.Issue.Items[2].Copy + "\n\n"
		copy := strings.Repeat(paragraphs, 1+size/len(paragraphs))[:size]
		b.Run(name, func(b *testing.B) {
			var r Renderer
			for i := 0; b.Loop(); i++ {
				e.Issue.Items[2].Copy = copy + strconv.Itoa(i)
				leaf := r.Leaf(e, 2)
				leaf.View("a7", strconv.Itoa)
			}
		})
	}
}
