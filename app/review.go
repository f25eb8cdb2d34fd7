package app

import (
	"context"

	"galley/internal/desk"
)

type reviewDesk interface {
	Versions(issue, item string) ([]desk.VersionView, error)
	Compare(ctx context.Context, issue, item, from, to string) (desk.Comparison, error)
	Looked(issue string) error
}

// Review is the Review desk. Two versions side by side are fetched at
// /compare/<issue>?item=&from=&to=.
type Review struct {
	bound
	desk reviewDesk
}

// Versions lists what an item, or with an empty item the whole issue, can be
// compared with, the newest first.
func (b *Review) Versions(issue, item string) (list []desk.VersionView, err error) {
	defer b.log.caught(&err)
	return b.desk.Versions(issue, item)
}

// Looked says that this desk's person has seen an issue as it is now.
func (b *Review) Looked(issue string) (err error) {
	defer b.log.caught(&err)
	return b.desk.Looked(issue)
}
