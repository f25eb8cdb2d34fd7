package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/intake"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/picture"
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

// Save writes imported issues into a folder, under the names given, and copies
// the pictures that they name and that stand beside the files they came from.
// All is written or nothing. Without force nothing that is there is replaced.
func (d *Desk) Save(ctx context.Context, dir string, all []*Imported, names []string, force bool) error {
	taken := map[string][]byte{}
	var files []folder.File
	for i, in := range all {
		files = append(files, folder.File{Name: names[i], Data: in.Text})
		taken[names[i]] = nil
	}
	for _, in := range all {
		more, err := picturesBeside(in, dir, taken, force)
		if err != nil {
			return err
		}
		files = append(files, more...)
	}
	for _, name := range names {
		if !force && folder.Exists(dir, name) {
			return thereAlready(filepath.Join(dir, name))
		}
	}
	return folder.Replace(ctx, dir, files)
}

func thereAlready(path string) error {
	return fault.New(fault.Exists, path+" is there already.", "Choose another name, or replace it with --force.")
}

// picturesBeside lists the pictures that the copy names, to be read again when
// they are written: together they may be more than memory should hold. Taken
// has the names that are spoken for, with the hash of what stands there. One
// that is not there is preflight's to say, and what is no picture is not
// copied: copy from elsewhere could name any file.
func picturesBeside(in *Imported, dir string, taken map[string][]byte, force bool) ([]folder.File, error) {
	src, err := folder.Open(in.From)
	if err != nil {
		return nil, err
	}
	defer func() { _ = src.Close() }()
	var files []folder.File
	for _, name := range in.pictureNames() {
		data, err := src.Beside(name)
		if err != nil || !isPicture(name, data) {
			continue
		}
		hash := sha256.Sum256(data)
		switch had, ok := taken[name]; {
		case ok && bytes.Equal(had, hash[:]):
			continue
		case ok:
			return nil, fault.New(fault.Exists, fmt.Sprintf("Two files would become %s.", filepath.Join(dir, name)), "Import them one by one, each into a folder of its own.")
		case !force && folder.Exists(dir, name) && !folder.Same(dir, name, data):
			return nil, thereAlready(filepath.Join(dir, name))
		}
		taken[name] = hash[:]
		files = append(files, folder.File{Name: name, Load: func() ([]byte, error) { return in.beside(name) }})
	}
	return files, nil
}

func (in *Imported) beside(name string) ([]byte, error) {
	src, err := folder.Open(in.From)
	if err != nil {
		return nil, err
	}
	defer func() { _ = src.Close() }()
	return src.Beside(name)
}

// pictureNames lists the names inside the folder, each once.
func (in *Imported) pictureNames() []string {
	var names []string
	seen := map[string]bool{}
	dialect := markdown.New(nil)
	for i := range in.Issue.Items {
		for _, p := range dialect.Read(in.Issue.Items[i].Kind, in.Issue.Items[i].Copy).Pictures {
			name := path.Clean(p.Name)
			if p.Name == "" || seen[name] || strings.Contains(p.Name, "://") || !filepath.IsLocal(filepath.FromSlash(name)) {
				continue
			}
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// isPicture reports whether a file is a picture, or is called one: a damaged
// one comes along, so that preflight can say what is wrong with it.
func isPicture(name string, data []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif":
		return true
	}
	_, err := picture.Probe(data)
	return err == nil
}
