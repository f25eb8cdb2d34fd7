//go:build !headless

// Package frontend is the built page, inside the program.
//
// The page is made by `npm run build` (make run does it) into dist, which is
// not in the repository: there only an empty file holds its place, so that
// every Go tool works on a fresh clone.
//
// The promise: what the window shows is in the program; it loads nothing.
package frontend

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Page gives the page's files, index.html at their root. The error says that
// the page has not been built.
func Page() (fs.FS, error) {
	page, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(page, "index.html"); err != nil {
		return nil, fmt.Errorf("no built page: %w", err)
	}
	return page, nil
}
