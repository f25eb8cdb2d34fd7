package intake_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/house"
	"galley/internal/intake"
	"galley/internal/issue"
	"galley/internal/markdown"
)

func analysis(t testing.TB) *issue.House {
	t.Helper()
	h, err := house.Load("analysis")
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// checkLaws reads data and holds every law on the result. It gives the error
// of a file that cannot be read, which has to be one in words.
func checkLaws(t *testing.T, name string, data []byte, h *issue.House) error {
	t.Helper()
	r, err := intake.Read(name, data, h)
	if err != nil {
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.BadInput || f.Hint == "" {
			t.Fatalf("no error in words: %v", err)
		}
		return err
	}
	d := markdown.New(h)
	for _, item := range r.Issue.Items {
		if item.Copy == "" && r.Format != intake.IssueFile {
			t.Errorf("item %s (%s) is empty", item.ID, item.Kind)
		}
	}
	text, _, err := markdown.Decode(name, data)
	if err != nil {
		t.Fatal(err)
	}
	if r.Format == intake.Markdown {
		checkMarkdownWords(t, text, r.Issue, d)
	}
	if r.Format == intake.Text {
		checkWords(t, text, r.Issue, d)
		for _, item := range r.Issue.Items {
			if html := d.Read(item.Kind, item.Copy).RawHTML; len(html) > 0 {
				t.Errorf("words became HTML: %+v", html)
			}
			// French spacing before a label's colon is kept as it was typed.
			typed := strings.NewReplacer("\u00a0:**", ":**", "\u202f:**", ":**").Replace(item.Copy)
			if canonical := d.Canonical(item.Copy); canonical != item.Copy && canonical != typed {
				t.Errorf("the copy is not canonical:\n%q\n%q", item.Copy, canonical)
			}
		}
	}
	checkItems(t, r.Issue, func(data []byte) (*issue.Issue, error) {
		again, err := intake.Read("again.md", data, h)
		if err == nil && again.Format != intake.IssueFile {
			t.Errorf("the issue file reads as %s", again.Format)
		}
		return again.Issue, err
	})
	return nil
}

func FuzzRead(f *testing.F) {
	golden, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range golden {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for name, text := range cut(string(data)) {
			if name == "in.txt" || name == "in.md" {
				f.Add([]byte(text), name == "in.md", true)
			}
		}
	}
	for _, s := range hostile {
		f.Add([]byte(s), false, true)
		f.Add([]byte(s), true, true)
	}
	for _, s := range hostileMarkdown {
		f.Add([]byte(s), true, true)
	}
	h := analysis(f)
	f.Fuzz(func(t *testing.T, data []byte, md, styled bool) {
		name, style := "copy.txt", h
		if md {
			name = "copy.md"
		}
		if !styled {
			style = nil
		}
		_ = checkLaws(t, name, data, style)
	})
}

// hostile is copy in which every mark of Markdown stands where it would act.
var hostile = []string{
	"*a* _b_ `c` [d](e) <f> &amp; ~~g~~ \\* ![h](i)",
	"# a\n\n## b\n\n- # c\n- > d\n- - e\n- 1. f\n\n> g",
	"1. a\n2. b\n• c\n    2. d\n    3. e\n• f\n4. g",
	"What’s new: **a\nWhy it matters: a\\\n*: *\n",
	"Head\n\n* What’s new: b\nYes, but:Only c\nYes, but:\u00a0: d\nDeep water, too: *Rise",
	"[a]: b\n\n[a]\n\n[b]: <c> 'd'\n{{unsubscribe}} {{first_name|*a*}} {{ x }} *|FNAME|*",
	"| a | b |\n|---|---|\n| c | d |",
	"a\n===\nb\n---\nc\n***\n<!-- letter -->\n<!-- letter; id=abcd -->x\n<script>d</script>",
	"    code\n\tcode\n~~~\ncode\n```\ncode",
	"•\nwords\n•\n\n•\n•",
	"a:b.png\n[image: a *b*]\na [b].png\nC:\\x.png\nIMG_2041.jpg\na(b).png\n&amp;.gif",
	"https://a.b/c_d_e*f*g?h=[i]&amp;j <https://k.l/m> <n@o.p> (https://q.r/s_t)",
	"Screen Shot 2026-03-01 at 10.12.44 AM copy <b> 1) one\n\nA sentence that is long enough for it to be a text.",
	"C#\n\nA sentence that is long enough for it to be a text.\n\nA #\n\nA sentence that is long enough for it to be a text.",
	"\u200b\u00a0\u200c\ufeff\u2060a\u00a0: b\u202f? «\u00a0c\u00a0» d\u00a0\u00a0e  f\tg",
}

// hostileMarkdown is Markdown of other tools whose words could get lost where
// it is cut into items, or behind marks that Galley has not.
var hostileMarkdown = []string{
	"---\ntitle: \"a \\\"b\\\"\"\nsubject: |\n  c\n\n  d\nsubject: e\n# f\nlang: [g, h]\nsocial: [{name: i, url: j, k: l}]\n---\n# m",
	"+++\ntitle = 'a'\nsubject = \"b \\\"c\\\"\"\n[d]\ne = 1\n+++\nf",
	"---\na\n---\n\nb\n\n---\n\nc",
	"# a [b][c]\n\n> [c]: d\n\n# e [f][g]\n\n[g]:\n  h\n  'i'\n\n# j [k] [l]\n\n[K]: m\n[l]: <n o> (p)",
	"# a\n\nb[^1] c[^2]\n\n[^1]: d\n[^2]: e f.\n\n# g\n\n> [^3]: h\n\n- [^4]: i \"j\nk\"",
	"## a\n\n<!--\n## b\n-->\n\n<div>\n## c\n\n---\n\n</div> d\n\n## e",
	"## a\n\n- b\n\n  ## c\n\n  ```d\n  ## e\n  ```\n\n    ## f\n\n~~~\n## g\n```\n~~~\n## h ##\n## ##\n##",
	"a\nb\n---\nc\n===\n[d]: e\n===\nf | g\n--- | ---\nh | i | j\n\nk\n-\n* * *\nl",
	"![a](b.png \"c\") ![d][e] [f]() <https://g.h/i> {{unsubscribe}} {{first_name|j}}\n\n[e]: k.png 'l'",
}
