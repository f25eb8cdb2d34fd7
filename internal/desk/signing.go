package desk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
)

// maxNote is how long what is said with a step may be, in bytes.
const maxNote = 2000

// SetState says how far an item is, with a word to whoever has it next. Ready is
// a sign-off: it is bound to the content hash, and a copy or picture that is
// another one takes it back.
func (d *Desk) SetState(id, item, state, note string) (RundownView, error) {
	to, note, err := aStep(state, note)
	if err != nil {
		return RundownView{}, err
	}
	dr, err := d.turn(id)
	if err != nil {
		return RundownView{}, err
	}
	defer dr.done()
	t, _, err := dr.item(item)
	if err != nil {
		return RundownView{}, err
	}
	if err := dr.setStates([]*text{t}, to, note); err != nil {
		return RundownView{}, err
	}
	return dr.rundownView(item), nil
}

// SetAllStates does the same for all items of an issue that people read and that
// are not as far yet; back to drafting go those that are in review.
func (d *Desk) SetAllStates(id, state, note string) (RundownView, error) {
	to, note, err := aStep(state, note)
	if err != nil {
		return RundownView{}, err
	}
	dr, err := d.turn(id)
	if err != nil {
		return RundownView{}, err
	}
	defer dr.done()
	texts, err := dr.meant(nil, to)
	if err != nil {
		return RundownView{}, err
	}
	if err := dr.setStates(texts, to, note); err != nil {
		return RundownView{}, err
	}
	return dr.rundownView(""), nil
}

// meant gives the items that a step is about: those that are named, or all that
// people read and that are not as far yet.
func (dr *draft) meant(only []string, to issue.State) ([]*text, error) {
	var texts []*text
	for _, item := range only {
		t, _, err := dr.item(item)
		if err != nil {
			return nil, err
		}
		texts = append(texts, t)
	}
	if len(only) > 0 {
		return texts, nil
	}
	for _, item := range dr.kept.Rundown {
		if t := dr.texts[item]; t != nil && dr.isRead(t) && moves(t.State, to) {
			texts = append(texts, t)
		}
	}
	return texts, nil
}

// aStep refuses what is no state, and a note that is a story.
func aStep(state, note string) (issue.State, string, error) {
	to := issue.State(state)
	if !slices.Contains(issue.States, to) {
		return "", "", fault.New(fault.BadInput, fmt.Sprintf("There is no state called “%s”.", state), "An item is a pitch, drafting, in review or ready.")
	}
	if note = strings.TrimSpace(note); len(note) > maxNote {
		return "", "", fault.New(fault.BadInput, "This note is too long.", "Say it in a few sentences, or as comments on the words.")
	}
	return to, note, nil
}

// moves reports whether an item of that state is meant when all are moved.
func moves(from, to issue.State) bool {
	if to == issue.StateDrafting {
		return from == issue.StateReview
	}
	return slices.Index(issue.States, from) < slices.Index(issue.States, to)
}

// isRead reports whether somebody reads an item before it goes out; the footer is
// the publication's.
func (dr *draft) isRead(t *text) bool {
	return dr.open.Edition.House.Like(t.Kind) != issue.KindFooter && strings.TrimSpace(t.Copy) != ""
}

// setStates moves items on, with a revision of each that says why. It is the
// caller's turn.
func (dr *draft) setStates(texts []*text, to issue.State, note string) error {
	asRead := map[string]string{} // content hashes of what was there when somebody said so
	for _, t := range texts {
		asRead[t.ID] = dr.contentHash(t)
	}
	chosen := func(t *text) bool { return slices.Contains(texts, t) }
	if err := dr.cut(chosen); err != nil {
		return err
	}
	cut := ""
	if why, is := marked[to]; is && len(texts) > 0 { // what is read or signed has to be there to be looked back to
		var err error
		if cut, err = dr.snapshotID(why); err != nil {
			return err
		}
	}
	now, who := dr.desk.now(), dr.desk.Me()
	before := map[string]stepped{}
	var marks []issue.Mark
	err := dr.changeBeside(func(s *issue.Sidecar) error {
		knowPerson(s, who)
		for _, t := range texts { // while the disk worked somebody may have typed, and that nobody has read
			if to == issue.StateReady && dr.contentHash(t) != asRead[t.ID] {
				return fault.New(fault.Mismatch, fmt.Sprintf("“%s” was changed while it was signed off.", dr.nameOf(t)), "Read it once more, and sign it off then.")
			}
		}
		for _, t := range texts {
			was := stepped{state: t.State, step: issue.Step{State: to, Who: who.Name, Time: now.UTC(), Note: note}}
			t.State, t.saved = to, -1
			_ = onRecord(s, t.ID, func(r *issue.Record) error {
				was.signed = r.Signed
				r.Step(was.step)
				if to == issue.StateReady {
					r.Signed = &issue.SignOff{Hash: asRead[t.ID], Snapshot: cut, Who: who.Name, Date: now.Format(time.DateOnly)}
				}
				return nil
			})
			before[t.ID] = was
			if why, is := marked[to]; is && t.Revision != "" {
				marks = append(marks, issue.Mark{Issue: dr.kept.ID, Item: t.ID, Revision: t.Revision, Why: why, Who: who.Name, Time: now.UTC()})
			}
		}
		return nil
	})
	if err != nil {
		for _, t := range texts {
			if was, ok := before[t.ID]; ok {
				t.State = was.state
			}
		}
		return err
	}
	for item, was := range before {
		dr.remember(item, was)
	}
	if len(marks) == 0 {
		return nil
	}
	return dr.save.keep(issue.Batch{Marks: marks})
}

