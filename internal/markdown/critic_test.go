package markdown

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"galley/internal/issue"
)

// TestCritic shows what is read out of a copy with marks, and how it is written
// again.
func TestCritic(t *testing.T) {
	golden(t, "critic", func(in []byte) []txtar.File {
		clean, suggestions, comments := ReadCritic(string(in))
		written := WriteCritic(clean, suggestions, comments)
		if again, s, c := ReadCritic(written); again != clean || said(s, c) != said(suggestions, comments) {
			t.Errorf("what was written reads as\n%s%s", again, said(s, c))
		}
		return []txtar.File{
			{Name: "clean.md", Data: []byte(clean)},
			{Name: "said", Data: []byte(said(suggestions, comments))},
			{Name: "written.md", Data: []byte(written)},
		}
	})
}

// said lists suggestions and comments, with where they stand.
func said(suggestions []issue.Suggestion, comments []issue.Comment) string {
	var b strings.Builder
	for _, s := range suggestions {
		fmt.Fprintf(&b, "%d: %q → %q", s.Anchor.Start, s.Anchor.Words, s.New)
		if s.Reason != "" {
			fmt.Fprintf(&b, " because %q", s.Reason)
		}
		b.WriteByte('\n')
	}
	for _, c := range comments {
		fmt.Fprintf(&b, "%d: on %q: %q\n", c.Anchor.Start, c.Anchor.Words, c.Text)
		for _, r := range c.Replies {
			fmt.Fprintf(&b, "\treply %q\n", r.Text)
		}
	}
	return b.String()
}

func TestReadCriticLeavesText(t *testing.T) {
	for _, copy := range []string{
		"", "No marks {here} or {{unsubscribe}}.", "{++", "{--}", "{++++}", "{~~no arrow~~}", "{~~~>~~}", "a {== b", "a ==} b", "<<} {>> x",
		"`{++code++}` and ``{-- ` --}``", "```\n{++code++}\n```\n", "~~~ x\n{>>a<<}", "<!-- {++x++} -->", "<a title=\"{++x++}\">b</a>",
		"{++ `++}` ", "<div>\n{++x++}\n</div>", "<pre>\n\n{++x++}\n</pre>\n", "    \n{--`\n--}`",
	} {
		if clean, s, c := ReadCritic(copy); clean != copy || s != nil || c != nil {
			t.Errorf("%q became %q\n%s", copy, clean, said(s, c))
		}
		if got := WriteCritic(copy, nil, nil); clean(got) != copy {
			t.Errorf("%q is written %q, which reads as %q", copy, got, clean(got))
		}
	}
}

func clean(copy string) string {
	c, _, _ := ReadCritic(copy)
	return c
}

// What has no place of its own is there all the same.
func TestWriteCriticLosesNothing(t *testing.T) {
	const copy = "The tide `{++rises++}` at noon.\n\n```\ncode\n```\n"
	at := func(words string) issue.Anchor {
		start := strings.Index(copy, words)
		return issue.AnchorAt(copy, issue.Span{Start: start, End: start + len(words)})
	}
	ptr := func(a issue.Anchor) *issue.Anchor { return &a }
	gone := at("noon")
	gone.Words, gone.Lost = "midnight", true
	now := time.Now()
	out := WriteCritic(copy, []issue.Suggestion{
		{Anchor: at("tide"), New: "moon", Reason: "it is"},
		{Anchor: at("he ti"), New: "overlapping"},
		{Anchor: at("rises"), New: "in code"},
		{Anchor: at("code\n"), New: "in a fence"},
		{Anchor: gone, New: "lost edit"},
		{Anchor: at("noon"), New: "done", Answer: &issue.Answer{Yes: true}},
	}, []issue.Comment{
		{Text: "on the whole"},
		{Anchor: ptr(at("The tide")), Text: "over the edit"},
		{Anchor: ptr(at("tide")), Text: "on the edit’s words", Replies: []issue.Reply{{Text: "a reply"}, {Text: "taken back", Deleted: now}}},
		{Anchor: ptr(at("noon")), Text: "first"},
		{Anchor: ptr(at("noon")), Text: "second <<} `<b>\n& &#38;"},
		{Anchor: ptr(at("at noon")), Text: "wider"},
		{Anchor: &gone, Text: "orphan"},
		{Anchor: ptr(at("noon")), Text: "settled", Resolved: &issue.Answer{Yes: true}},
		{Anchor: ptr(at("noon")), Text: "taken back too", Deleted: now},
	})
	back, suggestions, comments := ReadCritic(out)
	if back != copy {
		t.Fatalf("reads as %q:\n%s", back, out)
	}
	text := said(suggestions, comments)
	for _, want := range []string{
		`"he ti" → "overlapping"`, `“tide” → “moon” it is`, `“rises” → “in code”`, "“code\\n” → “in a fence”", `“midnight” → “lost edit”`,
		`on the whole`, `“The tide” over the edit`, `on the edit’s words`, `a reply`, `“noon” first`, "“noon” second <<} `<b>\\n& &#38;\"", `on "at noon": "wider"`, `“midnight” orphan`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("nothing says %s:\n%s\n%s", want, text, out)
		}
	}
	for _, not := range []string{"done", "settled", "taken back"} {
		if strings.Contains(out, not) {
			t.Errorf("%q is not open:\n%s", not, out)
		}
	}
}

