package preflight

import (
	"cmp"
	"slices"

	"galley/internal/issue"
)

// sighting is the postal address in a footer.
type sighting struct {
	*piece
	issue.Span
}

// addresses lists where the postal address stands in the footers, in order:
// as a slot, as the publication's words, or as a line that comes again.
func (r *round) addresses() []sighting {
	var found []sighting
	own := tokens(r.e.Publication.Address)
	for _, p := range r.footers {
		var here []sighting
		for i := range p.Reading.Slots {
			if s := &p.Reading.Slots[i]; s.Name == issue.SlotAddress {
				here = append(here, sighting{p, p.slotWords(s)})
			}
		}
		words := tokens(p.Copy)
		for _, at := range occurrences(words, own) {
			here = append(here, sighting{p, at})
		}
		if len(here) < 2 {
			for _, at := range repeated(words) {
				here = append(here, sighting{p, at})
			}
		}
		slices.SortStableFunc(here, func(a, b sighting) int { return cmp.Compare(a.Start, b.Start) })
		for i, a := range here {
			if i == 0 || a.Start >= here[i-1].End {
				found = append(found, a)
			}
		}
	}
	return found
}

// occurrences finds a run of words in others.
func occurrences(words, run []token) []issue.Span {
	var found []issue.Span
	for i := 0; len(run) > 0 && i+len(run) <= len(words); i++ {
		if sameWords(words[i:i+len(run)], run) {
			found = append(found, issue.Span{Start: words[i].Start, End: words[i+len(run)-1].End})
			i += len(run) - 1
		}
	}
	return found
}

func sameWords(a, b []token) bool {
	return slices.EqualFunc(a, b, func(x, y token) bool { return x.word == y.word })
}

// repeated finds the first run of words that comes again and reads like an
// address: its two places, or none.
func repeated(words []token) []issue.Span {
	const least, most = 4, 24 // 5 Quay, 20457 Hamburg; nobody's address is longer
	first := map[[least]string]int{}
	for i := 0; i+least <= len(words); i++ {
		key := [least]string{words[i].word, words[i+1].word, words[i+2].word, words[i+3].word}
		j, again := first[key]
		if !again {
			first[key] = i
			continue
		}
		n := least
		for n < most && j+n < i && i+n < len(words) && words[j+n].word == words[i+n].word {
			n++
		}
		if j+n <= i && addressLike(words[i:i+n]) {
			return []issue.Span{
				{Start: words[j].Start, End: words[j+n-1].End},
				{Start: words[i].Start, End: words[i+n-1].End},
			}
		}
	}
	return nil
}
