package desk

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"galley/internal/grounding"
	"galley/internal/issue"
)

// Closers that the publication printed, by how near their stories are to the one that
// wants one. It is counted here, from words: no model, no network.

// closer is how a story of an earlier issue ended.
type closer struct {
	number, date, headline string
	text                   string
	words                  map[string]float64 // of its story, and how often
}

// PastCloser is a closer that the publication printed before.
type PastCloser struct {
	Number   string `json:"number"`
	Date     string `json:"date"`
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

func (c *closer) view() PastCloser {
	return PastCloser{Number: c.number, Date: c.date, Headline: c.headline, Text: c.text}
}

// nearest is how many closers are shown, and how many go to a model as examples.
const nearest = 5

// closersOf takes the closers out of an issue that was read.
func closersOf(is *issue.Issue, h *issue.House) []closer {
	var list []closer
	for i := range is.Items {
		it := &is.Items[i]
		s := sectionNamed(it, lastLabel(storyStyle(h, it.Story), "We’re thinking"))
		if s == nil {
			continue
		}
		text := strings.TrimSpace(strings.Join(strings.Fields(it.Copy[afterLabel(it.Copy, s):s.End]), " "))
		if text != "" {
			list = append(list, closer{is.Number, is.Date, it.Reading.Headline.Words, text, wordsIn(it.Copy)})
		}
	}
	return list
}

// leastLetters is how long a word is that says what a story is about.
const leastLetters = 4

// wordsIn counts the words of a text that say what it is about, in lower case and
// without what differs between one and several.
func wordsIn(text string) map[string]float64 {
	count := map[string]float64{}
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(word) >= leastLetters {
			count[strings.TrimSuffix(word, "s")]++
		}
	}
	return count
}

// nearestTo gives the closers whose stories are nearest to a text, the nearest first.
// A word that is in few stories counts more; those that share none come last, the
// newest first.
func nearestTo(all []closer, text string, most int) []*closer {
	in := map[string]float64{}
	for i := range all {
		for word := range all[i].words {
			in[word]++
		}
	}
	weight := func(words map[string]float64) map[string]float64 {
		w := map[string]float64{}
		for word, n := range words {
			w[word] = (1 + math.Log(n)) * math.Log(1+float64(len(all))/max(1, in[word]))
		}
		return w
	}
	mine := weight(wordsIn(text))
	type near struct {
		*closer
		by float64
	}
	list := make([]near, len(all))
	for i := range all {
		list[i] = near{&all[i], cosine(mine, weight(all[i].words))}
	}
	slices.SortStableFunc(list, func(a, b near) int { return cmp.Compare(b.by, a.by) })
	nearestOnes := make([]*closer, 0, most)
	for _, one := range list[:min(most, len(list))] {
		nearestOnes = append(nearestOnes, one.closer)
	}
	return nearestOnes
}

// cosine tells how much two texts have in common: 0 for nothing, 1 for all. It sums in
// the order of words, so that the same texts are as near each time.
func cosine(a, b map[string]float64) float64 {
	sum := func(x, y map[string]float64) (s float64) {
		words := make([]string, 0, len(x))
		for word := range x {
			words = append(words, word)
		}
		slices.Sort(words)
		for _, word := range words {
			s += x[word] * y[word]
		}
		return s
	}
	if together := sum(a, a) * sum(b, b); together > 0 {
		return sum(a, b) / math.Sqrt(together)
	}
	return 0
}

// tooNear gives the closer that a draft says over again; nil for none.
func tooNear(all []closer, draft string) *PastCloser {
	for i := range all {
		if grounding.Near(draft, all[i].text) {
			v := all[i].view()
			return &v
		}
	}
	return nil
}
