package desk

import (
	"cmp"
	"slices"
	"time"

	"galley/internal/change"
	"galley/internal/issue"
)

// ReviewView is what people say about an issue and how far it is. Places are in
// UTF-16 units of the copy in the version that Versions has for the item.
type ReviewView struct {
	Me          Me               `json:"me"`
	Guest       bool             `json:"guest"` // it came in a review file, and is only read here
	Versions    map[string]int   `json:"versions"`
	Comments    []CommentView    `json:"comments"`    // in order of the rundown, then of the copy; the issue's own first
	Suggestions []SuggestionView `json:"suggestions"` // that are open, in the same order
	Items       []ReviewItem     `json:"items"`
	Issue       IssueSignView    `json:"issue"`
	People      []PersonView     `json:"people"` // who wrote in it, by name
}

// PersonView is somebody who can be mentioned.
type PersonView struct {
	Name     string `json:"name"`
	Initials string `json:"initials"`
}

// CommentView is a comment with its thread.
type CommentView struct {
	ID       string      `json:"id"`
	Item     string      `json:"item"` // empty for one about the issue
	Words    string      `json:"words"`
	Start    int         `json:"start"` // -1 where it stands nowhere in the copy
	End      int         `json:"end"`
	Lost     bool        `json:"lost"` // the words are gone; Words is what they were
	Who      string      `json:"who"`
	Initials string      `json:"initials"`
	Mine     bool        `json:"mine"`
	Time     time.Time   `json:"time"`
	Text     string      `json:"text"`
	Edited   bool        `json:"edited"`
	Open     bool        `json:"open"`
	Resolver string      `json:"resolver"` // who resolved it; empty while it is open
	Replies  []ReplyView `json:"replies"`
}

// ReplyView is an answer in a thread.
type ReplyView struct {
	ID       string    `json:"id"`
	Who      string    `json:"who"`
	Initials string    `json:"initials"`
	Mine     bool      `json:"mine"`
	Time     time.Time `json:"time"`
	Text     string    `json:"text"`
	Edited   bool      `json:"edited"`
}

// SuggestionView is an edit that somebody would make.
type SuggestionView struct {
	ID       string    `json:"id"`
	Item     string    `json:"item"`
	Start    int       `json:"start"`
	End      int       `json:"end"`
	Lost     bool      `json:"lost"`
	Before   string    `json:"before"` // what stands before it, some words
	Old      string    `json:"old"`
	New      string    `json:"new"`
	After    string    `json:"after"`
	Reason   string    `json:"reason"`
	Who      string    `json:"who"`
	Initials string    `json:"initials"`
	Mine     bool      `json:"mine"`
	Model    string    `json:"model"`
	Both     bool      `json:"both"`
	Time     time.Time `json:"time"`
}

// ReviewItem is how far an item is, and through whom.
type ReviewItem struct {
	ID       string      `json:"id"`
	State    issue.State `json:"state"`
	Who      string      `json:"who"` // who made it so; empty when nobody said
	Initials string      `json:"initials"`
	Time     time.Time   `json:"time"`
	Note     string      `json:"note"` // what was said with it
	Auto     bool        `json:"auto"` // it followed from a change of the copy
	Signer   string      `json:"signer"`
	SignedOn string      `json:"signed_on"` // YYYY-MM-DD
	Stale    bool        `json:"stale"`     // it is not what was signed
	Read     bool        `json:"read"`      // it has to be signed before the issue is ready
	Comments int         `json:"comments"`  // open
	Edits    int         `json:"edits"`     // open suggestions
}

// IssueSignView is how far the whole issue is.
type IssueSignView struct {
	Ready    bool     `json:"ready"`
	Left     int      `json:"left"` // items that are not ready
	Signer   string   `json:"signer"`
	SignedOn string   `json:"signed_on"`
	Changed  []string `json:"changed"` // parts of the frame that are not what was signed
}

// Review tells what people say about an issue and how far it is.
func (d *Desk) Review(id string) (ReviewView, error) {
	dr, err := d.lock(id)
	if err != nil {
		return ReviewView{}, err
	}
	defer dr.mu.Unlock()
	s, me := dr.sidecar(), d.Me()
	v := ReviewView{
		Me: me, Guest: dr.kept.Guest, Versions: map[string]int{}, Comments: []CommentView{}, Suggestions: []SuggestionView{},
		Items: []ReviewItem{}, People: []PersonView{}, Issue: dr.issueSign(),
	}
	for i := range s.Comments {
		v.comment(s, &s.Comments[i], "", nil)
	}
	for _, item := range dr.kept.Rundown {
		t := dr.texts[item]
		if t == nil {
			continue
		}
		r := s.Items[item]
		v.Versions[item] = t.version
		v.notes(s, &r, t)
		v.Items = append(v.Items, dr.reviewItem(t, &r))
	}
	v.people(s)
	return v, nil
}