// criticParts are what makes reading and writing differ, if anything does.
var criticParts = []string{
	"The tide ", "rises. ", "\n\n", "\n", "{", "}", "+", "++", "--", "~~", "~>", "==", ">>", "<<", "{++", "++}", "{--", "--}", "{~~", "~~}", "{==", "==}", "{>>", "<<}",
	"{>><<}", "`", "``", "```\n", "\n```", "~~~\n", "<b>", "\n<div>", "</div>\n", "\n<pre>", "</pre>", "<b title=\"", "\">", "<!--", "-->", "\\", "é", "&#125;", "&", " ", "~", "=", "-", "> ", "- ",
}

func criticText(rnd *rand.Rand, n int) string {
	var b strings.Builder
	for range rnd.IntN(n + 1) {
		b.WriteString(criticParts[rnd.IntN(len(criticParts))])
	}
	return b.String()
}

// What is written reads back as the same copy, whatever stands in it and in what
// is said; with edits and comments that have room, as the same edits and quotes.
func TestCriticLaws(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 17))
	edits, exact := 0, 0
	for range 30_000 {
		copy := criticText(rnd, 14)
		var suggestions []issue.Suggestion
		var comments []issue.Comment
		span := func() issue.Span {
			from := rnd.IntN(len(copy) + 1)
			return issue.Span{Start: from, End: min(len(copy), from+rnd.IntN(9))}
		}
		for range rnd.IntN(3) {
			suggestions = append(suggestions, issue.Suggestion{Anchor: issue.AnchorAt(copy, span()), New: criticText(rnd, 4), Reason: criticText(rnd, 1)})
		}
		for range rnd.IntN(3) {
			a := issue.AnchorAt(copy, span())
			comments = append(comments, issue.Comment{Anchor: &a, Text: criticText(rnd, 4), Replies: []issue.Reply{{Text: criticText(rnd, 2)}}})
		}
		written := WriteCritic(copy, suggestions, comments)
		back, s, c := ReadCritic(written)
		if back != copy {
			t.Fatalf("%q with\n%sis written\n%q\nwhich reads\n%q\n%s", copy, said(suggestions, comments), written, back, said(s, c))
		}
		if len(suggestions) == 1 && suggestions[0].Anchor.Words != suggestions[0].New {
			edits++
			if len(s) == 1 && s[0].New == suggestions[0].New && s[0].Anchor.Span() == suggestions[0].Anchor.Span() &&
				s[0].Reason == strings.TrimSpace(suggestions[0].Reason) {
				exact++
			}
		}
	}
	t.Logf("%d of %d single edits in hostile copy came back as they were, the others as comments", exact, edits)
	if exact*10 < edits*4 {
		t.Errorf("only %d of %d", exact, edits)
	}
}

