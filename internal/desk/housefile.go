package desk

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// houseFile is a house style that an import goes by and that is a file. Whoever
// reads the issue later looks for it beside the issue, so it goes with it.
type houseFile struct {
	data []byte
	path string // where it was found, when a person named it; empty when the issue file did
}

func isHouseFile(named string) bool { return strings.HasSuffix(named, ".toml") }

// readBy reads the house style that an import goes by: the one that was asked
// for, else the one that the issue file itself names, else the nearest.
func (in *Imported) readBy(src *folder.Issue, asked, own string) (h *issue.House, err error) {
	switch {
	case isHouseFile(asked):
		// A path is what it is to a shell; a bare name may also be that of a
		// file beside the one that comes in.
		f := &houseFile{path: asked}
		if f.data, err = folder.Read(asked, folder.MaxText); missing(err) && filepath.IsLocal(asked) {
			f.path = filepath.Join(filepath.Dir(in.From), asked)
			f.data, err = src.Beside(filepath.ToSlash(asked))
		}
		if err != nil {
			return nil, err
		}
		in.house = f
		return house.Read(asked, f.data)
	case asked == "" && isHouseFile(own):
		f := &houseFile{}
		if f.data, err = src.Beside(own); err != nil {
			return nil, err
		}
		in.house = f
		return house.Read(own, f.data)
	case asked != "":
		own = asked
	}
	h, _, err = loadHouse(src, own)
	return h, err
}

// HouseFile gives the name of the file that the issue names as its house style;
// empty when it names none, or one that ships with Galley.
func (in *Imported) HouseFile() string {
	if in.house == nil {
		return ""
	}
	return in.Issue.House
}

// houseFile puts the house style where the issue will look for it. Nothing is
// written where it stands already; never is another file replaced.
func (s *saving) houseFile(in *Imported) error {
	f := in.house
	if f == nil {
		return nil
	}
	name := filepath.ToSlash(in.Issue.House)
	if f.path == "" && s.holds(name, f.data) {
		return nil
	}
	if _, nearest, err := folder.Above(s.dir, "house.toml"); err == nil && bytes.Equal(nearest, f.data) {
		in.nameHouse("") // it is found without being named
		return nil
	}
	if local, ok := s.inside(f.path); ok && s.holds(local, f.data) {
		in.nameHouse(local)
		return nil
	}
	return s.copyHouse(in, name)
}

// copyHouse has the house style written beside the issue.
func (s *saving) copyHouse(in *Imported, name string) error {
	at, hash := path.Clean(name), sha256.Sum256(in.house.data)
	had, taken := s.taken[at]
	if taken && bytes.Equal(had, hash[:]) {
		return nil
	}
	if taken || folder.Exists(s.dir, at) && !s.holds(at, in.house.data) {
		return fault.New(fault.Exists,
			fmt.Sprintf("%s is another file already, and the house style that %s goes by was to stand there.", filepath.Join(s.dir, filepath.FromSlash(at)), in.From),
			"Rename one of the two, or import into another folder.")
	}
	s.taken[at] = hash[:]
	if !folder.Exists(s.dir, at) {
		s.files = append(s.files, folder.File{Name: at, Data: in.house.data})
	}
	return nil
}

// holds reports whether an issue in the folder would find just these bytes by
// that name.
func (s *saving) holds(name string, data []byte) bool {
	have, err := folder.Beside(s.dir, name)
	return err == nil && bytes.Equal(have, data)
}

// inside gives a path as a name that an issue in the folder can mention.
func (s *saving) inside(file string) (name string, ok bool) {
	if file == "" {
		return "", false
	}
	dir, err := filepath.Abs(s.dir)
	if err != nil {
		return "", false
	}
	if file, err = filepath.Abs(file); err != nil {
		return "", false
	}
	local, err := filepath.Rel(dir, file)
	return filepath.ToSlash(local), err == nil && filepath.IsLocal(local)
}

func (in *Imported) nameHouse(name string) {
	in.Issue.House = name
	in.Text = markdown.Write(in.Issue)
}
