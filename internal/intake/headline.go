package intake

import (
	"slices"
	"strings"
	"unicode/utf8"

	"galley/internal/issue"
)

const (
	maxHeadlineWords = 14
	maxHeadlineRunes = 110
	maxStandfirst    = 4  // paragraphs between a headline and its first label
	maxSteps         = 12 // blocks to look back from a label
)

// headlineShaped reports whether block i could be a headline by its words: few,
// and no full stop. Questions and calls are headlines as well.
func (c *cutter) headlineShaped(i int) bool {
	b := &c.blocks[i]
	if b.kind != paragraph || b.known != "" {
		return false
	}
	if b.under {
		return true
	}
	n := issue.CountWords(b.text)
	return n > 0 && n <= maxHeadlineWords && utf8.RuneCountInString(b.text) <= maxHeadlineRunes &&
		!strings.ContainsRune(".:;,。：；，،؛۔…", lastRune(b.text)) && !strings.Contains(b.text, "://") &&
		!twoSentences(b.text)
}

// sentenceStop finds a word with a full stop after it and another word behind.
var sentenceStop = lazily(`(\p{L}{3,})\. \p{L}`)

// abbreviations that headlines have; shorter ones are taken for such anyway.
var abbreviations = []string{"Inc", "Ltd", "Corp", "Bros", "Mrs", "Prof", "Sen", "Gov", "Rep", "Gen", "Mme", "bzw", "Str"}

// twoSentences reports whether a line holds the end of a sentence and more.
func twoSentences(text string) bool {
	for _, m := range sentenceStop().FindAllStringSubmatch(text, -1) {
		if !slices.Contains(abbreviations, m[1]) {
			return true
		}
	}
	return false
}

// isHeadline reports whether block i is shaped like a headline and stands
// where one does: below blank space, a picture, or nothing.
func (c *cutter) isHeadline(i int) bool {
	if !c.headlineShaped(i) {
		return false
	}
	b := &c.blocks[i]
	return i == 0 || b.gap > 0 || b.ruled || b.under || c.gapless || c.blocks[i-1].kind == picture
}

// headlineBefore gives the headline of the story whose first label is block i,
// -1 when there is none above low. Between the two stands the standfirst.
func (c *cutter) headlineBefore(i, low int) int {
	paragraphs := 0
	for j := i - 1; j >= low && i-j <= maxSteps && paragraphs <= maxStandfirst; j-- {
		switch c.blocks[j].kind {
		case list:
			return -1
		case paragraph:
			paragraphs++
			if c.isHeadline(j) {
				return c.aboveStandfirst(j, i, low)
			}
		}
	}
	return -1
}

// aboveStandfirst mends a standfirst without a full stop that was taken for the
// headline: it stands directly above the label and directly below a line that
// is one, with no less space above.
func (c *cutter) aboveStandfirst(j, label, low int) int {
	up := j - 1
	if j != label-1 || up < low || c.setOff(j) || !c.isHeadline(up) || endsSentence(c.blocks[up].text) {
		return j
	}
	if c.blocks[j].gap <= c.blocks[up].gap || up == 0 {
		return up
	}
	return j
}
