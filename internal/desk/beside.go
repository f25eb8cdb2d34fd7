package desk

import (
	"maps"
	"slices"

	"galley/internal/fault"
	"galley/internal/issue"
)

// What is kept beside the copy (issue.Sidecar) is in the draft as it is, ahead of
// its text in dr.kept by what the anchors moved since. Nothing that is reached from
// it is ever changed in place: an export may be reading it.

// sidecar gives what is kept beside the copy, never nil.
func (dr *draft) sidecar() *issue.Sidecar {
	if dr.open.sidecar == nil {
		return &issue.Sidecar{}
	}
	return dr.open.sidecar
}

// record gives what is kept beside an item's copy.
func (dr *draft) record(item string) issue.Record { return dr.sidecar().Items[item] }

// changeBeside changes what is kept beside the copy, and keeps it; when that
// fails nothing has changed. The change gets a copy of its own. It is the caller's
// turn.
func (dr *draft) changeBeside(change func(s *issue.Sidecar) error) error {
	dr.writeBeside() // or what was typed would be taken back with a change that fails
	before, was := dr.kept.Sidecar, dr.open.sidecar
	if err := dr.setBeside(change); err != nil {
		return err
	}
	set := dr.open.sidecar
	dr.save.issue = true
	err := dr.save.write(nil)
	if err == nil || dr.open.sidecar != set { // what was typed meanwhile hangs on it: it is tried again, and told
		return nil
	}
	dr.kept.Sidecar, dr.open.sidecar = before, was
	return err
}

// setBeside does the same and leaves the keeping to the caller.
func (dr *draft) setBeside(change func(s *issue.Sidecar) error) error {
	dr.writeBeside()
	if err := dr.unreadBeside(); err != nil {
		return err // of a newer Galley, perhaps: it is not written over
	}
	s := dr.sidecar().Clone()
	if err := change(s); err != nil {
		return err
	}
	for id, r := range s.Items {
		if r.IsZero() {
			delete(s.Items, id)
		}
	}
	text, err := bareText(s)
	if err != nil {
		return err
	}
	if fits, hasRoom := issue.FitsSidecar(text); !fits || !hasRoom && len(text) > len(dr.kept.Sidecar)+answerSize {
		return tooMuchBeside()
	}
	dr.kept.Sidecar, dr.open.sidecar = text, s
	return nil
}

// answerSize is how many bytes an answer to a note may have: when there is no room
// for more notes, those that are there can still be answered.
const answerSize = 256

func tooMuchBeside() error {
	return fault.New(fault.BadInput, "This issue has as many comments, suggestions and waivers as Galley keeps.",
		"Those that are there can be answered; say the rest in another way, or go on in a new issue.")
}

// bareText writes what is beside the copy, without the mirror's own member; empty
// for nothing.
func bareText(s *issue.Sidecar) (string, error) {
	bare := *s
	if _, has := s.More[mirrorMember]; has {
		bare.More = maps.Clone(s.More)
		delete(bare.More, mirrorMember)
	}
	if bare.IsZero() {
		return "", nil
	}
	text, err := bare.Bytes()
	return string(text), err
}

// onRecord changes what is kept beside one item.
func onRecord(s *issue.Sidecar, item string, change func(r *issue.Record) error) error {
	r := s.Items[item]
	if err := change(&r); err != nil {
		return err
	}
	if s.Items == nil {
		s.Items = map[string]issue.Record{}
	}
	s.Items[item] = r
	return nil
}

// writeBeside brings the text of what is beside the copy up to what it is.
func (dr *draft) writeBeside() {
	if !dr.save.beside || dr.open.sidecar == nil {
		return
	}
	dr.save.beside, dr.save.issue = false, true
	text, err := bareText(dr.open.sidecar)
	if err != nil {
		return // the anchors are found again by their words
	}
	if fits, _ := issue.FitsSidecar(text); text != "" && fits { // else the anchors are, as above
		dr.kept.Sidecar = text
	}
}

// unreadBeside says why what is beside the copy cannot be read, as when a later
// Galley wrote it: then it is not written over.
func (dr *draft) unreadBeside() error {
	if dr.open.sidecar != nil || dr.kept.Sidecar == "" {
		return nil
	}
	_, err := issue.ReadSidecar(Sidecar, []byte(dr.kept.Sidecar))
	return err
}

// withRecord gives the draft another record of an item, ahead of the disk. The
// saver writes it with the copy.
func (dr *draft) withRecord(item string, r *issue.Record) {
	if dr.unreadBeside() != nil {
		return
	}
	s := *dr.sidecar()
	s.Items = maps.Clone(s.Items)
	if s.Items == nil {
		s.Items = map[string]issue.Record{}
	}
	s.Items[item] = *r
	dr.open.sidecar, dr.save.beside = &s, true
}

// moved gives a record whose anchors were moved; nil when it has none.
func moved(r *issue.Record, move func(a *issue.Anchor)) *issue.Record {
	if len(r.Comments) == 0 && !slices.ContainsFunc(r.Suggestions, func(s issue.Suggestion) bool { return s.IsOpen() }) {
		return nil
	}
	to := *r
	to.Comments, to.Suggestions = slices.Clone(r.Comments), slices.Clone(r.Suggestions)
	anchors := make([]issue.Anchor, len(to.Comments)) // all at once: a key moves thousands
	for i := range to.Comments {
		if c := &to.Comments[i]; c.Anchor != nil {
			anchors[i] = *c.Anchor
			c.Anchor = &anchors[i]
			move(c.Anchor)
		}
	}
	for i := range to.Suggestions {
		if s := &to.Suggestions[i]; s.IsOpen() {
			move(&s.Anchor)
		}
	}
	return &to
}

// follow moves the anchors of an item with a change of its copy.
func (dr *draft) follow(item string, move func(a *issue.Anchor)) {
	r, ok := dr.sidecar().Items[item]
	if !ok {
		return
	}
	if to := moved(&r, move); to != nil {
		dr.withRecord(item, to)
	}
}

// settle looks for the words of all anchors that are not where they were: after
// copy or sidecar came from elsewhere. Those that are lost stay so: what was seen to
// be deleted comes back with its words (see [issue.Anchor.Follow]), and is not looked
// for where other words are the same.
func (dr *draft) settle() {
	left := issue.SearchBytes
	for item, r := range dr.sidecar().Items {
		t := dr.texts[item]
		if t == nil {
			continue
		}
		isOff := false
		to := moved(&r, func(a *issue.Anchor) {
			if a.Lost || standsAt(a, t.Copy) {
				return
			}
			isOff = true
			a.SettleWithin(t.Copy, &left)
		})
		if to != nil && isOff {
			dr.withRecord(item, to)
		}
	}
	dr.settleMachine()
}

// standsAt reports whether an anchor is where it says, which may be anything where
// somebody else wrote it.
func standsAt(a *issue.Anchor, copy string) bool {
	if a.Start < 0 || a.Start > len(copy) {
		return false
	}
	from, to := a.Start-len(a.Before), a.Start+len(a.Words)+len(a.After)
	return from >= 0 && to <= len(copy) && copy[from:to] == a.Before+a.Words+a.After
}
