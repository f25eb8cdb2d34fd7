package desk

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/grounding"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/thinking"
)

// DraftAsk is what a person asks a model for.
type DraftAsk struct {
	Offer thinking.Offer
	Tone  string
	Count int // drafts; one question each
}

// Drafted is what a model wrote, and what of it the story does not hold.
type Drafted struct {
	thinking.Answer
	Words int
	Marks []grounding.Mark
	Err   error // why there is none; the others may be there all the same
}

// Drafts is what came of it. Least and Most are words; zero is no bound.
type Drafts struct {
	Item        string // its name
	Label       string // the section's that is asked for; empty for none
	Least, Most int
	All         []Drafted
	// Last is how the story ends, to begin from without a model.
	Last string
}

// mostDrafts is how many are asked for at once.
const mostDrafts = 5

// DraftFor asks a model for words about one item of an issue file, the first being 1.
// Without an address it says so, and gives how the story ends.
func (d *Desk) DraftFor(ctx context.Context, path string, item int, ask DraftAsk, client *thinking.Client) (*Drafts, error) {
	src, err := folder.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = src.Close() }()
	r, err := read(src)
	if err != nil {
		return nil, err
	}
	if item < 1 || item > len(r.issue.Items) {
		return nil, fault.New(fault.NotFound, fmt.Sprintf("There is no item %d in %s.", item, r.name), fmt.Sprintf("It has %s.", issue.Counted(len(r.issue.Items), "item", "items")))
	}
	if ask.Count < 1 || ask.Count > mostDrafts {
		return nil, fault.New(fault.BadInput, fmt.Sprintf("%d drafts cannot be asked for.", ask.Count), fmt.Sprintf("Ask for 1 to %d.", mostDrafts))
	}
	it := &r.issue.Items[item-1]
	it.Reading = markdown.New(r.house).Read(r.house.Like(it.Kind), it.Copy)
	material := materialOf(r.house, it, ask.Offer)
	material.Tone = ask.Tone
	all := &Drafts{Item: it.Name(), Label: material.Label, Least: material.Least, Most: material.Most, Last: lastOf(material.Story)}
	question, err := thinking.Prompt(ask.Offer, &material)
	if err != nil {
		return nil, err
	}
	if client == nil || client.Server.Address == "" {
		return all, nil
	}
	all.All = make([]Drafted, ask.Count)
	var wait sync.WaitGroup
	for i := range all.All {
		wait.Go(func() { all.All[i] = draft1(ctx, client, question, material.Story) })
	}
	wait.Wait()
	for i := range all.All {
		if all.All[i].Err == nil {
			return all, nil
		}
	}
	return nil, all.All[0].Err
}

// draft1 asks once.
func draft1(ctx context.Context, client *thinking.Client, question *thinking.Ask, story string) (one Drafted) {
	// A stream shows at once that nothing comes; nobody looks at its pieces here.
	one.Answer, one.Err = client.Ask(ctx, question, func(string) {})
	one.Text = tidied(one.Text)
	one.Words = issue.CountWords(one.Text)
	one.Marks = grounding.Check(story, one.Text)
	return one
}

// tidied takes away what models put around an answer: white space, and one pair of
// quotation marks around all of it.
func tidied(text string) string {
	text = strings.TrimSpace(text)
	for _, pair := range [][2]string{{"“", "”"}, {"\"", "\""}} {
		inside, opens := strings.CutPrefix(text, pair[0])
		inside, closes := strings.CutSuffix(inside, pair[1])
		if opens && closes && !strings.Contains(inside, pair[0]) && !strings.Contains(inside, pair[1]) {
			return strings.TrimSpace(inside)
		}
	}
	return text
}

// materialOf gives what a prompt about an item is made of: the story without the
// section that is asked for, and how many words that may have.
func materialOf(h *issue.House, it *issue.Item, offer thinking.Offer) thinking.Material {
	m := thinking.Material{Story: it.Copy}
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
	case thinking.Subject, thinking.Preheader:
	}
	if m.Label == "" {
		return m
	}
	left := map[string]int{}
	for i := range it.Reading.Sections {
		s := &it.Reading.Sections[i]
		left[s.Name] = s.Words
		if s.Name == m.Label {
			m.Story = strings.TrimSpace(it.Copy[:s.Start] + it.Copy[s.End:])
		}
	}
	for _, b := range style.Budgets {
		has, others := false, 0
		for _, label := range b.Labels {
			if has = has || label == m.Label; label != m.Label {
				others += left[label]
			}
		}
		if has { // what the others of a shared budget have is spoken for
			m.Least, m.Most = max(0, b.Words.Min-others), max(0, b.Words.Max-others)
		}
	}
	return m
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