func FuzzReadCritic(f *testing.F) {
	seeds(f, "critic")
	f.Add([]byte("{++a++}{>>b<<}{>><<}{>>c<<}{==d==}{~~e~>f~~}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		copy := string(data)
		back, s, c := ReadCritic(copy)
		if len(back) > len(copy) {
			t.Fatalf("%q grew to %q", copy, back)
		}
		for i := range s {
			if s[i].Anchor.Words != back[s[i].Anchor.Start:s[i].Anchor.Span().End] {
				t.Fatalf("%q: %+v", back, s[i])
			}
		}
		for i := range c {
			if c[i].Anchor.Words != back[c[i].Anchor.Start:c[i].Anchor.Span().End] {
				t.Fatalf("%q: %+v", back, c[i])
			}
		}
		written := WriteCritic(back, s, c)
		if again := clean(written); again != back {
			t.Fatalf("%q reads as %q, is written %q and reads as %q", copy, back, written, again)
		}
	})
}

// In prose, what does not overlap comes back word for word: edits with their
// reasons, quotes with what was said.
func TestCriticInProse(t *testing.T) {
	rnd := rand.New(rand.NewPCG(23, 29))
	words := strings.Fields("The tide in Lindhaven – it **rises** `twice` a day; {nobody} counts ~ [it](https://example.org/a_b), but 1 < 2 & “so” on.\n\nTwo.")
	prose := func(n int) string {
		var b strings.Builder
		for range 1 + rnd.IntN(n) {
			b.WriteString(words[rnd.IntN(len(words))] + " ")
		}
		return strings.TrimSpace(b.String())
	}
	for range 5_000 {
		copy := prose(60)
		code := plainCode(copy)
		var suggestions []issue.Suggestion
		var comments []issue.Comment
		for at := 0; ; {
			from := at + rnd.IntN(30)
			to := from + rnd.IntN(20)
			if to > len(copy) {
				break
			}
			a := issue.AnchorAt(copy, issue.Span{Start: from, End: to})
			at = max(to, a.Span().End) + 1
			switch {
			case code.around(a.Start) || code.around(a.Span().End):
			case rnd.IntN(2) == 0:
				suggestions = append(suggestions, issue.Suggestion{Anchor: a, New: prose(4), Reason: []string{"", "better"}[rnd.IntN(2)]})
			default:
				comments = append(comments, issue.Comment{Anchor: &a, Text: prose(9), Replies: []issue.Reply{{Text: prose(3)}}})
			}
		}
		written := WriteCritic(copy, suggestions, comments)
		back, s, c := ReadCritic(written)
		if back != copy || said(s, c) != said(suggestions, comments) {
			t.Fatalf("%q with\n%sis written\n%q\nwhich reads\n%q\n%s", copy, said(suggestions, comments), written, back, said(s, c))
		}
	}
}

// hostileMarks would take minutes where each mark looked for its end itself.
func hostileMarks(size int) map[string]string {
	made := map[string]string{}
	for _, s := range []string{
		"{++", "{--a", "{~~a~>", "{~~a", "{==a==}", "{>>", "{>><<}", "{++`++}` ", "{++`", "`", "`` ` ", "<a b=\"{++", "<!--", "<![CDATA[", "<a ", "{>>a<<}\n```\n", "{>>",
		"~~~ {>>a\n", "{==`a`==}{>>b<<}", "<<}", "~>", "- ", "> ```\n", "{{{{", "<<<<",
	} {
		made[s] = strings.Repeat(s, size/len(s))
	}
	made["lines of backticks"] = strings.Repeat("`a``b```c````d`````\n", size/20)
	return made
}

func TestCriticIsBounded(t *testing.T) {
	for name, copy := range hostileMarks(MaxText / 4) {
		clean, s, c := ReadCritic(copy)
		if len(s)+len(c) > maxCritic+1 || len(clean) > len(copy) {
			t.Errorf("%q: %d suggestions and %d comments in %d bytes", name, len(s), len(c), len(clean))
		}
		if back, _, _ := ReadCritic(WriteCritic(copy, nil, nil)); back != copy {
			t.Errorf("%q does not come back", name)
		}
	}
}

func BenchmarkReadCritic(b *testing.B) {
	for name, copy := range hostileMarks(MaxText) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				ReadCritic(copy)
			}
		})
	}
}
