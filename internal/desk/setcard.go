package desk

import (
	"context"
	"strings"

	"galley/internal/change"
	"galley/internal/markdown"
)

// SetCard changes the issue's own settings. What is typed is kept even when
// there can be no page with it: then the page says why.
func (d *Desk) SetCard(ctx context.Context, id string, card Card) (Card, error) {
	dr, err := d.lock(id) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return Card{}, err
	}
	defer dr.mu.Unlock()
	before := dr.kept.Head
	is, _, err := markdown.Read(issueFile, []byte(before))
	if err != nil {
		return Card{}, err // of a newer Galley, perhaps: it is not written over
	}
	is.Number, is.Date, is.Subject, is.Preheader = oneLine(card.Number), oneLine(card.Date), oneLine(card.Subject), oneLine(card.Preheader)
	is.Own.Lang, is.Own.Profile = oneLine(card.Lang), oneLine(card.Profile)
	is.Own.Masthead, is.Own.Footer = oneLine(card.Masthead), strings.TrimRight(change.Clean(card.Footer), "\n ")
	is.Items = nil
	dr.kept.Head = string(markdown.Write(is))
	dr.save.issue = true
	dr.load(ctx)
	if err := dr.save.write(nil); err != nil {
		dr.kept.Head = before
		dr.load(ctx)
		return Card{}, err
	}
	return dr.card(), nil
}
