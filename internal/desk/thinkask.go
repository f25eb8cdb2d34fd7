package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/grounding"
	"galley/internal/issue"
	"galley/internal/thinking"
)

// question is an ask made ready: all that has to be read of the issue for it, so that
// the issue is free while a model writes.
type question struct {
	ask      ThoughtAsk
	offer    thinking.Offer
	material thinking.Material
	put      *thinking.Ask
	past     []closer
	near     []*closer
	place    thoughtPlace
	version  int
	copy     string // as the page has it
	key      string // of what is asked for, about this very text
}

// questionOf reads what an ask is about.
func (d *Desk) questionOf(ask ThoughtAsk) (*question, error) {
	var before past
	if thinking.Offer(ask.Offer) == thinking.Closer { // a year of issues may have to be read: nobody waits for it with a key
		s, err := d.source(ask.Issue)
		if err != nil {
			return nil, err
		}
		before = d.pastOf(s)
	}
	dr, err := d.lock(ask.Issue)
	if err != nil {
		return nil, err
	}
	defer dr.mu.Unlock()
	t, i, err := dr.item(ask.Item)
	if err != nil {
		return nil, err
	}
	in := asked{
		ask: ask, house: dr.open.Edition.House, issue: dr.open.Edition.Issue, item: dr.asTyped(t, i), past: before.closers,
		picture: func(name string) ([]byte, string) {
			p := dr.open.pictures.ready[name]
			return p.Data, p.MIME
		},
	}
	q, err := in.question()
	if err != nil {
		return nil, err
	}
	q.version, q.key = t.version, hashOf(strings.Join([]string{ask.Issue, ask.Item, ask.Offer, q.material.Story}, "\x00"))
	return q, nil
}

// asked is an ask with what it is about, from the store or from a file.
type asked struct {
	ask     ThoughtAsk
	house   *issue.House
	issue   *issue.Issue // its items with their readings
	item    *issue.Item
	past    []closer
	picture func(name string) (data []byte, mime string) // as the email has it; nothing where it cannot be read
}

func (in *asked) question() (q *question, err error) {
	ask, h, it := in.ask, in.house, in.item
	q = &question{ask: ask, offer: thinking.Offer(ask.Offer), past: in.past, copy: it.Copy}
	if !slices.Contains(thinking.Offers, q.offer) {
		_, err = thinking.Prompt(q.offer, &q.material) // which says which there are
		return nil, err
	}
	q.material = materialOf(h, it, q.offer)
	q.material.Tone, q.material.Written = ask.Tone, ask.Written
	label := q.material.Label
	switch q.offer {
	case thinking.Subject, thinking.Preheader:
		q.material.Story = digestOf(in.issue)
		if q.offer == thinking.Preheader {
			q.material.Subject = in.issue.Subject
		}
	case thinking.Tighten:
		label = ask.Label
	case thinking.Closer:
		q.near = nearestTo(q.past, q.material.Story, nearest)
		for _, c := range q.near {
			q.material.Past = append(q.material.Past, c.text)
		}
	case thinking.Headline, thinking.Standfirst, thinking.Why, thinking.Alt, thinking.Claims:
	}
	if q.place, err = thoughtPlaceOf(h, it, q.offer, label, ask.Picture); err != nil {
		return nil, err
	}
	switch q.offer {
	case thinking.Tighten:
		q.material.Label = label
		_, q.material.Most = budgetOf(storyStyle(h, it.Story), it, label)
		q.material.Passage = strings.TrimSpace(q.copy[q.place.Start:q.place.End])
		if q.material.Most == 0 { // the house has none for it: a fifth less
			q.material.Most = q.place.words * 4 / 5
		}
	case thinking.Alt:
		if err := q.look(in); err != nil {
			return nil, err
		}
	case thinking.Closer, thinking.Headline, thinking.Subject, thinking.Preheader, thinking.Standfirst, thinking.Why, thinking.Claims:
	}
	if strings.TrimSpace(q.material.Story) == "" {
		return nil, fault.New(fault.BadInput, "There is no story here yet.", "Write some of it first: a model goes by what stands there, and by nothing else.")
	}
	q.put, err = thinking.Prompt(q.offer, &q.material)
	return q, err
}

