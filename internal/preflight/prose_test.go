package preflight

import (
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// marked gives copy with every character of code as a full stop, so that a
// case can be read.
func marked(copy string) string {
	out := []byte(prose(copy))
	for i := range out {
		if out[i] == ' ' && copy[i] != ' ' {
			out[i] = '.'
		}
	}
	return string(out)
}

func TestProse(t *testing.T) {
	for _, c := range []struct{ copy, want string }{
		{"no code", "no code"},
		{"a `b` c", "a ... c"},
		{"a ``b ` c`` d `e", "a ... . ... d `e"},
		{"a `b\nc` d", "a ..\n.. d"},
		{"a `b\n\nc` d", "a `b\n\nc` d"},
		{"a \\`b` c `d`", "a \\`b. . .d`"},
		{"a `b\\` c \\``d`", "a .... c \\`..."},
		{"```\na `b\n```\nc", "...\n. ..\n...\nc"},
		{"~~~ go\n```\n~~~~\nc", "... ..\n...\n....\nc"},
		{"```\nnever closed\n\nstill", "...\n..... ......\n\n....."},
		{"a\n\n    code\n    more\n\nb", "a\n\n    ....\n    ....\n\nb"},
		{"a\n    no code", "a\n    no code"},
		{"- a\n\n    of the list\n\nb\n\n    code", "- a\n\n    of the list\n\nb\n\n    ...."},
		{"> ```\n> code\n> ```\n\nb", ". ...\n. ....\n. ...\n\nb"},
		{"```a``` b", "....... b"},
		{"é `ü` ö", "é .... ö"},
	} {
		if got := marked(c.copy); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.copy, got, c.want)
		}
	}
}

// FuzzProse holds that offsets stay true, and that slots which the dialect
// reads are never taken for code.
func FuzzProse(f *testing.F) {
	f.Add("a `b` c\n\n    {{address}}\n\n```\nd\n```\n- e `{{first_name|x}}`")
	f.Fuzz(func(t *testing.T, copy string) {
		got := prose(copy)
		if len(got) != len(copy) || strings.Count(got, "\n") != strings.Count(copy, "\n") {
			t.Fatalf("%q became %q", copy, got)
		}
	})
}

// TestProseAgrees compares with the dialect's own reading on copy of every
// shape that its tests know: what it reads as code is blank, and the rest is
// not.
func TestProseAgrees(t *testing.T) {
	for _, copy := range []string{
		"Write `*|FNAME|*` or ``{{ .Subscriber.Name }}``:\n\n```\n{{first_nam}} %%name%%\n```\n\n    [[field]]\n\nThat is all.",
		"**Label:** with `code` in it.\n\n- bullet `one`\n- bullet `two` and `three`\n\n1. `four`",
		"| a | b |\n|---|---|\n| `x` | y |\n\n> quoted `z`",
		"~~~\n**What’s new:** no label\n~~~\n\n# Head `code`\n\nEnd with ``` three ``` ticks.",
	} {
		doc := markdown.New(nil).Parse(copy)
		blank := prose(copy)
		for _, at := range codeIn(doc) {
			if words := strings.TrimSpace(blank[at.Start:at.End]); words != "" {
				t.Errorf("%q: the code %q is not blank", copy, words)
			}
		}
	}
}

func codeIn(doc *markdown.Doc) []issue.Span {
	var spans []issue.Span
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindCodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if text, ok := c.(*ast.Text); ok {
					spans = append(spans, issue.Span{Start: text.Segment.Start, End: text.Segment.Stop})
				}
			}
		case ast.KindCodeBlock, ast.KindFencedCodeBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				spans = append(spans, issue.Span{Start: line.Start, End: line.Stop})
			}
		}
		return ast.WalkContinue, nil
	})
	return spans
}

func TestSentence(t *testing.T) {
	for _, c := range []struct{ copy, words, want string }{
		{"One here. Two there. Three.", "Two", "Two there."},
		{"The U.S. Capitol stood, Mr. Brock, Jr. said. Yes.", "stood", "The U.S. Capitol stood, Mr. Brock, Jr. said."},
		{"He said “no.” She said\nyes. They left.", "yes", "She said yes."},
		{"# Head\n\nText here.", "Text", "Text here."},
		{"- one\n- two\n- three", "two", "- two"},
		{"a\nb\nc", "b", "a b c"},
		{"半分。 全部。", "全部", "全部。"},
	} {
		i := strings.Index(c.copy, c.words)
		got := sentence(c.copy, issue.Span{Start: i, End: i + len(c.words)})
		if got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.words, got, c.want)
		}
	}
	long := strings.Repeat("wörd ", 100)
	got := sentence(long+"X "+long, issue.Span{Start: len(long), End: len(long) + 1})
	if n := len([]rune(got)); n > maxContext || n < maxContext-len("wörd …") || !strings.Contains(got, "wörd X wörd") || !strings.HasPrefix(got, "…wörd") || !strings.HasSuffix(got, "wörd…") {
		t.Errorf("%d characters: %q", n, got)
	}
}

func TestElementsInOrder(t *testing.T) {
	if !slices.IsSorted(elements) {
		t.Error("elements are searched in halves and must be in order")
	}
}
