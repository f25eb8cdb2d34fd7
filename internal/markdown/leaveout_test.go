package markdown

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"galley/internal/issue"
)

// bare is an edition whose profile fills no slot, and full one that fills all.
func bare() *issue.Edition { return &issue.Edition{Issue: &issue.Issue{}} }

func full() *issue.Edition {
	e := bare()
	e.Profile.Slots = map[string]issue.SlotValue{}
	for _, name := range issue.SlotNames {
		e.Profile.Slots[name] = issue.SlotValue{Kind: issue.SlotText, Value: "v"}
	}
	return e
}

// TestLeaveOut takes out what a provider does not have (here: X), with what
// stood about it.
func TestLeaveOut(t *testing.T) {
	for in, want := range map[string]string{
		"a · X · b":              "a · b",
		"X · b":                  "b",
		"a · X":                  "a",
		"a | X | X":              "a",
		"a X · b":                "a · b",
		"a · X b":                "a · b",
		"X":                      "",
		"X · X":                  "",
		"· X ·":                  "",
		"·X·":                    "",
		"a X b":                  "a b",
		"aXb":                    "ab",
		"Dear X, hello":          "Dear, hello",
		"for you, X, a":          "for you, a",
		"Hi, X!":                 "Hi!",
		"Hi! X, a":               "Hi! a",
		"X, hello":               "hello",
		"(X) b":                  "() b",
		"a · X\\\nb · X":         "a / b",
		"a\\\nX\\\nb":            "a / b",
		"a\\\nX":                 "a",
		"X\\\na":                 "a",
		"X\\\n· X\\\na":          "a",
		"a\\\nX · b":             "a / b",
		"a X\\\n. b":             "a / . b",
		"X\na":                   "a",
		"a\nX\nb":                "a b",
		"-5 X · -6":              "-5 · -6",
		"X -6":                   "-6",
		"5- X":                   "5-",
		"a·X":                    "a",
		"a|X|b":                  "a|b",
		"X|b":                    "b",
		"a—X—b":                  "a—b",
		"– X":                    "",
		"X – b – c":              "b – c",
		"**X** · b":              "b",
		"a · *b **X***":          "a · b",
		"a **· X** b":            "a · b",
		"[X](https://a.b) · b":   "b",
		"X &middot; b":           "b",
		"a \\| X":                "a",
		"`·` X":                  "·",
		"![·](x.png) · X":        "",
		"[L](X) · [M](X) · b":    "b",
		"b · [L](X)\\\n[*M*](X)": "b",
		"**Where:** X":           "Where:",
	} {
		copy := strings.ReplaceAll(strings.ReplaceAll(in, "(X)", "({{unsubscribe}})"), "X", "{{address}}")
		if in == "(X) b" {
			copy = "({{address}}) b"
		}
		doc := New(nil).ParseFor(bare(), copy)
		var lines strings.Builder
		_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				if label, ok := n.(*Label); ok {
					lines.WriteString(label.Colon)
				}
				return ast.WalkContinue, nil
			}
			switch n := n.(type) {
			case *ast.Text:
				lines.Write(Value(n, doc.Source))
				if n.HardLineBreak() {
					lines.WriteString(" / ")
				} else if n.SoftLineBreak() {
					lines.WriteString(" ")
				}
			case *ast.String:
				lines.Write(n.Value)
			case *ast.Image:
				return ast.WalkSkipChildren, nil
			}
			return ast.WalkContinue, nil
		})
		if got := strings.TrimSpace(lines.String()); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
		if want == "" && doc.Root.HasChildren() && !strings.Contains(in, "!") {
			t.Errorf("%q left blocks behind", in)
		}
		if node := hollow(doc.Root); node != nil {
			t.Errorf("%q left an empty %s", in, node.Kind())
		}
	}
}

// hollow finds a node that should hold something and does not.
func hollow(root ast.Node) (found ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Emphasis, *ast.Link, *extast.Strikethrough, *Label, *ast.Paragraph, *ast.List, *ast.ListItem, *ast.Blockquote:
			if !n.HasChildren() {
				found = n
			}
		}
		return ast.WalkContinue, nil
	})
	return found
}

// TestLeaveOutBlocks takes what is empty with it, and only that.
func TestLeaveOutBlocks(t *testing.T) {
	for in, want := range map[string]string{
		"a\n\n{{address}}\n\nb":                           "Paragraph Paragraph",
		"- {{address}}\n- b":                              "List",
		"- {{address}}\n- {{web_version}}":                "",
		"> {{address}}":                                   "",
		"> - {{address}}\n\nb":                            "Paragraph",
		"# {{address}}\n\nb":                              "Paragraph",
		"| a | b |\n|---|---|\n| {{address}} | c |":       "Table",
		"| {{address}} |\n|---|\n| **{{web_version}}** |": "Table",
		"- ": "List", // empty as it was typed
	} {
		doc := New(nil).ParseFor(bare(), in)
		var kinds []string
		for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
			kinds = append(kinds, n.Kind().String())
		}
		if got := strings.Join(kinds, " "); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// FuzzLeaveOut: nothing hollow is made, every word stays in its order, and
// with a profile that fills everything the tree is as it was parsed.
func FuzzLeaveOut(f *testing.F) {
	for _, seed := range []string{
		"a · {{address}} · b", "**{{address}}** | [x]({{unsubscribe}}), b\\\n{{first_name}}", "- {{address}}\n- x", "{{first_name|you}}, [a **{{address}}** b]({{web_version}})",
		"| {{address}} | x-{{address}}-y |\n|-|-|\n| 1 | {{address}} |", "*a {{address}}*{{address}}\\\n—{{address}}—", "a\n{{address}}\nb",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, copy string) {
		copy, _, err := Decode("x", []byte(copy))
		if err != nil || len(copy) > 1<<14 {
			return
		}
		d := New(nil)
		whole := d.Parse(copy)
		before := hollow(whole.Root)
		if kept := d.ParseFor(full(), copy); dump(kept.Root, kept.Source) != dump(whole.Root, whole.Source) {
			t.Error("a profile that fills every slot changed the tree")
		}
		cut := d.ParseFor(bare(), copy)
		if n := hollow(cut.Root); n != nil && before == nil {
			t.Errorf("%q left an empty %s", copy, n.Kind())
		}
		// Links on slots go with their words, so they have none here.
		_ = ast.Walk(whole.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if _, _, ok := SlotLink(n); ok && entering {
				n.RemoveChildren(n)
			}
			return ast.WalkContinue, nil
		})
		if got, want := letters(PlainText(cut.Root, cut.Source)), letters(PlainText(whole.Root, whole.Source)); got != want {
			t.Errorf("words changed: %q, want %q", got, want)
		}
	})
}

// letters gives words without what may go with something that is left out.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(between+weakStops, r) {
			return -1
		}
		return r
	}, s)
}

func dump(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if b.WriteString(n.Kind().String()); entering && n.Kind() == ast.KindText {
			b.Write(Value(n.(*ast.Text), source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
