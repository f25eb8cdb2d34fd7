package desk

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
)

// What one person may suggest on an item: edits, and bytes that are new in them.
const (
	maxSuggested      = 2_000
	maxSuggestedBytes = 256 << 10
)

// SuggestedEdit is an edit that this desk's person would make, in UTF-16 units of
// the copy.
type SuggestedEdit struct {
	ID     string `json:"id"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Insert string `json:"insert"`
}

// Suggested answers what was suggested. A stale one was made on another version,
// and is to be made again.
type Suggested struct {
	Stale bool `json:"stale"`
}

// Suggest takes all that this desk's person suggests on an item at the time, in
// place of what it was: somebody types, and each key changes what is suggested. It
// is on the disk as soon as typed copy would be.
func (d *Desk) Suggest(id, item string, version int, edits []SuggestedEdit) (Suggested, error) {
	dr, err := d.lock(id)
	if err != nil {
		return Suggested{}, err
	}
	defer dr.mu.Unlock()
	t, _, err := dr.item(item)
	if err != nil {
		return Suggested{}, err
	}
	if err := dr.unreadBeside(); err != nil {
		return Suggested{}, err
	}
	if version != t.version {
		return Suggested{Stale: true}, nil
	}
	who := d.Me()
	r := dr.record(item)
	was := map[string]issue.Suggestion{}
	var others []issue.Suggestion
	for _, s := range r.Suggestions {
		if isTyped(&s, &who) {
			was[s.ID] = s
		} else {
			others = append(others, s)
		}
	}
	if isAnothers(edits, others) {
		return Suggested{Stale: true}, nil
	}
	mine, err := dr.suggestions(t, edits, was, who)
	if err != nil {
		return Suggested{}, err
	}
	r.Suggestions = append(others, mine...)
	if err := dr.roomFor(item, &r, mine); err != nil {
		return Suggested{}, err
	}
	dr.withRecord(item, &r)
	s := *dr.open.sidecar
	s.People = maps.Clone(s.People)
	knowPerson(&s, who)
	dr.open.sidecar = &s
	dr.save.soon()
	return Suggested{}, nil
}

// roomFor refuses suggestions that would not be read again with all that is said
// on the issue. It is asked at each key, so it weighs only where it may be close.
func (dr *draft) roomFor(item string, r *issue.Record, mine []issue.Suggestion) error {
	const around = 800 // bytes of a suggestion's members, with what stands around its words
	size := len(dr.kept.Sidecar)
	for i := range mine {
		size += around + 2*(len(mine[i].New)+len(mine[i].Anchor.Words)+len(mine[i].Reason))
	}
	if size < issue.MaxSidecar/2 && strings.Count(dr.kept.Sidecar, "{")+2*len(mine) < issue.MaxObjects/2 {
		return nil
	}
	s := *dr.sidecar()
	was, err := bareText(&s)
	if err != nil {
		return err
	}
	s.Items = maps.Clone(s.Items)
	if s.Items == nil {
		s.Items = map[string]issue.Record{}
	}
	s.Items[item] = *r
	text, err := bareText(&s)
	if err != nil {
		return err
	}
	if _, hasRoom := issue.FitsSidecar(text); !hasRoom && len(text) > len(was) {
		return tooMuchBeside()
	}
	return nil
}

// isAnothers reports whether a list was made for somebody else: a page that was
// opened under another name holds that one's suggestions for its own, and knows
// nothing of those that whoever sits here now has. In the place of these it would take
// them away.
func isAnothers(edits []SuggestedEdit, others []issue.Suggestion) bool {
	return slices.ContainsFunc(edits, func(e SuggestedEdit) bool {
		return slices.ContainsFunc(others, func(s issue.Suggestion) bool { return s.ID == e.ID })
	})
}

// isTyped reports whether a suggestion is one that this person is making.
func isTyped(s *issue.Suggestion, who *Me) bool {
	return s.IsOpen() && who.Is(s.Who) && s.Model == "" && !s.Both && !s.Anchor.Lost
}

// suggestions makes suggestions of edits; those that were there keep their time
// and their reason.
func (dr *draft) suggestions(t *text, edits []SuggestedEdit, was map[string]issue.Suggestion, who Me) ([]issue.Suggestion, error) {
	if len(edits) > maxSuggested {
		return nil, fault.New(fault.BadInput, fmt.Sprintf("These are more than %d suggestions on one item.", maxSuggested), "Send it back with what there is, or write it anew.")
	}
	var list []issue.Suggestion
	place, size := placing{copy: t.Copy}, 0
	for _, e := range edits {
		span, ok := place.span(e.Start, e.End)
		if !ok || e.ID == "" || len(e.ID) > 64 {
			return nil, fault.New(fault.Internal, "These suggestions do not fit the copy.", "Open the issue again; please report it.")
		}
		size += len(e.Insert)
		s, known := was[e.ID]
		if !known {
			s = issue.Suggestion{ID: e.ID, Time: dr.desk.now().UTC()}
		}
		s.Who = who.Name // it may have been made under a former one
		s.Anchor, s.New = issue.AnchorAt(t.Copy, span), change.Clean(e.Insert)
		list = append(list, s)
	}
	if size > maxSuggestedBytes {
		return nil, fault.New(fault.BadInput, "This is more text than Galley keeps as suggestions.", "Make it an item of its own, or write it into the copy.")
	}
	return list, nil
}

// placing turns places of the page into those of the copy, in rising order: to
// count each from the front would take a second for two thousand.
type placing struct {
	copy        string
	unit, bytes int // how far it is
}

func (p *placing) span(start, end int) (issue.Span, bool) {
	from, ok := p.to(start)
	to, there := p.to(end)
	return issue.Span{Start: from, End: to}, ok && there
}

func (p *placing) to(unit int) (bytes int, ok bool) {
	n, ok := change.Bytes(p.copy[p.bytes:], unit-p.unit)
	p.bytes, p.unit = p.bytes+n, unit
	return p.bytes, ok
}

// AcceptedItem is an item into which suggestions went.
type AcceptedItem struct {
	Item string   `json:"item"`
	Echo Echo     `json:"echo"`
	Copy string   `json:"copy"`
	IDs  []string `json:"ids"`
}

// Accepted answers what was accepted.
type Accepted struct {
	Items []AcceptedItem `json:"items"`
	Gone  []string       `json:"gone"` // ids of those whose words are not there any more: they stay open
}

// Accept makes the edits that somebody suggested, by the road of every change.
// Both keeps the words that are there beside the new ones. What was there is a
// revision first.
func (d *Desk) Accept(id string, ids []string, both bool) (Accepted, error) {
	dr, err := d.turn(id)
	if err != nil {
		return Accepted{}, err
	}
	defer dr.done()
	if err := dr.mayWrite(); err != nil {
		return Accepted{}, err
	}
	answer := Accepted{Items: []AcceptedItem{}, Gone: []string{}}
	for i, item := range dr.kept.Rundown {
		t := dr.texts[item]
		if t == nil || !slices.ContainsFunc(dr.record(item).Suggestions, func(s issue.Suggestion) bool { return slices.Contains(ids, s.ID) }) {
			continue
		}
		this := func(other *text) bool { return other == t }
		for range 3 { // somebody may type while it is written
			if err := dr.cut(this); err != nil {
				return answer, err // what is there now could not be had back
			}
		}
		one, gone := dr.accept(t, i, ids, both)
		answer.Gone = append(answer.Gone, gone...)
		if len(one.IDs) > 0 {
			_ = dr.cut(this) // it is tried again, and told
			answer.Items = append(answer.Items, one)
		}
	}
	if len(answer.Items) == 0 && len(answer.Gone) == 0 {
		return answer, noteIsGone()
	}
	return answer, nil
}

// Stet refuses suggestions: the words stand.
func (d *Desk) Stet(id string, ids []string) error {
	return d.answer(id, ids, func(_ *text, s *issue.Suggestion, who Me) {
		if s.IsOpen() {
			s.Answer = &issue.Answer{Who: who.Name, Time: d.now().UTC()}
		}
	})
}

// Reopen has suggestions wait again, or says anew that they were accepted: after
// the editor has undone what became of them, or done it once more.
func (d *Desk) Reopen(id string, ids []string, open bool) error {
	return d.answer(id, ids, func(t *text, s *issue.Suggestion, who Me) {
		if !open {
			s.Answer = &issue.Answer{Yes: true, Who: who.Name, Time: d.now().UTC()}
			return
		}
		if s.Answer != nil {
			s.Answer = nil
			s.Anchor.Lost = false
			s.Anchor.Settle(t.Copy)
		}
	})
}

// Explain says why an edit is suggested.
func (d *Desk) Explain(id, suggestion, reason string) error {
	reason = oneLine(reason)
	if len(reason) > maxReason {
		return fault.New(fault.BadInput, "This reason is too long.", "Say it in a sentence or two.")
	}
	return d.answer(id, []string{suggestion}, func(_ *text, s *issue.Suggestion, who Me) {
		if who.Is(s.Who) {
			s.Reason = reason
		}
	})
}

// answer changes suggestions, and keeps them.
func (d *Desk) answer(id string, ids []string, change func(t *text, s *issue.Suggestion, who Me)) error {
	dr, err := d.turn(id)
	if err != nil {
		return err
	}
	defer dr.done()
	who, found := d.Me(), false
	err = dr.changeBeside(func(s *issue.Sidecar) error {
		knowPerson(s, who)
		for item, r := range s.Items {
			t := dr.texts[item]
			for i := range r.Suggestions {
				if t != nil && slices.Contains(ids, r.Suggestions[i].ID) {
					found = true
					change(t, &r.Suggestions[i], who)
				}
			}
			s.Items[item] = r
		}
		if !found {
			return noteIsGone()
		}
		return nil
	})
	return err
}
