package intake_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"go.yaml.in/yaml/v3"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// In Markdown a mark is no word, and marks may change on the way in (a heading
// is raised, TOML becomes YAML). A word is a run of letters and digits, and the
// law holds twice: what stood in the file stands in the issue file, addresses
// and all; and what a reader of the file sees, its addresses, titles and marks
// left out, is what a reader of the items sees, no word less and none more.

// tally counts words.
type tally map[string]int

func wordTally(text string) tally {
	words := tally{}
	isMark := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }
	for w := range strings.FieldsFuncSeq(text, isMark) {
		words[w]++
	}
	return words
}

// missing lists the words of want that t has not, or less often.
func (t tally) missing(want tally) []string {
	var words []string
	for w, n := range want {
		if t[w] < n {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// and gives the words of both.
func (t tally) and(other tally) tally {
	sum := maps.Clone(t)
	for w, n := range other {
		sum[w] += n
	}
	return sum
}

// or gives the words of either: one that both have counts once.
func (t tally) or(other tally) tally {
	sum := maps.Clone(t)
	for w, n := range other {
		sum[w] = max(sum[w], n)
	}
	return sum
}

// both gives the words that both have, as often as both have them.
func (t tally) both(other tally) tally {
	common := tally{}
	for w, n := range t {
		common[w] = min(n, other[w])
	}
	return common
}

// checkMarkdownWords holds the first law for Markdown of another tool.
func checkMarkdownWords(t *testing.T, text string, is *issue.Issue, d *markdown.Dialect) {
	t.Helper()
	top, _, _ := topOf(string(markdown.Write(&issue.Issue{
		Number: is.Number, Date: is.Date, Subject: is.Subject, Preheader: is.Preheader, House: is.House, UTM: is.UTM, Own: is.Own, More: is.More,
	})))
	set := wordTally(top).or(wordTally(valuesInEach(top)))
	stands, seen := tally{}, tally{}
	for i := range is.Items {
		stands = stands.and(wordTally(is.Items[i].Copy))
		seen = seen.and(wordTally(seenIn(d, is.Items[i].Copy)))
	}
	// What stands at the top may be front matter or prose below a dividing line.
	type reading struct {
		sure, all tally // words at the top: what they are in any reading, and in some
		body      string
	}
	readings := []reading{{tally{}, tally{}, text}}
	if front, body, ok := topOf(text); ok {
		typed, meant, each := wordTally(front), wordTally(valuesIn(front)), wordTally(valuesInEach(front))
		readings = append(readings, reading{typed.both(meant).both(each), typed.or(meant).or(each), body})
	}
	var lost, hidden, added []string
	for i, r := range readings {
		shows := wordTally(seenIn(d, r.body)).or(wordTally(seenIn(d, footnotesAsWords(r.body))))
		l := set.and(stands).missing(r.sure.and(wordTally(r.body)))
		h := set.and(seen).missing(r.sure.and(shows))
		a := r.all.and(shows).missing(seen)
		if i == 0 || len(l)+len(h)+len(a) < len(lost)+len(hidden)+len(added) {
			lost, hidden, added = l, h, a
		}
	}
	if len(lost) > 0 {
		t.Errorf("words of the file are lost: %q", lost)
	}
	if len(hidden) > 0 {
		t.Errorf("words that could be seen in the file are hidden: %q", hidden)
	}
	if len(added) > 0 {
		t.Errorf("words are seen that could not be seen in the file: %q", added)
	}
}

// footnote is how other tools begin one. CommonMark knows none, and takes one
// of a single word for the address of a link.
var footnote = regexp.MustCompile(`(?m)^([ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*)*)\[(\^[^\]\[\n]+\]:)`)

func footnotesAsWords(body string) string { return footnote.ReplaceAllString(body, `$1\[$2`) }

// seenIn gives the words of copy that a reader sees, alternative texts and
// merge slots among them.
func seenIn(d *markdown.Dialect, copy string) string {
	doc := d.Parse(copy)
	var b strings.Builder
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Link, *ast.Image: // words beside a link are no part of its words
			b.WriteByte('\n')
			return ast.WalkContinue, nil
		case *markdown.Slot:
			b.WriteString("\n" + copy[n.At.Start:n.At.End] + "\n")
			return ast.WalkSkipChildren, nil
		}
		if n.HasChildren() {
			if !entering && n.Type() == ast.TypeBlock {
				b.WriteByte('\n')
			}
			return ast.WalkContinue, nil
		}
		if entering {
			b.WriteString(markdown.PlainText(n, doc.Source))
		}
		if n.Type() == ast.TypeBlock {
			b.WriteByte('\n')
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// topOf cuts off what stands between lines of hyphens or plus signs at the top.
func topOf(text string) (front, body string, ok bool) {
	for _, marks := range []string{"---", "+++"} {
		rest, opens := strings.CutPrefix(text, marks+"\n")
		if !opens {
			continue
		}
		at := 0
		for line := range strings.Lines(rest) {
			if t := strings.TrimRight(line, " \t\n"); t == marks || t == "..." {
				return rest[:at], rest[at+len(line):], true
			}
			at += len(line)
		}
	}
	return "", text, false
}

var tomlKey = regexp.MustCompile(`(?m)^([\w-]+)[ \t]*=`)

// valuesInEach gives the words of front matter as YAML reads its fields one by
// one, of which some may be none.
func valuesInEach(front string) string {
	var b, field strings.Builder
	for line := range strings.Lines(front) {
		if line[0] != ' ' && line[0] != '\t' {
			b.WriteString(valuesIn(field.String()))
			field.Reset()
		}
		field.WriteString(line)
	}
	return b.String() + valuesIn(field.String())
}

// valuesIn gives the words of front matter as YAML reads them; as they are
// typed where it does not.
func valuesIn(front string) string {
	var doc yaml.Node
	if yaml.Unmarshal([]byte(front), &doc) != nil || len(doc.Content) == 1 && doc.Content[0].Kind == yaml.ScalarNode {
		doc = yaml.Node{}
		if yaml.Unmarshal([]byte(tomlKey.ReplaceAllString(front, "$1:")), &doc) != nil {
			return front
		}
	}
	var b strings.Builder
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		b.WriteString(n.HeadComment + "\n" + n.LineComment + "\n" + n.FootComment + "\n")
		for i, c := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 0 && saysNothing(n.Content[i+1]) {
				c.Value = "" // a key that says nothing
			}
			walk(c)
		}
		if !saysNothing(n) {
			b.WriteString(n.Value + "\n")
		}
	}
	walk(&doc)
	return b.String()
}

// saysNothing reports whether a value is none, or none in so many letters.
func saysNothing(n *yaml.Node) bool {
	return n.Tag == "!!null" || n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == ""
}
