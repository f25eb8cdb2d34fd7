package issue

import (
	"slices"
	"strings"
)

// mergeWords merges three texts by word; left is how many steps their comparison
// may take.
//
// What both sides put in may be told in several ways where words repeat: of “the
// the” to “the tall the”, “tall the ” or “the tall ”. Told in two ways it would be
// there twice, so it is told in one, and in another where that did not help.
func mergeWords(base, mine, theirs string, left *int) (string, []TextConflict) {
	names := namer{}
	w := wordMerge{names.cut(base), names.cut(mine), names.cut(theirs)}
	m, t := byLine(names, w.base, w.mine, left), byLine(names, w.base, w.theirs, left)
	tally := w.tally(names)
	var text string
	var conflicts []TextConflict
	least := -1
	for _, better := range []placing{fits, foremost, hindmost} {
		slide(m, w.base, w.mine, better)
		slide(t, w.base, w.theirs, better)
		one, those := w.join(clusters(m, t, true))
		twice := tally.twice(names, one, those)
		if least < 0 || twice < least {
			text, conflicts, least = one, those, twice
		}
		if least == 0 {
			break
		}
	}
	return text, conflicts
}

// join writes what comes of the changes of two sides.
func (w *wordMerge) join(all []cluster) (string, []TextConflict) {
	var out strings.Builder
	var conflicts []TextConflict
	at := 0
	for _, c := range w.gather(all) {
		out.WriteString(w.base.words(at, c.b0))
		if c.conflict {
			t := TextConflict{Base: w.base.words(c.b0, c.b1), Mine: w.mine.words(c.m0, c.m1), Theirs: w.theirs.words(c.t0, c.t1)}
			t.At = Span{out.Len(), out.Len() + len(t.Mine)}
			conflicts = append(conflicts, t)
		}
		out.WriteString(c.text)
		at = c.b1
	}
	out.WriteString(w.base.words(at, w.base.len()))
	return out.String(), conflicts
}

type wordMerge struct{ base, mine, theirs *tokens }

// settled is a cluster of words and what became of it.
type settled struct {
	span3
	text     string
	conflict bool
}

// gather settles all clusters. Conflicts with nothing but a blank or a mark
// between them are one: a person decides about a phrase.
func (w *wordMerge) gather(all []cluster) (out []settled) {
	for _, c := range all {
		s := w.settle(c)
		if n := len(out); s.conflict && n > 0 && out[n-1].conflict && w.isPhrase(out[n-1].b1, s.b0) {
			last := &out[n-1]
			last.b1, last.m1, last.t1 = s.b1, s.m1, s.t1
			last.text = w.mine.words(last.m0, last.m1)
			last.conflict = last.text != w.theirs.words(last.t0, last.t1)
			continue
		}
		out = append(out, s)
	}
	return out
}

func (w *wordMerge) isPhrase(from, to int) bool {
	words, ok := w.base.wordsBetween(from, to)
	return ok && words == 0
}

// settle tells what becomes of words that somebody changed.
func (w *wordMerge) settle(c cluster) settled {
	base, mine, theirs := w.base.words(c.b0, c.b1), w.mine.words(c.m0, c.m1), w.theirs.words(c.t0, c.t1)
	switch {
	case theirs == base || mine == theirs:
		return settled{c.span3, mine, false}
	case mine == base:
		return settled{c.span3, theirs, false}
	case !c.overlap:
		if text, ok := w.chain(c); ok {
			return settled{c.span3, text, false}
		}
	}
	return settled{c.span3, mine, true}
}

// chain puts changes together that touch each other and share no word; ok is
// false where a word would come of two of them, and where both are about words:
// what one put before a word may not fit the word that the other put in its place.
func (w *wordMerge) chain(c cluster) (text string, ok bool) {
	var all strings.Builder
	all.WriteString(w.base.words(max(c.b0-1, 0), c.b0))
	joints := []int{all.Len()}
	worded := false
	for _, h := range c.hunks {
		side := w.mine
		if h.theirs {
			side = w.theirs
		}
		has := slices.ContainsFunc(side.kinds[h.b0:h.b1], tokenKind.says) || slices.ContainsFunc(w.base.kinds[h.a0:h.a1], tokenKind.says)
		if has && worded {
			return "", false
		}
		worded = has
		all.WriteString(side.words(h.b0, h.b1))
		joints = append(joints, all.Len())
	}
	text = all.String()[joints[0]:]
	all.WriteString(w.base.words(c.b1, min(c.b1+1, w.base.len())))
	begins := 0 // the token that the last joint stood at
	for _, at := range joints {
		for begins < at {
			begins, _ = nextToken(all.String(), begins)
		}
		if begins != at {
			return "", false
		}
	}
	return text, true
}
