package plain_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/plain"
)

// whole is an edition with every setting on, for copy from outside.
func whole(t testing.TB, profile string) *issue.Edition {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/golden/story.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return edition(t, archive, profile)
}

// TestHostile renders copy that is made to hurt: deep nesting, words of a
// megabyte, terminal escapes, addresses that must not be offered.
func TestHostile(t *testing.T) {
	deep := 20_000
	for name, copy := range map[string]string{
		"brackets":   strings.Repeat("[", 100_000),
		"links":      strings.Repeat("[a](", 20_000),
		"quotations": strings.Repeat(">", 1000) + " a b",
		"bullets":    strings.Repeat("- ", 500) + "a b",
		"emphasis":   strings.Repeat("*a **b ", deep),
		"glued":      strings.Repeat("a*b*", deep),
		"gaps":       strings.Repeat("[a]({{web_version}})·", deep),
		"one word":   strings.Repeat("a", 1<<20),
		"han":        strings.Repeat("潮", 1<<18),
		"marks":      "a" + strings.Repeat("\u0301", 1<<18),
		"escapes":    "a\x1b[2Jb &#27;]0;x&#7; \x00 \x9b1m \u2028 \xff\xfe `\x1b[31m`\n\n    \x1b[31m\x07",
		"numbers":    "999999999. a\n999999999. b",
		"wide table": "|" + strings.Repeat("a|", 300) + "\n|" + strings.Repeat("-|", 300) + "\n|" + strings.Repeat("b|", 300),
	} {
		t.Run(name, func(t *testing.T) {
			e := whole(t, "kit")
			e.Issue.Items = []issue.Item{{Kind: issue.KindStory, Copy: copy}}
			checkForm(t, e, plain.Render(e))
		})
	}
}

// TestUnsafeLinks offers no address that may not leave the desk, wherever it
// stands.
func TestUnsafeLinks(t *testing.T) {
	e := whole(t, "none")
	e.Publication.UnsubscribeURL, e.Publication.WebURL = "javascript:alert(7)", "data:text/html,7"
	e.Issue.Items = nil
	for _, address := range []string{
		"javascript:alert(7)", "JaVaScRiPt:alert(7)", "java&#10;script:alert(7)", "&#1;javascript:alert(7)", "javascript&colon;alert(7)",
		"vbscript:x", "file:///etc/passwd", "data:text/html,7", "/relative", "//host.example/x", "cid:7", "<https://a.example/b c>",
	} {
		e.Issue.Items = append(e.Issue.Items, issue.Item{
			Kind: issue.KindLetter,
			Copy: fmt.Sprintf("Words [here](%s) and [![there](%s)](%s). [Leave]({{unsubscribe}}) · [Web]({{web_version}})", address, address, address),
		})
	}
	text := string(plain.Render(e))
	for _, never := range []string{"javascript", "script:", "data:", "file:", "relative", "host.example", "cid:", "b c", "[1]", "Leave", "Web"} {
		_, body, _ := strings.Cut(text, "\n---") // the footer has addresses of its own
		body = strings.TrimSuffix(text, body)
		if strings.Contains(body, never) {
			t.Errorf("the text holds %q:\n%s", never, body)
		}
	}
}

func FuzzRender(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/golden/story.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, item := range edition(f, archive, "issue").Issue.Items {
		f.Add(item.Copy, byte(1))
	}
	for i, copy := range []string{
		"# 潮 [x]({{unsubscribe}}) · [y]({{web_version}})\n{{address}}", "- - > 1. a\n\n  | a | b |\n  |:-:|--:|\n  | 潮 | `c` |",
		"~~a~~\\\n&nbsp; &#27; <b> \u2028\u0301\u0600 a", "```\n\x1b\t\n```\n***\n    code", "![a][b]\n\n[b]: https://e.example/ 'c'",
	} {
		f.Add(copy, byte(i))
	}
	profiles, err := house.Profiles()
	if err != nil {
		f.Fatal(err)
	}
	e := edition(f, archive, "issue")
	f.Fuzz(func(t *testing.T, copy string, choice byte) {
		copy, _, err := markdown.Decode("fuzz.md", []byte(copy)) // what no issue can hold is no matter
		if err != nil {
			return
		}
		e := *e
		e.Profile = profiles[int(choice)%len(profiles)]
		is := *e.Issue
		is.Items = []issue.Item{{Kind: issue.Kinds[int(choice/8)%len(issue.Kinds)], Copy: copy}}
		e.Issue = &is
		checkForm(t, &e, plain.Render(&e))
	})
}
