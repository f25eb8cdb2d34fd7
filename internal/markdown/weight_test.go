package markdown

import (
	"errors"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"

	"galley/internal/fault"
)

func TestWeigh(t *testing.T) {
	for copy, want := range map[string]Weight{
		"":                                {},
		"Dear friends,\n\nthe tide.":      {Bytes: 24, Lines: 2},
		"**a** ***b*** _c_ ```d``` ~~e~~": {Bytes: 31, Marks: 12},
		"[a](b) ![c](d)\n":                {Bytes: 15, Lines: 1, Marks: 2},
		`\*a\* \[b\] \\*c*`:               {Bytes: 17, Marks: 2},
		"____________ * * *":              {Bytes: 18, Marks: 9},
		"> > 1. - a":                      {Bytes: 10, Marks: 4},
		"- a\n- b\n+ c\n10) d\n-e\n2026.": {Bytes: 26, Lines: 5, Marks: 5},
		"{{address}} {a}":                 {Bytes: 15, Marks: 2},
		"https://a.b <c> d | e":           {Bytes: 21, Marks: 3},
	} {
		if got := Weigh(copy); got != want {
			t.Errorf("%q: %+v, want %+v", copy, got, want)
		}
	}
	if got := Weigh("*a*\n").Add(Weigh("[b]")); got != (Weight{7, 1, 3}) {
		t.Errorf("%+v", got)
	}
}

