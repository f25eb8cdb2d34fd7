package desk

import (
	"slices"
	"strings"
	"testing"

	"galley/internal/fault"
)

func TestNamesIn(t *testing.T) {
	const copy = "# The Tide Turns Twise\n\n**What’s new:** Maren Voss watched the tide. It rose near Ellery’s lock.\n" +
		"“Slack water,” said Ida. “Nobody knows.” Then iTide 2.0 and the R2 buoy met GOLL·E and TikTok.\n\n" +
		"- Bring boots\n- *The Lock* is closed: Ask for [Piet](https://x.example/Secret).\n\n![Alt](pictures/Fax-1.png)\n\nKeep well!\n\nWiebke\n"
	got := namesIn(copy)
	for _, w := range []string{"Maren", "Voss", "Ellery’s", "Ida", "iTide", "R2", "GOLL·E", "TikTok", "Wiebke"} {
		if !slices.Contains(got, w) {
			t.Errorf("%s is no name in %q", w, got)
		}
	}
	for _, w := range []string{"Twise", "Turns", "What’s", "It", "Slack", "Nobody", "Then", "Bring", "Ask", "Keep", "Fax-1.png", "pictures/Fax-1.png"} {
		if slices.Contains(got, w) {
			t.Errorf("%s is a name in %q", w, got)
		}
	}
	if names := namesIn("a " + strings.Repeat("x1 ", 100_000)); len(names) != 1 {
		t.Errorf("one name is there %d times", len(names))
	}
}

func TestLexicon(t *testing.T) {
	d, view := writingDesk(t)
	form, err := d.HouseForm(view.Publication)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(form.Text, "[words.prefer]\n", "[words.prefer]\n\"dall-e\" = \"DALL·E\" # as they write it\n", 1)
	if form, err = d.SetHouseText(view.Publication, text); err != nil || form.Problem != "" {
		t.Fatal(form.Problem, err)
	}
	for range 2 { // the second time it is there already
		if err := d.AddHouseWord(view.Issue, " tidewrack\n"); err != nil {
			t.Fatal(err)
		}
	}
	lexicon, err := d.Lexicon(view.Issue)
	if err != nil || lexicon.Lang == "" {
		t.Fatal(lexicon.Lang, err)
	}
	for _, w := range []string{"tidewrack", "DALL·E", "matters"} {
		if !slices.Contains(lexicon.Words, w) {
			t.Errorf("%s is not among %q", w, lexicon.Words)
		}
	}
	sorted := slices.Sorted(slices.Values(lexicon.Words))
	if len(slices.Compact(sorted)) != len(lexicon.Words) {
		t.Error("a word is there twice")
	}
	if form, err = d.HouseForm(view.Publication); err != nil || strings.Replace(form.Text, "'tidewrack'", "", 1) != text {
		t.Errorf("house.toml is more than a word longer:\n%s", form.Text)
	}
	for _, bad := range []string{"", " \n", strings.Repeat("x", 61)} {
		if err := d.AddHouseWord(view.Issue, bad); fault.Of(err).Code != fault.BadInput {
			t.Errorf("%q became a word: %v", bad, err)
		}
	}
	if err := d.AddHouseWord("none", "fax"); fault.Of(err).Code != fault.NotFound {
		t.Error(err)
	}
}