// marked are the states at which somebody may want to look back to the text.
var marked = map[issue.State]issue.Why{issue.StateReview: issue.WhyReview, issue.StateReady: issue.WhySigned}

// knowPerson has the sidecar know the initials of who writes in it.
func knowPerson(s *issue.Sidecar, who Me) {
	if who.Name == "" || s.People[who.Name] == who.Initials {
		return
	}
	if s.People == nil {
		s.People = map[string]string{}
	}
	s.People[who.Name] = who.Initials
}

// begun says that an item's copy is another one now: what was called ready was
// another text, and a pitch with words is one no more.
func (dr *draft) begun(t *text) {
	if t.State != issue.StateReady && t.State != issue.StatePitch {
		return
	}
	dr.stepBack(t)
}

// stepBack makes an item one that is written, and says that nobody decided so.
func (dr *draft) stepBack(t *text) {
	t.State, t.saved = issue.StateDrafting, -1
	r := dr.record(t.ID)
	r.Step(issue.Step{State: issue.StateDrafting, Who: dr.desk.who(), Time: dr.desk.now().UTC(), Auto: true})
	dr.withRecord(t.ID, &r)
}

// reopen takes back the sign-off of items that are not what was signed, whatever
// road the change took.
func (dr *draft) reopen() {
	for _, id := range dr.kept.Rundown {
		if t := dr.texts[id]; t != nil && t.State == issue.StateReady && !dr.isSigned(t) {
			dr.stepBack(t)
			dr.save.soon()
		}
	}
}

// isSigned reports whether an item is what somebody signed. One that nobody reads
// needs no sign-off.
func (dr *draft) isSigned(t *text) bool {
	signed := dr.record(t.ID).Signed
	return signed != nil && signed.Hash == dr.contentHash(t)
}

// readyAgain gives an item its sign-off back when it is once more what was signed:
// whoever takes a comma back has changed nothing.
func (dr *draft) readyAgain(t *text) {
	if t.State != issue.StateDrafting {
		return
	}
	r := dr.record(t.ID)
	if len(r.Steps) == 0 || !r.Steps[len(r.Steps)-1].Auto || !dr.isSigned(t) {
		return
	}
	r.Step(issue.Step{State: issue.StateReady, Who: r.Signed.Who, Time: dr.desk.now().UTC(), Auto: true})
	t.State, t.saved = issue.StateReady, -1
	dr.withRecord(t.ID, &r)
}

// SignIssue signs what stands around the items: their order, subject, preheader,
// footer and the house style. All items have to be ready.
func (d *Desk) SignIssue(id string) error {
	dr, err := d.turn(id)
	if err != nil {
		return err
	}
	defer dr.done()
	if left := dr.notReady(); len(left) > 0 {
		return fault.New(fault.Mismatch, fmt.Sprintf("%s not ready yet.", listed(left)), "Sign off every item first; then the issue.")
	}
	if dr.problem != nil {
		return dr.problem
	}
	cut, err := dr.snapshotID(issue.WhySigned)
	if err != nil {
		return err
	}
	now, who := dr.desk.now(), dr.desk.Me()
	var was stepped
	err = dr.changeBeside(func(s *issue.Sidecar) error {
		knowPerson(s, who)
		parts := dr.open.frame()
		was.signed = s.Signed
		s.Signed = &issue.SignOff{Hash: issue.FrameHash(parts), Parts: parts, Snapshot: cut, Who: who.Name, Date: now.Format(time.DateOnly)}
		return nil
	})
	if err == nil {
		was.snapshot = cut
		dr.remember("", was)
	}
	return err
}

// notReady names the items that somebody still has to sign.
func (dr *draft) notReady() []string {
	var names []string
	for _, id := range dr.kept.Rundown {
		if t := dr.texts[id]; t != nil && dr.isRead(t) && (t.State != issue.StateReady || !dr.isSigned(t)) {
			names = append(names, "“"+dr.nameOf(t)+"”")
		}
	}
	return names
}

// listed puts names into a sentence's beginning: “A” is, “A” and “B” are, three
// of them and how many more.
func listed(names []string) string {
	switch n := len(names); {
	case n == 1:
		return names[0] + " is"
	case n <= 3:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1] + " are"
	default:
		return fmt.Sprintf("%s and %d more items are", strings.Join(names[:2], ", "), n-2)
	}
}
