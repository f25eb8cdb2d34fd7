package preflight

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"galley/internal/issue"
)

// lostLinks: what asks readers to follow a link that is not there any more, as
// after a paste or an import that kept the words alone. A check beyond the
// catalogue: nothing is more embarrassing than a call that leads nowhere.
var lostLinks = []check{
	{"link.lost", issue.SeverityWarning, linkLost},
}

// callsToFollow are words that end a paragraph where a link was, in English. In
// the middle of a sentence, and wherever the paragraph has a link, a bare address
// or a slot, they mean something else.
var callsToFollow = regexp.MustCompile(`(?:^|[.!?)”"’:] |\n|\x{2028})(?i:(?:apply|register|sign up|enroll|enrol|subscribe|rsvp|donate|order|buy(?: (?:your )?tickets)?|book(?: (?:your (?:seat|place|ticket)s?|tickets))?|download(?: it)?|join(?: us)?|vote) (?:here|now|online)|` +
	`(?:learn|read|find out|see) more(?: here)?|click here|(?:view|read|see|open|watch) (?:it|this|this email|the (?:full |whole )?(?:story|post|article|report|video))[\p{L} ]{0,30} here)\W{0,3}$`)

// endsInHere is a sentence that ends in “here” and says what one does there.
var endsInHere = regexp.MustCompile(`(?i)\b(?:subscribe|unsubscribe|view|download|register|sign up|apply|browse|previous issues|web ?page|archive|read (?:it|the (?:full|whole|rest))|see (?:all|the full))\b[^.!?]{0,60}\bhere[.!]?$`)

func linkLost(r *round) {
	if !r.english() {
		return
	}
	for _, p := range r.everywhere() {
		list := p.passages()
		var lost []issue.Span
		for i := range list {
			t := &list[i]
			if t.form == heading || t.form == aside || strings.ContainsRune(t.words, thing) || strings.Contains(t.words, "://") {
				continue
			}
			words := strings.TrimRight(t.words, " \n")
			at := callsToFollow.FindStringIndex(words)
			if at == nil {
				at = endsInHere.FindStringIndex(words)
			}
			if at == nil || p.linksWithin(t.span(0, len(words))) {
				continue
			}
			start := at[0] + len(words[at[0]:at[1]]) - len(strings.TrimLeft(words[at[0]:at[1]], " .!?)”\"’:\n\u2028"))
			lost = append(lost, t.span(start, at[1]))
		}
		switch {
		case len(lost) == 1:
			r.at(p, lost[0], "This asks readers to follow a link, and there is none: link the words, or take them out.")
		case len(lost) > 1: // where one was lost, all were: it is one thing to do
			r.at(p, lost[0], fmt.Sprintf("This asks readers to follow a link, as do %s in this item, and there is none: link the words, or take them out.",
				issue.Counted(len(lost)-1, "other call", "other calls")))
		}
	}
}

// linksWithin reports whether a link begins in a span; links stand in their
// order.
func (p *piece) linksWithin(at issue.Span) bool {
	links := p.Reading.Links
	i, _ := slices.BinarySearchFunc(links, at.Start, func(l issue.LinkAt, start int) int { return cmp.Compare(l.Start, start) })
	return i < len(links) && links[i].Start < at.End
}
