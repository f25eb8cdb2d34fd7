package desk

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// ComparedFiles is two issue files and what differs between them.
type ComparedFiles struct {
	issue.Difference
	OldNotes, NewNotes []issue.Note
}

// CompareFiles compares two issue files. Items without an id are told by what they say.
func (d *Desk) CompareFiles(old, new string) (*ComparedFiles, error) {
	a, err := readBesides(old)
	if err != nil {
		return nil, err
	}
	b, err := readBesides(new)
	if err != nil {
		return nil, err
	}
	identify(a.issue, b.issue, b.issue)
	return &ComparedFiles{*issue.DiffIssues(a.issue, b.issue), a.notes, b.notes}, nil
}

// MergedFiles is what came of three issue files.
type MergedFiles struct {
	Conflicts []issue.Conflict
	Names     map[string]string // of items, by id
	Text      []byte            // the issue file, with both sides of every conflict in it
	Sidecar   []byte            // issue.galley.json; nil for none
	Notes     [3][]issue.Note   // of base, mine and theirs

	pictures []string  // that the merged copy names
	from     [3]string // the folders of mine, theirs and base
}

// MergeFiles merges what two people made of one issue file, with what lies beside the
// three.
func (d *Desk) MergeFiles(base, mine, theirs string) (*MergedFiles, error) {
	var all [3]besides
	for i, path := range []string{base, mine, theirs} {
		var err error
		if all[i], err = readBesides(path); err != nil {
			return nil, err
		}
	}
	b, mi, th := &all[0], &all[1], &all[2]
	identify(b.issue, mi.issue, th.issue)
	left := issue.SearchBytes
	merged := issue.Merging{Find: func(a *issue.Anchor, copy string) { a.SettleWithin(copy, &left) }}.Merge(b.version(), mi.version(), th.version())
	m := &MergedFiles{Conflicts: merged.Conflicts, Names: map[string]string{}, Notes: [3][]issue.Note{b.notes, mi.notes, th.notes}}
	for _, side := range []*besides{b, th, mi} {
		for i := range side.issue.Items {
			m.Names[side.issue.Items[i].ID] = side.issue.Items[i].Name()
		}
	}
	m.from = [3]string{filepath.Dir(mine), filepath.Dir(theirs), filepath.Dir(base)}
	m.Text = m.marked(merged, slices.Concat(mi.house.KindNames(), th.house.KindNames()))
	// Both sides of a conflict make it longer: what is written must be read again.
	written, _, err := markdown.Read("What came of the merge", m.Text, slices.Concat(mi.house.KindNames(), th.house.KindNames())...)
	if err != nil {
		return nil, err
	}
	m.takePictures(written, mi.house)
	if s := merged.Sidecar; s != nil && !s.IsZero() {
		m.Sidecar, err = s.Bytes()
	}
	return m, err
}

// Save writes the merged issue file, and beside it what belongs to it. Without
// force nothing that is there is replaced by something else.
func (m *MergedFiles) Save(ctx context.Context, path string, force bool) error {
	dir, name := filepath.Split(path)
	if name == "" || name == Sidecar {
		return fault.New(fault.BadInput, fmt.Sprintf("“%s” is no name for an issue file.", path), "Name a file with -o, such as merged.md.")
	}
	if dir == "" {
		dir = "."
	}
	files := []folder.File{{Name: name, Data: m.Text}}
	if m.Sidecar != nil && !sameSidecar(dir, m.Sidecar) {
		files = append(files, folder.File{Name: Sidecar, Data: m.Sidecar})
	}
	for _, f := range files { // a picture that is there is nobody's to replace, so these come later
		if !force && folder.Exists(dir, f.Name) {
			return fault.New(fault.Exists, filepath.Join(dir, f.Name)+" is there already.", "Choose another folder, or replace it with --force.")
		}
	}
	return folder.Replace(ctx, dir, append(files, m.picturesFor(dir)...))
}

// takePictures puts down which pictures the merged copy names, and says where the two
// have different ones under one name.
func (m *MergedFiles) takePictures(written *issue.Issue, h *issue.House) {
	dialect := markdown.New(h)
	for i := range written.Items {
		item := &written.Items[i]
		for _, name := range namesOf(dialect.Read(h.Like(item.Kind), item.Copy).Pictures) {
			name = path.Clean(name)
			if strings.Contains(name, "://") || !filepath.IsLocal(filepath.FromSlash(name)) || slices.Contains(m.pictures, name) {
				continue
			}
			m.pictures = append(m.pictures, name)
			if _, both := m.picture(name); both {
				m.Notes[2] = append(m.Notes[2], issue.Note{Text: fmt.Sprintf("Both changed the picture “%s”: yours goes with the merged file, and theirs stays where it is.", name)})
			}
		}
	}
}

// picturesFor gives the pictures that the merged copy names and a folder has not. One that neither has is preflight's to say.
func (m *MergedFiles) picturesFor(dir string) (files []folder.File) {
	for _, name := range m.pictures {
		if folder.Exists(dir, name) {
			continue
		}
		if from, _ := m.picture(name); from != "" {
			files = append(files, folder.File{Name: name, Load: func() ([]byte, error) { return folder.Beside(from, name) }})
		}
	}
	return files
}

// picture gives the folder whose picture of a name goes with the merge: theirs where
// they alone changed it, else mine; both says that each made another one of it.
func (m *MergedFiles) picture(name string) (from string, both bool) {
	var all [3][]byte
	for i, dir := range m.from {
		if data, err := folder.Beside(dir, name); err == nil && isPicture(name, data) {
			all[i] = data
		}
	}
	mine, theirs, base := all[0], all[1], all[2]
	switch {
	case mine == nil && theirs == nil:
		return "", false
	case mine == nil, theirs != nil && bytes.Equal(mine, base):
		return m.from[1], false
	}
	return m.from[0], theirs != nil && !bytes.Equal(theirs, base) && !bytes.Equal(theirs, mine)
}

// sameSidecar reports whether the sidecar in a folder says just that, but for what
// the mirror keeps in it, which then stays.
func sameSidecar(dir string, data []byte) bool {
	have, err := folder.Beside(dir, Sidecar)
	return err == nil && bareSidecar(string(have)) == string(bytes.TrimPrefix(data, []byte("\ufeff")))
}

// besides is an issue file with the sidecar beside it.
type besides struct {
	reading
	sidecar *issue.Sidecar
}

func readBesides(path string) (b besides, err error) {
	src, err := folder.Open(path)
	if err != nil {
		return b, err
	}
	defer func() { _ = src.Close() }()
	if b.reading, err = read(src); err != nil {
		return b, err
	}
	markdown.New(b.house).ReadItems(b.house, b.issue.Items)
	var o Open
	if err := o.loadSidecar(src); err != nil {
		return b, err
	}
	if b.sidecar = o.sidecar; b.sidecar != nil {
		delete(b.sidecar.More, mirrorMember) // of the desk that it came from
	}
	return b, nil
}

func (b *besides) version() *issue.Version {
	return &issue.Version{Issue: b.issue, Sidecar: b.sidecar}
}

// identify gives every item an id: the one that it has in another version, else
// one that follows from what it says.
func identify(base, mine, theirs *issue.Issue) {
	issue.MatchIDs(base.Items, mine.Items)
	issue.MatchIDs(base.Items, theirs.Items)
	markdown.GiveIDs(base.Items)
	for _, side := range []*issue.Issue{mine, theirs} {
		issue.MatchIDs(side.Items, base.Items)
		markdown.GiveIDs(side.Items)
	}
}
