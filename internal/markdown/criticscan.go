package markdown

import (
	"sort"
	"strings"

	"galley/internal/issue"
)

// criticMarks lists the marks of a copy that count, in order and apart, and the
// code and raw HTML, in which there are none.
func criticMarks(copy string) ([]criticMark, spans) {
	code := codeSpans(copy)
	f := markFinder{copy: copy, code: code, closers: map[string]int{}}
	var marks []criticMark
	for at, said := 0, 0; said < maxCritic; {
		i := code.index(copy, "{", at)
		if i < 0 {
			break
		}
		m, ok := f.mark(i)
		if !ok {
			at = i + 1
			continue
		}
		marks = append(marks, m)
		at = m.at.End
		if !m.in.Empty() {
			said++
		}
	}
	return marks, code
}

// markFinder finds what closes marks. Where a kind's next closing stands is kept,
// so that each byte is looked at once for each kind, however many marks are open.
type markFinder struct {
	copy    string
	code    spans
	closers map[string]int // the next one of each kind; −1 for none
}

// next gives where s stands at or behind a place; −1 for nowhere.
func (f *markFinder) next(s string, at int) int {
	i, known := f.closers[s]
	if !known || i >= 0 && i < at {
		i = f.code.index(f.copy, s, at)
		f.closers[s] = i
	}
	return i
}

// mark reads the mark that opens at a place, if one does.
func (f *markFinder) mark(at int) (m criticMark, ok bool) {
	if at+3 > len(f.copy) {
		return m, false
	}
	m.kind = f.copy[at : at+3]
	end := closes(m.kind)
	if end == "" {
		return m, false
	}
	m.in.Start = at + 3
	m.in.End = f.next(end, m.in.Start)
	if m.in.End < 0 {
		return m, false
	}
	m.at = issue.Span{Start: at, End: m.in.End + 3}
	switch m.kind {
	case "{>>":
		return m, true
	case "{~~":
		m.become = f.next("~>", m.in.Start)
		return m, m.become >= 0 && m.become+len("~>") <= m.in.End && m.in.End-m.in.Start > len("~>")
	}
	return m, !m.in.Empty()
}

// spans are stretches of a text, in order and apart.
type spans []issue.Span

// hits gives the first stretch that has something of one of at least a byte; −1
// for none.
func (list spans) hits(of issue.Span) int {
	i := sort.Search(len(list), func(i int) bool { return list[i].End > of.Start })
	if i < len(list) && list[i].Start < of.End {
		return i
	}
	return -1
}

// around reports whether a place is inside of a stretch, and not at its edge.
func (list spans) around(at int) bool {
	i := sort.Search(len(list), func(i int) bool { return list[i].End > at })
	return i < len(list) && list[i].Start < at
}

// index gives where s stands, outside of the stretches, at or behind a place; −1
// for nowhere.
func (list spans) index(text, s string, at int) int {
	for at <= len(text) {
		i := strings.Index(text[at:], s)
		if i < 0 {
			return -1
		}
		at += i
		hit := list.hits(issue.Span{Start: at, End: at + len(s)})
		if hit < 0 {
			return at
		}
		at = max(at+1, list[hit].End)
	}
	return -1
}
