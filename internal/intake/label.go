package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
	"galley/internal/markdown"
)

const (
	maxOneOffWords = 4 // of a label that only its shape gives away
	maxLabelWords  = 8 // the dialect's own bounds for a label that no house knows
	maxLabelRunes  = 80
)

// knownLabel gives the house style's name of the label that a paragraph opens
// with, and where its colon stands; no name when there is none.
func knownLabel(d *markdown.Dialect, text string) (name string, colon int) {
	colon = firstColon(text)
	if colon <= 0 {
		return "", 0
	}
	after, _ := utf8.DecodeRuneInString(text[colon+1:])
	if colon+1 < len(text) && !unicode.IsSpace(after) && !unicode.IsLetter(after) && !isOpeningQuote(after) {
		return "", 0
	}
	// The dialect knows how a label may be written; ask it, and never differ.
	reading := d.Read(issue.KindStory, boldLabel(strings.TrimSpace(text[:colon]), everything))
	if len(reading.Sections) == 1 {
		name = reading.Sections[0].Name
	}
	return name, colon
}

// firstColon gives the offset of the colon that could end a label, -1 without.
func firstColon(text string) int {
	limit := len(text)
	for i, n := 0, 0; i < len(text); n++ {
		if n > maxLabelRunes {
			limit = i
			break
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return strings.IndexByte(text[:limit], ':')
}

// oneOffLabel gives where the colon of a label stands that the house does not
// know: “Deep water, too: It rose there.” Only a story has those, below its
// first known label; elsewhere such a colon is only a colon.
func oneOffLabel(text string) int {
	colon := shapedLabel(text)
	if colon < 0 || len(strings.Fields(text[:colon])) > maxOneOffWords {
		return -1
	}
	if strings.ContainsFunc(text[:colon], func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("/@#()[]<>{}|=*_", r) }) {
		return -1
	}
	return colon
}

// shapedLabel gives where the colon of any short opening stands that a
// sentence follows, -1 without. A time or an address has no space after its
// colon, and a title in mid-sentence no sentence before it.
func shapedLabel(text string) int {
	colon := firstColon(text)
	if colon <= 0 || colon+2 >= len(text) {
		return -1
	}
	words, rest := text[:colon], strings.TrimLeftFunc(text[colon+1:], isBlank)
	if len(rest) == len(text)-colon-1 || len(strings.Fields(words)) > maxLabelWords || strings.ContainsAny(words, ".!?;") {
		return -1
	}
	if !opensSentence(words) || !opensSentence(rest) {
		return -1
	}
	return colon
}

// opensSentence reports whether text begins as a sentence does: with a capital,
// or with a letter of a script that has none, perhaps after a quotation mark.
func opensSentence(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, isOpeningQuote))
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

func isOpeningQuote(r rune) bool {
	return strings.ContainsRune("“‘\"'„‚«‹»›「『¿¡", r) || isNoBreak(r)
}

// boldLabel writes a label.
func boldLabel(words string, s strength) string {
	return "**" + escape(words, s, asLabel) + ":**"
}
