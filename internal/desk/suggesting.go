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
		if isTyped(&s, who) {
			was[s.ID] = s
		} else {
			others = append(others, s)
		}
	}
	mine, err := dr.suggestions(t, notTheirs(edits, others), was, who)
	if err != nil {
		return Suggested{}, err
	}
	r.Suggestions = append(others, mine...)
	if err := dr.hasRoom(item, &r); err != nil {
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

// notTheirs leaves out edits that bear the id of somebody else's suggestion: a page
// that was opened under another name holds them for its own.
func notTheirs(edits []SuggestedEdit, others []issue.Suggestion) []SuggestedEdit {
	return slices.DeleteFunc(slices.Clone(edits), func(e SuggestedEdit) bool {
		return slices.ContainsFunc(others, func(s issue.Suggestion) bool { return s.ID == e.ID })
	})
}

// isTyped reports whether a suggestion is one that this person is making.
func isTyped(s *issue.Suggestion, who Me) bool {
	return s.IsOpen() && s.Who == who.Name && s.Model == "" && !s.Both && !s.Anchor.Lost
}

// suggestions makes suggestions of edits; those that were there keep their time
// and their reason.
func (dr *draft) suggestions(t *text, edits []SuggestedEdit, was map[string]issue.Suggestion, who Me) ([]issue.Suggestion, error) {
	if len(edits) > maxSuggested {
		return nil, fault.New(fault.BadInput, fmt.Sprintf("These are more than %d suggestions on one item.", maxSuggested), "Send it back with what there is, or write it anew.")
	}
	var list []issue.Suggestion
	at, size := 0, 0
	for _, e := range edits {
		span, err := t.span(t.version, e.Start, e.End)
		if err != nil || span.Start < at || e.ID == "" || len(e.ID) > 64 {
			return nil, fault.New(fault.Internal, "These suggestions do not fit the copy.", "Open the issue again; please report it.")
		}
		at, size = span.End, size+len(e.Insert)
		s, known := was[e.ID]
		if !known {
			s = issue.Suggestion{ID: e.ID, Who: who.Name, Time: dr.desk.now().UTC()}
		}
		s.Anchor, s.New = issue.AnchorAt(t.Copy, span), change.Clean(e.Insert)
		list = append(list, s)
	}
	if size > maxSuggestedBytes {
		return nil, fault.New(fault.BadInput, "This is more text than Galley keeps as suggestions.", "Make it an item of its own, or write it into the copy.")
	}
	return list, nil
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

// accept makes edits on one item. Of two that overlap the second finds its words
// changed, and stays.
func (dr *draft) accept(t *text, i int, ids []string, both bool) (did AcceptedItem, gone []string) {
	did = AcceptedItem{Item: t.ID, IDs: []string{}}
	who := dr.desk.Me()
	for _, id := range ids {
		r := dr.record(t.ID)
		at := slices.IndexFunc(r.Suggestions, func(s issue.Suggestion) bool { return s.ID == id && s.IsOpen() })
		if at < 0 {
			continue
		}
		s := r.Suggestions[at]
		span := s.Anchor.Span()
		if s.Anchor.Lost || span.Start < 0 || span.End > len(t.Copy) || t.Copy[span.Start:span.End] != s.Anchor.Words {
			gone = append(gone, id)
			continue
		}
		insert := s.New
		if both {
			insert = withBoth(s.Anchor.Words, s.New)
		}
		s.Answer = &issue.Answer{Yes: true, Who: who.Name, Time: dr.desk.now().UTC()}
		r.Suggestions = slices.Clone(r.Suggestions)
		r.Suggestions[at] = s
		dr.withRecord(t.ID, &r)
		kept := 0 // of the words that were there, which stay whose they were
		if both {
			kept = len(strings.TrimRight(s.Anchor.Words, " \n"))
		}
		edit := []issue.Change{{
			Old: issue.Span{Start: span.Start + kept, End: span.End}, New: issue.Span{Start: span.Start + kept, End: span.Start + len(insert)},
		}}
		copy := t.Copy[:span.Start] + insert + t.Copy[span.End:]
		by := author{who: s.Who}
		if s.Model != "" {
			by.how = issue.HowModel + issue.How(s.Model)
		}
		did.Echo = dr.rewrite(t, i, copy, edit, by, nil, func(a *issue.Anchor) { a.Follow(edit, copy) })
		did.IDs = append(did.IDs, id)
	}
	did.Copy = t.Copy
	return did, gone
}

// withBoth puts one text behind the other, as far apart as they were within.
func withBoth(mine, theirs string) string {
	switch {
	case mine == "" || theirs == "":
		return mine + theirs
	case strings.Contains(mine, "\n\n") || strings.Contains(theirs, "\n\n") || strings.HasSuffix(mine, "\n"):
		return strings.TrimRight(mine, "\n") + "\n\n" + strings.TrimLeft(theirs, "\n")
	}
	return strings.TrimRight(mine, " ") + " " + strings.TrimLeft(theirs, " ")
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
		if s.Who == who.Name {
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
