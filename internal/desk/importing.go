package desk

import (
	"galley/internal/folder"
	"galley/internal/intake"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// Imported is what became of a file from elsewhere.
type Imported struct {
	From   string
	Issue  *issue.Issue
	Text   []byte // the issue file
	Format intake.Format
	Notes  []issue.Note
}

// Import reads a file from elsewhere into an issue. HouseName may be empty: then
// the issue's own counts, or the nearest house.toml.
func (d *Desk) Import(path, houseName string) (*Imported, error) {
	src, err := folder.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = src.Close() }()
	_, data, err := src.Text()
	if err != nil {
		return nil, err
	}
	named := houseName
	if named == "" {
		named = ownHouse(data)
	}
	h, err := loadHouse(src, named)
	if err != nil {
		return nil, err
	}
	result, err := intake.Read(path, data, h)
	if err != nil {
		return nil, err
	}
	if houseName != "" { // what it was read by is what it has to be printed by
		result.Issue.House = houseName
	}
	return &Imported{From: path, Issue: result.Issue, Text: markdown.Write(result.Issue), Format: result.Format, Notes: result.Notes}, nil
}

// ownHouse gives the house style that an issue file names; empty for any other
// file.
func ownHouse(data []byte) string {
	text, _, err := markdown.Decode("", data)
	if err != nil || !markdown.Marked(text) {
		return ""
	}
	is, _, err := markdown.Read("", []byte(text))
	if err != nil {
		return ""
	}
	return is.House
}
