package email

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/tools/txtar"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// pieceProfiles are one of each kind of tongue: none, braces, Go's templates,
// another form, elements.
var pieceProfiles = []string{"none", "kit", "listmonk", "mailchimp", "campaign-monitor"}

// manyEditions gives editions of all sorts: the sample, every golden file's copy
// and random copy, each for every profile of pieceProfiles.
func manyEditions(t testing.TB, each func(name string, e *issue.Edition)) {
	t.Helper()
	texts := map[string]string{}
	sample, err := os.ReadFile("../desk/sample/issue.md")
	if err != nil {
		t.Fatal(err)
	}
	texts["sample"] = string(sample)
	paths, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(path)] = string(archive.Files[0].Data)
	}
	random := rand.New(rand.NewPCG(7, 7))
	for i := range 50 {
		texts[fmt.Sprintf("random %d", i)] = randomIssue(random)
	}
	for name, text := range texts {
		for _, profile := range pieceProfiles {
			each(name+" for "+profile, edition(t, text, profile))
		}
	}
}

// fragments are blocks of every kind, with what is hard about each: marks
// outside the lines that goldmark keeps, slots that some profiles leave out.
// Two of them end in a blank line, because what follows would not say the same
// when it is parsed alone: a list behind a definition is words, and a row of ===
// behind a table underlines the words above the table.
var fragments = []string{
	"# Head *line*", "# Head {{first_name}}", "## Sub", "#", "Setext\nover two\n===", "Sub\n---",
	"Plain words, **strong** and `{{ code }}`.", "**Why it matters:** words", "**What’s new:** a [link](https://a.example/?a=1&b=2).",
	"**We’re thinking:** the closing words.", "Two lines  \nwith a break", "{{unsubscribe}}", "[leave]({{unsubscribe}}) · [see]({{web_version}})",
	"Dear {{first_name|friend}} and *|FNAME|* and {{ .Subscriber.Name }}{{ .Subscriber.Email }},", "- a\n- b\n\n  more of b", "3. three\n4. {{web_version}}", "* {{unsubscribe}}",
	"> quoted\nlazily\n>\n> - nested", ">\n> {{address}}", "```go\nfmt.Println(\"{{ x }}\")\n\n```", "```", "~~~\n~~~", "    indented\n\n    code", "***", "<div>\nhtml *block*\n</div>",
	"| a | b |\n|---|--:|\n| {{first_name|x}} | 2 |", "words above\n| a |\n|---|\n| 1 |\n", "![Alt](a.png \"Caption — credit\")", "![One](a.png)\n![Two](missing.png)\n[![Three](b.png)](https://a.example/)",
	"An ![inline](a.png \"title\") picture", "[ref]: https://ref.example/ \"title\"\n", "[ref]: https://ref.example/\nA [ref] behind it", "A [ref] here", "<b>raw</b> &amp; \\*escaped\\*", "\\[name, fallback=x\\] {{ nobody }} {% raw",
}

