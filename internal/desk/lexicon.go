package desk

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/fault"
	"galley/internal/house"
)

// Lexicon is what a speller has to know of an issue.
type Lexicon struct {
	Lang  string   `json:"lang"`  // BCP 47
	Words []string `json:"words"` // that are right beside the speller's own; each once
}

// The most that a lexicon holds. A speller is told of them one by one.
const (
	maxLexicon = 8000
	maxWord    = 60 // characters
)

// Lexicon gives the language of an issue and the words that are right in it:
// the house's dictionary and spellings, its labels, the publication's name and
// whoever writes it, and the names in the copy.
func (d *Desk) Lexicon(issueID string) (Lexicon, error) {
	dr, err := d.lock(issueID)
	if err != nil {
		return Lexicon{}, err
	}
	e := &dr.open.Edition
	l := Lexicon{Lang: e.Lang()}
	words := slices.Clone(e.House.Words.Dictionary)
	words = slices.AppendSeq(words, maps.Values(e.House.Words.Prefer))
	for _, label := range e.House.Labels {
		words = append(append(words, label.Name), label.Also...)
	}
	words = append(words, e.Publication.Name, e.Publication.Sender)
	var copies []string
	for i := range e.Issue.Items {
		copies = append(copies, e.Issue.Items[i].Copy)
	}
	dr.mu.Unlock() // reading names takes its time, and somebody types
	for _, copy := range copies {
		words = append(words, namesIn(copy)...)
	}
	l.Words = eachOnce(words)
	return l, nil
}

// eachOnce gives the words of phrases in order, each once.
func eachOnce(phrases []string) []string {
	words, seen := []string{}, map[string]bool{}
	for _, phrase := range phrases {
		for _, w := range strings.Fields(phrase) {
			w = strings.TrimFunc(w, isNoLetter)
			if w == "" || seen[w] || utf8.RuneCountInString(w) > maxWord || len(words) == maxLexicon {
				continue
			}
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

// AddHouseWord adds a word to the dictionary of the house style that an issue
// goes by; all its open issues know it from then on. The text of house.toml
// stays as it is beside the word.
func (d *Desk) AddHouseWord(issueID, word string) error {
	word = oneLine(word)
	if n := utf8.RuneCountInString(word); n == 0 || n > maxWord {
		return fault.New(fault.BadInput, fmt.Sprintf("The house's words have between 1 and %d letters.", maxWord), "Nothing was changed.")
	}
	if err := d.needStore(); err != nil {
		return err
	}
	kept, err := d.Store.Issue(issueID)
	if err != nil {
		return err
	}
	d.publication.Lock()
	defer d.publication.Unlock()
	publication, form, err := d.houseForm(kept.Publication)
	if err != nil {
		return err
	}
	text, err := house.AddWord([]byte(form.Text), word)
	if err != nil {
		return err
	}
	if string(text) == form.Text {
		return nil
	}
	publication.House = string(text)
	return d.setPublication(publication)
}

// namesIn gives the words of a copy that are names by their looks: capitals
// inside a sentence or a word, and digits with letters. Headlines say nothing,
// since anything may be capital there.
func namesIn(copy string) []string {
	var names []string
	seen := map[string]bool{}
	for line := range strings.Lines(copy) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		fields := strings.Fields(line)
		inside := isSignature(fields) // the word before it ends no sentence
		for i, field := range fields {
			w := strings.TrimFunc(field, isNoLetter)
			begins := !inside || beginsQuoted(field)
			if begins && i+1 < len(fields) && endsNoSentence(field) {
				begins = !isCapital(fields[i+1]) // Ida Voss left. Page Mill Road.
			}
			inside = endsNoSentence(field)
			if w == "" || strings.Contains(field, "://") || strings.Contains(field, "](") || !isName(w, begins) || seen[w] {
				continue
			}
			seen[w] = true
			names = append(names, w)
			if len(names) == maxLexicon {
				return names
			}
		}
	}
	return names
}

// isSignature reports whether a line is a name and nothing else.
func isSignature(fields []string) bool {
	if len(fields) == 0 || len(fields) > 3 {
		return false
	}
	return !slices.ContainsFunc(fields, func(w string) bool { return !isCapital(w) || strings.ContainsAny(w, ".!?:…") })
}

func isNoLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func isCapital(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// beginsQuoted reports whether a word opens a quotation or an emphasis, which
// may be a sentence or a title of its own.
func beginsQuoted(field string) bool {
	return strings.ContainsAny(field[:1], "\"'*_([") || strings.HasPrefix(field, "“")
}

// endsNoSentence reports whether what follows a word stands inside its sentence.
func endsNoSentence(field string) bool {
	end := strings.TrimRight(field, "\"'”’)]*_")
	last, _ := utf8.DecodeLastRuneInString(end)
	return !strings.ContainsRune(".!?:…", last) && strings.ContainsFunc(end, unicode.IsLetter)
}

// isName judges a word by its letters, and by its first one when it begins no
// sentence.
func isName(w string, begins bool) bool {
	lower, isMixed := false, false
	for _, r := range w {
		isMixed = isMixed || lower && unicode.IsUpper(r)
		lower = unicode.IsLower(r)
	}
	hasDigit := strings.ContainsFunc(w, unicode.IsDigit) && strings.ContainsFunc(w, unicode.IsLetter)
	return isMixed || hasDigit || !begins && isCapital(w)
}
