package desk

import (
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/linkcheck"
	"galley/internal/markdown"
	"galley/internal/preflight"
)

// input gives what preflight goes by, beside the email.
func (o *Open) input(edition *issue.Edition) (preflight.Input, error) {
	profiles, err := house.Profiles()
	if err != nil {
		return preflight.Input{}, err
	}
	if o.known == nil {
		o.known = preflight.KnownNames(edition)
	}
	in := preflight.Input{
		Edition: edition, Pictures: o.pictures.state, Profiles: append(profiles, edition.House.Profiles...),
		Known: o.known, Archive: o.past.names, Earlier: o.past.issues, Reached: reached(o.reached),
	}
	if o.sidecar != nil {
		in.Records, in.Hashes = o.sidecar.Items, o.hashes()
		in.Signed, in.Frame, in.Machine = o.sidecar.Signed, o.frame(), o.sidecar.Machine
	}
	return in, nil
}

// hashes gives the content hash of every item, by its id.
func (o *Open) hashes() map[string]string {
	all := map[string]string{}
	for i := range o.Edition.Issue.Items {
		item := &o.Edition.Issue.Items[i]
		all[item.ID] = o.hash(item)
	}
	return all
}

func (o *Open) hash(item *issue.Item) string {
	return item.Hash(o.pictureHash)
}

func (o *Open) pictureHash(name string) string { return o.pictures.hash[name] }

// reached tells preflight what addresses answered.
func reached(answers map[string]linkcheck.Answer) map[string]preflight.Reached {
	if answers == nil {
		return nil
	}
	all := map[string]preflight.Reached{}
	for raw, a := range answers {
		all[raw] = preflight.Reached{State: linkState(&a), Status: a.Status, Why: a.Why, Final: a.Final, Checked: a.Checked}
	}
	return all
}

// linkState words an answer as preflight does. An address that leads into a
// private network from here may be a page that everybody else can see, as a
// company's own is from inside of it; what cannot be one, preflight sees by
// itself.
func linkState(a *linkcheck.Answer) preflight.LinkState {
	switch a.State {
	case linkcheck.Fine:
		if a.Final != "" {
			return preflight.LinkMoved
		}
		return preflight.LinkOK
	case linkcheck.Gone:
		return preflight.LinkGone
	case linkcheck.Unreachable:
		return preflight.LinkUnreachable
	case linkcheck.Refused, linkcheck.Failing, linkcheck.Slow, linkcheck.TooMany, linkcheck.Forbidden:
		return preflight.LinkDoubtful
	case linkcheck.Skipped, linkcheck.Offline:
	}
	return ""
}

// findings runs preflight and parts what was waived from what is open.
func (o *Open) findings(edition *issue.Edition, out *Printed, message *preflight.Message) (open, waived issue.Findings, err error) {
	in, err := o.input(edition)
	if err != nil {
		return nil, nil, err
	}
	in.Footer, in.Masthead = markdown.New(edition.House).ReadAround(edition)
	in.HTML, in.Text, in.Message = out.HTML, out.Text, message
	open, waived = preflight.Split(edition.Issue, preflight.Check(in), o.sidecar.AllWaivers())
	return open, waived, nil
}

// judge gives the findings of the item that somebody writes in which nobody
// waived.
func (dr *draft) judge(i int) (issue.Findings, error) {
	o := dr.open
	in, err := o.input(&o.Edition)
	if err != nil {
		return nil, err
	}
	in.Only, in.Names = i+1, dr.names()
	open, _ := preflight.Split(o.Edition.Issue, preflight.Check(in), o.sidecar.AllWaivers())
	return open, nil
}

// names gives the names of the whole issue. Those of an item are counted when
// its copy has changed.
func (dr *draft) names() *preflight.Ledger {
	all := &preflight.Ledger{}
	for i := range dr.open.Edition.Issue.Items {
		item := &dr.open.Edition.Issue.Items[i]
		t := dr.texts[item.ID]
		if t == nil {
			continue
		}
		if t.names == nil || t.named != t.version {
			t.names, t.named = &preflight.Ledger{}, t.version
			t.names.Add(item.Copy, &item.Reading)
		}
		all.Join(t.names)
	}
	return all
}
