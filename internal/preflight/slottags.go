package preflight

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"galley/internal/issue"
)

// slotForm is the form of a slot, known or not, in a line that nobody parsed.
var slotForm = regexp.MustCompile(`\{\{ ?([a-z][a-z0-9_]{0,40}) ?(?:\\?\|([^{}|<>\n]{0,80}))?\}\}`)

// strayTags reports the merge tags in a piece of copy that are neither slots
// nor this provider's own.
func (r *round) strayTags(p *piece) {
	for _, t := range issue.TagsIn(p.prose) {
		words := p.Copy[t.Start:t.End]
		inURL := p.inAddress(t.Span)
		switch {
		case p.isSlot(t.Span):
			continue
		case slotForm.FindString(words) == words && slices.Contains(issue.SlotNames, slotForm.FindStringSubmatch(words)[1]):
			r.at(p, t.Span, "A slot is filled among words or as the whole address of a link, and here it is neither: readers would see it as it stands.")
			continue
		case words[0] == '<' && r.own().Has(t, words):
			continue // it would be right, but for Markdown it is HTML: html.raw's
		case r.own().Has(t, words) && !inURL:
			continue
		}
		h := r.at(p, t.Span, "")
		if h.finding == nil {
			continue // enough of them are listed, and what to say of one takes long to find
		}
		h.finding.Why = r.strayWhy(t, words, inURL)
		if slot, _ := r.meaning(words); slot != "" && words[0] != '<' { // an element has an end, too
			h.fix("Change to "+slot, t.Span, slot)
		}
	}
}

// openSlot is the beginning of a slot.
var openSlot = regexp.MustCompile(`\{\{ ?(?:` + strings.Join(issue.SlotNames, "|") + `)\b`)

// openSlots finds slots that are never closed, or closed behind something that
// no slot holds.
func (r *round) openSlots(p *piece) {
	if !strings.Contains(p.prose, "{{") {
		return
	}
	tags := issue.TagsIn(p.prose)
	closed := nestOf(len(tags), func(i int) issue.Span { return tags[i].Span })
	for _, m := range openSlot.FindAllStringIndex(p.prose, -1) {
		at := issue.Span{Start: m[0], End: m[1]}
		if !p.isSlot(at) && !closed.covers(at) && (at.Start == 0 || p.prose[at.Start-1] != '\\') {
			r.at(p, at, "This slot does not end in }} after its name or its fallback word, so readers would see its braces: write it as {{first_name|there}}.")
		}
	}
}

// isSlot reports whether a span lies within a slot that the dialect knows.
func (p *piece) isSlot(at issue.Span) bool {
	if p.slots == nil {
		p.slots = nestOf(len(p.Reading.Slots), func(i int) issue.Span { return p.Reading.Slots[i].Span })
	}
	for i := range p.slots.around(at) {
		if p.Reading.Slots[i].Known {
			return true
		}
	}
	return false
}

// linkNest gives the links of a piece.
func (p *piece) linkNest() *nest {
	if p.links == nil {
		p.links = nestOf(len(p.Reading.Links), func(i int) issue.Span { return p.Reading.Links[i].Span })
	}
	return p.links
}

// inAddress reports whether a span is part of a link's address.
func (p *piece) inAddress(at issue.Span) bool {
	words := p.Copy[at.Start:at.End]
	for i := range p.linkNest().around(at) {
		if l := &p.Reading.Links[i]; strings.Contains(l.URL, words) && !strings.Contains(l.Words, words) {
			return true
		}
	}
	return false
}

// tagsInLine reports merge tags in the subject or the preheader. Slots are not
// filled there; the provider fills its own.
func (r *round) tagsInLine(line string) {
	for _, t := range issue.TagsIn(line) {
		words := line[t.Start:t.End]
		if m := slotForm.FindStringSubmatch(words); m != nil && slices.Contains(issue.SlotNames, m[1]) {
			r.whole(words, "Galley fills no slots in the subject and the preheader: write the sending service’s own tag there.").within(line)
			continue
		}
		if r.own().Has(t, words) {
			continue
		}
		r.whole(words, r.strayWhy(t, words, false)).within(line)
	}
}

func (r *round) strayWhy(t issue.Tag, words string, inURL bool) string {
	slot, owner := r.meaning(words)
	m := slotForm.FindStringSubmatch(words)
	switch {
	case slot != "" && inURL && r.own().Has(t, words):
		return fmt.Sprintf("The email keeps no address like this one: write %s, which becomes %s’s own tag.", slot, r.profileName())
	case slot != "" && owner != "":
		return fmt.Sprintf("This is %s’s tag, and %s, so readers would see it as it stands: write %s.", owner, r.unfilledHere(), slot)
	case slot != "":
		return fmt.Sprintf("There is no slot of this name, so readers would see it as it stands: write %s.", slot)
	case inURL:
		return "Galley fills only its own slots in an address, so this link would lead nowhere: use one of them, or the address itself."
	case m != nil:
		return fmt.Sprintf("There is no slot called “%s”, so readers would see it as it stands: the slots are %s.", m[1], list(issue.SlotNames))
	}
	return "This looks like a merge tag, and nothing fills it: readers would see it as it stands; use one of Galley’s slots, or set it as code if it is meant to be read."
}

// unfilledHere says who does not fill another provider's tag.
func (r *round) unfilledHere() string {
	if r.own().Silent() {
		return "no service fills it here"
	}
	return r.profileName() + " does not fill it"
}

// meaning gives the slot that a tag stands for and the provider whose tag it
// is; both are empty for one that nobody knows. The owner alone is empty for a
// slot that is only mistyped.
func (r *round) meaning(words string) (slot, owner string) {
	wanted := issue.Spaceless(words)
	for i := range r.in.Profiles {
		p := &r.in.Profiles[i]
		for _, name := range issue.SlotNames {
			v := p.Slots[name]
			if v.Kind == issue.SlotURL || v.Kind == issue.SlotText || v.Kind == issue.SlotElement {
				if word, ok := stands(v, wanted, words); ok {
					return issue.WriteSlot(name, word), orName(p)
				}
			}
		}
	}
	return issue.MeantSlot(words), ""
}

func orName(p *issue.Profile) string {
	if p.Title != "" {
		return p.Title
	}
	return p.Name
}

// stands reports whether a tag is a provider's word for a slot, and with which
// fallback word.
func stands(v issue.SlotValue, wanted, words string) (word string, ok bool) {
	value, _, _ := strings.Cut(v.Value, "{words}")
	if issue.Spaceless(value) == wanted {
		return "", true
	}
	head, tail, ok := strings.Cut(v.Fallback, "{fallback}")
	if !ok || len(issue.TagsIn(v.Fallback)) > 1 || !strings.HasPrefix(words, head) || !strings.HasSuffix(words, tail) || len(words) < len(head)+len(tail) {
		return "", false
	}
	return words[len(head) : len(words)-len(tail)], true
}
