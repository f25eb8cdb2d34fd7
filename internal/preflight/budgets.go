package preflight

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// budgets: how much there may be of something. Too little of it is never a
// finding: a short story is a gift.
var budgets = []check{
	{"bullets.count", issue.SeverityWarning, bulletCount},
	{"budget.over", issue.SeverityWarning, overBudget},
}

func bulletCount(r *round) {
	for _, p := range r.stories() {
		if p.style == nil || p.style.Bullets.IsZero() {
			continue
		}
		for i := range p.Reading.Sections {
			s := &p.Reading.Sections[i]
			for _, n := range s.Bullets {
				if !p.style.Bullets.Holds(n) {
					r.at(p, p.labelWords(s), fmt.Sprintf("The list under “%s” has %s; the house wants %s.",
						s.Label.Words, issue.Counted(n, "bullet", "bullets"), rangeOf(p.style.Bullets)))
				}
			}
		}
	}
}

func rangeOf(r issue.Range) string {
	switch {
	case r.Max == 0:
		return fmt.Sprintf("at least %d", r.Min)
	case r.Min == 0:
		return fmt.Sprintf("at most %d", r.Max)
	case r.Min == r.Max:
		return fmt.Sprint(r.Min)
	}
	return fmt.Sprintf("%d to %d", r.Min, r.Max)
}

func overBudget(r *round) {
	for _, p := range r.items {
		if p.style == nil {
			allowed, ok := r.e.House.Parts.Budgets[p.Kind]
			if !ok {
				allowed = r.e.House.Parts.Budgets[p.like]
			}
			r.over(p, p.title(), "This "+p.like, p.Reading.Words, allowed)
			continue
		}
		reading := &p.Reading
		r.over(p, p.title(), "This story", reading.Words, p.style.Words)
		r.over(p, p.title(), "The headline", issue.CountWords(reading.Headline.Words), p.style.Headline)
		r.over(p, reading.Standfirst.Span, "The standfirst", issue.CountWords(reading.Standfirst.Words), p.style.Standfirst)
		for _, b := range p.style.Budgets {
			r.overLabels(p, &b)
		}
	}
}

// title gives the place of the headline's words, else of the first line.
func (p *piece) title() issue.Span {
	if h := p.Reading.Headline; h.Words != "" {
		at, _ := p.inside(h.Span, h.Words)
		return at
	}
	return p.opening()
}

// overLabels checks what a label, or several together, may have.
func (r *round) overLabels(p *piece, b *issue.Budget) {
	words := 0
	var first *issue.Section
	for i := range p.Reading.Sections {
		if s := &p.Reading.Sections[i]; slices.Contains(b.Labels, s.Name) {
			words += s.Words
			if first == nil {
				first = s
			}
		}
	}
	if first == nil {
		return
	}
	name := b.Name
	if name == "" {
		name = "“" + b.Labels[0] + "”"
	}
	r.over(p, p.labelWords(first), name, words, b.Words)
}

// over reports words above a range's upper bound.
func (r *round) over(p *piece, at issue.Span, what string, words int, allowed issue.Range) {
	if allowed.Max == 0 || words <= allowed.Max {
		return
	}
	first, size := utf8.DecodeRuneInString(what)
	r.at(p, at, fmt.Sprintf("%c%s has %s; the house allows %d.", unicode.ToUpper(first), what[size:], issue.Counted(words, "word", "words"), allowed.Max))
}