// asTyped gives an item with its copy as the page has it, not as it is printed.
func (dr *draft) asTyped(t *text, i int) *issue.Item {
	it := dr.open.Edition.Issue.Items[i]
	if it.Copy != t.Copy {
		it.Copy = t.Copy
		it.Reading = dr.dialect.Read(dr.open.Edition.House.Like(it.Kind), t.Copy)
	}
	return &it
}

// look takes the picture that is asked about, as the email has it.
func (q *question) look(in *asked) error {
	for i := range in.item.Reading.Pictures {
		one := &in.item.Reading.Pictures[i]
		if one.Start > q.place.Start || one.End < q.place.End {
			continue
		}
		q.ask.Picture = one.Name
		if data, mime := in.picture(one.Name); len(data) > 0 {
			q.material.Picture, q.material.Type = data, mime
			return nil
		}
	}
	return fault.New(fault.NotFound, "This picture cannot be read.", "Put it into the copy again.")
}

// PlanThought says what an ask would send, and gives what there is without a model.
func (d *Desk) PlanThought(ask ThoughtAsk) (ThoughtPlan, error) {
	q, err := d.questionOf(ask)
	if err != nil {
		return ThoughtPlan{}, err
	}
	m := &q.material
	p := ThoughtPlan{
		Offer: ask.Offer, Label: m.Label, Words: issue.CountWords(m.Story), Past: len(m.Past), Picture: q.ask.Picture, Questions: max(1, ask.Count),
		Least: m.Least, Most: m.Most, Replaces: q.place.words, Dismissed: d.isStet(q.key), Near: []PastCloser{}, Last: lastOf(m.Story),
	}
	for _, c := range q.near {
		p.Near = append(p.Near, c.view())
	}
	if c := d.keyless(); c != nil {
		p.Model, p.Host, p.Local = c.Server.Model, c.Server.Host(), isLocal(c.Server.Address)
		if p.Address, p.Request, err = c.Shown(q.put, q.offer != thinking.Claims); err != nil {
			return p, err
		}
	}
	return p, nil
}

// mostWritten bounds what the page says of drafts that are there, in bytes.
const mostWritten = 64 << 10

// Think asks a model, in as many questions as drafts are wanted. Heard hears pieces as
// they come, with the number of their draft, from several goroutines.
func (d *Desk) Think(ctx context.Context, ask ThoughtAsk, heard func(draft int, piece string)) (Thoughts, error) {
	if ask.Count < 1 || ask.Count > mostDrafts {
		return Thoughts{}, fault.New(fault.BadInput, fmt.Sprintf("%d drafts cannot be asked for.", ask.Count), fmt.Sprintf("Ask for 1 to %d.", mostDrafts))
	}
	if size := len(strings.Join(ask.Written, "")); size > mostWritten || len(ask.Tone) > 200 {
		return Thoughts{}, fault.New(fault.BadInput, "These are too many drafts to ask for others.", "Let some of them be first.")
	}
	client := d.client()
	if client == nil {
		return Thoughts{}, noModel()
	}
	q, err := d.questionOf(ask) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return Thoughts{}, err
	}
	if told, _, err := client.Shown(q.put, q.offer != thinking.Claims); err != nil || ask.Address != "" && told != ask.Address {
		return Thoughts{}, fault.New(fault.Mismatch, "Settings name another model now than the card did, and nothing was sent.", "See where it goes, and ask again.")
	}
	all := Thoughts{Drafts: []Thought{}, Claims: []ThoughtClaim{}}
	if q.offer == thinking.Claims {
		return d.claims(ctx, client, q, all)
	}
	all.Drafts = make([]Thought, ask.Count)
	faults := make([]error, ask.Count)
	var wait sync.WaitGroup
	for n := range all.Drafts {
		wait.Go(func() {
			answer, err := client.Ask(ctx, q.put, func(piece string) { heard(n, piece) })
			all.Drafts[n], faults[n] = d.thought(q, &answer, err), err
		})
	}
	wait.Wait()
	if !slices.Contains(faults, nil) {
		return Thoughts{}, faults[0]
	}
	return all, nil
}

