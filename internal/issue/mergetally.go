package issue

import "strings"

// tally is how often words should be there that both sides put in, or both took
// out: no more often, and no less, than one of them has them.
type tally struct {
	least, most map[int32]int
}

// tally counts what both sides did to words alike.
func (w *wordMerge) tally(names namer) tally {
	b, m, t := w.base.counted(len(names)), w.mine.counted(len(names)), w.theirs.counted(len(names))
	both := tally{map[int32]int{}, map[int32]int{}}
	for name := range b {
		switch {
		case m[name] > b[name] && t[name] > b[name]:
			both.most[int32(name)] = max(m[name], t[name])
		case m[name] < b[name] && t[name] < b[name]:
			both.least[int32(name)] = min(m[name], t[name])
		}
	}
	return both
}

// counted gives how often each word is in a text, by its name.
func (t *tokens) counted(names int) []int {
	n := make([]int, names)
	for i, name := range t.names {
		if t.kinds[i].says() {
			n[name]++
		}
	}
	return n
}

// twice gives by how many words a merged text has more, or fewer, than it should,
// whichever side is taken where there is a conflict. Two people may have put in one
// word at two places, so it decides nothing alone.
func (y *tally) twice(names namer, text string, conflicts []TextConflict) (words int) {
	if len(y.least)+len(y.most) == 0 {
		return 0
	}
	var theirs strings.Builder
	at := 0
	for _, c := range conflicts {
		theirs.WriteString(text[at:c.At.Start] + c.Theirs)
		at = c.At.End
	}
	theirs.WriteString(text[at:])
	return y.off(names, text) + y.off(names, theirs.String())
}

func (y *tally) off(names namer, text string) (words int) {
	cut := names.cut(text)
	has := cut.counted(len(names))
	for name, most := range y.most {
		words += max(0, has[name]-most)
	}
	for name, least := range y.least {
		words += max(0, least-has[name])
	}
	return words
}
