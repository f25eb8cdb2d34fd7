package app

import (
	"context"

	"galley/internal/desk"
)

type libraryDesk interface {
	Shelf(ctx context.Context) (desk.Shelf, error)
	NewPublication(ctx context.Context, name, sender string) (desk.PublicationCard, error)
	BeginIssue(ctx context.Context, publication string, ask desk.NewIssue) (desk.IssueCard, error)
	ArchiveIssue(id string, archived bool) error
	DeleteIssue(id string) error
	RestoreIssue(id string) error
	ArchivePublication(id string, archived bool) error
	DeletePublication(id string) error
	RestorePublication(id string) error
	TakeIn(ctx context.Context, publication string, paths []string) ([]desk.ImportedIssue, error)
	TakeInText(ctx context.Context, publication, name string, data []byte) (desk.ImportedIssue, error)
	WriteIssueFile(ctx context.Context, issue, path string) error
	WriteCriticFile(ctx context.Context, issue, path string) error
	IssueFileName(issue string) (string, error)
	OpenSample(ctx context.Context) (desk.IssueCard, error)
}

// Library is the Library desk.
type Library struct {
	bound
	desk libraryDesk
}

// Shelf gives the publications with their issues.
func (b *Library) Shelf() (shelf desk.Shelf, err error) {
	defer b.log.caught(&err)
	return b.desk.Shelf(b.ctx)
}

// NewPublication begins a publication.
func (b *Library) NewPublication(name, sender string) (card desk.PublicationCard, err error) {
	defer b.log.caught(&err)
	return b.desk.NewPublication(b.ctx, name, sender)
}

// NewIssue begins an issue, empty or like another one.
func (b *Library) NewIssue(publication string, ask desk.NewIssue) (card desk.IssueCard, err error) {
	defer b.log.caught(&err)
	return b.desk.BeginIssue(b.ctx, publication, ask)
}

// ArchiveIssue puts an issue among the old ones, or back.
func (b *Library) ArchiveIssue(id string, archived bool) (err error) {
	defer b.log.caught(&err)
	return b.desk.ArchiveIssue(id, archived)
}

// DeleteIssue takes an issue off the shelf. RestoreIssue puts it back.
func (b *Library) DeleteIssue(id string) (err error) {
	defer b.log.caught(&err)
	return b.desk.DeleteIssue(id)
}

// RestoreIssue puts a deleted issue back.
func (b *Library) RestoreIssue(id string) (err error) {
	defer b.log.caught(&err)
	return b.desk.RestoreIssue(id)
}

// ArchivePublication puts a publication among the old ones, or back.
func (b *Library) ArchivePublication(id string, archived bool) (err error) {
	defer b.log.caught(&err)
	return b.desk.ArchivePublication(id, archived)
}

// DeletePublication takes a publication off the shelf with all its issues.
func (b *Library) DeletePublication(id string) (err error) {
	defer b.log.caught(&err)
	return b.desk.DeletePublication(id)
}

// RestorePublication puts a deleted publication back, with its issues.
func (b *Library) RestorePublication(id string) (err error) {
	defer b.log.caught(&err)
	return b.desk.RestorePublication(id)
}

// ImportFile asks for files and imports each as an issue; none when it was
// cancelled.
func (b *Library) ImportFile(publication string) (issues []desk.ImportedIssue, err error) {
	defer b.log.caught(&err)
	paths, err := b.window.openFiles("Import an issue", fileKind{"Text and Markdown", "*.md;*.markdown;*.txt"}, fileKind{"Any file", "*"})
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	return b.desk.TakeIn(b.ctx, publication, paths)
}

// ImportPaths imports files that were dropped on the window.
func (b *Library) ImportPaths(publication string, paths []string) (issues []desk.ImportedIssue, err error) {
	defer b.log.caught(&err)
	if err := b.window.wasDropped(paths); err != nil {
		return nil, err
	}
	return b.desk.TakeIn(b.ctx, publication, paths)
}

// ExportIssueFile writes an issue as a Markdown file where a dialog says, and
// gives the path; empty when it was cancelled.
func (b *Library) ExportIssueFile(issue string) (path string, err error) {
	defer b.log.caught(&err)
	return b.saveIssue(issue, "Save the issue as a Markdown file", b.desk.WriteIssueFile)
}

// ExportCriticFile does the same, with what is open of its suggestions and comments
// as CriticMarkup in the copy.
func (b *Library) ExportCriticFile(issue string) (path string, err error) {
	defer b.log.caught(&err)
	return b.saveIssue(issue, "Save the issue with its suggestions", b.desk.WriteCriticFile)
}

func (b *Library) saveIssue(issue, title string, write func(ctx context.Context, issue, path string) error) (path string, err error) {
	name, err := b.desk.IssueFileName(issue)
	if err != nil {
		return "", err
	}
	path, err = b.window.saveFile(title, name)
	if err != nil || path == "" {
		return "", err
	}
	return path, write(b.ctx, issue, path)
}

// OpenSample gives the sample issue, which it puts on the shelf when it is not
// there.
func (b *Library) OpenSample() (card desk.IssueCard, err error) {
	defer b.log.caught(&err)
	return b.desk.OpenSample(b.ctx)
}
