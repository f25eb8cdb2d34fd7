package desk

import (
	"context"
	"path/filepath"

	"galley/internal/fault"
)

// RefusedFile is a review file that was not taken in, and why.
type RefusedFile struct {
	Name    string `json:"name"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// Give has a review file taken in when the window begins: Galley was started with
// it.
func (d *Desk) Give(path string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.given = append(d.given, path)
}

// takeGiven takes in what was given, once.
func (d *Desk) takeGiven(ctx context.Context) (taken []ReviewFileTaken, refused []RefusedFile) {
	d.mu.Lock()
	paths := d.given
	d.given = nil
	d.mu.Unlock()
	taken, refused = []ReviewFileTaken{}, []RefusedFile{}
	for _, path := range paths {
		one, err := d.TakeReviewFile(ctx, path)
		if err != nil {
			f := fault.Of(err)
			refused = append(refused, RefusedFile{filepath.Base(path), f.Message, f.Hint})
			continue
		}
		taken = append(taken, one)
	}
	return taken, refused
}
