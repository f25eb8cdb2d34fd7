package app

import "galley/internal/desk"

type preflightDesk interface {
	CheckItem(issue, item string, version int) ([]desk.FlightFinding, error)
	Waive(issue, item, check, words, reason string) error
	Unwaive(issue, item, check, words string) error
}

// Preflight is the Preflight desk. What it says of a whole issue is fetched at
// /preflight/<issue>.
type Preflight struct {
	bound
	desk preflightDesk
}

// Item judges the item that somebody writes in, in the version that the page
// knows; of another version it says nothing.
func (b *Preflight) Item(issue, item string, version int) (found []desk.FlightFinding, err error) {
	defer b.log.caught(&err)
	return b.desk.CheckItem(issue, item, version)
}

// Waive accepts a finding on those words of an item, or of the issue where item
// is empty.
func (b *Preflight) Waive(issue, item, check, words, reason string) (err error) {
	defer b.log.caught(&err)
	return b.desk.Waive(issue, item, check, words, reason)
}

// Unwaive takes a waiver back.
func (b *Preflight) Unwaive(issue, item, check, words string) (err error) {
	defer b.log.caught(&err)
	return b.desk.Unwaive(issue, item, check, words)
}
