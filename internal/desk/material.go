package desk

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/internal/issue"
	"galley/internal/thinking"
)

// materialOf gives what a prompt about an item is made of: the story without the
// section that is asked for, and how many words that may have.
func materialOf(h *issue.House, it *issue.Item, offer thinking.Offer) thinking.Material {
	m := thinking.Material{Story: it.Copy, Style: wordsOfStyle(h)}
	style := storyStyle(h, it.Story)
	switch offer {
	case thinking.Closer:
		m.Label = lastLabel(style, "We’re thinking")
	case thinking.Why:
		m.Label = "Why it matters"
	case thinking.Headline:
		m.Least, m.Most = style.Headline.Min, style.Headline.Max
	case thinking.Standfirst:
		m.Least, m.Most = style.Standfirst.Min, style.Standfirst.Max
	case thinking.Subject, thinking.Preheader, thinking.Tighten, thinking.Alt, thinking.Claims:
	}
	if m.Label == "" {
		return m
	}
	if s := sectionNamed(it, m.Label); s != nil {
		m.Story = strings.TrimSpace(it.Copy[:s.Start] + it.Copy[s.End:])
	}
	m.Least, m.Most = budgetOf(style, it, m.Label)
	return m
}

// budgetOf gives the words that a label may have; what the others of a shared budget
// have is spoken for. Zero is no bound.
func budgetOf(style issue.StoryStyle, it *issue.Item, label string) (least, most int) {
	for _, b := range style.Budgets {
		has, others := false, 0
		for _, one := range b.Labels {
			if has = has || one == label; one == label {
				continue
			}
			if s := sectionNamed(it, one); s != nil {
				others += s.Words
			}
		}
		if has {
			least, most = max(0, b.Words.Min-others), max(0, b.Words.Max-others)
		}
	}
	return least, most
}

// sectionNamed gives the section of a label, as the house calls it or as it is typed;
// nil for none. Of several it is the last.
func sectionNamed(it *issue.Item, label string) *issue.Section {
	for i := len(it.Reading.Sections) - 1; i >= 0; i-- {
		if s := &it.Reading.Sections[i]; cmp.Or(s.Name, s.Label.Words) == label {
			return s
		}
	}
	return nil
}

// storyStyle gives the grammar of a story kind; a zero one where the house has none.
func storyStyle(h *issue.House, kind string) issue.StoryStyle {
	for i := range h.Stories {
		if h.Stories[i].Kind == kind || kind == "" && i == 0 {
			return h.Stories[i]
		}
	}
	return issue.StoryStyle{}
}

// lastLabel gives the label that ends a story of a kind.
func lastLabel(style issue.StoryStyle, usual string) string {
	if n := len(style.Labels); n > 0 {
		return style.Labels[n-1]
	}
	return usual
}

// mostStyled is how many words of the house style go into a prompt.
const mostStyled = 40

// wordsOfStyle gives the house style as far as it is about words.
func wordsOfStyle(h *issue.House) string {
	var all []string
	for _, found := range slices.Sorted(maps.Keys(h.Words.Prefer)) {
		all = append(all, fmt.Sprintf("write “%s”, not “%s”", h.Words.Prefer[found], found))
	}
	for _, word := range h.Words.Avoid {
		all = append(all, fmt.Sprintf("avoid “%s”", word))
	}
	return strings.Join(all[:min(len(all), mostStyled)], "; ")
}

// lastOf gives the last two sentences of a story.
func lastOf(story string) string {
	paragraphs := strings.Split(strings.TrimSpace(story), "\n\n")
	text := strings.TrimSpace(paragraphs[len(paragraphs)-1])
	ends := 0
	for at := len(text) - 2; at > 0; at-- {
		if strings.ContainsRune(".!?", rune(text[at])) && text[at+1] == ' ' {
			if ends++; ends == 2 {
				return text[at+2:]
			}
		}
	}
	return text
}

// digestOf gives an issue as its headlines and what they open with, for what is about
// all of it.
func digestOf(is *issue.Issue) string {
	var b strings.Builder
	for i := range is.Items {
		it := &is.Items[i]
		opening := it.Reading.Standfirst.Words
		if opening == "" && len(it.Reading.Sections) > 0 {
			s := it.Reading.Sections[0]
			opening = it.Copy[s.Start:s.End]
		}
		if len(opening) > mostOpening {
			opening = strings.ToValidUTF8(opening[:mostOpening], "") + "…"
		}
		if text := strings.TrimSpace(it.Reading.Headline.Words + "\n" + opening); text != "" {
			b.WriteString(text + "\n\n")
		}
	}
	return strings.TrimSpace(b.String())
}

// mostOpening is how much of each item stands in a digest, in bytes.
const mostOpening = 400
