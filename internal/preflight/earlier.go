package preflight

import (
	"fmt"
	"strings"

	"galley/internal/issue"
)

// headAgain finds the parts of the head that an earlier issue has. A subject or
// a preheader that two earlier issues share is how this publication does it.
func (r *round) headAgain() {
	is := r.e.Issue
	for _, part := range []struct {
		name, value string
		of          func(*issue.Issue) string
		habit       bool
	}{
		{"number", is.Number, func(i *issue.Issue) string { return i.Number }, false},
		{"date", is.Date, func(i *issue.Issue) string { return i.Date }, false},
		{"subject", is.Subject, func(i *issue.Issue) string { return i.Subject }, true},
		{"preheader", is.Preheader, func(i *issue.Issue) string { return i.Preheader }, true},
	} {
		value := strings.TrimSpace(part.value)
		if value == "" {
			continue
		}
		var same []*issue.Issue
		for i := range r.in.Earlier {
			if before := &r.in.Earlier[i]; strings.EqualFold(strings.TrimSpace(part.of(before)), value) {
				same = append(same, before)
			}
		}
		if len(same) == 0 || part.habit && len(same) > 1 {
			continue
		}
		r.whole(value, fmt.Sprintf("%s has the same %s: write this issue’s own.", called(same[0], part.name), part.name))
	}
}

// called says which earlier issue is meant, by another part than the one that
// is the same.
func called(is *issue.Issue, but string) string {
	switch {
	case is.Number != "" && but != "number":
		return "Issue " + onOneLine(is.Number, 20)
	case is.Date != "" && but != "date":
		return "The issue of " + onOneLine(is.Date, 20)
	case is.Subject != "":
		return "The issue “" + onOneLine(is.Subject, 60) + "”"
	}
	return "An earlier issue"
}

// onOneLine gives words from outside as a part of a sentence.
func onOneLine(words string, most int) string {
	return cut(strings.Join(strings.Fields(words), " "), most)
}

// againstEarlier finds a letter or a story that stands word for word in an
// earlier issue. Promos, jobs and footers come again on purpose, and so do
// short standing pieces.
func (r *round) againstEarlier(p *piece) {
	const least = 30 // words
	if p.number == 0 || p.like != issue.KindLetter && p.like != issue.KindStory || p.Reading.Words < least {
		return
	}
	copy := strings.TrimSpace(p.Copy)
	for i := range r.in.Earlier {
		before := &r.in.Earlier[i]
		for j := range before.Items {
			if strings.TrimSpace(before.Items[j].Copy) == copy {
				r.at(p, p.opening(), fmt.Sprintf("%s has this word for word: write it anew, or take it out.", called(before, "")))
				return
			}
		}
	}
}
