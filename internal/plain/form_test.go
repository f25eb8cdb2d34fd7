package plain_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"github.com/yuin/goldmark/ast"

	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/plain"
)

// checkForm holds a text to the promises of the package comment that every
// text can be held to, whatever its copy.
func checkForm(t testing.TB, e *issue.Edition, text []byte) {
	t.Helper()
	if err := plain.Prove(e, text); err != nil {
		t.Error(err)
	}
	s := string(text)
	if !utf8.ValidString(s) {
		t.Error("the text is not UTF-8")
	}
	if !strings.HasSuffix(s, "\n") || strings.HasSuffix(s, "\n\n") {
		t.Error("the text does not end in one newline")
	}
	code, tags := codeLines(e), tagsOf(e)
	for i, line := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
		if strings.TrimRightFunc(line, unicode.IsSpace) != line {
			t.Errorf("line %d ends in a space: %q", i+1, line)
		}
		if strings.ContainsFunc(line, unicode.IsControl) {
			t.Errorf("line %d holds a control character: %q", i+1, line)
		}
		if uniseg.StringWidth(line) > 72 && !mayBeLong(line, code, tags) {
			t.Errorf("line %d is %d columns wide: %q", i+1, uniseg.StringWidth(line), line)
		}
	}
}

var (
	// margins is what a line may begin with: quotations, bullets, numbers, and
	// the number of an address in an item's list.
	margins = regexp.MustCompile(`^(?:> |- | *\d+\. | )*(?:\[\d+\] )?`)
	inCopy  = regexp.MustCompile(`[^\n]+`)
)

// mayBeLong reports whether a line is code or holds one thing that may not be
// broken.
func mayBeLong(line string, code map[string]bool, tags func(string) string) bool {
	line = strings.ReplaceAll(line, joiner, "")
	rest := strings.TrimSpace(margins.ReplaceAllString(tags(line), ""))
	if !strings.ContainsAny(rest, " ") {
		return true
	}
	for from := range len(line) { // code stands behind any margin
		if code[line[from:]] {
			return true
		}
		if !strings.ContainsRune(" >-.0123456789", rune(line[from])) {
			break
		}
	}
	return false
}

// codeLines gives the lines of code in the copy, as a terminal may see them.
func codeLines(e *issue.Edition) map[string]bool {
	lines := map[string]bool{}
	d := markdown.New(e.House)
	copies := []string{e.Footer()}
	for i := range e.Issue.Items {
		copies = append(copies, e.Issue.Items[i].Copy)
	}
	for _, copy := range copies {
		doc := d.Parse(copy)
		_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if k := n.Kind(); entering && (k == ast.KindCodeBlock || k == ast.KindFencedCodeBlock) {
				for _, line := range inCopy.FindAllString(markdown.BlockText(n, doc.Source), -1) {
					lines[strings.TrimRightFunc(terminal(line), unicode.IsSpace)] = true
				}
			}
			return ast.WalkContinue, nil
		})
	}
	return lines
}

// joiner is put where words would be taken for a tag.
const joiner = "\u2060"

func terminal(line string) string {
	line = strings.ReplaceAll(line, joiner, "")
	line = strings.ReplaceAll(line, "\t", "    ")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\f' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r):
			return '\ufffd'
		}
		return r
	}, line)
}

// tagsOf gives a function that takes the spaces out of the profile's merge
// tags.
func tagsOf(e *issue.Edition) func(string) string {
	var tags []string
	for _, v := range e.Profile.Slots {
		for _, tag := range []string{v.Fallback, v.Value, v.Text} {
			if strings.Contains(tag, " ") || strings.Contains(tag, "{fallback}") {
				tags = append(tags, strings.ReplaceAll(regexp.QuoteMeta(tag), `\{fallback\}`, ".*?"))
			}
		}
	}
	slices.SortFunc(tags, func(a, b string) int { return len(b) - len(a) }) // one tag can hold another
	pattern := regexp.MustCompile(strings.Join(append(tags, `\z`), "|"))
	return func(line string) string {
		return pattern.ReplaceAllStringFunc(line, func(tag string) string { return strings.ReplaceAll(tag, " ", "_") })
	}
}
