package app

import (
	"context"

	"galley/internal/desk"
)

type reviewFileDesk interface {
	ReviewFileName(issue string) (string, error)
	SendReviewFile(ctx context.Context, issue string, only []string, state, note, path string) (desk.ReviewFileMade, error)
	TakeReviewFile(ctx context.Context, path string) (desk.ReviewFileTaken, error)
}

// SaveReviewFile writes an issue as a review file where a dialog says: all of it,
// or only those items, with a sentence to whoever opens it. The items are in that
// state then. Its path is empty when it was cancelled, and nothing has changed.
func (b *Notes) SaveReviewFile(issue string, only []string, state, note string) (made desk.ReviewFileMade, err error) {
	defer b.log.caught(&err)
	name, err := b.desk.ReviewFileName(issue)
	if err != nil {
		return desk.ReviewFileMade{}, err
	}
	path, err := b.window.saveFile("Save the issue as a review file", name)
	if err != nil || path == "" {
		return desk.ReviewFileMade{}, err
	}
	return b.desk.SendReviewFile(b.ctx, issue, only, state, note, path)
}

// OpenReviewFile asks for review files and takes them in; none when it was
// cancelled. Of several, those before one that is refused are taken.
func (b *Notes) OpenReviewFile() (taken []desk.ReviewFileTaken, err error) {
	defer b.log.caught(&err)
	paths, err := b.window.openFiles("Open a review file", fileKind{"Review files", "*.galley"}, fileKind{"Any file", "*"})
	if err != nil {
		return nil, err
	}
	return b.take(paths)
}

// TakeReviewPaths takes in review files that were dropped on the window.
func (b *Notes) TakeReviewPaths(paths []string) (taken []desk.ReviewFileTaken, err error) {
	defer b.log.caught(&err)
	if err := b.window.wasDropped(paths); err != nil {
		return nil, err
	}
	return b.take(paths)
}

func (b *Notes) take(paths []string) (taken []desk.ReviewFileTaken, err error) {
	for _, path := range paths {
		one, err := b.desk.TakeReviewFile(b.ctx, path)
		if err != nil {
			return taken, err
		}
		taken = append(taken, one)
	}
	return taken, nil
}
