package issue_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"galley/internal/issue"
)

// merged writes a merge with its conflicts in place: ‹base|mine|theirs›.
func merged(base, mine, theirs string) string {
	text, conflicts := issue.MergeText(base, mine, theirs)
	for _, c := range slices.Backward(conflicts) {
		text = text[:c.At.Start] + "‹" + c.Base + "|" + c.Mine + "|" + c.Theirs + "›" + text[c.At.End:]
	}
	return text
}

func TestMergeText(t *testing.T) {
	for _, c := range []struct{ name, base, mine, theirs, want string }{
		{"other words", "The old harbour wall.", "The new harbour wall.", "The old harbour gate.", "The new harbour gate."},
		{"the same words", "The old wall.", "The new wall.", "The new wall.", "The new wall."},
		{"words differently", "The old wall.", "The new wall.", "The red wall.", "The ‹old|new|red› wall."},
		{"a phrase differently", "The old, low wall.", "The new, high wall.", "The red, wide wall.", "The ‹old, low|new, high|red, wide› wall."},
		{"inserted at one place", "The wall.", "The old wall.", "The red wall.", "The ‹|old |red ›wall."},
		{"taken out and changed", "It is a very old wall.", "It is a wall.", "It is a very tall wall.", "It is a ‹very old ||very tall ›wall."},
		{"a word and its mark", "The wall.", "The gate.", "The wall!", "The gate!"},
		{"a word of two changes", "x, y", "x z", "x,y", "x‹, y| z|,y›"},
		{"blocks", "A.\n\nB.\n\nC.", "A.\n\nB.\n\nC!\n\nD.", "X.\n\nB.\n\nC.", "X.\n\nB.\n\nC!\n\nD."},
		{"appended, and the last one changed", "A.\n\nB b.", "A.\n\nB b.\n\nC.", "A.\n\nB c.", "A.\n\nB c.\n\nC."},
		{"two appended", "A.", "A.\n\nB.", "A.\n\nC.", "A.\n\n‹|B.|C.›"},
		{"neighbours taken out", "A.\n\nB.\n\nC.", "A.\n\nC.", "A.\n\nB.", "A."},
		{"first taken out, one put above", "A.\n\nB.", "B.", "X.\n\nA.\n\nB.", "X.\n\nB."},
		{"a block taken out and changed", "A.\n\nB b b.\n\nC.", "A.\n\nC.", "A.\n\nB b c.\n\nC.", "A.‹B b b.||\n\nB b c.›\n\nC."},
		{"all taken out", "A.\n\nB.", "", "A.\n\nB.", ""},
		{"a fence", "```\na\n\nb\n```\n\nA.", "```\na\n\nc\n```\n\nA.", "```\nd\n\nb\n```\n\nA.", "```\nd\n\nc\n```\n\nA."},
		{"lists", "- eels\n- crabs", "- eels\n- whelks\n- crabs", "- eels\n- crabs\n- limpets", "- eels\n- whelks\n- crabs\n- limpets"},
		{"a line moved, and words put into another", "- eels\n- crabs\n- whelks", "- whelks\n- eels\n- crabs", "- eels\n- big crabs\n- whelks", "- whelks\n- eels\n- big crabs"},
		{"a word put before one that changed", "The wall held.", "The gate held.", "The old wall held.", "The ‹wall|gate|old wall› held."},
		{"a paragraph split", "It rose at six. Nobody saw it rise. The wall held.", "It rose at six.\n\nNobody saw it rise. The wall held.", "It rose at seven. Nobody saw it rise. The old wall held.", "It rose at seven.\n\nNobody saw it rise. The old wall held."},
		{"without spaces", "潮が満ちた。", "潮が引いた。", "海が満ちた。", "海が引いた。"},
		{"neighbours without spaces", "潮が満ちた。", "海が満ちた。", "潮は満ちた。", "‹潮が|海が|潮は›満ちた。"},
		{"emoji", "So 👩‍🔬 said it.", "So 👩‍🔬 says it.", "So 👩🏽‍🔬 said it.", "So 👩🏽‍🔬 says it."},
	} {
		if got := merged(c.base, c.mine, c.theirs); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// checkMerge holds the laws that any three texts have.
func checkMerge(t *testing.T, base, mine, theirs string) {
	t.Helper()
	fail := func(format string, args ...any) {
		t.Helper()
		t.Fatalf("base %q\nmine %q\ntheirs %q\n%s", base, mine, theirs, fmt.Sprintf(format, args...))
	}
	for _, c := range [][4]string{{base, mine, mine, mine}, {base, base, mine, mine}, {base, mine, base, mine}} {
		if got, conflicts := issue.MergeText(c[0], c[1], c[2]); got != c[3] || len(conflicts) > 0 {
			fail("merge(%q, %q, %q) is %q", c[0], c[1], c[2], got)
		}
	}
	text, conflicts := issue.MergeText(base, mine, theirs)
	other, others := issue.MergeText(base, theirs, mine)
	if len(conflicts) != len(others) || len(conflicts) == 0 && text != other {
		fail("the sides exchanged: %q (%d conflicts) and %q (%d)", text, len(conflicts), other, len(others))
	}
	at := 0
	var kept strings.Builder
	kept.WriteString(text)
	for i, c := range conflicts {
		if c.At.Start < at || c.At.End > len(text) || text[c.At.Start:c.At.End] != c.Mine || c.Mine == c.Theirs {
			fail("conflict %d is %+v in %q", i, c, text)
		}
		if !strings.Contains(base, c.Base) || !strings.Contains(mine, c.Mine) || !strings.Contains(theirs, strings.Trim(c.Theirs, "\n")) {
			fail("conflict %d does not quote: %+v", i, c)
		}
		if i < len(others) && (trim(others[i].Mine) != trim(c.Theirs) || trim(others[i].Theirs) != trim(c.Mine)) {
			fail("conflict %d is another one with the sides exchanged: %+v", i, others[i])
		}
		at = c.At.End
		kept.WriteString("\n" + c.Theirs)
	}
	if cutsAny(text, conflicts) {
		fail("a conflict cuts a character of %q", text)
	}
	has := wordsOf(kept.String())
	was, m, th := wordsOf(base), wordsOf(mine), wordsOf(theirs)
	for _, side := range []map[string]int{m, th} {
		for w := range side {
			if was[w] == 0 && has[w] == 0 || was[w] == 1 && m[w] > 0 && th[w] > 0 && has[w] == 0 {
				fail("%q is in neither %q nor a conflict", w, text)
			}
		}
	}
}

// trim leaves out the blank lines around a block.
func trim(s string) string { return strings.Trim(s, "\n \t") }

func cutsAny(text string, conflicts []issue.TextConflict) bool {
	return slices.ContainsFunc(conflicts, func(c issue.TextConflict) bool { return cuts(text, c.At.Start) || cuts(text, c.At.End) })
}

// wordsOf counts words, and each character of what is written without spaces.
func wordsOf(text string) map[string]int {
	all := map[string]int{}
	word := ""
	for _, r := range text + " " {
		switch {
		case r >= 0xE00:
			all[string(r)]++
		case r >= 0x80 && (unicode.IsLetter(r) || unicode.IsNumber(r) || word != "" && unicode.IsMark(r)) || r >= '0' && r <= '9' || r|32 >= 'a' && r|32 <= 'z':
			word += string(r)
			continue
		}
		if word != "" {
			all[word]++
		}
		word = ""
	}
	return all
}

func TestMergeTextLaws(t *testing.T) {
	rnd := rand.New(rand.NewPCG(74, 7))
	for range 5000 {
		base := made(rnd, rnd.IntN(6))
		checkMerge(t, base, wordEdits(rnd, base, rnd.IntN(10), "m"), wordEdits(rnd, base, rnd.IntN(10), "t"))
	}
}

// wordEdits edits whole words: new ones, none, others, with blocks and lines
// between them; what comes in is nobody else's.
func wordEdits(rnd *rand.Rand, text string, edits int, who string) string {
	for i := range edits {
		words := strings.SplitAfter(text, " ")
		at := rnd.IntN(len(words))
		fresh := fmt.Sprintf("%s%d%s", who, i, []string{" ", " ", ". ", "é ", "潮 ", "\n\n", "\n- ", "\n\n\n"}[rnd.IntN(8)])
		switch rnd.IntN(4) {
		case 0:
			words[at] = ""
		case 1:
			words[at] = fresh
		case 2:
			words[at] = fresh + words[at]
		case 3:
			to := min(len(words), at+rnd.IntN(8))
			words = slices.Delete(words, at, to)
		}
		text = strings.Join(words, "")
	}
	return text
}

// TestMergeDisjoint merges edits that are apart from each other, of which each can
// be made in the other's text as well.
func TestMergeDisjoint(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 74))
	for round := range 3000 {
		words := make([]string, 6+rnd.IntN(60))
		for i := range words {
			words[i] = fmt.Sprintf("%s%d%s", []string{"w", "é", "潮w", "**W"}[rnd.IntN(4)], i, []string{" ", " ", " ", ", ", "\n\n", "\n- ", " 👩‍🔬 "}[rnd.IntN(7)])
		}
		mine, theirs, both := slices.Clone(words), slices.Clone(words), slices.Clone(words)
		for i := rnd.IntN(3); i < len(words); i += 2 + rnd.IntN(6) {
			side, word := mine, ""
			if rnd.IntN(2) == 0 {
				side = theirs
			}
			gap := words[i][strings.IndexAny(words[i], " ,\n"):]
			switch rnd.IntN(4) {
			case 0:
				word = fmt.Sprintf("new%d%s", i, gap)
			case 1:
				word = fmt.Sprintf("new%d %s", i, words[i])
			case 2:
				word = fmt.Sprintf("new%d, newer%d%s", i, i, gap)
			}
			if word == "" && (strings.Contains(gap, "\n") || i > 0 && strings.Contains(words[i-1], "\n")) {
				continue
			}
			side[i], both[i] = word, word
		}
		base, m, th, want := strings.Join(words, ""), strings.Join(mine, ""), strings.Join(theirs, ""), strings.Join(both, "")
		checkMerge(t, base, m, th)
		for _, sides := range [][2]string{{m, th}, {th, m}} {
			if got, conflicts := issue.MergeText(base, sides[0], sides[1]); got != want || len(conflicts) > 0 {
				t.Fatalf("round %d:\nbase   %q\nmine   %q\ntheirs %q\ngave   %q\nwant   %q\n%+v", round, base, sides[0], sides[1], got, want, conflicts)
			}
		}
	}
}

