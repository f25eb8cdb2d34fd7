package app

import (
	"context"

	"galley/internal/desk"
)

type preflightDesk interface {
	CheckItem(issue, item string, version int) ([]desk.FlightFinding, error)
	Waive(issue, item, check, words, context, reason string) error
	Unwaive(issue, item, check, words, context string) error
	CheckLinks(ctx context.Context, issue string, progress func(done, total int)) error
}

// Preflight is the Preflight desk. What it says of a whole issue is fetched at
// /preflight/<issue>. How far the links are, the event “links” says.
type Preflight struct {
	bound
	desk  preflightDesk
	links longWork
}

// Item judges the item that somebody writes in, in the version that the page
// knows; of another version it says nothing.
func (b *Preflight) Item(issue, item string, version int) (found []desk.FlightFinding, err error) {
	defer b.log.caught(&err)
	return b.desk.CheckItem(issue, item, version)
}

// Waive accepts a finding on those words of an item, or of the issue where item
// is empty; context is the sentence that they stand in.
func (b *Preflight) Waive(issue, item, check, words, context, reason string) (err error) {
	defer b.log.caught(&err)
	return b.desk.Waive(issue, item, check, words, context, reason)
}

// Unwaive takes a waiver back.
func (b *Preflight) Unwaive(issue, item, check, words, context string) (err error) {
	defer b.log.caught(&err)
	return b.desk.Unwaive(issue, item, check, words, context)
}

// CheckLinks asks every address of an issue whether it is there.
func (b *Preflight) CheckLinks(issue string) (err error) {
	defer b.log.caught(&err)
	ctx, done := b.links.begin(b.ctx)
	defer done()
	isTime := nowAndThen()
	return b.desk.CheckLinks(ctx, issue, func(done, total int) {
		if done == total || isTime() {
			b.window.emit("links", linksProgress{Issue: issue, Done: done, Total: total})
		}
	})
}

// linksProgress is how far the links of an issue are.
type linksProgress struct {
	Issue string `json:"issue"`
	Done  int    `json:"done"`
	Total int    `json:"total"`
}

// StopLinks stops asking; what was answered by then is kept.
func (b *Preflight) StopLinks() { b.links.halt() }
