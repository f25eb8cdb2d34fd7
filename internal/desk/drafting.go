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
	"galley/internal/picture"
	"galley/internal/thinking"
)

// DraftAsk is what a person asks a model for in the terminal.
type DraftAsk struct {
	Offer thinking.Offer
	Tone  string
	Label string // of the section to tighten
	Count int    // drafts; one question each
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
	Claims      []thinking.Claim // what wants a look, where that was asked for
	// Last is how the story ends, to begin from without a model.
	Last string
}

// mostDrafts is how many are asked for at once.
const mostDrafts = 5

// DraftFor asks a model for words about one item of an issue file, the first being 1.
// Without an address it says so, and gives how the story ends.
func (d *Desk) DraftFor(ctx context.Context, path string, item int, ask DraftAsk, client *thinking.Client) (*Drafts, error) {
	if ask.Count < 1 || ask.Count > mostDrafts {
		return nil, fault.New(fault.BadInput, fmt.Sprintf("%d drafts cannot be asked for.", ask.Count), fmt.Sprintf("Ask for 1 to %d.", mostDrafts))
	}
	q, name, err := fileQuestion(path, item, &ask)
	if err != nil {
		return nil, err
	}
	m := &q.material
	all := &Drafts{Item: name, Label: m.Label, Least: m.Least, Most: m.Most, Last: lastOf(m.Story)}
	switch {
	case client == nil || client.Server.Address == "":
		return all, nil
	case q.offer == thinking.Claims:
		one := Drafted{}
		one.Answer, all.Claims, err = q.claims(ctx, client)
		all.All = []Drafted{one}
		return all, err
	case q.offer == thinking.Tighten, q.offer == thinking.Alt:
		ask.Count = 1
	}
	all.All = make([]Drafted, ask.Count)
	var wait sync.WaitGroup
	for i := range all.All {
		wait.Go(func() { all.All[i] = q.draft(ctx, client) })
	}
	wait.Wait()
	for i := range all.All {
		if all.All[i].Err == nil {
			return all, nil
		}
	}
	return nil, all.All[0].Err
}

// fileQuestion reads what an ask about an issue file is about.
func fileQuestion(path string, item int, ask *DraftAsk) (q *question, name string, err error) {
	src, err := folder.Open(path)
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = src.Close() }()
	r, err := read(src)
	if err != nil {
		return nil, "", err
	}
	if item < 1 || item > len(r.issue.Items) {
		return nil, "", fault.New(fault.NotFound, fmt.Sprintf("There is no item %d in %s.", item, r.name), fmt.Sprintf("It has %s.", issue.Counted(len(r.issue.Items), "item", "items")))
	}
	markdown.New(r.house).ReadItems(r.house, r.issue.Items)
	it := &r.issue.Items[item-1]
	in := asked{
		ask: ThoughtAsk{Offer: string(ask.Offer), Tone: ask.Tone, Label: ask.Label, Count: ask.Count}, house: r.house, issue: r.issue, item: it,
		picture: func(name string) ([]byte, string) {
			data, err := src.Beside(name)
			if err != nil {
				return nil, ""
			}
			p, err := picture.Prepare(name, data, picture.Want{Width: seenWidth})
			if err != nil {
				return nil, ""
			}
			return p.Data, p.MIME
		},
	}
	q, err = in.question()
	return q, it.Name(), err
}

// seenWidth is how wide a picture is that a model looks at, in CSS pixels.
const seenWidth = 600

// draft asks once.
func (q *question) draft(ctx context.Context, client *thinking.Client) (one Drafted) {
	// A stream shows at once that nothing comes; nobody looks at its pieces here.
	one.Answer, one.Err = client.Ask(ctx, q.put, func(string) {})
	one.Text = tidied(one.Text)
	one.Words = issue.CountWords(one.Text)
	one.Marks = q.marks(one.Text)
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
