package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/thinking"
)

// maxThought is how long words may be that are put in at once, in bytes.
const maxThought = 32 << 10

// UseThought puts a draft where it belongs: into the copy, in one step; a tightened
// passage as suggestions; a subject or preheader into its field. What the model wrote
// of it is known as a model's until somebody confirms or changes it.
func (d *Desk) UseThought(ctx context.Context, use ThoughtUse) (ThoughtUsed, error) {
	used := ThoughtUsed{Items: []AcceptedItem{}}
	use.Text = strings.TrimSpace(change.Clean(strings.ReplaceAll(use.Text, "\r\n", "\n")))
	if use.Text == "" || len(use.Text) > maxThought || len(use.Draft) > maxThought || len(use.Model) > maxAddress {
		return used, fault.New(fault.BadInput, "There are no words here to use, or far too many.", "Ask for another draft.")
	}
	dr, err := d.turn(use.Issue) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return used, err
	}
	defer dr.done()
	if err := dr.mayWrite(); err != nil {
		return used, err
	}
	if err := dr.unreadBeside(); err != nil {
		return used, err
	}
	t, i, err := dr.item(use.Item)
	if err != nil {
		return used, err
	}
	if t.version != use.Version {
		return used, fault.New(fault.Mismatch, "The words have changed meanwhile.", "Try again.")
	}
	h, it, offer := dr.open.Edition.House, dr.asTyped(t, i), thinking.Offer(use.Offer)
	label := use.Label
	if offer == thinking.Closer || offer == thinking.Why {
		label = materialOf(h, it, offer).Label
	}
	place, err := thoughtPlaceOf(h, it, offer, label, use.Picture)
	switch {
	case err != nil:
		return used, err
	case place.field != "":
		return dr.useField(ctx, &use, place.field, used)
	case offer == thinking.Tighten:
		return dr.useTightened(t, place.Span, &use, used)
	case offer == thinking.Claims || !slices.Contains(thinking.Offers, offer):
		return used, fault.New(fault.BadInput, "This is nothing to put into the copy.", "Go to the words, and change them there.")
	}
	this := func(other *text) bool { return other == t }
	for range 3 { // somebody may type while it is written
		if err := dr.cut(this); err != nil {
			return used, err // what is there now could not be had back
		}
	}
	if t.version != use.Version {
		return used, fault.New(fault.Mismatch, "The words have changed meanwhile.", "Try again.")
	}
	did := AcceptedItem{Item: t.ID, IDs: []string{}}
	did.Echo = dr.put(t, i, &place, &use)
	did.Copy = t.Copy
	_ = dr.cut(this) // it is tried again, and told
	used.Items = append(used.Items, did)
	return used, nil
}

// put writes words into the copy, and credits the model with what it wrote of them.
func (dr *draft) put(t *text, i int, place *thoughtPlace, use *ThoughtUse) Echo {
	me := author{who: dr.desk.who()}
	insert := place.change(use.Text)
	echo := dr.edit(t, i, []acceptedEdit{{Change: issue.Change{Old: place.Span}, insert: insert, by: me}})
	if use.Model == "" {
		return echo
	}
	draft := use.Draft
	if draft == "" {
		draft = use.Text
	}
	words := strings.TrimSuffix(strings.TrimPrefix(insert, place.before), place.after)
	if label := strings.Index(words, ":** "); place.before != "" && label >= 0 && strings.HasPrefix(words, "**") {
		words = words[label+len(":** "):] // a label that was written with it is the house's
	}
	at := place.Start + strings.LastIndex(insert, words)
	written := []issue.Run{{Bytes: len(draft), Who: me.who, How: issue.HowModel + issue.How(use.Model)}}
	t.recredit(at, issue.FollowRuns(written, issue.Diff(draft, words), len(words), me.who, issue.HowTyped))
	dr.markMachine(t)
	return echo
}

