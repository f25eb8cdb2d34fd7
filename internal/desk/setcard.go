package desk

import (
	"context"
	"strings"

	"galley/internal/change"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// SetCard changes the issue's own settings. What is typed is kept even when
// there can be no page with it: then the page says why.
func (d *Desk) SetCard(ctx context.Context, id string, card Card) (Card, error) {
	dr, err := d.turn(id) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return Card{}, err
	}
	defer dr.done()
	return dr.setHead(ctx, func(is *issue.Issue) {
		is.Number, is.Date, is.Subject, is.Preheader = oneLine(card.Number), oneLine(card.Date), oneLine(card.Subject), oneLine(card.Preheader)
		is.Own.Lang, is.Own.Profile = oneLine(card.Lang), oneLine(card.Profile)
		is.Own.Masthead, is.Own.Footer = oneLine(card.Masthead), strings.TrimRight(change.Clean(card.Footer), "\n ")
	})
}

// SetProfile gives an issue the profile that it is sent by.
func (d *Desk) SetProfile(ctx context.Context, id, profile string) error {
	dr, err := d.turn(id) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return err
	}
	defer dr.done()
	_, err = dr.setHead(ctx, func(is *issue.Issue) { is.Own.Profile = oneLine(profile) })
	return err
}

// setHead changes what stands above the items. It is the caller's turn.
func (dr *draft) setHead(ctx context.Context, change func(*issue.Issue)) (Card, error) {
	if err := dr.mayWrite(); err != nil {
		return Card{}, err
	}
	before := dr.kept.Head
	is, _, err := markdown.Read(issueFile, []byte(before))
	if err != nil {
		return Card{}, err // of a newer Galley, perhaps: it is not written over
	}
	change(is)
	is.Items = nil
	if dr.kept.Head, err = headOf(is); err != nil {
		dr.kept.Head = before
		return Card{}, err
	}
	dr.save.issue = true
	dr.load(ctx)
	if err := dr.save.write(nil); err != nil {
		dr.kept.Head = before
		dr.load(ctx)
		return Card{}, err
	}
	return dr.card(), nil
}

// headOf gives what stands above the items of an issue. More than the reader
// takes is refused: the issue could never be opened again.
func headOf(is *issue.Issue) (string, error) {
	head := *is
	head.Items = nil
	text := markdown.Write(&head)
	_, _, err := markdown.Read("This issue", text)
	return string(text), err
}
