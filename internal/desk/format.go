package desk

import (
	"bytes"
	"context"
	"path/filepath"

	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// Format gives an issue file in canonical form: marks and front matter as
// Galley writes them, no word changed.
func (d *Desk) Format(path string) (before, after []byte, notes []issue.Note, err error) {
	src, err := folder.Open(path)
	if err != nil {
		return nil, nil, nil, err
	}
	defer func() { _ = src.Close() }()
	name, before, err := src.Text()
	if err != nil {
		return nil, nil, nil, err
	}
	is, _, err := markdown.Read(name, before) // for its house style, which knows more kinds
	if err != nil {
		return nil, nil, nil, err
	}
	h, err := loadHouse(src, is.House)
	if err != nil {
		return nil, nil, nil, err
	}
	kinds := make([]string, 0, len(h.Kinds))
	for _, k := range h.Kinds {
		kinds = append(kinds, k.Name)
	}
	if is, notes, err = markdown.Read(name, before, kinds...); err != nil {
		return nil, nil, nil, err
	}
	markdown.New(h).Format(is)
	return before, markdown.Write(is), notes, nil
}

// FormatFile formats an issue file in place and reports whether it changed.
func (d *Desk) FormatFile(ctx context.Context, path string) (changed bool, notes []issue.Note, err error) {
	before, after, notes, err := d.Format(path)
	if err != nil || bytes.Equal(before, after) {
		return false, notes, err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // replace the file, not the link to it
	}
	return true, notes, folder.Write(ctx, path, after, true)
}
