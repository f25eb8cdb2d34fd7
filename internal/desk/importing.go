package desk

import (
	"context"
	"path/filepath"
	"strings"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/house"
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
	h, err := loadHouse(src, houseName)
	if err != nil {
		return nil, err
	}
	result, err := intake.Read(path, data, h)
	if err != nil {
		return nil, err
	}
	if houseName != "" && houseName != house.Default && result.Issue.House == "" {
		result.Issue.House = houseName
	}
	return &Imported{From: path, Issue: result.Issue, Text: markdown.Write(result.Issue), Format: result.Format, Notes: result.Notes}, nil
}

// Save writes an imported issue to a file, and copies the pictures that it
// names and that stand beside the file it came from. Without force nothing
// that is there is replaced.
func (d *Desk) Save(ctx context.Context, in *Imported, to string, force bool) error {
	dir, name := filepath.Split(to)
	if dir == "" {
		dir = "."
	}
	files := []folder.File{{Name: name, Data: in.Text}}
	more, err := picturesBeside(in)
	if err != nil {
		return err
	}
	files = append(files, more...)
	for _, f := range files {
		if !force && folder.Exists(dir, f.Name) && !(f.Name != name && folder.Same(dir, f.Name, f.Data)) {
			return fault.New(fault.Exists, filepath.Join(dir, f.Name)+" is there already.", "Choose another name, or replace it with --force.")
		}
	}
	return folder.Replace(ctx, dir, files)
}

// picturesBeside reads the pictures that the copy names. One that is not there
// is preflight's to say.
func picturesBeside(in *Imported) ([]folder.File, error) {
	src, err := folder.Open(in.From)
	if err != nil {
		return nil, err
	}
	defer func() { _ = src.Close() }()
	var files []folder.File
	seen := map[string]bool{}
	dialect := markdown.New(nil)
	for i := range in.Issue.Items {
		for _, p := range dialect.Read(in.Issue.Items[i].Kind, in.Issue.Items[i].Copy).Pictures {
			if p.Name == "" || seen[p.Name] || strings.Contains(p.Name, "://") || !filepath.IsLocal(filepath.FromSlash(p.Name)) {
				continue
			}
			seen[p.Name] = true
			if data, err := src.Beside(p.Name); err == nil {
				files = append(files, folder.File{Name: p.Name, Data: data})
			}
		}
	}
	return files, nil
}