func FuzzMergeText(f *testing.F) {
	f.Add("The old wall.", "The new wall.", "The red wall.")
	f.Add("A.\n\nB.", "B.\n\nA.", "A.\n\n```\n\nB.")
	f.Add("潮が 👩‍🔬\n- a\n- b", "潮が 👩\n- b", "海 \xff\n\n\n- a")
	f.Add("a b?", "?", "? c\n\nd\n\n\n\n?") // blank lines of one side above what both have
	f.Fuzz(func(t *testing.T, base, mine, theirs string) {
		issue.MergeText(base, mine, theirs) // of anything; copy is UTF-8
		valid := func(s string) string { return strings.ToValidUTF8(s, "?") }
		checkMerge(t, valid(base), valid(mine), valid(theirs))
	})
}

// TestMergeIsBounded: texts of which nothing can be made are merged as well. (They
// would take hours without a bound.)
func TestMergeIsBounded(t *testing.T) {
	n := 640 << 10
	for name, c := range map[string][3]string{
		"shuffled":  {shuffled(1, n/6), shuffled(2, n/6), shuffled(3, n/6)},
		"lines":     {strings.ReplaceAll(shuffled(1, n/6), " ", "\n"), strings.ReplaceAll(shuffled(2, n/6), " ", "\n"), strings.ReplaceAll(shuffled(3, n/6), " ", "\n")},
		"blocks":    {strings.ReplaceAll(shuffled(1, n/32), " ", "\n\n"), strings.ReplaceAll(shuffled(2, n/32), " ", "\n\n"), strings.ReplaceAll(shuffled(3, n/32), " ", "\n\n")},
		"neighbour": {strings.Repeat("a,", n/2), strings.Repeat("b,", n/2), strings.Repeat("a;", n/2)},
		"no words":  {strings.Repeat(",;", n/2), strings.Repeat(",:", n/2), strings.Repeat(".;", n/2)},
	} {
		t.Run(name, func(t *testing.T) { checkMerge(t, c[0], c[1], c[2]) })
	}
}
