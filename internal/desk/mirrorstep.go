package desk

import (
	"encoding/json"
	"maps"
	"path"
	"strings"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// step brings one publication or issue in step: first what others wrote comes
// in, then what is here goes out.
func (m *mirror) step(tree, data *folder.Tree, key string) error {
	if isPublication(key) {
		return m.stepPublication(tree, data, key)
	}
	s, err := m.read(key)
	if err != nil {
		return err
	}
	m.published[key] = s.issue.Publication
	if m.base(data, publicationKey(s.issue.Publication)).Folder == "" {
		if err := m.stepPublication(tree, data, publicationKey(s.issue.Publication)); err != nil {
			return err
		}
	}
	above := m.base(data, publicationKey(s.issue.Publication)).Folder
	b := m.at(data, key)
	known := b.Folder
	if err := b.place(tree, above, issueFolder(&s.issue), func(dir string) bool { return recordIn(tree, dir).Issue == key }); err != nil {
		return err
	}
	dir := path.Join(above, b.Folder)
	came, err := m.comeIn(tree, b, dir, s, known == "")
	if err != nil {
		return err
	}
	if came {
		if s, err = m.read(key); err != nil {
			return err
		}
	}
	return m.writeIssue(tree, data, b, dir, s)
}

// at gives the base; of another mirror's, only what the store had counts.
func (m *mirror) at(data *folder.Tree, key string) *mirrorBase {
	b := m.base(data, key)
	if b.Root != m.dir {
		b.Root, b.Folder, b.Called, b.Files, b.Next = m.dir, "", "", map[string]fileMark{}, nil
	}
	return b
}

// read reads an issue from the store, all of one moment.
func (m *mirror) read(id string) (*mirrorState, error) {
	for {
		k, err := m.Store.Issue(id)
		if err != nil {
			return nil, err
		}
		s := &mirrorState{issue: k}
		if s.items, err = m.Store.Items(id); err != nil {
			return nil, err
		}
		if s.publication, err = m.Store.Publication(k.Publication); err != nil {
			return nil, err
		}
		if again, err := m.Store.Issue(id); err != nil || again.Seq == k.Seq {
			return s, err
		}
	}
}

// recordIn gives the record of the issue in a folder; the zero one for none.
func recordIn(t *folder.Tree, dir string) mirrorIssue {
	var f mirrorFolder
	_ = f.readRecord(t, dir) // a folder that cannot be read is not the one that is looked for
	return f.record
}

// writeIssue writes what differs from what stands there. What is about to be
// written is put down first: whoever is killed in between knows its own files
// again.
func (m *mirror) writeIssue(tree, data *folder.Tree, b *mirrorBase, dir string, s *mirrorState) error {
	text, err := filesOf(s)
	if err != nil {
		return err
	}
	next := text.base
	next.Root, next.Folder, next.Called = m.dir, b.Folder, b.Called
	next.Files = maps.Clone(b.Files)
	changed := false
	for _, f := range text.files {
		sum := hashOf(string(f.Data))
		if was := b.Files[f.Name]; was.Sum != sum {
			next.Files[f.Name], changed = fileMark{Sum: sum}, true
		}
	}
	if changed {
		b.Next = &next
		if err := writeBase(data, s.issue.ID, b); err != nil {
			return err
		}
	}
	for _, name := range pictureNames(s.issue.Pictures) {
		if err := m.writePicture(tree, dir, pictureFile(name, s.issue.Pictures[name]), s.issue.Pictures[name], &next); err != nil {
			return err
		}
	}
	for _, f := range text.files {
		mark, err := tree.Put(path.Join(dir, f.Name), f.Data)
		if err != nil {
			return err
		}
		next.Files[f.Name] = fileMark{Sum: hashOf(string(f.Data)), Mark: mark}
	}
	m.bases[s.issue.ID] = &next
	return writeBase(data, s.issue.ID, &next)
}

// writePicture writes a picture that does not stand there as it was written.
func (m *mirror) writePicture(tree *folder.Tree, dir, file, hash string, b *mirrorBase) error {
	at := path.Join(dir, file)
	mark, there := tree.Mark(at)
	if was := b.Files[file]; there && was.Sum == hash && was.Mark.Same(mark) {
		return nil
	}
	data, err := m.Store.Picture(hash)
	if err != nil {
		return nil //nolint:nilerr // it is damaged or gone here: what stands in the mirror is left alone
	}
	if mark, err = tree.Put(at, data); err == nil {
		b.Files[file] = fileMark{Sum: hash, Mark: mark}
	}
	return err
}

// readPlace gives the folder that was chosen for the mirror of a data folder.
func readPlace(dataDir, usual string) string {
	var place struct {
		Dir string `json:"dir"`
	}
	text, err := folder.Read(path.Join(dataDir, placeFile), folder.MaxText)
	if err == nil && json.Unmarshal(text, &place) == nil && place.Dir != "" {
		return place.Dir
	}
	return usual
}

// placeFile says where the mirror is. It stands outside the database, which may
// have to be made anew of the mirror.
const placeFile = mirroredDir + "/place.json"

// MirrorPlace gives the mirror's folder of a data folder.
func MirrorPlace(dataDir, usual string) string { return readPlace(dataDir, usual) }

// Mirror says how the folder with the person's text is.
func (d *Desk) Mirror() (MirrorView, error) {
	if err := d.needStore(); err != nil {
		return MirrorView{}, err
	}
	if d.mirror == nil {
		return MirrorView{}, fault.New(fault.NotFound, "No folder with your text is kept here.", "Start Galley’s window.")
	}
	return d.mirror.state(), nil
}

// bringBack takes in issues that this data folder once had and that its store
// does not know: it is an older one, from a backup, and they are newer.
func (m *mirror) bringBack(tree, data *folder.Tree) error {
	names, err := data.Files(mirroredDir)
	if err != nil {
		return nil //nolint:nilerr // it is there for the first time
	}
	publications, err := m.Store.Publications()
	if err != nil {
		return nil //nolint:nilerr // it is told elsewhere
	}
	publications = append(publications, m.bringPublications(tree, data, names)...)
	lost := map[string]bool{}
	for _, name := range names {
		id := name[:len(name)-len(path.Ext(name))]
		if m.published[id] == "" && id != "place" && !isPublication(id) {
			lost[id] = true
		}
	}
	if len(lost) == 0 {
		return nil
	}
	for i := range publications {
		p := &publications[i]
		above := m.at(data, publicationKey(p.ID)).Folder
		folders, _ := tree.Folders(above)
		for _, name := range folders {
			dir := path.Join(above, name)
			record := recordIn(tree, dir)
			if id := record.Issue; lost[id] && markdown.ID.MatchString(id) && above != "" && record.Seq > m.Store.RestoredAt() {
				if err := m.bringIssue(tree, dir, p); err != nil {
					m.failed(err, "") // the others are written and brought back all the same
					continue
				}
				m.published[id] = p.ID
				delete(lost, id)
				m.desk.tell(Heard{Outside: &Outside{Kind: OutsideCame, Issue: id, File: tree.Path(dir)}})
			}
		}
	}
	return nil
}

// bringPublications takes in publications that the store does not know any more,
// by the rule that holds for issues. Their issues need them.
func (m *mirror) bringPublications(tree, data *folder.Tree, names []string) (back []issue.KeptPublication) {
	lost := map[string]bool{}
	for _, name := range names {
		if key := strings.TrimSuffix(name, ".json"); key != name && isPublication(key) && m.published[key] == "" {
			lost[key] = true
		}
	}
	if len(lost) == 0 {
		return nil
	}
	folders, _ := tree.Folders(".") // none: there is nothing to bring back
	for _, dir := range folders {
		p, ok, err := readMirrorPublication(tree, dir)
		key := publicationKey(p.ID)
		if err != nil || !ok || !lost[key] || !markdown.ID.MatchString(p.ID) || p.Seq <= m.Store.RestoredAt() {
			continue
		}
		m.Store.CountOn(p.Seq)
		if err := m.desk.Store.Keep(issue.Batch{Publications: []issue.KeptPublication{p}}); err != nil {
			m.failed(err, "") // the others are brought back all the same
			continue
		}
		b := m.at(data, key)
		b.Folder = dir
		m.published[key] = p.ID
		delete(lost, key)
		back = append(back, p)
	}
	return back
}

// bringIssue takes in one issue of a folder.
func (m *mirror) bringIssue(tree *folder.Tree, dir string, p *issue.KeptPublication) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = slipOf(p)
		}
	}()
	r := rebuilding{desk: m.desk, tree: tree, seen: map[string]bool{}}
	if err := r.issue(dir, p); err != nil {
		return err
	}
	if r.out.Issues == 0 && len(r.out.Problems) > 0 {
		return r.out.Problems[0]
	}
	return nil
}

