package desk

import (
	"cmp"
	"context"
	"errors"
	"path"
	"path/filepath"
	"slices"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// Rebuilt says what came out of a mirror.
type Rebuilt struct {
	Publications, Issues, Items, Pictures int

	Problems []error // of folders and pictures that could not be read; the others are there
}

// RebuildFromMirror fills an empty store with what stands in a mirror. What
// cannot be read is named, and the rest is there all the same. Progress, when
// not nil, hears of each issue.
func (d *Desk) RebuildFromMirror(ctx context.Context, mirrorDir string, progress func(Rebuilt)) (Rebuilt, error) {
	if err := d.needStore(); err != nil {
		return Rebuilt{}, err
	}
	if have, err := d.Store.Publications(); err != nil || len(have) > 0 {
		return Rebuilt{}, cmp.Or(err, error(fault.New(fault.Exists, "There is something in this store already.", "Rebuild into an empty one.")))
	}
	if !folder.Exists(filepath.Dir(mirrorDir), filepath.Base(mirrorDir)) {
		return Rebuilt{}, fault.New(fault.NotFound, mirrorDir+" is not there.", "Name the folder that has one folder for each newsletter.")
	}
	tree, err := folder.OpenTree(mirrorDir)
	if err != nil {
		return Rebuilt{}, err
	}
	defer func() { _ = tree.Close() }()
	b := rebuilding{desk: d, ctx: ctx, tree: tree, progress: progress, seen: map[string]bool{}}
	names, err := tree.Folders(".")
	if err != nil {
		return Rebuilt{}, err
	}
	for _, name := range names {
		if err := b.publication(name); err != nil {
			return b.out, err
		}
	}
	return b.out, nil
}

// rebuilding is a rebuild at work.
type rebuilding struct {
	desk     *Desk
	ctx      context.Context
	tree     *folder.Tree
	progress func(Rebuilt)
	seen     map[string]bool // ids of publications and issues
	out      Rebuilt
}

// publication takes in a folder with its issues; its error stops everything.
func (b *rebuilding) publication(dir string) error {
	p, ok, err := readMirrorPublication(b.tree, dir)
	if err != nil {
		b.out.Problems = append(b.out.Problems, err)
		p, ok = issue.KeptPublication{Settings: p.Settings}, p.Settings != "" // its issues are worth more than its settings
	}
	if !ok {
		return nil
	}
	if p.ID = b.fresh(p.ID); p.Made.IsZero() {
		p.Made, p.Changed = b.desk.now().UTC(), b.desk.now().UTC()
	}
	b.desk.Store.CountOn(p.Seq) // what is made of the mirror is newer than it
	if err := b.desk.Store.Keep(issue.Batch{Publications: []issue.KeptPublication{p}}); err != nil {
		return err
	}
	b.out.Publications++
	names, err := b.tree.Folders(dir)
	if err != nil {
		b.out.Problems = append(b.out.Problems, err)
	}
	for _, name := range names {
		if b.ctx.Err() != nil {
			return fault.New(fault.Cancelled, "Stopped.", "Nothing was changed.")
		}
		at := path.Join(dir, name)
		if !b.tree.Exists(path.Join(at, issueFile)) && !b.tree.Exists(path.Join(at, Sidecar)) {
			continue
		}
		if err := b.issue(at, &p); err != nil {
			return err
		}
		if b.progress != nil {
			b.progress(b.out)
		}
	}
	return nil
}

// fresh gives an id that nothing else here has: folders are copied by people.
func (b *rebuilding) fresh(id string) string {
	if id == "" || b.seen[id] || !markdown.ID.MatchString(id) {
		id = newID()
	}
	b.seen[id] = true
	return id
}

func (b *rebuilding) issue(dir string, p *issue.KeptPublication) error {
	f, err := readMirrorFolder(b.tree, dir, houseOf(p).KindNames())
	var bad *notRecord
	if errors.As(err, &bad) { // issue.md may be good all the same
		b.out.Problems = append(b.out.Problems, err)
		f = &mirrorFolder{issue: &issue.Issue{}}
		err = f.readText(b.tree, dir, houseOf(p).KindNames())
	}
	if err != nil {
		b.out.Problems = append(b.out.Problems, err)
		return nil
	}
	id := b.fresh(f.record.Issue)
	kept := f.kept(id, p.ID)
	if kept.Made.IsZero() {
		kept.Made, kept.Changed = b.desk.now().UTC(), b.desk.now().UTC()
	}
	var items []issue.Working
	kept.Rundown, items = f.items(id)
	kept.Rundown = wellNamed(kept.Rundown, items)
	if err := b.pictures(dir, f, &kept); err != nil {
		return err
	}
	batch := issue.Batch{Issues: []issue.KeptIssue{kept}}
	batch.Items = append(batch.Items, items...)
	b.begin(p, &batch)
	b.desk.Store.CountOn(f.record.Seq)
	if err := b.keep(&batch); err != nil {
		if code := fault.Of(err).Code; code != fault.BadInput && code != fault.Internal {
			return err
		}
		b.out.Problems = append(b.out.Problems, fault.Wrap(err, fault.BadInput, b.tree.Path(dir)+" cannot be taken in: "+fault.Of(err).Message,
			"Its text is in issue.md there: bring that in by hand."))
		return nil // the next one may be taken
	}
	b.out.Issues++
	b.out.Items += len(items)
	return nil
}

// wellNamed gives items whose ids are none, or another's, ids of their own, and
// gives the rundown with these. An id is a name for what is kept.
func wellNamed(rundown []string, items []issue.Working) []string {
	have, named := map[string]bool{}, slices.Clone(rundown)
	for i := range items {
		was := items[i].ID
		if have[was] || !markdown.ID.MatchString(was) {
			items[i].ID = newID()
			if i < len(named) && named[i] == was {
				named[i] = items[i].ID
			} else if at := slices.Index(named, was); at >= 0 && !have[was] {
				named[at] = items[i].ID
			}
		}
		have[items[i].ID] = true
	}
	if named == nil {
		return []string{}
	}
	return named
}

// keptAtOnce is how much copy is kept in one step: what was taken out of an issue
// over the years is more than one holds.
const keptAtOnce = 1 << 20

// keep keeps an issue's items and their revisions, one for each, in steps. The
// issue itself comes last: it is there when all of it is.
func (b *rebuilding) keep(all *issue.Batch) error {
	from, size := 0, 0
	for i := range all.Items {
		if size > 0 && size+len(all.Items[i].Copy) > keptAtOnce {
			if err := b.desk.Store.Keep(issue.Batch{Items: all.Items[from:i], Revisions: all.Revisions[from:i]}); err != nil {
				return err
			}
			from, size = i, 0
		}
		size += len(all.Items[i].Copy)
	}
	return b.desk.Store.Keep(issue.Batch{Issues: all.Issues, Items: all.Items[from:], Revisions: all.Revisions[from:]})
}

// begin gives every item a first revision, and the issue what the Library shows.
func (b *rebuilding) begin(p *issue.KeptPublication, batch *issue.Batch) {
	h, kept := houseOf(p), &batch.Issues[0]
	dialect := markdown.New(h)
	for i := range batch.Items {
		w := &batch.Items[i]
		item := issue.Item{ID: w.ID, Kind: w.Kind, Story: w.Story, Copy: w.Copy, Reading: dialect.Read(h.Like(w.Kind), w.Copy)}
		r := issue.Revision{
			Issue: w.Issue, Item: w.ID, Author: b.desk.who(), Time: b.desk.now().UTC(), Kind: w.Kind, Story: w.Story, Copy: w.Copy,
			Hash: item.Hash(func(name string) string { return kept.Pictures[name] }),
		}
		r.Seal()
		w.Revision = r.ID
		batch.Revisions = append(batch.Revisions, r)
		if !slices.Contains(kept.Rundown, w.ID) {
			continue
		}
		kept.Words += item.Reading.Words
		for j := range item.Reading.Pictures {
			kept.Picture = cmp.Or(kept.Picture, kept.Pictures[item.Reading.Pictures[j].Name])
		}
	}
}

// pictures takes in those of the record, then those that the copy names and that
// are there.
func (b *rebuilding) pictures(dir string, f *mirrorFolder, kept *issue.KeptIssue) error {
	places := map[string]string{}
	for name := range f.record.Pictures {
		places[name] = cmp.Or(f.record.Places[name], name)
	}
	dialect := markdown.New(nil)
	for i := range f.issue.Items {
		for _, picture := range dialect.Read(f.issue.Items[i].Kind, f.issue.Items[i].Copy).Pictures {
			if name := path.Clean(picture.Name); places[name] == "" && filepath.IsLocal(filepath.FromSlash(name)) {
				places[name] = name
			}
		}
	}
	for _, name := range pictureNames(places) {
		data, err := b.tree.Read(path.Join(dir, places[name]), folder.MaxPicture)
		if err != nil {
			if f.record.Pictures[name] != "" {
				b.out.Problems = append(b.out.Problems, err)
				kept.Pictures[name] = f.record.Pictures[name] // its bytes may be in the data folder all the same
			}
			continue
		}
		if f.record.Pictures[name] == "" && !isPicture(name, data) {
			continue
		}
		if kept.Pictures[name], err = b.desk.Store.KeepPicture(data); err != nil {
			return err
		}
		b.out.Pictures++
	}
	return nil
}

func emptyMirror(dir string) error {
	return fault.New(fault.NotFound, "There is no newsletter in "+dir+".", "Name the folder that has one folder for each newsletter with --mirror.")
}