// notes puts down the comments and suggestions of an item, in order.
func (v *ReviewView) notes(s *issue.Sidecar, r *issue.Record, t *text) {
	comments, suggestions := len(v.Comments), len(v.Suggestions)
	ruler := change.NewRuler(t.Copy)
	for i := range r.Comments {
		v.comment(s, &r.Comments[i], t.ID, ruler)
	}
	for i := range r.Suggestions {
		if one := &r.Suggestions[i]; one.IsOpen() {
			v.suggestion(s, one, t.ID, ruler)
		}
	}
	slices.SortStableFunc(v.Comments[comments:], func(a, b CommentView) int { return cmp.Compare(a.Start, b.Start) })
	slices.SortStableFunc(v.Suggestions[suggestions:], func(a, b SuggestionView) int { return cmp.Compare(a.Start, b.Start) })
}

func (v *ReviewView) comment(s *issue.Sidecar, c *issue.Comment, item string, ruler *change.Ruler) {
	if !c.Deleted.IsZero() {
		return
	}
	view := CommentView{
		ID: c.ID, Item: item, Start: nowhere, End: nowhere, Who: c.Who, Initials: initialsIn(s, c.Who), Mine: v.Me.Is(c.Who),
		Time: c.Time, Text: c.Text, Edited: !c.Edited.IsZero(), Open: c.IsOpen(), Replies: []ReplyView{},
	}
	if a := c.Anchor; a != nil {
		view.Words, view.Lost = a.Words, a.Lost
		if !a.Lost {
			span := a.Span()
			view.Start, view.End = ruler.At(span.Start), ruler.At(span.End)
		}
	}
	if !view.Open && c.Resolved != nil {
		view.Resolver = c.Resolved.Who
	}
	for i := range c.Replies {
		if r := &c.Replies[i]; r.Deleted.IsZero() {
			view.Replies = append(view.Replies, ReplyView{
				ID: r.ID, Who: r.Who, Initials: initialsIn(s, r.Who), Mine: v.Me.Is(r.Who), Time: r.Time, Text: r.Text, Edited: !r.Edited.IsZero(),
			})
		}
	}
	v.Comments = append(v.Comments, view)
}

func (v *ReviewView) suggestion(s *issue.Sidecar, one *issue.Suggestion, item string, ruler *change.Ruler) {
	span := one.Anchor.Span()
	view := SuggestionView{
		ID: one.ID, Item: item, Start: nowhere, End: nowhere, Lost: one.Anchor.Lost, Before: one.Anchor.Before, Old: one.Anchor.Words, New: one.New,
		After: one.Anchor.After, Reason: one.Reason, Who: one.Who, Initials: initialsIn(s, one.Who), Mine: v.Me.Is(one.Who) && one.Model == "",
		Model: one.Model, Both: one.Both, Time: one.Time,
	}
	if !view.Lost {
		view.Start, view.End = ruler.At(span.Start), ruler.At(span.End)
	}
	v.Suggestions = append(v.Suggestions, view)
}

func (v *ReviewView) people(s *issue.Sidecar) {
	known := map[string]bool{}
	add := func(name string) {
		if name != "" && !known[name] {
			known[name] = true
			v.People = append(v.People, PersonView{Name: name, Initials: initialsIn(s, name)})
		}
	}
	for name := range s.People {
		add(name)
	}
	for i := range v.Comments {
		add(v.Comments[i].Who)
	}
	slices.SortFunc(v.People, func(a, b PersonView) int { return cmp.Compare(a.Name, b.Name) })
}

func (dr *draft) reviewItem(t *text, r *issue.Record) ReviewItem {
	v := ReviewItem{ID: t.ID, State: t.State, Read: dr.isRead(t)}
	if n := len(r.Steps); n > 0 && r.Steps[n-1].State == t.State {
		step := &r.Steps[n-1]
		v.Who, v.Initials, v.Time, v.Note, v.Auto = step.Who, initialsIn(dr.sidecar(), step.Who), step.Time, step.Note, step.Auto
	}
	if v.Auto && t.State == issue.StateReady { // it is so again: since it was signed
		for i := len(r.Steps) - 1; i >= 0; i-- {
			if step := &r.Steps[i]; step.State == issue.StateReady && !step.Auto {
				v.Time = step.Time
				break
			}
		}
	}
	if r.Signed != nil {
		v.Signer, v.SignedOn = r.Signed.Who, r.Signed.Date
		v.Stale = !dr.isSigned(t)
	}
	v.Edits, v.Comments = openOn(r)
	return v
}

func (dr *draft) issueSign() IssueSignView {
	v := IssueSignView{Left: len(dr.notReady()), Changed: []string{}}
	if signed := dr.sidecar().Signed; signed != nil {
		v.Signer, v.SignedOn = signed.Who, signed.Date
		v.Changed = append(v.Changed, signed.FrameChanges(dr.open.frame())...)
		v.Ready = v.Left == 0 && len(v.Changed) == 0
	}
	return v
}
