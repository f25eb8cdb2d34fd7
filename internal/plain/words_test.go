package plain_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/plain"
)

// copywriter writes random copy and keeps the words that it wrote, in order.
type copywriter struct {
	*rand.Rand
	b     strings.Builder
	words []string
}

var vocabulary = []string{
	"tide", "gauge", "a", "naïve", "can’t", "74", "שלום", "вода", "Überlandleitung", "incomprehensibilities", "é", "water",
}

func (c *copywriter) word() string {
	w := vocabulary[c.IntN(len(vocabulary))]
	if c.IntN(40) == 0 {
		w = strings.Repeat("long", 25)
	}
	c.words = append(c.words, w)
	return w
}

func (c *copywriter) some(n int) string {
	words := make([]string, 1+c.IntN(n))
	for i := range words {
		words[i] = c.word()
	}
	return strings.Join(words, " ")
}

// line writes words with inline marks between them.
func (c *copywriter) line() string {
	var parts []string
	for range 1 + c.IntN(8) {
		switch c.IntN(9) {
		case 0:
			parts = append(parts, "*"+c.some(3)+"*")
		case 1:
			parts = append(parts, "**"+c.some(3)+"**,")
		case 2:
			parts = append(parts, "~~"+c.some(3)+"~~")
		case 3:
			parts = append(parts, "`"+c.some(3)+"`")
		case 4:
			parts = append(parts, fmt.Sprintf("[%s](https://example.com/%d)", c.some(4), c.IntN(20)))
		case 5:
			parts = append(parts, fmt.Sprintf("![%s](p.png)", c.some(4)))
		case 6:
			parts = append(parts, "("+c.some(3)+")")
		default:
			parts = append(parts, c.some(12))
		}
	}
	return strings.Join(parts, " ")
}

// block writes one block; every line begins with margin, the first one with
// bullet.
func (c *copywriter) block(bullet, margin string, depth int) {
	line := func(s string) {
		c.b.WriteString(bullet + s + "\n")
		bullet = margin
	}
	kind := c.IntN(9)
	if depth > 4 {
		kind = 8
	}
	switch kind {
	case 0:
		line(strings.Repeat("#", 1+c.IntN(3)) + " " + c.line())
	case 1, 2:
		first, rest := "- ", "  "
		if kind == 2 {
			first, rest = "7. ", "   "
		}
		line(first + c.line())
		for range c.IntN(3) {
			c.b.WriteString(strings.TrimRight(margin, " ") + "\n")
			c.block(margin+first, margin+rest, depth+1)
		}
	case 3:
		line("> " + c.line())
		c.b.WriteString(margin + ">\n")
		c.block(margin+"> ", margin+"> ", depth+1)
	case 4:
		line("```")
		line(c.some(30))
		line("```")
	case 5:
		line("| | |")
		line("|---|---|")
		for range 1 + c.IntN(3) {
			line("| " + c.some(12) + " | " + c.some(6) + " |")
		}
	case 6:
		line("**" + c.some(4) + ":** " + c.line())
	default:
		line(c.line())
		line(c.line())
	}
	c.b.WriteString(strings.TrimRight(margin, " ") + "\n")
}

// TestWords proves the first promise on random copy: every word, in order. The
// words to find come from the writer, not from any reader of Markdown.
func TestWords(t *testing.T) {
	h, err := house.Load(house.Default)
	if err != nil {
		t.Fatal(err)
	}
	h.Parts.Footer = ""
	for seed := range uint64(500) {
		c := &copywriter{Rand: rand.New(rand.NewPCG(seed, 1))}
		for range 1 + c.IntN(6) {
			c.block("", "", 0)
		}
		e := &issue.Edition{House: h, Issue: &issue.Issue{Items: []issue.Item{{Kind: issue.KindLetter, Copy: c.b.String()}}}}
		text := plain.Render(e)
		checkForm(t, e, text)
		_, body, _ := strings.Cut(string(text), strings.Repeat("=", 72)+"\n")
		if got := wordsOf(body); !slices.Equal(got, c.words) {
			t.Errorf("seed %d: the words are\n%q, want\n%q, in\n%s", seed, got, c.words, c.b.String())
		}
		if t.Failed() {
			t.Fatalf("%s", text)
		}
	}
}

var notWords = regexp.MustCompile(`(?m)^\[\d+\] https:\S+$|^[> -]*(?:\d+\. )+|\[\d+\]|\[Picture:`)

// wordsOf reads a text as a person does, past numbers and marks.
func wordsOf(text string) []string {
	text = notWords.ReplaceAllString(text, "")
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '’'
	})
}