func randomIssue(r *rand.Rand) string {
	var b strings.Builder
	for _, kind := range []string{"letter", "story: news", "story: opinion", "promo", "jobs", "note"} {
		fmt.Fprintf(&b, "<!-- %s -->\n", kind)
		for range 1 + r.IntN(7) {
			b.WriteString(fragments[r.IntN(len(fragments))] + strings.Repeat("\n", 1+r.IntN(3)))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestSheet holds that the pieces are the email, that an item alone is the one
// among them, and that blocks and what is between them leave nothing out.
func TestSheet(t *testing.T) {
	manyEditions(t, func(name string, e *issue.Edition) {
		var r Renderer
		sheet := r.Sheet(e)
		if page := Render(e); !bytes.Equal(sheet.Bytes(), page) || !bytes.Equal(r.Render(e), page) {
			t.Errorf("%s: the pieces are not the page", name)
		}
		for i, leaf := range sheet.Items {
			if alone := new(Renderer).Leaf(e, i); !reflect.DeepEqual(alone, leaf) || !reflect.DeepEqual(r.Leaf(e, i), leaf) {
				t.Errorf("%s, item %d: alone it is another", name, i)
			}
			whole := ""
			for k, block := range leaf.Blocks {
				whole += leaf.Lead(k) + string(leaf.HTML[block.At.Start:block.At.End])
			}
			if whole += leaf.Lead(len(leaf.Blocks)); whole != string(leaf.HTML) {
				t.Errorf("%s, item %d: its blocks are not all of it:\n%s", name, i, whole)
			}
		}
	})
}

// TestBlockCopy holds that the words of each block's HTML are those of its lines
// in the copy, parsed alone with the references of the item.
func TestBlockCopy(t *testing.T) {
	blocks := 0
	manyEditions(t, func(name string, e *issue.Edition) {
		d := markdown.New(e.House)
		items := e.Rundown()
		for i, leaf := range new(Renderer).Sheet(e).Items {
			references := referencesIn(d, items[i].Copy)
			spans := make([]issue.Span, 0, len(leaf.Blocks))
			for k, block := range leaf.Blocks {
				blocks++
				lines := items[i].Copy[block.Copy.Start:block.Copy.End]
				spans = append(spans, block.Copy)
				html := `<td class="i">` + string(leaf.HTML[block.At.Start:block.At.End]) + "</td>"
				var want []content
				doc := d.ParseFor(e, references+"\n\n"+lines)
				for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
					want = append(want, asContent(doc.Say(e, n, false)))
				}
				all := together(want)
				if err := all.compare(fmt.Sprintf("%s, item %d, block %d", name, i, k), &readBack([]byte(html))[0]); err != nil {
					t.Errorf("%v\nlines: %q\ncopy: %q\nHTML: %s", err, lines, items[i].Copy, html)
				}
				wholeLines(t, items[i].Copy, block.Copy)
			}
			apart(t, spans)
		}
	})
	if blocks < 1000 {
		t.Errorf("only %d blocks were looked at", blocks)
	}
}

// referencesIn gives the definitions of references in copy.
func referencesIn(d *markdown.Dialect, copy string) string {
	var b strings.Builder
	doc := d.Parse(copy)
	for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindLinkReferenceDefinition {
			b.WriteString(markdown.BlockText(n, doc.Source) + "\n\n")
		}
	}
	return b.String()
}

func wholeLines(t *testing.T, copy string, at issue.Span) {
	t.Helper()
	if at.Start > 0 && copy[at.Start-1] != '\n' || at.End < len(copy) && copy[at.End] != '\n' {
		t.Errorf("%v are no whole lines of %q", at, copy)
	}
	if lines := copy[at.Start:at.End]; strings.TrimRight(lines, "\n") != lines || lines == "" {
		t.Errorf("%v has a blank line at its end: %q", at, lines)
	}
}

// apart holds that no two blocks have a byte of copy in common.
func apart(t *testing.T, spans []issue.Span) {
	t.Helper()
	slices.SortFunc(spans, func(a, b issue.Span) int { return a.Start - b.Start })
	for i := 1; i < len(spans); i++ {
		if spans[i].Start < spans[i-1].End {
			t.Errorf("two blocks share copy: %v and %v", spans[i-1], spans[i])
		}
	}
}

// TestBlockCopyOfEach shows the lines of blocks whose marks stand outside the
// lines that the parser keeps, and of a picture that moved.
func TestBlockCopyOfEach(t *testing.T) {
	e := edition(t, "<!-- story: news -->\n# Head\n\nStand.\n\n![Alt](a.png)\n\n```go\nx\n```\n{{unsubscribe}}\n\n> a\n>\n\n| a |\n|---|\n| 1 |\n\nSub\n---\n***\n", "none")
	e.Publication.UnsubscribeURL = ""
	copy := e.Rundown()[0].Copy
	var got []string
	for _, block := range new(Renderer).Leaf(e, 0).Blocks {
		got = append(got, copy[block.Copy.Start:block.Copy.End])
	}
	want := []string{"![Alt](a.png)", "# Head", "Stand.", "```go\nx\n```", "> a\n>", "| a |\n|---|\n| 1 |", "Sub\n---", "***"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestMemoryIsBounded types in a very long item, and wants the memory to hold
// no more of it than two generations of enough bytes and an item each.
func TestMemoryIsBounded(t *testing.T) {
	e := edition(t, "<!-- story: news -->\n# One\n"+strings.Repeat("Words and words. ", 12_000), "none")
	var r Renderer
	for i := range 60 {
		e.Issue.Items[0].Copy += fmt.Sprint(i)
		r.Leaf(e, 0)
	}
	size := 0
	for _, generation := range []map[itemKey][]kept{r.memory.young, r.memory.old} {
		for key, list := range generation {
			size += len(key.copy) + len(list)*len(list[0].html)
		}
	}
	if most := 2 * (enough + 3*len(e.Issue.Items[0].Copy)); size > most || size < enough/2 {
		t.Errorf("the memory holds %d bytes; at most %d were wanted, and some", size, most)
	}
}
