package markdown

import (
	"cmp"
	"slices"
	"strings"

	"galley/internal/issue"
)

// written is what is to be written at one stretch of copy.
type written struct {
	at      issue.Span
	quote   string // the words there
	edit    *issue.Suggestion
	threads [][]string // texts of comments with their replies, about the words or the place
	behind  [][]string // those that found no stretch of their own
}

// words gives all that is said as lines that need no place.
func (w *written) words() []string {
	var list []string
	if w.edit != nil {
		list = append(list, editInWords(w.edit))
	}
	for i, thread := range append(slices.Clone(w.threads), w.behind...) {
		for j, text := range thread {
			if i < len(w.threads) && j == 0 && w.quote != "" {
				text = quotedText(w.quote, text)
			}
			list = append(list, text)
		}
	}
	return list
}

// planned sorts out what can be written where; loose is what has no place.
func planned(copy string, code spans, suggestions []issue.Suggestion, comments []issue.Comment) (marks []written, loose []string) {
	p := planner{copy: copy, code: code}
	for _, s := range byPlace(suggestions, func(s *issue.Suggestion) *issue.Anchor { return &s.Anchor }) {
		if s.IsOpen() {
			p.suggestion(s)
		}
	}
	edits := len(p.marks)
	for _, c := range byPlace(comments, func(c *issue.Comment) *issue.Anchor { return c.Anchor }) {
		if c.IsOpen() {
			p.comment(c, edits)
		}
	}
	slices.SortStableFunc(p.marks, func(a, b written) int { return before(a.at, b.at) })
	return p.marks, p.loose
}

// before compares stretches in the order of the copy, a place before what begins
// there.
func before(a, b issue.Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// byPlace gives pointers to a list's elements, in the order of the copy.
func byPlace[T any](list []T, anchor func(*T) *issue.Anchor) []*T {
	sorted := make([]*T, len(list))
	for i := range list {
		sorted[i] = &list[i]
	}
	at := func(of *T) issue.Span {
		if a := anchor(of); a != nil {
			return a.Span()
		}
		return issue.Span{}
	}
	slices.SortStableFunc(sorted, func(a, b *T) int { return before(at(a), at(b)) })
	return sorted
}

// planner gives each thing a mark of its own, where there is room.
type planner struct {
	copy  string
	code  spans
	marks []written // edits first, then comments; each of the two in order
	loose []string
}

// stretch gives where an anchor stands; ok is false where no mark can.
func (p *planner) stretch(a *issue.Anchor) (at issue.Span, ok bool) {
	at = a.Span()
	if a.Lost || at.Start < 0 || at.End > len(p.copy) || p.copy[at.Start:at.End] != a.Words {
		return at, false
	}
	return at, !p.code.around(at.Start) && !p.code.around(at.End)
}

func (p *planner) suggestion(s *issue.Suggestion) {
	at, ok := p.stretch(&s.Anchor)
	if !ok || s.Anchor.Words == "" && s.New == "" {
		p.loose = append(p.loose, editInWords(s))
		return
	}
	if n := len(p.marks) - 1; n >= 0 && at.Start < p.marks[n].at.End {
		p.marks[n].behind = append(p.marks[n].behind, []string{editInWords(s)})
		return
	}
	p.marks = append(p.marks, written{at: at, quote: s.Anchor.Words, edit: s})
}

func (p *planner) comment(c *issue.Comment, edits int) {
	thread := threadOf(c)
	switch {
	case c.Anchor == nil:
		p.loose = append(p.loose, thread...)
		return
	case len(thread) == 0 && c.Anchor.Words == "":
		return // nothing, about nothing
	}
	at, ok := p.stretch(c.Anchor)
	if !ok {
		if len(thread) == 0 {
			thread = []string{""}
		}
		thread[0] = quotedText(c.Anchor.Words, thread[0])
		p.loose = append(p.loose, thread...)
		return
	}
	if m, same := p.meets(at, edits); m != nil {
		switch {
		case same && len(thread) > 0:
			m.threads = append(m.threads, thread)
		case len(thread) > 0:
			if c.Anchor.Words != "" {
				thread[0] = quotedText(c.Anchor.Words, thread[0])
			}
			m.behind = append(m.behind, thread)
		case !same:
			m.behind = append(m.behind, []string{quotedText(c.Anchor.Words, "")})
		}
		return
	}
	m := written{at: at, quote: c.Anchor.Words}
	if len(thread) > 0 {
		m.threads = [][]string{thread}
	}
	p.marks = append(p.marks, m)
}

// meets gives the mark that a stretch overlaps, or is the same as.
func (p *planner) meets(at issue.Span, edits int) (m *written, same bool) {
	for _, list := range [2][]written{p.marks[:edits], p.marks[edits:]} {
		i, _ := slices.BinarySearchFunc(list, at, func(m written, at issue.Span) int {
			if m.at.End < at.Start {
				return -1
			}
			return 1
		})
		for ; i < len(list) && list[i].at.Start <= at.End; i++ {
			switch m := &list[i]; {
			case m.at == at:
				return m, true
			case m.at.Start < at.End && at.Start < m.at.End:
				return m, false
			}
		}
	}
	return nil, false
}

// threadOf lists what was said in a thread, without what says nothing.
func threadOf(c *issue.Comment) []string {
	var thread []string
	add := func(text string) {
		if strings.TrimSpace(text) != "" {
			thread = append(thread, text)
		}
	}
	add(c.Text)
	for i := range c.Replies {
		if c.Replies[i].Deleted.IsZero() {
			add(c.Replies[i].Text)
		}
	}
	return thread
}

// editInWords says what a suggestion would change, where it cannot be a mark.
func editInWords(s *issue.Suggestion) string {
	return strings.TrimSpace("“" + s.Anchor.Words + "” → “" + s.New + "” " + s.Reason)
}

func quotedText(quote, text string) string {
	return strings.TrimSpace("“" + quote + "” " + text)
}
