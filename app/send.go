package app

import (
	"context"
	"slices"

	"galley/internal/desk"
	"galley/internal/fault"
)

type sendDesk interface {
	Judge(ctx context.Context, issue, profile string) (desk.Judged, error)
	ExportIssue(ctx context.Context, issue, profile, dir string) (desk.ReceiptCard, error)
	PrintIssue(ctx context.Context, issue, profile string) (*desk.Printed, error)
	WriteMessage(ctx context.Context, issue, profile, path string) error
	MessageName(issue string) (string, error)
	SetProfile(ctx context.Context, issue, profile string) error
	Receipts(issue string) ([]desk.ReceiptCard, error)
}

// Send is the Send desk.
type Send struct {
	bound
	desk sendDesk
}

// Judge tells what an export would be, without writing one.
func (b *Send) Judge(issue, profile string) (judged desk.Judged, err error) {
	defer b.log.caught(&err)
	return b.desk.Judge(b.ctx, issue, profile)
}

// Export asks for a folder and exports into it; Dir is empty when it was
// cancelled.
func (b *Send) Export(issue, profile string) (card desk.ReceiptCard, err error) {
	defer b.log.caught(&err)
	dir, err := b.window.openFolder("Choose a folder for the export")
	if err != nil || dir == "" {
		return desk.ReceiptCard{}, err
	}
	return b.desk.ExportIssue(b.ctx, issue, profile, dir)
}

// ExportAgain exports into a folder of a past export.
func (b *Send) ExportAgain(issue, profile, dir string) (card desk.ReceiptCard, err error) {
	defer b.log.caught(&err)
	if err := b.isKnown(issue, dir); err != nil {
		return desk.ReceiptCard{}, err
	}
	return b.desk.ExportIssue(b.ctx, issue, profile, dir)
}

// CopyHTML puts the email's HTML on the clipboard and gives its size in bytes.
func (b *Send) CopyHTML(issue, profile string) (bytes int, err error) {
	defer b.log.caught(&err)
	printed, err := b.desk.PrintIssue(b.ctx, issue, profile)
	if err != nil {
		return 0, err
	}
	return len(printed.HTML), b.window.setClipboard(string(printed.HTML))
}

// SaveEML writes the email as one file where a dialog says, and gives the path;
// empty when it was cancelled.
func (b *Send) SaveEML(issue, profile string) (path string, err error) {
	defer b.log.caught(&err)
	name, err := b.desk.MessageName(issue)
	if err != nil {
		return "", err
	}
	path, err = b.window.saveFile("Save the email", name)
	if err != nil || path == "" {
		return "", err
	}
	return path, b.desk.WriteMessage(b.ctx, issue, profile, path)
}

// SetProfile gives the issue the profile that it is sent by.
func (b *Send) SetProfile(issue, profile string) (err error) {
	defer b.log.caught(&err)
	return b.desk.SetProfile(b.ctx, issue, profile)
}

// Receipts lists past exports, the newest first.
func (b *Send) Receipts(issue string) (cards []desk.ReceiptCard, err error) {
	defer b.log.caught(&err)
	return b.desk.Receipts(issue)
}

// ShowFolder opens the folder of a past export in the system's file manager.
func (b *Send) ShowFolder(issue, dir string) (err error) {
	defer b.log.caught(&err)
	if err := b.isKnown(issue, dir); err != nil {
		return err
	}
	return b.window.showFolder(dir)
}

// isKnown refuses a folder into which the issue was never exported: the page
// names no other.
func (b *Send) isKnown(issue, dir string) error {
	cards, err := b.desk.Receipts(issue)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(cards, func(c desk.ReceiptCard) bool { return c.Dir == dir }) {
		return nil
	}
	return fault.New(fault.NotFound, "No export of this issue went to "+dir+".", "Export it there first.")
}
