package issue_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// wordDiff writes changes as git does: [-old-]{+new+}.
func wordDiff(old, new string) string {
	var b strings.Builder
	at := 0
	for _, c := range issue.Diff(old, new) {
		b.WriteString(old[at:c.Old.Start])
		if !c.Old.Empty() {
			b.WriteString("[-" + old[c.Old.Start:c.Old.End] + "-]")
		}
		if !c.New.Empty() {
			b.WriteString("{+" + new[c.New.Start:c.New.End] + "+}")
		}
		at = c.Old.End
	}
	return b.String() + old[at:]
}

func TestDiffReads(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"", "", ""},
		{"The tide.", "The tide.", "The tide."},
		{"", "The tide.", "{+The tide.+}"},
		{"The tide.", "", "[-The tide.-]"},
		{"The old harbour wall.", "The new harbour wall.", "The [-old-]{+new+} harbour wall."},
		{"The harbour wall.", "The old harbour wall.", "The {+old +}harbour wall."},
		{"The cat, the cat.", "The cat, the old cat, the cat.", "The cat, {+the old cat, +}the cat."},
		{"It rose, fell and rose.", "It sank, stayed and rose.", "It [-rose, fell-]{+sank, stayed+} and rose."},
		{"Don’t go.", "Doesn’t go.", "[-Don’t-]{+Doesn’t+} go."},
		{"One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\n[-Two.\n\n-]Three."},
		{"- eels\n- crabs", "- eels\n- whelks\n- crabs", "- eels\n{+- whelks\n+}- crabs"},
		{"**What’s new:** Eels.", "**What is new:** Eels.", "**[-What’s-]{+What is+} new:** Eels."},
		{"潮が満ちた。", "潮が引いた。", "潮が[-満ち-]{+引い+}た。"},
		{"So 👩‍🔬 said.", "So 👩🏽‍🔬 said.", "So [-👩‍🔬-]{+👩🏽‍🔬+} said."},
		{"A 🇬🇧 and é.", "A 🇬🇷 and e.", "A [-🇬🇧-]{+🇬🇷+} and [-é-]{+e+}."},
		{"cafe", "cafe\u0301", "[-cafe-]{+cafe\u0301+}"},
	} {
		if got := wordDiff(c.old, c.new); got != c.want {
			t.Errorf("%q → %q:\n%s\nwant\n%s", c.old, c.new, got, c.want)
		}
	}
}

// checkDiff holds the laws of Diff.
func checkDiff(t *testing.T, old, new string) {
	t.Helper()
	var b strings.Builder
	at, to := 0, 0
	for i, c := range issue.Diff(old, new) {
		if c.Old.Empty() && c.New.Empty() || c.Old.Start < at || c.Old.End < c.Old.Start || i > 0 && c.Old.Start == at {
			t.Fatalf("%q → %q: change %d is %+v", old, new, i, c)
		}
		b.WriteString(old[at:c.Old.Start])
		if b.Len() != c.New.Start {
			t.Fatalf("%q → %q: change %d stands at %d of the new text, and says %d", old, new, i, b.Len(), c.New.Start)
		}
		b.WriteString(new[c.New.Start:c.New.End])
		at, to = c.Old.End, c.New.End
		for text, span := range map[string]issue.Span{old: c.Old, new: c.New} {
			if cuts(text, span.Start) || cuts(text, span.End) {
				t.Fatalf("%q → %q: change %d cuts a word: %+v", old, new, i, c)
			}
		}
	}
	if b.WriteString(old[at:]); b.String() != new || to > len(new) {
		t.Fatalf("%q → %q: the changes give %q", old, new, b.String())
	}
}

// cuts reports whether a place stands within a character, or within a word of the
// Latin alphabet.
func cuts(text string, at int) bool {
	if at == 0 || at == len(text) {
		return false
	}
	if utf8.ValidString(text) && !utf8.RuneStart(text[at]) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	is := func(r rune) bool { return unicode.Is(unicode.Latin, r) || r >= '0' && r <= '9' }
	return is(before) && is(after)
}

var vocabulary = []string{
	"the", "the", "a", "of", "tide", "harbour", "wall", "gauge", "eel", "don’t", "Zoë", "74", "12½", "3.5", "潮が満ちた", "ケーブル", "👩‍🔬", "🇬🇧", "❤️",
	"**What’s new:**", "**Why it matters:**", "[the tables](https://tidewater.example/a?b=1)", "{{first_name|there}}", "“quoted”", "e\u0301t\u00e9",
}

