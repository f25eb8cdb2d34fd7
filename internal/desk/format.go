package desk

import (
	"bytes"
	"context"
	"path/filepath"

	"galley/internal/fault"
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
	r, err := read(src)
	if err != nil {
		return nil, nil, nil, err
	}
	if text, _, err := markdown.Decode(r.name, r.data); err == nil && !markdown.Marked(text) {
		return nil, nil, nil, fault.New(fault.BadInput, r.name+" is no issue file: it has neither “galley: 1” in front matter nor item markers.",
			"Name another file; “galley import” makes an issue of this one.")
	}
	markdown.New(r.house).Format(r.issue)
	after = markdown.Write(r.issue, r.house.KindNames()...)
	// Ids and spelled-out marks make it longer: what is written must be read again.
	if _, _, err := markdown.Decode(path+" in canonical form", after); err != nil {
		return nil, nil, nil, err
	}
	return r.data, after, r.notes, nil
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
