package desk

import (
	"fmt"
	"slices"
	"strings"

	"galley/internal/fault"
	"galley/internal/intake"
	"galley/internal/issue"
	"galley/internal/thinking"
)

// thoughtPlace is where the words of an offer go: in the copy, with what has to stand
// around them, or into a field of the issue.
type thoughtPlace struct {
	issue.Span
	before, after string
	write         func(words string) string // as Markdown that says them
	field         thinking.Offer            // subject or preheader; empty for the copy
	words         int                       // that stand there now
}

// afterLabel gives where the words of a section begin, behind its label.
func afterLabel(copy string, s *issue.Section) int {
	at := s.Label.End
	for at < s.End && strings.IndexByte(":*_", copy[at]) >= 0 || strings.HasPrefix(copy[min(at, s.End):s.End], "\u00a0") {
		if copy[at] == 0xc2 { // the space before a French colon
			at++
		}
		at++
	}
	return at
}

// thoughtPlaceOf says where an offer's words go in an item. Label is the section's, for a
// passage; picture the name, for a description.
func thoughtPlaceOf(h *issue.House, it *issue.Item, offer thinking.Offer, label, picture string) (p thoughtPlace, err error) {
	say := intake.NewSaying(h)
	p.write = say.Paragraph
	switch offer {
	case thinking.Subject, thinking.Preheader:
		p.field, p.write = offer, nil
	case thinking.Closer, thinking.Why:
		return labelPlace(h, it, label, say), nil
	case thinking.Headline:
		p.write = func(words string) string { return strings.TrimPrefix(say.Headline(words), "# ") }
		if head := it.Reading.Headline; !head.Empty() {
			p.Span, p.words = head.Span, issue.CountWords(head.Words)
			return p, nil
		}
		p.before, p.after = "# ", "\n\n"
	case thinking.Standfirst:
		return standfirstPlace(it, p), nil
	case thinking.Tighten:
		s := sectionNamed(it, label)
		if s == nil {
			return p, fault.New(fault.NotFound, fmt.Sprintf("There is no “%s” here to tighten.", label), "Put the caret into the paragraph that is too long.")
		}
		p.Span, p.words, p.write = issue.Span{Start: afterLabel(it.Copy, s), End: s.End}, s.Words, nil
	case thinking.Alt:
		return altPlace(it, picture, say)
	case thinking.Claims:
	}
	return p, nil
}

// labelPlace is behind a label; where there is none yet it is written, too: before the
// first of those that the house has behind it, or at the end.
func labelPlace(h *issue.House, it *issue.Item, label string, say *intake.Saying) (p thoughtPlace) {
	if s := sectionNamed(it, label); s != nil {
		p.Span, p.words = issue.Span{Start: afterLabel(it.Copy, s), End: s.End}, s.Words
		for p.End < len(it.Copy) && it.Copy[p.End] == ' ' { // that somebody left behind the label
			p.End++
		}
		p.write = func(words string) string {
			_, text, _ := strings.Cut(say.Labelled("Label", words), ":**")
			return text
		}
		return p
	}
	p.write = func(words string) string { return say.Labelled(label, words) }
	order := storyStyle(h, it.Story).Labels
	for i := range it.Reading.Sections {
		s := &it.Reading.Sections[i]
		if at, mine := slices.Index(order, s.Name), slices.Index(order, label); mine >= 0 && at > mine {
			p.Span, p.after = issue.Span{Start: s.Start, End: s.Start}, "\n\n"
			return p
		}
	}
	end := len(strings.TrimRight(it.Copy, "\n "))
	p.Span, p.before = issue.Span{Start: end, End: end}, "\n\n"
	if end == 0 {
		p.before = ""
	}
	return p
}

// standfirstPlace is behind the headline and the picture under it.
func standfirstPlace(it *issue.Item, p thoughtPlace) thoughtPlace {
	if s := it.Reading.Standfirst; !s.Empty() {
		p.Span, p.words = s.Span, issue.CountWords(s.Words)
		return p
	}
	at := 0
	if head := it.Reading.Headline; !head.Empty() {
		at = lineEnd(it.Copy, head.End)
		if rule := strings.TrimSpace(it.Copy[min(at+1, len(it.Copy)):lineEnd(it.Copy, min(at+1, len(it.Copy)))]); rule != "" && strings.Trim(rule, "=") == "" {
			at = lineEnd(it.Copy, at+1) // a headline that is underlined
		}
	}
	if len(it.Reading.Pictures) > 0 { // the picture of the story; others stand in it
		one := &it.Reading.Pictures[0]
		end := lineEnd(it.Copy, one.End)
		alone := end == len(it.Copy) || strings.HasPrefix(it.Copy[end:], "\n\n")
		if strings.TrimSpace(it.Copy[min(at, one.Start):one.Start]) == "" && one.Start >= at && alone {
			at = end
		}
	}
	p.Span, p.before = issue.Span{Start: at, End: at}, "\n\n"
	switch rest := it.Copy[at:]; {
	case at == 0:
		p.before, p.after = "", "\n\n"
	case strings.HasPrefix(rest, "\n") && !strings.HasPrefix(rest, "\n\n") && strings.TrimSpace(rest) != "":
		p.after = "\n" // what follows is a paragraph of its own
	}
	return p
}

// lineEnd gives the end of the line that a place is in.
func lineEnd(copy string, at int) int {
	if nl := strings.IndexByte(copy[at:], '\n'); nl >= 0 {
		return at + nl
	}
	return len(copy)
}

// altPlace is between the brackets of a picture; the first one of the item where no
// name is given.
func altPlace(it *issue.Item, picture string, say *intake.Saying) (p thoughtPlace, err error) {
	for i := range it.Reading.Pictures {
		one := &it.Reading.Pictures[i]
		if picture != "" && one.Name != picture || one.Name == "" {
			continue
		}
		text := it.Copy[one.Start:one.End]
		from := strings.Index(text, "![")
		// The last one whose address is the picture's: a description may hold brackets, too.
		to := max(strings.LastIndex(text, "]("+one.Name), strings.LastIndex(text, "](<"+one.Name))
		if from < 0 || to < from {
			return p, fault.New(fault.BadInput, "This picture’s description cannot be put in by itself: it is written in an unusual way.", "Write it where the picture stands.")
		}
		p.Span = issue.Span{Start: one.Start + from + 2, End: one.Start + to}
		p.words, p.write = issue.CountWords(one.Alt), say.Alt
		return p, nil
	}
	return p, fault.New(fault.NotFound, "There is no picture in this item.", "Drop one into the copy first.")
}

// change is what putting words there does to the copy: the new text of the place.
func (p *thoughtPlace) change(words string) string {
	text := words
	if p.write != nil {
		text = p.write(words)
	}
	return p.before + text + p.after
}
