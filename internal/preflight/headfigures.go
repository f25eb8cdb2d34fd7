package preflight

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// headFigures compares what the head of an item promises (its headline and its
// standfirst) with the rest of it: money and shares whose digits are swapped or
// that sound alike (sixty, sixteen), and a count of the same things that the text
// gives as all of them. What the head says has to be missing in the text, or the
// text only counts two things. The same holds for money and shares in the subject
// and the preheader against the whole issue.
func (r *round) headFigures(all [][]amount) {
	for i, p := range r.items {
		head, text := p.parted(all[i])
		if len(head) == 0 {
			continue
		}
		stated := statedIn(text)
		for j := range text {
			b := &text[j]
			k := slices.IndexFunc(head[:min(len(head), mostInHead)], func(a amount) bool {
				return clash(&a, b, stated) && !oneSentence(p.Copy, a.Span, b.Span) || p.recount(&a, b)
			})
			if k >= 0 {
				r.at(p, p.counted(b), fmt.Sprintf("Above, this is “%s”, and the two figures look like one with a slip: see which is right, or let both stand if they count different things.", asOneLine(p.Copy, p.counted(&head[k]))))
			}
		}
	}
	if r.in.Only > 0 {
		return
	}
	stated := statedIn(all...)
	for _, line := range []string{r.e.Issue.Subject, r.e.Issue.Preheader} {
		list := amounts(line)
		for i := range list[:min(len(list), mostInHead)] {
			r.inHead(asOneLine(line, list[i].Span), &list[i], all, stated)
		}
	}
}

// inHead reports the first amount of an item that is a slip of one in the subject
// or the preheader, or the other way round.
func (r *round) inHead(says string, a *amount, all [][]amount, stated map[quantity]bool) {
	for i, p := range r.items {
		for j := range all[i] {
			if b := &all[i][j]; clash(a, b, stated) {
				r.at(p, b.Span, fmt.Sprintf("The inbox shows “%s” for this issue, and the two figures look like one with a slip: see which is right, or let both stand if they count different things.", says))
				return
			}
		}
	}
}

// mostInHead is how many figures of a head are compared. Nobody writes half as
// many.
const mostInHead = 16

// quantity is what an amount states, however it is written.
type quantity struct {
	unit  string
	value float64
}

func statedIn(lists ...[]amount) map[quantity]bool {
	stated := map[quantity]bool{}
	for _, list := range lists {
		for i := range list {
			stated[quantity{list[i].unit, list[i].value}] = true
		}
	}
	return stated
}

// counted gives the place of an amount with what it counts.
func (p *piece) counted(a *amount) issue.Span {
	end := a.End
	if a.noun != "" {
		_, end = wordAfter(p.Copy, a.End)
	}
	return issue.Span{Start: a.Start, End: end}
}

func asOneLine(text string, at issue.Span) string {
	return strings.Join(strings.Fields(text[at.Start:at.End]), " ")
}

// parted parts the amounts of an item into those of its headline and standfirst
// and those of its text.
func (p *piece) parted(list []amount) (head, text []amount) {
	end := p.Reading.Headline.Span.End
	if s := p.Reading.Standfirst; !s.Span.Empty() {
		end = max(end, s.Span.End)
	}
	n := 0
	for n < len(list) && list[n].Start < end {
		n++
	}
	return list[:n], list[n:]
}

// clash reports whether one of two amounts of a unit is the other with a slip,
// and the first is stated nowhere else.
func clash(a, b *amount, stated map[quantity]bool) bool {
	return a.unit != "" && a.unit == b.unit && a.scale == b.scale && (swappedDigits(a.typed, b.typed) || a.unit != "%" && soundAlike(a, b)) &&
		!stated[quantity{a.unit, a.value}]
}

// swappedDigits reports whether two neighbouring digits of one number are the
// other way round in another one.
func swappedDigits(a, b string) bool {
	if len(a) != len(b) || a == b {
		return false
	}
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if !unicode.IsDigit(r) {
				return -1
			}
			return r
		}, s)
	}
	marks := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '0'
			}
			return r
		}, s)
	}
	x, y := digits(a), digits(b)
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	return marks(a) == marks(b) && len(x) == len(y) && i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && x[i+2:] == y[i+2:]
}

// soundAlike reports whether one number is a teen and the other its tens: 16 and
// 60.
func soundAlike(a, b *amount) bool {
	x, y := a.typed, b.typed
	if len(x) != 2 || len(y) != 2 || x == "10" || y == "10" {
		return false
	}
	return x[0] == '1' && y[1] == '0' && x[1] == y[0] && x[1] > '2' || y[0] == '1' && x[1] == '0' && y[1] == x[0] && y[1] > '2'
}

// wholeOf are words before a number that say that it is all there are.
var wholeOf = listed("of|all|its|their|these|those|von|aller|alle|sus|todas|todos|toutes|tous|ses|leurs|tutte|tutti|alle|haar|hun")

// recount reports whether the text counts all of what the head counts, and one
// digit is another. Round numbers are not exact, and a part of it (“in 21 languages”, “21 of 24”) is smaller with
// good reason.
func (p *piece) recount(a, b *amount) bool {
	const least = 10
	if a.unit != "" || b.unit != "" || a.noun != b.noun || utf8.RuneCountInString(a.noun) < 4 || slices.Contains(measures, a.noun) ||
		a.scale != b.scale || a.value < least || b.value < least || a.value == b.value || len(a.typed) != len(b.typed) || strings.HasSuffix(a.typed, "0") || strings.HasSuffix(b.typed, "0") || yearLike(a.typed) || yearLike(b.typed) {
		return false
	}
	slips := 0
	for i := range len(a.typed) {
		if a.typed[i] != b.typed[i] {
			slips++
		}
	}
	before := strings.Fields(p.Copy[max(0, b.Start-20):b.Start])
	if slips > 1 && !swappedDigits(a.typed, b.typed) || len(before) == 0 || !wholeOf[strings.ToLower(before[len(before)-1])] {
		return false
	}
	return len(before) < 2 || strings.IndexFunc(before[len(before)-2], unicode.IsDigit) < 0
}
