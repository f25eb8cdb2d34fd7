package preflight

import (
	"fmt"
	"slices"
	"strings"

	"galley/internal/issue"
)

// slots: every merge slot has a value where the issue goes, and no tag of
// another service is left in it. Code is shown as it stands and may hold any.
var slots = []check{
	{"slot.unknown", issue.SeverityError, unknownSlot},
	{"slot.none", issue.SeverityWarning, noSlot},
	{"slot.fallback-lost", issue.SeverityWarning, lostFallback},
}

// slotNames says what the slots are in a sentence.
var slotNames = map[string]string{
	issue.SlotUnsubscribe: "the unsubscribe link",
	issue.SlotWebVersion:  "the web version",
	issue.SlotAddress:     "the postal address",
	issue.SlotFirstName:   "the reader’s first name",
}

func (r *round) profileName() string {
	if r.e.Profile.Title != "" {
		return r.e.Profile.Title
	}
	return r.e.Profile.Name
}

// unknownSlot finds what readers would see as braces: slots that nothing
// fills, and merge tags that are not this provider's.
func unknownSlot(r *round) {
	for _, p := range r.everywhere() {
		for i := range p.Reading.Slots {
			r.unfilled(p, &p.Reading.Slots[i])
		}
		r.strayTags(p)
		r.openSlots(p)
	}
	if r.masthead != nil { // in the masthead none is filled
		r.tagsInLine(r.masthead.Copy)
	}
	for _, line := range []string{r.e.Issue.Subject, r.e.Issue.Preheader} {
		r.tagsInLine(line)
	}
}

// unfilled reports a slot that Galley knows and that has no value. One that
// the provider does not have is noSlot's; the footer's address and unsubscribe
// link, and a web version that nobody but the house style asked for, are the
// footer's own checks.
func (r *round) unfilled(p *piece, s *issue.SlotAt) {
	if !s.Known || r.withheld(s.Name) || r.e.Fill(s.Name, s.Fallback).Kind != issue.SlotNone {
		return
	}
	if p.like == issue.KindFooter && (s.Name == issue.SlotAddress || s.Name == issue.SlotUnsubscribe) || p.house && s.Name == issue.SlotWebVersion {
		return
	}
	r.at(p, p.slotWords(s), unfilledWhy(s))
}

func unfilledWhy(s *issue.SlotAt) string {
	mend := map[string]string{
		issue.SlotUnsubscribe: "choose the profile of the service that sends this, or give the publication a page for it (unsubscribe_url in publication.toml).",
		issue.SlotWebVersion:  "choose the profile of the service that sends this, or say where the issue stands on the web (web_url in publication.toml).",
		issue.SlotAddress:     "give the publication one (address in publication.toml).",
		issue.SlotFirstName:   "give it a fallback word, as in {{first_name|there}}.",
	}[s.Name]
	return fmt.Sprintf("Nothing fills this slot, so %s would be left out: %s", slotNames[s.Name], mend)
}

// slotWords gives the place of the slot itself, within a link on it too.
func (p *piece) slotWords(s *issue.SlotAt) issue.Span {
	text := p.Copy[s.Start:s.End]
	if i := strings.Index(text, "{{"); i >= 0 {
		if n := strings.Index(text[i:], "}}"); n > 0 {
			return issue.Span{Start: s.Start + i, End: s.Start + i + n + 2}
		}
	}
	return s.Span
}

// withheld reports whether the provider has no such thing, and says so.
func (r *round) withheld(name string) bool {
	v, ok := r.e.Profile.Slots[name]
	return ok && v.Kind == issue.SlotNone
}

// noSlot says once per slot that the profile leaves it out: where the copy
// uses it first, else for the issue if every email has one.
func noSlot(r *round) {
	for _, name := range issue.SlotNames {
		if !r.withheld(name) {
			continue
		}
		why := r.e.Profile.Slots[name].Why
		if why == "" {
			why = fmt.Sprintf("%s has nothing for %s, so the line is left out.", r.profileName(), slotNames[name])
		}
		if p, s := r.firstSlot(name); s != nil {
			r.at(p, p.slotWords(s), why)
		} else if name == issue.SlotAddress || name == issue.SlotWebVersion {
			r.whole("", why)
		}
	}
}

func (r *round) firstSlot(name string) (*piece, *issue.SlotAt) {
	for _, p := range r.everywhere() {
		i := slices.IndexFunc(p.Reading.Slots, func(s issue.SlotAt) bool { return s.Name == name })
		if i >= 0 {
			return p, &p.Reading.Slots[i]
		}
	}
	return nil, nil
}

func lostFallback(r *round) {
	for _, p := range r.everywhere() {
		for i := range p.Reading.Slots {
			s := &p.Reading.Slots[i]
			if s.Known && r.e.Fill(s.Name, s.Fallback).Lost {
				r.at(p, p.slotWords(s), fmt.Sprintf("%s cannot print “%s” for readers whose value it does not know, so they would see a gap: word the sentence so that it reads well without.",
					r.profileName(), s.Fallback))
			}
		}
	}
}
