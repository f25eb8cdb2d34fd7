package plain_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/plain"
)

// fragments are pieces of copy that meet in ways nobody would write down.
var fragments = []string{
	"# ", "## ", "- ", "1. ", "> ", "    ", "\n", "\n\n", "\n", " ", " ", "***\n", "---", "===", "\\\n", "  \n", "\r", "\t", "-", "–", " · ",
	"word", "incomprehensibilities", "潮汐港口", "“", "。", "🌊", "👩🏽‍🚒", "🇳", "שלום", "한국어", "\u0301", "\u0600", "\u200d", "\u00a0", "\u3000",
	"*", "**", "~~", "`", "```", "[", "](https://e.example/a)", "](", ")", "![", "](p.png \"c — d\")", "**Label:** ", "<b>", "<div>\n",
	"{{unsubscribe}}", "{{web_version}}", "{{address}}", "{{first_name|all you there}}", "[u]({{unsubscribe}})", "[w]({{web_version}})",
	"|", "| a | b |\n|--|:-:|\n| c | d |\n", "<mailto:a@b.example>", "[m](mailto:c@d.example)", "https://e.example/" + strings.Repeat("and/on/", 12),
	"\x1b", "&#27;", "&nbsp;", "\u2028", "\xff", "[x](javascript:x)",
}

// TestFragments holds copy made of random fragments to the promises, for every
// provider and kind of item. It reaches further into layout than FuzzRender
// does in the same time.
func TestFragments(t *testing.T) {
	profiles, err := house.Profiles()
	if err != nil {
		t.Fatal(err)
	}
	e := whole(t, "none")
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 3))
		var copy strings.Builder
		for range rng.IntN(120) {
			copy.WriteString(fragments[rng.IntN(len(fragments))])
		}
		e.Profile = profiles[rng.IntN(len(profiles))]
		e.Issue.Items = []issue.Item{{Kind: issue.Kinds[rng.IntN(len(issue.Kinds))], Copy: copy.String()}}
		text := plain.Render(e)
		checkForm(t, e, text)
		if t.Failed() {
			t.Fatalf("seed %d, profile %s: %q became\n%s", seed, e.Profile.Name, copy.String(), text)
		}
	}
}
