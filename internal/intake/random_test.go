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

// TestRandom holds the laws on some hundred random pages of scraps.
func TestRandom(t *testing.T) {
	h := analysis(t)
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		var b strings.Builder
		for range 1 + r.IntN(24) {
			for range 1 + r.IntN(3)/2 {
				b.WriteString(scraps[r.IntN(len(scraps))])
				b.WriteByte(' ')
			}
			b.WriteString([]string{"", "\n", "\n", "\n", "\n\n", "\n\n\n"}[r.IntN(6)])
		}
		_ = checkLaws(t, "copy.txt", []byte(b.String()), h) // a page may hold no words
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, b.String())
		}
	}
}
