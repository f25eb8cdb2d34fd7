package intake_test

import (
	"slices"
	"strings"
	"testing"

	"galley/internal/intake"
	"galley/internal/issue"
)

// TestHostile holds the laws on input that was made to break them.
func TestHostile(t *testing.T) {
	for _, s := range slices.Concat(hostile, hostileMarkdown) {
		for _, name := range []string{"copy.txt", "copy.md"} {
			for _, h := range []*issue.House{analysis(t), nil} {
				if err := checkLaws(t, name, []byte(s), h); err != nil {
					t.Errorf("%q: %v", s, err)
				}
			}
		}
	}
}

// TestHuge holds them on input that costs time where a step is not linear.
func TestHuge(t *testing.T) {
	inputs := map[string]string{
		"brackets":            strings.Repeat("[", 29_000),
		"brackets both ways":  strings.Repeat("[a](", 3_000),
		"one line":            strings.Repeat("The tide turns twice a day. ", 22_000),
		"stars":               strings.Repeat("*a ", 28_000),
		"backquotes":          strings.Repeat("`a ``", 14_000),
		"underscores":         strings.Repeat("_", 58_000) + "a",
		"quotation marks":     strings.Repeat("> ", 28_000) + "a",
		"lists in lists":      strings.Repeat("- ", 28_000) + "a",
		"pictures":            strings.Repeat("Artboard 1\n\n", 3_000),
		"rules":               strings.Repeat("a\n---\n", 3_000),
		"headlines":           strings.Repeat("A Line\n\n", 3_000),
		"labels":              strings.Repeat("What’s new: The same again.\n", 2_000),
		"twins":               "Head\nWhat’s new: One.\n" + strings.Repeat("\n\n\nThe same words stand here once more", 2_000),
		"ever deeper":         deeper(300),
		"jobs without end":    strings.Repeat("Keeper of the Lock: Opens and closes it all day long.\n", 2_000),
		"numbers":             strings.Repeat("1. a\n2. b\n", 2_000),
		"slots":               strings.Repeat("{{first_name|there}} ", 2_000),
		"entities":            strings.Repeat("&amp;", 20_000),
		"headings, Markdown":  strings.Repeat("# a\n\n", 2_000),
		"references":          strings.Repeat("[a][b]\n", 2_000) + "\n[b]: c\n",
		"addresses":           strings.Repeat("[a]: b\n", 9_000) + "[a]\n",
		"footnotes":           strings.Repeat("[^1]: b\n", 9_000),
		"quoted addresses":    strings.Repeat("> [a]: b\n\n", 5_000) + "[a]\n",
		"dividing lines":      strings.Repeat("a\n\n***\n", 5_000),
		"one word, no spaces": strings.Repeat("a", 600_000),
	}
	for name, text := range inputs {
		t.Run(name, func(t *testing.T) {
			for _, name := range []string{"copy.txt", "copy.md"} {
				if err := checkLaws(t, name, []byte(text), analysis(t)); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// deeper gives a list that is indented more on every line.
func deeper(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "• deeper\n")
	}
	return b.String()
}

// TestRefused checks that what cannot be read is said in a sentence with the
// file's name and what to do.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ name, data, says string }{
		{"a.txt", "", "holds no words"},
		{"a.md", "\n\n \n", "holds no words"},
		{"a.txt", "\u00a0\n\t\n\u200b", "holds no words"},
		{"a.txt", "----\n\n****\n", "holds no words"},
		{"a.docx", "PK\x03\x04 …", "word processor"},
		{"A.DOCX", "words", "word processor"},
		{"a.txt", `{\rtf1 words}`, "word processor"},
		{"a.html", "<p>words", "web page"},
		{"a.txt", "\ufeff <!DOCTYPE html><p>words", "web page"},
		{"a.eml", "words", "mail"},
		{"a.txt", "Delivered-To: a@b.example\r\nReceived: from c.example\r\n by d.example\r\n\r\nwords", "mail"},
		{"a.pdf", "words", "PDF"},
		{"a.galley", "PK\x03\x04", "review file"},
		{"a.txt", "%PDF-1.7 words", "PDF"},
		{"a.txt", strings.Repeat("a\n", 20_000), "too long"}, // it would be as an issue file
		{"a.txt", strings.Repeat("[", 100_000), "too dense"},
		{"a.txt", "\x89PNG\r\n", "a picture"},
		{"a.txt", strings.Repeat("\x00\x01\x02", 400), "binary"},
		{"a.md", "---\ntitle: cut off\n", "front matter"},
	} {
		_, err := intake.Read(c.name, []byte(c.data), nil)
		if err == nil || !strings.Contains(err.Error(), c.name) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		}
	}
}

// TestNotRefused checks that words about mails and pages are words.
func TestNotRefused(t *testing.T) {
	for _, s := range []string{
		"From: Anna\nSubject: The lock\n\nDear friends,\nthe lock is open.",
		"HTML is a language. <html> opens a page.",
	} {
		if r, err := intake.Read("a.txt", []byte(s), nil); err != nil || r.Format != intake.Text {
			t.Errorf("%q: %v, %s", s, err, r.Format)
		}
	}
}
