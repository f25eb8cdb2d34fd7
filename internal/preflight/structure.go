package preflight

import (
	"fmt"
	"strings"

	"galley/internal/issue"
)

// structure: every item has its place, its kind and the parts that a reader
// expects of it. Letters, promos, notes and footers may lack any of them.
var structure = []check{
	{"item.unplaced", issue.SeverityError, unplaced},
	{"item.kind", issue.SeverityWarning, unknownKind},
	{"story.empty", issue.SeverityError, emptyStory},
	{"issue.empty", issue.SeverityError, emptyIssue},
	{"heading.missing", issue.SeverityWarning, missingHeading},
	{"standfirst.missing", issue.SeverityWarning, missingStandfirst},
	{"picture.missing", issue.SeverityWarning, missingPicture},
	{"table.loose", issue.SeverityWarning, looseTable},
}

// storyUnplaced marks the note that holds what import could not place.
const storyUnplaced = "unplaced"

func unplaced(r *round) {
	for _, p := range r.items {
		if p.Kind == issue.KindNote && p.Story == storyUnplaced && strings.TrimSpace(p.Copy) != "" {
			r.at(p, p.opening(), "Import could not tell where this belongs: move it into the item that it is part of, or remove “: unplaced” to print it as a note.")
		}
	}
}

// opening gives the first line of the copy.
func (p *piece) opening() issue.Span {
	first, _, _ := strings.Cut(p.Copy, "\n")
	return issue.Span{End: len(first)}
}

func unknownKind(r *round) {
	for _, p := range r.items {
		switch {
		case p.like == issue.KindNote && p.Kind != issue.KindNote:
			r.at(p, p.opening(), fmt.Sprintf("The house style knows no item called “%s”, so this is printed as a note: choose a kind, or add that one to the house style.", p.Kind))
		case p.like != issue.KindStory || p.style != nil || len(r.e.House.Stories) == 0:
		case p.Story != "":
			r.at(p, p.opening(), fmt.Sprintf("The house style knows no story kind called “%s”, so labels and lengths are not checked: choose one of %s.", p.Story, kindsOf(r.e.House)))
		case p.knownLabel():
			// A story without a kind and without the house's labels is free-form.
			r.at(p, p.opening(), fmt.Sprintf("This story does not say of which kind it is, so labels and lengths are not checked: choose one of %s.", kindsOf(r.e.House)))
		}
	}
}

func kindsOf(h *issue.House) string {
	var names []string
	for i := range h.Stories {
		names = append(names, "“"+h.Stories[i].Kind+"”")
	}
	return strings.Join(names, ", ")
}

func (p *piece) knownLabel() bool {
	for i := range p.Reading.Sections {
		if p.Reading.Sections[i].Name != "" {
			return true
		}
	}
	return false
}

// empty reports whether a story has no words but its headline and labels.
func (p *piece) empty() bool {
	words := p.Reading.Words - issue.CountWords(p.Reading.Headline.Words)
	for i := range p.Reading.Sections {
		words -= issue.CountWords(p.Reading.Sections[i].Label.Words)
	}
	return words <= 0
}

// emptyStory finds stories without a text, and in the others labels without
// one; a label over a picture or a slot is not empty.
func emptyStory(r *round) {
	for _, p := range r.items {
		if p.like != issue.KindStory {
			continue
		}
		if p.empty() {
			r.lacks(p, 0, "This story has no text yet: write it, or take it out of the rundown.")
			continue
		}
		for i := range p.Reading.Sections {
			s := &p.Reading.Sections[i]
			if s.Words == 0 && !p.holds(s.Span) && !p.leads(i) {
				r.at(p, p.labelWords(s), fmt.Sprintf("Nothing stands under “%s”: write it, or remove the label.", s.Label.Words)).warn()
			}
		}
	}
}

// holds reports whether a picture or a slot stands in a span.
func (p *piece) holds(at issue.Span) bool {
	for i := range p.Reading.Pictures {
		if s := p.Reading.Pictures[i].Start; at.Start <= s && s < at.End {
			return true
		}
	}
	for i := range p.Reading.Slots {
		if s := p.Reading.Slots[i].Start; at.Start <= s && s < at.End {
			return true
		}
	}
	return false
}

// leads reports whether the house's label i stands over one-off labels, as a
// heading stands over its parts.
func (p *piece) leads(i int) bool {
	sections := p.Reading.Sections
	return i+1 < len(sections) && sections[i].Name != "" && sections[i+1].Name == ""
}

func missingHeading(r *round) {
	for _, p := range r.stories() {
		if p.Reading.Headline.Words != "" {
			continue
		}
		first := p.opening()
		line := p.Copy[first.Start:first.End]
		hashes := len(line) - len(strings.TrimLeft(line, "#"))
		if hashes > 1 && hashes <= 6 && strings.HasPrefix(line[hashes:], " ") {
			h := r.at(p, first, "This story opens with a heading of a lower level, so it has no headline: a headline has one #.")
			h.fix("Make it the headline", issue.Span{End: hashes}, "#")
			continue
		}
		r.lacks(p, 0, "This story has no headline: begin it with a line “# Headline”.")
	}
}

// missingStandfirst goes by the house style: a kind without a measure for the
// standfirst has none. What has no headline is already a finding.
func missingStandfirst(r *round) {
	for _, p := range r.stories() {
		if p.style == nil || p.style.Standfirst.IsZero() || p.Reading.Headline.Words == "" || p.Reading.Standfirst.Words != "" {
			continue
		}
		r.lacks(p, p.Reading.Headline.End, "This story has no standfirst: say in one to three sentences under the headline what it is about.")
	}
}

func missingPicture(r *round) {
	for _, p := range r.stories() {
		if p.style != nil && p.style.Picture && len(p.Reading.Pictures) == 0 {
			r.lacks(p, p.Reading.Headline.End, "This story has no picture, and the house style wants one.")
		}
	}
}

// emptyIssue finds an issue that says nothing above its footer.
func emptyIssue(r *round) {
	for _, p := range r.items {
		if p.like != issue.KindFooter && strings.TrimSpace(p.Copy) != "" || p.like == issue.KindStory {
			return // an empty story is story.empty's
		}
	}
	r.whole("", "The issue has no words yet: write a letter or a story first.")
}

// looseTable finds paragraphs that have the form of a table and are none.
func looseTable(r *round) {
	for _, p := range r.everywhere() {
		for _, t := range p.Reading.LooseTables {
			at, _ := p.inside(t.Span, t.Words)
			r.at(p, at, "This was meant as a table, and readers would see its bars: every row has as many cells as the header, and a bar inside a cell is written \\|.")
		}
	}
}
