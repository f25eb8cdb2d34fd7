package desk

import (
	"context"
	"slices"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/linkcheck"
	"galley/internal/markdown"
)

// Links asks addresses of the web whether they are there (internal/linkcheck).
// When ctx ends it gives what was answered by then.
type Links interface {
	Check(ctx context.Context, urls []string, known map[string]linkcheck.Answer, progress func(done, total int)) map[string]linkcheck.Answer
}

// links gives who asks addresses.
func (d *Desk) links() Links {
	if d.Links != nil {
		return d.Links
	}
	name := "Galley"
	if d.Version != "" {
		name += "/" + d.Version
	}
	return &linkcheck.Checker{Now: d.Now, UserAgent: name + " (newsletter desk; asks once whether a link is there)"}
}

// CheckLinks asks every address of an issue of the store, as it stands after
// everything that was typed, and keeps the answers for the next preflight. It is
// called when a person wants it, and never else. What was answered before ctx
// ended is kept as well. Progress may be nil.
func (d *Desk) CheckLinks(ctx context.Context, id string, progress func(done, total int)) error {
	o, _, err := d.finished(ctx, id, "")
	if err != nil {
		return err
	}
	answers := d.links().Check(ctx, o.addresses(), d.answers(), progress)
	if err := d.keepAnswers(answers); err != nil {
		return err
	}
	switch {
	case ctx.Err() != nil:
		return fault.New(fault.Cancelled, "Stopped.", "What was answered until then is kept.")
	case Unreached(answers):
		return fault.New(fault.Busy, "No address could be reached from here.", "Check this computer’s network, and try again.")
	}
	return nil
}

// AskLinks asks every address of an issue that is open; its next Check knows the
// answers. Nothing is kept.
func (d *Desk) AskLinks(ctx context.Context, o *Open, progress func(done, total int)) map[string]linkcheck.Answer {
	o.reached = d.links().Check(ctx, o.addresses(), nil, progress)
	return o.reached
}

// Unreached reports whether somebody asked and nobody at all answered: then the
// desk is cut off, and nothing is known of the addresses.
func Unreached(answers map[string]linkcheck.Answer) bool {
	offline := false
	for _, a := range answers {
		if a.Asked() {
			return false
		}
		offline = offline || a.State == linkcheck.Offline
	}
	return offline
}

// addresses lists where an issue's links lead, in their order: those of its
// masthead, items and footer, and the publication's own that are printed. They
// are as they stand there, without the parameters by which readers are counted.
//
// The issue's own place on the web is left out: it is not there before the
// issue is sent, and asking would say so each time.
func (o *Open) addresses() []string {
	e := &o.Edition
	footer, masthead := markdown.New(e.House).ReadAround(e)
	readings := []*issue.Reading{&masthead}
	for i := range e.Issue.Items {
		readings = append(readings, &e.Issue.Items[i].Reading)
	}
	var all []string
	for _, r := range append(readings, &footer) {
		for i := range r.Links {
			all = append(all, r.Links[i].URL)
		}
	}
	for _, s := range e.Publication.Social {
		all = append(all, s.URL)
	}
	if own := e.Fill(issue.SlotUnsubscribe, ""); own.Plain { // else the provider puts its own there
		all = append(all, own.Value)
	}
	itself := linkcheck.Address(e.WithNumber(e.Publication.WebURL))
	return slices.DeleteFunc(all, func(raw string) bool {
		address := linkcheck.Address(raw)
		return address == "" || address == itself
	})
}

// linksView tells what is known of an issue's links.
func (o *Open) linksView() LinksView {
	var v LinksView
	var oldest time.Time
	seen := map[string]bool{}
	for _, raw := range o.addresses() {
		address := linkcheck.Address(raw)
		if seen[address] || !linkcheck.Askable(raw) {
			continue
		}
		seen[address] = true
		v.Total++
		a, ok := o.reached[raw]
		if !ok || !a.Asked() {
			continue
		}
		v.Checked++
		if a.State == linkcheck.Gone || a.State == linkcheck.Unreachable {
			v.Dead++
		}
		if oldest.IsZero() || a.Checked.Before(oldest) {
			oldest = a.Checked
		}
	}
	if !oldest.IsZero() {
		v.Oldest = oldest.UTC().Format(time.RFC3339)
	}
	return v
}
