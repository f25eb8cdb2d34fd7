package intake_test

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// scraps are lines and parts of lines that people paste, and those that a
// reader of Markdown stumbles over.
var scraps = []string{
	"The Lock That Opened", "A sentence that is long enough for it to be a text.", "What’s new: It rose.", "Why it matters:", "We're thinking: so",
	"Deep water, too: It rose there.", "Results: 12 gauges", "Keeper of the Lock: You open and close it every single day.",
	"• one", "•two", "- three", "  – four", "\t* five", "    ◦ six", "1. one", "2. two", "3. three", "  1) one", "  2) two", "a) one", "b) two", "1. again", "2. more",
	"•", "  goes on", "IMG_2041.jpg", "Screen Shot 2026-03-01 at 10.12.44 AM copy", "[image: *x*]", "Facebook icon", "a [b](c).png",
	"---", "=====", "* * *", "--", "", "", "", "\u00a0", "Dear friends,", "Yours,", "Ines", "P.S. So it is.", "Sign up today. Enroll now", "Unsubscribe", "Copyright 2026", "3 Harbour Street",
	"# hash", "> quoted", "+ plus", "`code", "*star", "**two", "star*", "_line_", "[a]: b", "[a]", "<b>", "<!-- letter -->", "&amp;", "\\", "\\*", "~~", "|a|", "{{first_name|there}}", "{{ x }}", "*|FNAME|*",
	"https://a.example/b_c*d*", "<https://a.example/b>", "a : b", "a\u00a0: b", "10:30 am", "C#", "(61)", "    code", "\ttab",
}

// mdScraps are lines of Markdown, and what a reader of it stumbles over.
var mdScraps = []string{
	"# One", "## Two", "## Two again ##", "### Three #", "  ## Four", "    ## Five", "##", "## #", "#six", "Seven\n---", "Eight\n===", "  Nine  \n--", "- # Ten",
	"---", "***", "_ _ _", "--", "...", "+++", "", "", "", "\t", "{{unsubscribe}}", "Sign up today. Enroll now", "Dear friends,",
	"[a]: b", "[A]: <c d> 'e'", "[f]:", "  g", "\"h", "i\"", "[^1]: j", "[^2]: k l.", "> [m]: n", "- [^3]: o", "[a] [p][a] [q][f] ![r][m] [^1] [^3]", "[//]: # (s)", "[t](u \"v\")", "![w](x.png)",
	"- one", "  two", "1. three", "   four", "> five", "six", "lazy", "    seven", "\teight", "```go", "```", "~~~", "````", "  ```", "> ```", "- ```",
	"<!--", "-->", "<!-- nine -->", "<div>", "</div>", "<script>", "</script>", "<pre>", "<?ten", "?>", "<b>x</b>", "| a | b |", "|---|---|", "| c | d | e |", "a | b", "--- | ---",
	"**What’s new:** so", "__Results__: so", "*Label:* so", "**Keeper:** so", "\\", "a\\", "&amp; &#35;", "`code", "code`", "*star", "star*", "<https://y.example>", "https://z.example/b", "title: c", "subject: d", "e = 1",
}

// frontScraps are lines of front matter, most of them YAML.
var frontScraps = []string{
	"title: a", `subject: "b \"c\" \x41"`, `subject: 'd''e'`, "# f", "tags: [g, h]", "  - i", "", "preheader: |", "preheader: >-", "  j", "    # k", "date: null", "date:", "number: 0x1F", "  l # m",
	"lang: {n: o}", "social:", "social: [{name: p, url: q, r: s}]", "  - {name: t, url: u} # v", "publication: &w x", "sender: *w", "reply_to: !!str y", "'z a': b", "c", "d: e: f", "web_url: https://g.example/#h", "utm: i  # j",
	`k = "l"`, "m = [1, 'n']", "[o]", "masthead: \"p", "q\"", "footer: [r,", "s: t]", "\tu: v", "? w", "- x", "y: 'z", "''a: b'",
}

// pageOf gives a random page of scraps, some of them on one line.
func pageOf(scraps []string, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	for range 1 + r.IntN(24) {
		for range 1 + r.IntN(3)/2 {
			b.WriteString(scraps[r.IntN(len(scraps))])
			b.WriteByte(' ')
		}
		b.WriteString([]string{"", "\n", "\n", "\n", "\n\n", "\n\n\n"}[r.IntN(6)])
	}
	return b.String()
}

// frontOf gives random front matter.
func frontOf(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 2))
	marks := []string{"---", "---", "+++"}[r.IntN(3)]
	lines := []string{marks}
	for range 1 + r.IntN(6) {
		lines = append(lines, frontScraps[r.IntN(len(frontScraps))])
	}
	return strings.Join(append(lines, marks), "\n") + "\n"
}

// TestRandom holds the laws on some hundred random pages of scraps.
func TestRandom(t *testing.T) {
	h := analysis(t)
	for seed := range uint64(500) {
		for name, scraps := range map[string][]string{"copy.txt": scraps, "copy.md": mdScraps} {
			page := pageOf(scraps, seed)
			if name == "copy.md" && seed%3 == 0 {
				page = frontOf(seed) + page
			}
			_ = checkLaws(t, name, []byte(page), h) // a page may hold no words
			if t.Failed() {
				t.Fatalf("%s, seed %d:\n%s", name, seed, page)
			}
		}
	}
}
