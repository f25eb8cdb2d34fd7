package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// comeIn takes what others wrote in an issue's folder. Anew says that the folder
// was found, and nobody knew of it. Came is true when something of it is in the
// store now.
func (m *mirror) comeIn(tree *folder.Tree, b *mirrorBase, dir string, s *mirrorState, anew bool) (came bool, err error) {
	if !tree.Exists(path.Join(dir, issueFile)) {
		return false, laterRecord(tree, dir) // deleted, or not written yet: nothing is deleted here
	}
	b.afterKill(tree, dir)
	changed, err := m.changedFiles(tree, b, dir)
	if err != nil {
		return false, err
	}
	newer := m.isNewer(b.Seq, s)
	if len(changed) == 0 && !newer && !anew {
		return false, nil
	}
	f := &mirrorFolder{issue: &issue.Issue{}}
	if err := m.record(tree, dir, f, s.issue.ID); err != nil {
		return false, err
	}
	if err := f.readText(tree, dir, houseOf(&s.publication).KindNames()); err != nil || f.unread != nil && slices.Contains(changed, issueFile) {
		return false, m.half(tree, path.Join(dir, issueFile), s.issue.ID, cmp.Or(err, f.unread), len(changed) > 0)
	}
	if f.another(s.issue.ID) {
		f.withoutRecord()
		m.desk.tell(Heard{Outside: &Outside{
			Kind: OutsideRefused, Issue: s.issue.ID, Name: Sidecar, File: tree.Path(path.Join(dir, Sidecar)),
			Message: Sidecar + " in this folder is another issue’s, so nothing of it was taken.", Hint: "It is written anew; the copy in issue.md counts.",
		}})
	}
	if len(b.Items) == 0 {
		b.fromRecord(&f.record, s)
	}
	in := coming{mirror: m, base: b, folder: f, state: s, file: tree.Path(path.Join(dir, issueFile)), newer: newer || m.isNewer(f.record.Seq, s)}
	in.older = m.isNewer(b.Seq, s)
	if s.issue.Guest && !in.newer {
		err = in.guest(tree, dir, changed, anew)
	} else {
		err = in.pictures(tree, dir, changed)
	}
	if err != nil {
		return false, err
	}
	return in.take()
}

// isNewer says that the mirror was written from a later save than the store has,
// as after the store was made anew of an older backup. What was written before a
// person restored one is not: the older state was wanted.
func (m *mirror) isNewer(seq uint64, s *mirrorState) bool {
	return seq > s.seq() && seq > m.Store.RestoredAt()
}

// record reads what issue.galley.json says. One that cannot be read is put aside,
// and the issue goes on without it: issue.md is worth more.
func (m *mirror) record(tree *folder.Tree, dir string, f *mirrorFolder, id string) error {
	err := f.readRecord(tree, dir)
	var bad *notRecord
	if !errors.As(err, &bad) {
		return err
	}
	if bad.later {
		return err // nothing is written over it; Settings says so
	}
	f.withoutRecord()
	return m.half(tree, path.Join(dir, bad.file), id, bad.why, true)
}

// laterRecord gives an error for a folder with the record of a later Galley.
func laterRecord(tree *folder.Tree, dir string) error {
	var bad *notRecord
	if err := new(mirrorFolder).readRecord(tree, dir); errors.As(err, &bad) && bad.later {
		return err
	}
	return nil
}

// half waits for a file that cannot be read. When it stays so it is put aside, if
// somebody else wrote it, and the text that is here is written again.
func (m *mirror) half(tree *folder.Tree, at, id string, why error, others bool) error {
	mark, there := tree.Mark(at)
	m.settling[at] = settling{mark: mark, seen: cmp.Or(m.settling[at].seen, time.Now())}
	if there && !m.settled(at, mark, patienceWithHalves) {
		return errSettling
	}
	delete(m.settling, at)
	if mark.Size == 0 || !others {
		return nil
	}
	free := freeAside(tree, at)
	if err := tree.Rename(at, free); err != nil {
		return err
	}
	f := fault.Of(why)
	m.desk.tell(Heard{Outside: &Outside{Kind: OutsideRefused, Issue: id, Name: path.Base(at), File: tree.Path(free), Message: f.Message, Hint: f.Hint}})
	return nil
}

