package desk

import (
	"strings"
	"unicode"

	"galley/internal/issue"
)

// Who wrote words that are taken out of a copy and come back, by undo, redo, or cut
// and paste, is known while the issue is open: whoever only brings them back did not
// write them. Above all a model's words are not a person's because somebody deleted
// them and thought better of it.

// What is remembered: stretches, bytes of one, and the shortest that is recognised.
const (
	mostErased     = 60
	maxErased      = 64 << 10
	leastErased    = 8
	mostErasedEver = 512 << 10
)

// erasures are stretches that were taken away, the latest at the end.
type erasures struct{ list []erasure }

type erasure struct {
	item  string
	at    int // where it was, in the copy without it
	words string
	by    []issue.Run // as long together as the words
}

// comeBack remembers what a change took away, and gives what it brought back to whom
// it was of; a model's words that are put in a second time are a model's there, too.
// Before and gone are the copy and its runs before the change; the text is credited with
// the change already.
func (dr *draft) comeBack(t *text, before string, gone []issue.Run, did []issue.Change, by author) {
	for _, c := range did {
		if c.New.End-c.New.Start >= leastErased && !dr.erased.credit(t, c.New) {
			dr.creditModel(t, c.New, by)
		}
	}
	shift := 0
	for _, c := range did {
		dr.erased.add(erasure{t.ID, c.Old.Start + shift, before[c.Old.Start:c.Old.End], runsOf(gone, c.Old)}, by)
		shift += c.New.End - c.New.Start - (c.Old.End - c.Old.Start)
	}
}

// How much of a model's words is known again in another place: words, or letters of
// scripts that have no spaces; and how long an insertion may be to be looked through.
const (
	leastCopied = 4
	maxCopied   = 256 << 10
)

// creditModel gives words to the model that wrote the same elsewhere in the issue, where
// nobody has confirmed them: whatever is put around them.
func (dr *draft) creditModel(t *text, at issue.Span, by author) {
	words := t.Copy[at.Start:at.End]
	if len(words) > maxCopied {
		return
	}
	var starts []int // of words
	for _, r := range dr.sidecar().Items {
		for _, m := range r.Machine {
			if !issue.IsStretch(m.Words) {
				continue
			}
			if starts == nil {
				starts = wordStarts(words)
			}
			for _, span := range shared(words, starts, m.Words) {
				span.Start, span.End = span.Start+at.Start, span.End+at.Start
				t.By = issue.Recredit(t.By, t.Copy, by.who, issue.HowModel+issue.How(m.Model), span)
			}
		}
	}
}

// wordStarts gives where words begin, and the end of the text. Of a script without
// spaces each letter is one.
func wordStarts(text string) (list []int) {
	between := true
	for at, r := range text {
		dense := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
		if !unicode.IsSpace(r) && (between || dense) {
			list = append(list, at)
		}
		between = unicode.IsSpace(r)
	}
	return append(list, len(text))
}

// shared gives the stretches of a text that stand in another one, each of several words
// or all of it.
func shared(text string, starts []int, in string) (list []issue.Span) {
	if at := strings.Index(text, in); at >= 0 {
		return []issue.Span{{Start: at, End: at + len(in)}}
	}
	for i := 0; i+leastCopied < len(starts); i++ {
		to := i + leastCopied
		if !strings.Contains(in, strings.TrimSpace(text[starts[i]:starts[to]])) {
			continue
		}
		for to+1 < len(starts) && strings.Contains(in, strings.TrimSpace(text[starts[i]:starts[to+1]])) {
			to++
		}
		list = append(list, issue.Span{Start: starts[i], End: starts[i] + len(strings.TrimRight(text[starts[i]:starts[to]], " \n"))})
		i = to - 1
	}
	return list
}

// credit gives words that came back to whom they were of, if anybody knows.
func (e *erasures) credit(t *text, at issue.Span) (isKnown bool) {
	words := t.Copy[at.Start:at.End]
	if len(words) < leastErased {
		return false
	}
	for i := len(e.list) - 1; i >= 0; i-- {
		one := &e.list[i]
		if within := strings.Index(one.words, words); within >= 0 {
			t.recredit(at.Start, runsOf(one.by, issue.Span{Start: within, End: within + len(words)}))
			return true
		}
		if within := strings.Index(words, one.words); within >= 0 && len(one.words) >= leastErased {
			t.recredit(at.Start+within, one.by)
			if rest := (issue.Span{Start: at.Start + within + len(one.words), End: at.End}); !rest.Empty() {
				e.credit(t, rest) // each time shorter
			}
			e.credit(t, issue.Span{Start: at.Start, End: at.Start + within})
			return true
		}
	}
	return false
}

// recredit has a stretch of the copy be of these runs.
func (t *text) recredit(at int, runs []issue.Run) {
	for _, r := range runs {
		t.By = issue.Recredit(t.By, t.Copy, r.Who, r.How, issue.Span{Start: at, End: at + r.Bytes})
		at += r.Bytes
	}
}

// add remembers a stretch that is not all of whom took it away. Letters that are
// deleted one after the other are one stretch.
func (e *erasures) add(one erasure, by author) {
	if one.words == "" || len(one.words) > maxErased {
		return
	}
	if n := len(e.list); n > 0 {
		last := &e.list[n-1]
		if last.item == one.item && len(last.words)+len(one.words) <= maxErased {
			switch {
			case one.at+len(one.words) == last.at: // backwards
				last.at, last.words, last.by = one.at, one.words+last.words, append(one.by, last.by...)
				return
			case one.at == last.at: // forwards
				last.words, last.by = last.words+one.words, append(last.by[:len(last.by):len(last.by)], one.by...)
				return
			}
		}
	}
	isOwn := true
	for _, r := range one.by {
		isOwn = isOwn && r.Who == by.who && r.How == by.how
	}
	if isOwn {
		return
	}
	e.list = append(e.list, one)
	size := 0
	for i := len(e.list) - 1; i >= 0; i-- {
		if size += len(e.list[i].words); size > mostErasedEver || len(e.list)-i > mostErased {
			e.list = append([]erasure{}, e.list[i+1:]...)
			return
		}
	}
}

// runsOf cuts runs to a stretch; what nobody knows is a run of nobody.
func runsOf(runs []issue.Run, in issue.Span) []issue.Run {
	var cut []issue.Run
	at, done := 0, in.Start
	for _, r := range runs {
		from, to := max(at, in.Start), min(at+r.Bytes, in.End)
		if at += r.Bytes; from < to {
			cut = append(cut, issue.Run{Bytes: to - from, Who: r.Who, How: r.How})
			done = to
		}
	}
	if done < in.End {
		cut = append(cut, issue.Run{Bytes: in.End - done})
	}
	return cut
}