// useTightened suggests what a passage would lose, as edits in words.
func (dr *draft) useTightened(t *text, at issue.Span, use *ThoughtUse, used ThoughtUsed) (ThoughtUsed, error) {
	passage := strings.TrimSpace(t.Copy[at.Start:at.End])
	from := at.Start + strings.Index(t.Copy[at.Start:at.End], passage)
	if passage == "" {
		return used, fault.New(fault.NotFound, "There is nothing here to tighten.", "Put the caret into the paragraph that is too long.")
	}
	who, now := dr.desk.Me(), dr.desk.now().UTC()
	reason := fmt.Sprintf("%d words in place of %d", issue.CountWords(use.Text), issue.CountWords(passage))
	var list []issue.Suggestion
	for _, c := range issue.Diff(passage, use.Text) {
		span := issue.Span{Start: from + c.Old.Start, End: from + c.Old.End}
		list = append(list, issue.Suggestion{
			ID: newID(), Anchor: issue.AnchorAt(t.Copy, span), New: use.Text[c.New.Start:c.New.End],
			Who: who.Name, Model: use.Model, Reason: reason, Time: now,
		})
	}
	if len(list) == 0 {
		return used, fault.New(fault.Exists, "It is as it was.", "Ask for another draft.")
	}
	err := dr.changeBeside(func(s *issue.Sidecar) error {
		knowPerson(s, who)
		return onRecord(s, t.ID, func(r *issue.Record) error { r.Suggestions = append(r.Suggestions, list...); return nil })
	})
	if err == nil {
		used.Suggested = len(list)
	}
	return used, err
}

// useField gives the issue a subject or a preheader.
func (dr *draft) useField(ctx context.Context, use *ThoughtUse, field thinking.Offer, used ThoughtUsed) (ThoughtUsed, error) {
	words := oneLine(use.Text)
	card, err := dr.setHead(ctx, func(is *issue.Issue) {
		if field == thinking.Subject {
			is.Subject = words
		} else {
			is.Preheader = words
		}
	})
	if err != nil {
		return used, err
	}
	used.Card = &card
	if use.Model == "" {
		return used, nil
	}
	return used, dr.changeBeside(func(s *issue.Sidecar) error {
		s.Machine = slices.DeleteFunc(s.Machine, func(m issue.MachineText) bool { return m.Words == words })
		s.Machine = s.Machine[max(0, len(s.Machine)-mostFields+1):] // what is not there now may be put there again
		s.Machine = append(s.Machine, issue.MachineText{Words: words, Model: use.Model, Date: dr.desk.now().Format(time.DateOnly)})
		return nil
	})
}

// mostFields is how many subjects and preheaders of models an issue remembers.
const mostFields = 40

// What a person let be: a draft, or the offer itself for a text as it was. It is known
// by hashes, so that nothing of it is kept.
const (
	stetSetting = "stet"
	mostStet    = 500
	stetLength  = 16 // of a hash, in hex digits
)

func stetKey(id, item, text string) string {
	return hashOf(strings.Join([]string{id, item, "draft", strings.Join(strings.Fields(text), " ")}, "\x00"))
}

// StetThought remembers that a draft was let be, for this item; with no text that
// what is asked for is not wanted, until the story is another one. Back takes that back.
func (d *Desk) StetThought(ask ThoughtAsk, text string, back bool) error {
	if len(text) > maxThought {
		return fault.New(fault.BadInput, "This is too long for a draft.", "Ask for another one.")
	}
	key := stetKey(ask.Issue, ask.Item, text)
	if text == "" {
		q, err := d.questionOf(ask)
		if err != nil {
			return err
		}
		key = q.key
	}
	d.answered.Lock()
	defer d.answered.Unlock()
	list := d.stets()
	key = key[:stetLength]
	if slices.Contains(list, key) != back {
		return nil
	}
	if list = append(list, key); back {
		list = slices.DeleteFunc(list, func(one string) bool { return one == key })
	}
	data, err := json.Marshal(list[max(0, len(list)-mostStet):])
	if err != nil {
		return err
	}
	return d.Store.Keep(issue.Batch{Settings: map[string]string{stetSetting: string(data)}})
}

func (d *Desk) stets() (list []string) {
	if !d.hasStore() {
		return nil
	}
	if text, err := d.Store.Setting(stetSetting); err == nil && text != "" {
		_ = json.Unmarshal([]byte(text), &list) // what cannot be read was not said
	}
	return list
}

func (d *Desk) isStet(key string) bool { return slices.Contains(d.stets(), key[:stetLength]) }