// freeAside gives a name beside a file's that nothing has: issue.md is put aside
// as not-read.md, the others as issue.galley.not-read.json and the like.
func freeAside(tree *folder.Tree, at string) string {
	ext := path.Ext(at)
	stem := strings.TrimSuffix(at, ext) + ".not-read"
	if path.Base(at) == issueFile {
		stem = path.Join(path.Dir(at), "not-read")
	}
	free := stem + ext
	for n := 2; tree.Exists(free); n++ {
		free = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
	return free
}

// coming is what comes into an issue from its folder.
type coming struct {
	mirror  *mirror
	base    *mirrorBase
	folder  *mirrorFolder
	state   *mirrorState
	file    string
	older   bool   // what the mirror was written from last is newer than the store
	isGuest bool   // the issue is only read here, and its copy stays as it is
	newer   bool   // the same, or another desk wrote there later: what stands in the folder comes before what is here
	said    string // hash of the sidecar that was here before anything came

	named   map[string]string // pictures that the file names and the issue has not: name → hash
	renamed map[string]string // pictures of which other bytes came: old name → new one
	told    []Outside
	cut     []issue.Revision
	texts   int // changed
}

// pictures keeps the pictures that came, before anything is locked.
func (c *coming) pictures(tree *folder.Tree, dir string, changed []string) error {
	c.named, c.renamed = map[string]string{}, map[string]string{}
	taken := map[string]string{}
	for name, hash := range c.state.issue.Pictures {
		taken[name] = hash
	}
	keep := func(file string, name func(hash string) string) error {
		data, err := tree.Read(path.Join(dir, file), folder.MaxPicture)
		if err != nil || !isPicture(file, data) {
			return nil //nolint:nilerr // preflight says so
		}
		hash, err := c.mirror.Store.KeepPicture(data)
		if err == nil {
			to := name(hash)
			c.named[to], taken[to] = hash, hash
		}
		return err
	}
	for _, name := range pictureNames(c.state.issue.Pictures) {
		file := pictureFile(name, c.state.issue.Pictures[name])
		if !slices.Contains(changed, file) {
			continue
		}
		if err := keep(file, func(hash string) string {
			to := freeName(taken, fileName(name), hash)
			if to != name {
				c.renamed[name] = to
			}
			return to
		}); err != nil {
			return err
		}
	}
	dialect := markdown.New(nil)
	for i := range c.folder.issue.Items {
		for _, p := range dialect.Read(c.folder.issue.Items[i].Kind, c.folder.issue.Items[i].Copy).Pictures {
			name := path.Clean(p.Name)
			if p.Name == "" || taken[name] != "" || strings.Contains(p.Name, "://") || !filepath.IsLocal(filepath.FromSlash(name)) {
				continue
			}
			if err := keep(name, func(string) string { return name }); err != nil {
				return err
			}
		}
	}
	return nil
}

// take changes the draft: nobody reads or writes a file meanwhile.
func (c *coming) take() (came bool, err error) {
	dr, err := c.mirror.desk.turn(c.state.issue.ID)
	if err != nil {
		return false, err
	}
	defer func() {
		dr.done()
		if err != nil {
			return // it comes again, and is told then
		}
		for i := range c.told {
			c.mirror.desk.tell(Heard{Outside: &c.told[i]})
		}
	}()
	if err := dr.cut(func(*text) bool { return true }); err != nil {
		return false, err // what was here is in the history before anything else
	}
	dr.writeBeside()
	c.said = hashOf(dr.kept.Sidecar)
	for name, hash := range c.named {
		dr.knowPicture(name, hash)
	}
	rundown, items := c.folder.items(c.state.issue.ID)
	if !c.isGuest {
		for i := range items {
			c.item(dr, &items[i], slices.Contains(rundown, items[i].ID))
		}
		c.rename(dr)
		c.around(dr, rundown)
	}
	c.sidecar(dr)
	if c.texts == 0 && len(c.cut) == 0 && !dr.save.issue {
		return false, nil
	}
	dr.save.issue = true
	dr.load(context.Background())
	if err := dr.save.write(c.cut); err != nil {
		c.uncut(dr)
		return false, err
	}
	if c.texts > 0 || dr.page.stale {
		c.told = append(c.told, Outside{Kind: OutsideCame, Issue: c.state.issue.ID, File: c.file})
	}
	return true, nil
}

// uncut lets the texts that came name no revision that was not kept: the next
// one is cut from the one before.
func (c *coming) uncut(dr *draft) {
	for i := range c.cut {
		if t := dr.texts[c.cut[i].Item]; t != nil && t.Revision == c.cut[i].ID {
			t.Revision, t.cut = c.cut[i].Parent, never
		}
	}
}

// item takes one item's text, or keeps it beside the one that is here.
func (c *coming) item(dr *draft, w *issue.Working, isThere bool) {
	if clean := change.Clean(w.Copy); clean != w.Copy {
		w.Copy, w.By = clean, nil
	}
	t := dr.texts[w.ID]
	if t == nil {
		c.add(dr, w)
		return
	}
	was := c.base.Items[w.ID]
	here, there := workingHash(&t.Working), workingHash(w)
	isNews := there != here && (c.newer || c.fileHash(w.ID) != was.File)
	if _, known := c.folder.record.Items[w.ID]; known && c.newer && t.typed.IsZero() && t.State != w.State {
		t.State, t.saved = w.State, -1
		c.texts++
	}
	switch {
	case !isNews || !isThere && !c.newer:
	case c.newer && !t.typed.IsZero(), !c.newer && (here != was.Store || !slices.Contains(dr.kept.Rundown, w.ID)):
		c.beside(dr, t, w, was.Revision)
	default:
		c.replace(dr, t, w)
	}
}

// fileHash is of what the file says of an item.
func (c *coming) fileHash(id string) string {
	for i := range c.folder.issue.Items {
		if c.folder.issue.Items[i].ID == id {
			return itemHash(&c.folder.issue.Items[i])
		}
	}
	return ""
}

func (c *coming) add(dr *draft, w *issue.Working) {
	if w.ID == "" {
		w.ID = newID()
	}
	w.State = cmp.Or(w.State, issue.StateDrafting)
	if len(w.By) == 0 {
		w.By = outside().runs(w.Copy)
	}
	dr.texts[w.ID] = &text{Working: *w, saved: -1, cut: never}
	c.texts++
}

// replace makes what came an item's text, by the road of every change.
func (c *coming) replace(dr *draft, t *text, w *issue.Working) {
	if _, i, err := dr.item(t.ID); err == nil && i < len(dr.open.Edition.Issue.Items) && dr.open.Edition.Issue.Items[i].ID == t.ID {
		_ = dr.writeAs(t, i, w.Copy, outside())
	} else {
		did := issue.Diff(t.Copy, w.Copy)
		t.Copy = w.Copy
		t.credit(did, outside(), nil)
		t.version++
	}
	if len(w.By) > 0 {
		t.By = w.By // the file is another Galley's, which knows who wrote it
	}
	if (t.Kind != w.Kind || t.Story != w.Story) && checkKind(dr.open.Edition.House, w.Kind, w.Story) == nil {
		t.Kind, t.Story = w.Kind, w.Story
	}
	t.More = w.More
	r := c.revision(dr, t, w, t.Revision)
	t.Revision, t.saved, t.cut = r.ID, -1, t.version
	t.typed = time.Time{} // nobody typed it here
	c.cut = append(c.cut, r)
	c.texts++
}

// beside keeps what came as a revision beside the text that is here, from the
// one that both come from.
func (c *coming) beside(dr *draft, t *text, w *issue.Working, parent string) {
	r := c.revision(dr, t, w, parent)
	c.cut = append(c.cut, r)
	c.told = append(c.told, Outside{
		Kind: OutsideBoth, Issue: t.Issue, Item: t.ID, Revision: r.ID, Name: dr.nameOf(t), File: c.file,
	})
}

func (c *coming) revision(dr *draft, t *text, w *issue.Working, parent string) issue.Revision {
	r := issue.Revision{
		Issue: t.Issue, Item: t.ID, Parent: parent, Author: issue.Outside + filepath.Base(filepath.Dir(c.file)) + "/" + issueFile, Time: dr.desk.now().UTC(),
		Kind: t.Kind, Story: t.Story, Copy: w.Copy,
	}
	other := *t
	other.Copy = w.Copy
	r.Hash = dr.contentHash(&other)
	r.Seal()
	return r
}

// nameOf gives an item the name that the rundown has for it.
func (dr *draft) nameOf(t *text) string {
	r := dr.dialect.Read(dr.open.Edition.House.Like(t.Kind), t.Copy)
	return cmp.Or(r.Headline.Words, kindTitle(dr.open.Edition.House, t.Kind, t.Story))
}

// rename has the copy name the pictures that came by their own names: a name
// never changes its bytes.
func (c *coming) rename(dr *draft) {
	if len(c.renamed) == 0 {
		return
	}
	for _, id := range dr.kept.Rundown {
		t, i, err := dr.item(id)
		if err != nil {
			continue
		}
		copy, ok := renamePictures(dr.dialect, dr.open.Edition.House.Like(t.Kind), t.Copy, c.renamed)
		if ok && copy != t.Copy && i < len(dr.open.Edition.Issue.Items) {
			_ = dr.writeAs(t, i, copy, outside())
			c.texts++
		}
	}
	for old, name := range c.renamed {
		c.told = append(c.told, Outside{Kind: OutsidePicture, Issue: c.state.issue.ID, Name: name, File: old})
	}
}

// around takes the order of the items, the front matter and the sidecar.
func (c *coming) around(dr *draft, inFile []string) {
	k, b, f := &dr.kept, c.base, c.folder
	before := k.Rundown
	switch {
	case c.newer && f.record.Issue == "": // the file alone: it has the order, and says nothing of what is missing in it
		k.Rundown = mergeRundown(k.Rundown, k.Rundown, inFile)
	case c.newer:
		k.Rundown = mergeRundown(f.record.Rundown, f.record.Rundown, inFile)
		k.Rundown = slices.DeleteFunc(k.Rundown, func(id string) bool { return dr.texts[id] == nil })
		k.Archived, k.Deleted = f.record.Archived, f.record.Deleted
	default:
		k.Rundown = mergeRundown(k.Rundown, b.Rundown, inFile)
	}
	if !slices.Equal(before, k.Rundown) {
		dr.save.issue = true
	}
	for _, id := range b.Rundown {
		if !c.newer && slices.Contains(k.Rundown, id) && !slices.Contains(inFile, id) {
			c.told = append(c.told, Outside{Kind: OutsideKept, Issue: k.ID, File: c.file})
			break
		}
	}
	if head := f.kept(k.ID, k.Publication).Head; head != k.Head && f.unread == nil {
		if c.newer || hashOf(f.head) != b.Head.File && hashOf(k.Head) == b.Head.Store {
			k.Head, dr.save.issue = head, true
		}
	}
}
