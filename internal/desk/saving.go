package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/picture"
)

// Save writes imported issues into a folder, under the names given, and copies
// the pictures that they name and that stand beside the files they came from,
// and the house styles that they go by. All is written or nothing. Without force
// no issue that is there is replaced. A picture never is: where another has its
// name, it gets a new one (fax-2.png) and the copy says so. Nor is a house style.
// CriticMarkup becomes suggestions and comments: issue.galley.json beside the
// issues gets them, and keeps what it has.
func (d *Desk) Save(ctx context.Context, dir string, all []*Imported, names []string, force bool) error {
	s := saving{dir: dir, taken: map[string][]byte{}}
	for _, name := range names {
		if !force && folder.Exists(dir, name) {
			return fault.New(fault.Exists, filepath.Join(dir, name)+" is there already.", "Choose another name, or replace it with --force.")
		}
		s.taken[name] = nil
	}
	for i, in := range all {
		if err := s.houseFile(in); err != nil {
			return err
		}
		if err := s.pictures(in); err != nil {
			return err
		}
		if err := s.marks(d.criticTaker(in.dialect), in); err != nil {
			return err
		}
		s.files = append(s.files, folder.File{Name: names[i], Data: in.Text})
	}
	if s.sidecar != "" {
		s.files = append(s.files, folder.File{Name: Sidecar, Data: []byte(s.sidecar)})
	}
	return folder.Replace(ctx, dir, s.files)
}

// saving collects what is to be written into dir.
type saving struct {
	dir   string
	taken map[string][]byte // names that are spoken for, with the hash of what will stand there
	files []folder.File

	sidecar string // of all issues in dir; empty as long as it stays as it is
}

// marks takes the CriticMarkup out of an issue's copy, and puts it into the sidecar.
func (s *saving) marks(critic *criticTaker, in *Imported) error {
	if !in.Marked() {
		return nil
	}
	if s.sidecar == "" && folder.Exists(s.dir, Sidecar) {
		data, err := folder.Beside(s.dir, Sidecar)
		if err != nil {
			return err
		}
		s.sidecar = string(data)
	}
	var err error
	if s.sidecar, err = critic.take(s.sidecar, in.Issue.Items); err != nil {
		return err
	}
	for _, text := range critic.note() {
		in.Notes = append(in.Notes, issue.Note{Text: text})
	}
	in.Text = markdown.Write(in.Issue)
	return nil
}

// pictures takes in the pictures that the copy names, to be read again when
// they are written: together they may be more than memory should hold. One that
// is not there is preflight's to say, and what is no picture is not copied:
// copy from elsewhere could name any file.
func (s *saving) pictures(in *Imported) error {
	src, err := folder.Open(in.From)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	renamed := map[string]string{}
	for _, name := range in.pictureNames() {
		data, err := src.Beside(name)
		if missing(err) {
			continue
		}
		if err != nil {
			in.Notes = append(in.Notes, issue.Note{Text: "A picture was not copied. " + fault.Of(err).Error()})
			continue
		}
		if !isPicture(name, data) {
			continue
		}
		to, isNew := s.place(name, data)
		if to != name {
			renamed[name] = to
			in.Notes = append(in.Notes, issue.Note{Text: fmt.Sprintf("Another picture is called “%s” already; this one is “%s” now.", name, to)})
		}
		if isNew {
			s.files = append(s.files, folder.File{Name: to, Load: func() ([]byte, error) { return in.beside(name) }})
		}
	}
	return in.rename(renamed)
}

// place gives a picture its name: its own, or one with a number where another
// picture has it. It is new unless these bytes stand there already.
func (s *saving) place(name string, data []byte) (to string, isNew bool) {
	hash := sha256.Sum256(data)
	ext := path.Ext(name)
	to = name
	for n := 2; ; n++ {
		had, ok := s.taken[to]
		switch {
		case ok && bytes.Equal(had, hash[:]):
			return to, false
		case !ok && !folder.Exists(s.dir, to):
			s.taken[to] = hash[:]
			return to, true
		case !ok && folder.Same(s.dir, to, data):
			s.taken[to] = hash[:]
			return to, false
		}
		to = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext)
	}
}

// rename changes the names of pictures in the copy, and nothing else of it.
func (in *Imported) rename(to map[string]string) error {
	if len(to) == 0 {
		return nil
	}
	dialect := markdown.New(nil)
	for i := range in.Issue.Items {
		item := &in.Issue.Items[i]
		copy, ok := renamePictures(dialect, item.Kind, item.Copy, to)
		if !ok {
			return fault.New(fault.Exists, fmt.Sprintf("%s names a picture in a way that cannot be changed, and another picture has its name already.", in.From),
				"Rename that picture there, or import into another folder.")
		}
		item.Copy = copy
	}
	in.Text = markdown.Write(in.Issue)
	return nil
}

// renamePictures gives copy with other names for its pictures, and not a word
// changed beside them; ok is false when one of the names cannot be found in it.
func renamePictures(dialect *markdown.Dialect, kind, copy string, to map[string]string) (renamed string, ok bool) {
	if len(to) == 0 {
		return copy, true
	}
	var wanted []string
	at := 0
	for _, p := range dialect.Read(kind, copy).Pictures {
		name := p.Name
		if n, ok := to[path.Clean(name)]; ok {
			if j := destination(copy[p.Start:p.End], name); j >= 0 && p.Start >= at {
				renamed += copy[at:p.Start+j] + n
				at = p.Start + j + len(name)
			}
			name = n
		}
		wanted = append(wanted, name)
	}
	renamed += copy[at:]
	return renamed, slices.Equal(namesOf(dialect.Read(kind, renamed).Pictures), wanted)
}

// destination gives where a picture's Markdown spells its name; -1 when it does
// so in some other way, by an escape or a reference.
func destination(picture, name string) int {
	for _, opens := range []string{"](", "](<"} {
		if i := strings.Index(picture, opens+name); i >= 0 {
			return i + len(opens)
		}
	}
	return -1
}

func namesOf(pictures []issue.Picture) []string {
	var names []string
	for i := range pictures {
		names = append(names, pictures[i].Name)
	}
	return names
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
