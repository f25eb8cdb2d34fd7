package preflight

import (
	"maps"
	"slices"
	"strings"
)

// houseSpellings are the house's, by their words folded to one case.
type houseSpellings struct {
	byWords map[string][]*spelling // several, where case tells them apart
	lengths map[string][]int       // by the first word: how many words there are, the longest first
	marks   []*spelling            // what has no words in it: ... for …
}

// longestSpelling is how many words what the house spells may have.
const longestSpelling = 12

// mostMarks is how many spellings there may be of marks alone; each is looked for
// in all of the copy.
const mostMarks = 50

// mostCases is in how many cases the house may have found the same words.
const mostCases = 8

func (r *round) houseSpellings() *houseSpellings {
	house := &r.e.House.Words
	if len(house.Prefer)+len(house.Avoid)+len(house.Dictionary) == 0 {
		return nil
	}
	list := &houseSpellings{byWords: map[string][]*spelling{}, lengths: map[string][]int{}}
	for _, found := range slices.Sorted(maps.Keys(house.Prefer)) {
		list.add(&spelling{found: found, wanted: house.Prefer[found]})
	}
	for _, found := range house.Avoid {
		list.add(&spelling{found: found, avoid: true})
	}
	for _, found := range house.Dictionary {
		list.add(&spelling{found: found, wanted: found, names: true})
	}
	for first := range list.lengths {
		slices.Sort(list.lengths[first])
		slices.Reverse(list.lengths[first])
	}
	return list
}

// add takes in a spelling.
func (l *houseSpellings) add(s *spelling) {
	words := terms(s.found)
	switch {
	case len(words) > longestSpelling:
		return
	case len(words) == 0:
		if strings.TrimSpace(s.found) != "" && !s.names && len(l.marks) < mostMarks {
			l.marks = append(l.marks, s)
		}
		return
	}
	s.before, s.after = s.found[:words[0].start], s.found[words[len(words)-1].end:]
	s.any = s.found == strings.ToLower(s.found)
	key := foldWords(s.found, words)
	if len(l.byWords[key]) < mostCases {
		l.byWords[key] = append(l.byWords[key], s)
	}
	first := foldWord(possessor(words[0]).text)
	if !slices.Contains(l.lengths[first], len(words)) {
		l.lengths[first] = append(l.lengths[first], len(words))
	}
}

// foldWords writes words in one case and with one kind of space and apostrophe.
func foldWords(line string, words []term) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			gap := line[words[i-1].end:words[i].start]
			if strings.TrimSpace(gap) == "" {
				gap = " "
			}
			b.WriteString(gap)
		}
		b.WriteString(foldWord(words[i].text))
	}
	return b.String()
}

func foldWord(s string) string { return strings.ReplaceAll(strings.ToLower(s), "’", "'") }

// decides reports whether the house has a word of its own on some words.
func (l *houseSpellings) decides(line string, words []term) bool {
	return l != nil && len(l.byWords[foldWords(line, words)]) > 0
}

// find reports what is spelled another way than the house does, the longest
// first and none within another.
func (l *houseSpellings) find(t *passage, words []term, report func(start, end int, s *spelling)) {
	l.findMarks(t, report)
	for i := 0; i < len(words); i++ {
		for _, n := range l.lengths[foldWord(possessor(words[i]).text)] {
			if i+n > len(words) {
				continue
			}
			s, start, end := l.match(t.words, words[i:i+n])
			if s == nil {
				continue
			}
			if !s.names && (!s.compound() || attributive(t, words, i+n)) {
				report(start, end, s)
			}
			i += n - 1
			break
		}
	}
}

// findMarks reports the marks that the house writes another way, unless they
// are part of a longer row of the same.
func (l *houseSpellings) findMarks(t *passage, report func(start, end int, s *spelling)) {
	for _, s := range l.marks {
		first, last := s.found[:1], s.found[len(s.found)-1:]
		for start := 0; ; {
			n := strings.Index(t.words[start:], s.found)
			if n < 0 {
				break
			}
			from, to := start+n, start+n+len(s.found)
			start = to
			if !strings.HasSuffix(t.words[:from], first) && !strings.HasPrefix(t.words[to:], last) {
				report(from, to, s)
			}
		}
	}
}

// match gives what the house says of some words, and where they stand.
func (l *houseSpellings) match(line string, words []term) (s *spelling, start, end int) {
	for _, last := range []term{words[len(words)-1], possessor(words[len(words)-1])} {
		whole := append(words[:len(words)-1:len(words)-1], last)
		for _, s := range l.byWords[foldWords(line, whole)] {
			if start, end, ok := s.at(line, whole[0].start, last.end); ok {
				return s, start, end
			}
		}
	}
	return nil, 0, 0
}

// possessor gives a word without its ’s.
func possessor(w term) term {
	for _, s := range []string{"’s", "'s"} {
		if base, ok := strings.CutSuffix(w.text, s); ok {
			return term{base, w.start, w.start + len(base)}
		}
	}
	return w
}
