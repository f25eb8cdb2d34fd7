package preflight_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"galley/internal/markdown"
	"galley/internal/preflight"
)

// change is an edit of a fix, in bytes of the file.
type change struct {
	start, end int
	with       string
}

// TestFixesTogether makes issues of what the cases of all checks have, with emoji
// and marks between, and holds that the words of every finding stand where it
// says, that the fixes of one check can all be made at once, since no two change
// the same words, and that what they give is an issue of as many items.
func TestFixesTogether(t *testing.T) {
	lines := slipLines(t)
	glue := []string{" ", " ", "\n\n", "\n", " 😀 ", "😀", "\n- ", "\n> ", "**", "_", "  \n", "\u00a0", "e\u0301 ", " 👩‍👩‍👧 ", "\n\n## ", " [", "](https://a.example) ", "`", "|"}
	fixes := 0
	for seed := range uint64(400) {
		rnd := rand.New(rand.NewPCG(seed, 5))
		var b strings.Builder
		fmt.Fprintf(&b, "---\nlang: %s\n---\n", []string{"en", "en", "es", "de", "fr", "ar"}[rnd.IntN(6)])
		for range 1 + rnd.IntN(2) {
			b.WriteString([]string{"<!-- letter -->\n", "<!-- story: news -->\n", "<!-- footer -->\n", "<!-- promo -->\n"}[rnd.IntN(4)])
			for range 1 + rnd.IntN(7) {
				b.WriteString(lines[rnd.IntN(len(lines))] + glue[rnd.IntN(len(glue))])
			}
			b.WriteString("\n\n")
		}
		file := b.String()
		if _, _, err := markdown.Read("x.md", []byte(file)); err != nil {
			continue
		}
		in := input(t, "x.md", []byte(file), setup{})
		byCheck := map[string][]change{}
		for _, f := range preflight.Check(in) {
			verify(t, in.Edition.Issue, []byte(file), &f)
			if f.Fix == nil {
				continue
			}
			for _, e := range f.Fix.Edits {
				start := len(file) - len(from(t, []byte(file), e.Line, e.Column))
				byCheck[f.Check] = append(byCheck[f.Check], change{start, start + len(e.Old), e.New})
				fixes++
			}
		}
		for check, list := range byCheck {
			after, ok := changed(file, list)
			if !ok {
				t.Errorf("%s changes the same words twice: %v in\n%s", check, list, file)
				continue
			}
			if is, _, err := markdown.Read("x.md", []byte(after)); err != nil || len(is.Items) != len(in.Edition.Issue.Items) {
				t.Errorf("%s breaks the issue, %v:\n%s", check, err, after)
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, file)
		}
	}
	if fixes < 300 {
		t.Errorf("only %d edits were tried", fixes)
	}
}

// changed makes changes that do not touch each other; ok is false when they do.
func changed(file string, list []change) (after string, ok bool) {
	slices.SortFunc(list, func(a, b change) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	end := len(file)
	for i, c := range slices.Backward(list) {
		if c.end > end || i > 0 && list[i-1] == c {
			return "", false
		}
		file, end = file[:c.start]+c.with+file[c.end:], c.start
	}
	return file, true
}

// slipLines gives the lines of all cases that trip a check of the copy.
func slipLines(t *testing.T) []string {
	t.Helper()
	var list []string
	for _, check := range preflight.Names() {
		archive, err := txtar.ParseFile(filepath.Join("testdata", check+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if filepath.Ext(f.Name) != ".md" || !strings.HasPrefix(f.Name, "trips/") {
				continue
			}
			for line := range strings.SplitSeq(string(f.Data), "\n") {
				if line != "" && line != "---" && len(line) < 400 && !strings.HasPrefix(line, "<!--") {
					list = append(list, line)
				}
			}
		}
	}
	return list
}