// TestBounds holds what fits and what does not, and that each is one sentence
// with the file in it.
func TestBounds(t *testing.T) {
	story := strings.Repeat("The tide turns twice a day, and nobody at the harbour looks up from the nets any more. ", 100)
	for name, fits := range map[string]string{
		"an issue of 600 KB":  strings.Repeat("# A headline\n\n**What’s new:** "+story+"\n\n- [one](https://a.example/b)\n- *two*\n\n", 600<<10/(len(story)+90)),
		"words to the brim":   strings.Repeat("a ", MaxText/2),
		"lines to the brim":   strings.Repeat("a\n", maxLines),
		"a rule, and another": "---\n" + strings.Repeat("The tide.\n", 8_000) + "---\n",
		"marks to the brim":   strings.Repeat("[", maxMarks),
	} {
		if _, _, err := Decode("x.md", []byte(fits)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for says, copy := range map[string]string{
		": its front matter is too large: 98 KB": "---\ngalley: 1\nsocial:\n" + strings.Repeat("- {name: a, url: b}\n", 5_000) + "---\nHello.\n",
		" is too large: 641 KB":                  strings.Repeat("a", MaxText+1),
		" is too large: 1281 KB":                 strings.Repeat("a", 2*MaxText+1),
		" is too large: 1920 KB":                 strings.Repeat("\x80", MaxText-1) + "\n", // three bytes each, as UTF-8
		" is too long: 30001":                    strings.Repeat("a\n", maxLines+1),
		" is too dense: 30001":                   strings.Repeat("[", maxMarks+1),
		" is too dense: 109227":                  strings.Repeat("`a`", MaxText/6),
		" is too dense: 280000":                  strings.Repeat(strings.Repeat("> ", 40)+"a\n", 7_000),
		" is too dense: 100000 ma":               strings.Repeat("- ", 100_000),
	} {
		_, _, err := Decode("x.md", []byte(copy))
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.BadInput || !strings.HasPrefix(f.Message, "x.md"+says) || f.Hint == "" {
			t.Errorf("%v, want %q", err, says)
		}
	}
}

// dense is copy that is nothing but marks.
var dense = []string{
	"`a`", "*a*", "**a** ", "*_a_*", ">" + strings.Repeat("*", 17), "*\\*", "~a~", "~~a~~ ", "[a](b)", "![a](b) ", "[![a](b)](c) ", "[a] ", "[", "![", "[]", "[]()",
	"<http:a>", "<a@b.c>", "http://a.b ", "<b>", "<!---->", "&lt;", "\\*", "{{address}}", "[a]({{address}})", "a|b",
	"*\\*", "> ", "- ", "* ", "1. ", "1) ", "> - ", "# ", "a\n", "a\n\n", "a  \n", "a\\\n", "#\n", "a\n=\n", "a\n-\n", "***\n", "```\n", "    a\n\nb\n\n",
	"<p>\n\n", "[a]: b\n", "- a\n", "- a\n* a\n", "-\n*\n", "1. a\n1) a\n", "> a\n\n", "> > > a\n\n", "> - > - a\n\n", "**a:** b\n\n",
	"a|b\n-|-\n1|2\n\n", "|a|\n|-|\n\n", "a|b\n-|-\na\na\na\n\n", strings.Repeat("a|", 19) + "a\n" + strings.Repeat("-|", 19) + "-\n|\n\n",
}

// TestWeightBoundsTree: what Weigh makes of copy bounds the tree that is made of
// it, whatever the marks are, so bounding the one bounds the other.
func TestWeightBoundsTree(t *testing.T) {
	d := New(nil)
	for _, unit := range dense {
		for _, copy := range []string{strings.Repeat(unit, 2_000), strings.Repeat(strings.Repeat(unit, 20)+"\n", 100)} {
			if nodes, most := treeSize(d, copy), bound(copy); nodes > most {
				t.Errorf("%q makes %d nodes, and is %+v", unit, nodes, Weigh(copy))
			}
		}
	}
}

// FuzzWeight holds the same of any copy.
func FuzzWeight(f *testing.F) {
	for _, unit := range dense {
		f.Add(unit + unit)
	}
	d := New(nil)
	f.Fuzz(func(t *testing.T, unit string) {
		copy, _, err := Decode("x", []byte(strings.Repeat(unit, 100)))
		if err != nil {
			return
		}
		if nodes, most := treeSize(d, copy), bound(copy); nodes > most {
			t.Fatalf("%q makes %d nodes, and is %+v", unit, nodes, Weigh(copy))
		}
	})
}

// bound is how many nodes a tree may have: a few for each mark and each line.
func bound(copy string) int {
	w := Weigh(copy)
	return 5 * (w.Marks + w.Lines + 2)
}

func treeSize(d *Dialect, copy string) int {
	nodes := 0
	_ = ast.Walk(d.Parse(copy).Root, func(_ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			nodes++
		}
		return ast.WalkContinue, nil
	})
	return nodes
}

// TestRepeatedReferences: a reference's address and title are not said again
// without end; what is over leads nowhere, and its words stay.
func TestRepeatedReferences(t *testing.T) {
	const uses = 5_000
	target := "https://a.example/" + strings.Repeat("b", 4_000)
	copy := "[long]: " + target + " 'title'\n\n" + strings.Repeat("See [long] and ![map][long].\n", uses)
	r := New(nil).Read("note", copy)
	if len(r.Links) != uses || len(r.Pictures) != uses {
		t.Fatal(len(r.Links), len(r.Pictures))
	}
	size := 0
	for i := range uses {
		size += len(r.Links[i].URL) + len(r.Pictures[i].Name)
	}
	if r.Links[0].URL != target || r.Pictures[0].Name != target || size > repeats+repeatsFor*len(copy) {
		t.Errorf("%d bytes of addresses", size)
	}
	if last := r.Links[uses-1]; last.Words != "long" || last.URL != "" {
		t.Errorf("%+v", last)
	}
	short := "[a]: https://a.example/b 'c'\n\n" + strings.Repeat("[a]\n", 10_000)
	for _, l := range New(nil).Read("note", short).Links {
		if l.URL == "" {
			t.Fatal("a reference of a usual length is not there everywhere")
		}
	}
}

// TestFilledTables: tables are filled up, and their headers repeated, only as
// far as somebody typed something like it.
func TestFilledTables(t *testing.T) {
	header := func(columns int, word string) string {
		return "|" + strings.Repeat(word+"|", columns) + "\n|" + strings.Repeat("-|", columns) + "\n"
	}
	for name, c := range map[string]struct {
		copy  string
		table bool
	}{
		"a row that is being typed":   {header(6, "a") + "|b|\n", true},
		"a few short rows":            {header(8, "a") + "|b|\n|c|\n|d|\n", true},
		"half of it is empty":         {header(8, "a") + strings.Repeat("|b|c|d|e|\n", 200), true},
		"nearly all of it is empty":   {header(30, "a") + strings.Repeat("|\n", 30), false},
		"a long header":               {header(2, strings.Repeat("words ", 50)) + strings.Repeat("|b|c|\n", 100), true},
		"a header longer than a book": {header(2, strings.Repeat("words ", 5_000)) + strings.Repeat("|b|c|\n", 100), false},
	} {
		if got := New(nil).Parse(c.copy).Root.FirstChild().Kind().String() == "Table"; got != c.table {
			t.Errorf("%s: a table: %v", name, got)
		}
	}
}

// TestFrontSize: what is reckoned is what is read.
func TestFrontSize(t *testing.T) {
	for _, text := range []string{
		"", "words\n", "---\n", "---\ngalley: 1\n---\nwords\n", "\n \n---  \ngalley: 1\n...\nwords\n", "---\n# a\n\nb: c\n d\n---\n",
		"---\nwords\n---\n", "---\n\n---\n", "---\n- a\nb: c\n---\n", "--- a\nb: c\n---\n", "---\na: b\n", "a\n---\nb: c\n---\n",
	} {
		_, rest, _, err := splitFront("x.md", text)
		want := len(text) - len(rest)
		got := frontSize(text)
		if err == nil && want > 0 && got != want || err == nil && want == 0 && got > len("---\n\n---\n") || err != nil && got != len(text) {
			t.Errorf("%q: %d bytes, want %d (%v)", text, got, want, err)
		}
	}
}