// made gives a copy: paragraphs, lists and a fence now and then.
func made(rnd *rand.Rand, blocks int) string {
	words := func() string {
		var w []string
		for range 3 + rnd.IntN(15) {
			w = append(w, vocabulary[rnd.IntN(len(vocabulary))])
		}
		return strings.Join(w, " ") + "."
	}
	var all []string
	for range blocks {
		switch rnd.IntN(6) {
		case 0:
			all = append(all, "- "+words()+"\n- "+words()+"\n- "+words())
		case 1:
			all = append(all, "```\n"+words()+"\n\n"+words()+"\n```")
		case 2:
			all = append(all, "# "+words())
		default:
			all = append(all, words())
		}
	}
	return strings.Join(all, "\n\n")
}

// typedIn gives the text after edits of any kind, anywhere between characters.
func typedIn(rnd *rand.Rand, text string, edits int) string {
	for range edits {
		runes := []rune(text)
		from := rnd.IntN(len(runes) + 1)
		to := from + rnd.IntN(min(len(runes)-from, 12)+1)
		in := ""
		if rnd.IntN(3) > 0 {
			in = []string{" ", "\n\n", "\n- ", "x", vocabulary[rnd.IntN(len(vocabulary))]}[rnd.IntN(5)]
		}
		text = string(runes[:from]) + in + string(runes[to:])
	}
	return text
}

func TestDiffLaws(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 74))
	for range 3000 {
		old := made(rnd, rnd.IntN(6))
		checkDiff(t, old, typedIn(rnd, old, rnd.IntN(12)))
		checkDiff(t, old, made(rnd, rnd.IntN(6)))
	}
}

// TestDiffIsBounded: texts with nothing in common, or with too much of it, have
// laws as well. (They would take hours without a bound.)
func TestDiffIsBounded(t *testing.T) {
	n := 640 << 10
	for name, c := range map[string][2]string{
		"one letter":   {strings.Repeat("a ", n/2), strings.Repeat("b ", n/2)},
		"commas":       {strings.Repeat(",.", n/2), strings.Repeat(".,;", n/3)},
		"shuffled":     {shuffled(1, n/6), shuffled(2, n/6)},
		"CJK":          {strings.Repeat("潮満", n/6), strings.Repeat("満引潮", n/9)},
		"no UTF-8":     {strings.Repeat("\xff\xfe", n/2), strings.Repeat("\xfe", n/2)},
		"doubled":      {shuffled(1, n/12), shuffled(1, n/12) + shuffled(1, n/12)},
		"line by line": {strings.Repeat("a\n\n", n/3), strings.Repeat("a\n", n/2)},
	} {
		t.Run(name, func(t *testing.T) { checkDiff(t, c[0], c[1]) })
	}
}

func shuffled(seed uint64, words int) string {
	rnd := rand.New(rand.NewPCG(seed, seed))
	var b strings.Builder
	for range words {
		fmt.Fprintf(&b, "w%d ", rnd.IntN(300))
	}
	return b.String()
}

func FuzzDiff(f *testing.F) {
	f.Add("The old wall.", "The new, old wall.")
	f.Add("a\n\nb", "b\n\na")
	f.Add("👩‍🔬 \xff", "👩 潮")
	f.Fuzz(func(t *testing.T, old, new string) { checkDiff(t, old, new) })
}

// realIssue gives a text of the size that issues have: one that lies beside the
// project where there is one, else one that is made.
func realIssue() string {
	if data, err := os.ReadFile("../../../shared/real-issue/issue-2021-01-13.txt"); err == nil {
		return string(data)
	}
	return made(rand.New(rand.NewPCG(1, 1)), 160)
}

func BenchmarkDiff(b *testing.B) {
	old := realIssue()
	rnd := rand.New(rand.NewPCG(3, 3))
	for name, new := range map[string]string{
		"ten-edits":     typedIn(rnd, old, 10),
		"two-hundred":   typedIn(rnd, old, 200),
		"another-issue": made(rnd, 160),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				issue.Diff(old, new)
			}
		})
	}
}
