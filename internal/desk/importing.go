package desk

import (
	"path/filepath"

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

	house   *houseFile // nil when the issue names none
	dialect *markdown.Dialect
}

// Marked reports whether the copy has CriticMarkup. It is in Text as it came; Save
// makes suggestions and comments of it, for which Text alone has no place.
func (in *Imported) Marked() bool { return marksIn(in.Format, in.Issue.Items) }

// Import reads a file from elsewhere into an issue. HouseName is the name of a
// house style that ships or the path of one; when it is empty the issue's own
// counts, or the nearest house.toml.
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
	in := &Imported{From: path}
	h, err := in.readBy(src, houseName, ownHouse(data))
	if err != nil {
		return nil, err
	}
	result, err := intake.Read(path, data, h)
	if err != nil {
		return nil, err
	}
	if houseName != "" { // what it was read by is what it has to be printed by
		result.Issue.House = houseName
		if in.house != nil {
			result.Issue.House = filepath.Base(houseName)
		}
	}
	in.Issue, in.Format, in.Notes = result.Issue, result.Format, result.Notes
	in.dialect = markdown.New(h)
	for i := range in.Issue.Items {
		if item := &in.Issue.Items[i]; in.Format == intake.Text || !hasMarks(item.Copy) { // what a mark has inside is somebody's words to the letter
			item.Copy = in.dialect.Canonical(item.Copy)
		}
	}
	in.Text = markdown.Write(in.Issue)
	if _, _, err := markdown.Decode(path+" in canonical form", in.Text); err != nil {
		return nil, err
	}
	return in, nil
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