// thought weighs what a model wrote.
func (d *Desk) thought(q *question, answer *thinking.Answer, err error) Thought {
	if err != nil {
		f := fault.Of(err)
		return Thought{Marks: []ThoughtMark{}, Pieces: []ThoughtPiece{}, Problem: f.Message, Hint: f.Hint}
	}
	text := tidied(answer.Text)
	whole := answer.Whole
	if len(text) > maxThought { // nobody reads more, and nobody could use it
		text, whole = strings.ToValidUTF8(text[:maxThought], ""), false
	}
	if q.offer != thinking.Tighten {
		text = strings.Join(strings.Fields(text), " ")
	}
	one := Thought{
		Text: text, Words: issue.CountWords(text), Chars: utf8.RuneCountInString(text), Marks: []ThoughtMark{}, Pieces: []ThoughtPiece{},
		Whole: whole, Stetted: d.isStet(stetKey(q.ask.Issue, q.ask.Item, text)),
		Model: modelName(answer.Model), Host: answer.Host, Asked: answer.Tokens.Asked, Answer: answer.Tokens.Answered,
	}
	ruler := change.NewRuler(text)
	for _, m := range q.marks(text) {
		one.Marks = append(one.Marks, ThoughtMark{string(m.Kind), ruler.At(m.Start), ruler.At(m.End), m.Words})
	}
	switch q.offer {
	case thinking.Tighten:
		one.Pieces = piecesOf(q.material.Passage, text)
	case thinking.Closer:
		one.Near = tooNear(q.past, text)
	case thinking.Headline, thinking.Subject, thinking.Preheader, thinking.Standfirst, thinking.Why, thinking.Alt, thinking.Claims:
	}
	return one
}

// maxModelName is how much of a model's name is kept, in bytes: servers call themselves
// what they like.
const maxModelName = 80

func modelName(name string) string {
	return strings.ToValidUTF8(oneLine(name[:min(len(name), maxModelName)]), "")
}

// marks gives what a draft says that its story does not hold. Of a description it is
// what nobody can see in a picture: names and quotations.
func (q *question) marks(text string) []grounding.Mark {
	marks := grounding.Check(q.material.Story+"\n\n"+q.material.Subject, text)
	if q.offer == thinking.Alt {
		marks = slices.DeleteFunc(marks, func(m grounding.Mark) bool { return m.Kind == grounding.Number })
	}
	return marks
}

// piecesOf tells what a passage becomes, word by word.
func piecesOf(before, after string) []ThoughtPiece {
	list := []ThoughtPiece{}
	add := func(kind, text string) {
		if text != "" {
			list = append(list, ThoughtPiece{kind, text})
		}
	}
	at := 0
	for _, c := range issue.Diff(before, after) {
		add("same", before[at:c.Old.Start])
		add("out", before[c.Old.Start:c.Old.End])
		add("in", after[c.New.Start:c.New.End])
		at = c.Old.End
	}
	add("same", before[at:])
	return list
}

// claims asks for a list. A server that ignores the schema, or a model that does, is
// asked once more in words alone; what is then still no list is shown as it is.
func (d *Desk) claims(ctx context.Context, client *thinking.Client, q *question, all Thoughts) (Thoughts, error) {
	answer, list, err := q.claims(ctx, client)
	if err != nil {
		return Thoughts{}, err
	}
	ruler := change.NewRuler(q.copy)
	for _, c := range list {
		at := strings.Index(q.copy, c.Words)
		all.Claims = append(all.Claims, ThoughtClaim{c, ruler.At(at), ruler.At(at + len(c.Words))})
	}
	one := d.thought(q, &answer, nil)
	one.Marks = []ThoughtMark{} // what it says of the story is no part of it
	all.Drafts = []Thought{one}
	return all, nil
}

// claims gives the claims in order, or else the answer's text.
func (q *question) claims(ctx context.Context, client *thinking.Client) (answer thinking.Answer, list []thinking.Claim, err error) {
	for _, schema := range []json.RawMessage{q.put.Schema, nil} {
		put := *q.put
		put.Schema = schema
		got, err := client.Ask(ctx, &put, nil)
		if err != nil {
			return answer, nil, err
		}
		got.Tokens.Asked, got.Tokens.Answered = got.Tokens.Asked+answer.Tokens.Asked, got.Tokens.Answered+answer.Tokens.Answered
		answer = got
		list, ok := thinking.ReadClaims(answer.Text, q.copy)
		if ok {
			slices.SortStableFunc(list, func(a, b thinking.Claim) int {
				return strings.Index(q.copy, a.Words) - strings.Index(q.copy, b.Words)
			})
			answer.Text = ""
			return answer, list, nil
		}
	}
	return answer, nil, nil
}