// stepPublication brings a publication's settings in step.
func (m *mirror) stepPublication(tree, data *folder.Tree, key string) error {
	p, err := m.Store.Publication(strings.TrimPrefix(key, publicationKey("")))
	if err != nil {
		return err
	}
	m.published[key] = p.ID
	b := m.at(data, key)
	isOurs := func(dir string) bool {
		have, ok, err := readMirrorPublication(tree, dir)
		return err == nil && ok && have.ID == p.ID
	}
	if err := b.place(tree, ".", publicationFolder(&p), isOurs); err != nil {
		return err
	}
	if p, err = m.publicationIn(tree, b, p); err != nil {
		return err
	}
	more, err := json.MarshalIndent(mirrorPublication{
		Galley: mirrorSchema, ID: p.ID, Seq: p.Seq, Made: p.Made, Changed: p.Changed, Archived: p.Archived, Deleted: p.Deleted,
	}, "", "  ")
	if err != nil {
		return err
	}
	next := mirrorBase{Root: m.dir, Folder: b.Folder, Called: b.Called, Seq: p.Seq, Files: map[string]fileMark{}, Texts: settingsOf(&p)}
	for _, f := range []folder.File{
		{Name: publicationFile, Data: []byte(p.Settings)}, {Name: houseStyleFile, Data: []byte(p.House)}, {Name: publicationMore, Data: more},
	} {
		if len(f.Data) == 0 {
			continue
		}
		mark, err := tree.Put(path.Join(b.Folder, f.Name), f.Data)
		if err != nil {
			return err
		}
		next.Files[f.Name] = fileMark{Sum: hashOf(string(f.Data)), Mark: mark}
	}
	m.bases[key] = &next
	return writeBase(data, key, &next)
}

func settingsOf(p *issue.KeptPublication) map[string]string {
	return map[string]string{publicationFile: hashOf(p.Settings), houseStyleFile: hashOf(p.House)}
}
