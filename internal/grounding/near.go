package grounding

import "strings"

// How near a draft is to what was printed before, to be too near: so many words in a
// row, or so many of a hundred of its runs of four.
const (
	nearRun    = 9
	nearShare  = 45
	nearLength = 4
	leastRuns  = 5
)

// Near reports whether a draft says in good part the words of a text that was printed
// before.
func Near(draft, printed string) bool {
	words := strings.Fields(plain(draft[:min(len(draft), mostText)]))
	have := plain(printed[:min(len(printed), mostText)])
	shared, all := 0, 0
	for i := 0; i+nearLength <= len(words); i++ {
		all++
		if holds(have, words[i:i+nearLength]) {
			shared++
		}
		if i+nearRun <= len(words) && holds(have, words[i:i+nearRun]) {
			return true
		}
	}
	return all >= leastRuns && shared*100 >= all*nearShare
}

func holds(text string, words []string) bool {
	return strings.Contains(text, " "+strings.Join(words, " ")+" ")
}
