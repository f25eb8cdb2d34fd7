package desk

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/reviewfile"
)

// maxFileNote is how long the sentence may be that goes with a review file, in bytes.
const maxFileNote = 1000

// ReviewFileMade says what went into a review file.
type ReviewFileMade struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
	Items int    `json:"items"`
}

// ReviewFileName suggests a name for a review file. It says who made it: the one
// that comes back stands in the same folder.
func (d *Desk) ReviewFileName(id string) (string, error) {
	s, err := d.source(id)
	if err != nil {
		return "", err
	}
	name := "Issue"
	if p, err := house.ReadPublication(publicationFile, []byte(s.publication.Settings)); err == nil && p.Name != "" {
		name = p.Name
	}
	card := issueCard(&s.issue)
	if which := cmp.Or(card.Number, card.Date); which != "" {
		name += " " + which
	}
	if first, _, _ := strings.Cut(oneLine(d.who()), " "); first != "" {
		name += " – " + first
	}
	return anywhere(name) + reviewEnd, nil
}

// anywhere leaves out of a file's name what some system does not take.
func anywhere(name string) string {
	const most = 80
	var b strings.Builder
	for _, r := range oneLine(name) {
		if b.Len() < most && !unicode.IsControl(r) && !strings.ContainsRune(`/\:*?"<>|`, r) {
			b.WriteRune(r)
		}
	}
	return cmp.Or(strings.Trim(b.String(), " ."), "Issue")
}

// reviewEnd is how the name of a review file ends.
const reviewEnd = ".galley"

// WriteReviewFile hands an issue to somebody as a file, whole or only some of its
// items, with a sentence to whoever opens it. What was typed is in it to the last
// letter, and stays here as a snapshot, to be looked back to. The file is written
// whole or not at all.
func (d *Desk) WriteReviewFile(ctx context.Context, id string, only []string, note, path string) (ReviewFileMade, error) {
	if err := d.needStore(); err != nil {
		return ReviewFileMade{}, err
	}
	if note = oneLine(note); len(note) > maxFileNote {
		return ReviewFileMade{}, fault.New(fault.BadInput, "This note is too long for a review file.", "Say it in a sentence or two, or as comments on the words.")
	}
	if err := d.notOurs(filepath.Dir(path)); err != nil {
		return ReviewFileMade{}, err
	}
	f, err := d.handed(id, only) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return ReviewFileMade{}, err
	}
	f.Note = note
	if !strings.EqualFold(filepath.Ext(path), reviewEnd) {
		path += reviewEnd
	}
	picture := func(hash string) (io.ReadCloser, error) {
		if ctx.Err() != nil {
			return nil, fault.New(fault.Cancelled, "Stopped.", "Nothing was written.")
		}
		if len(f.Only) > 0 && !hasHash(f.Issue.Pictures, hash) { // a snapshot names it, and it is of an item that is not sent
			return nil, fs.ErrNotExist
		}
		data, err := d.Store.Picture(hash)
		return io.NopCloser(bytes.NewReader(data)), err
	}
	made := ReviewFileMade{Path: path, Items: len(f.Items)}
	file := folder.File{Name: filepath.Base(path), Fill: func(w io.Writer) error {
		return reviewfile.Write(&counting{w, &made.Bytes}, f, picture)
	}}
	if err := folder.Replace(ctx, filepath.Dir(path), []folder.File{file}); err != nil {
		return ReviewFileMade{}, err
	}
	return made, nil
}

// SendReviewFile does the same with a step: the items go to whoever reads them, or
// back to their writer. The step is in the file, and when there is no file nobody
// has taken it.
func (d *Desk) SendReviewFile(ctx context.Context, id string, only []string, state, note, path string) (ReviewFileMade, error) {
	items, err := d.step(id, only, state, note) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return ReviewFileMade{}, err
	}
	made, err := d.WriteReviewFile(ctx, id, only, note, path)
	if err == nil {
		return made, nil
	}
	if dr, failed := d.turn(id); failed == nil { //nolint:contextcheck // what was begun is taken back, whoever waits for it
		for _, item := range items {
			_ = dr.unstep([]string{item}) // one that has gone on since stays
		}
		dr.done()
	}
	return ReviewFileMade{}, err
}

// step moves items on, and gives those that it moved.
func (d *Desk) step(id string, only []string, state, note string) (items []string, err error) {
	to, note, err := aStep(state, note)
	if err != nil {
		return nil, err
	}
	dr, err := d.turn(id)
	if err != nil {
		return nil, err
	}
	defer dr.done()
	texts, err := dr.meant(only, to)
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		items = append(items, t.ID)
	}
	return items, dr.setStates(texts, to, note)
}

// counting counts the bytes that are written.
type counting struct {
	to    io.Writer
	bytes *int64
}

// Write writes and counts.
func (c *counting) Write(data []byte) (int, error) {
	n, err := c.to.Write(data)
	*c.bytes += int64(n)
	return n, err
}

// handed gives what a review file of an issue carries, of one moment.
func (d *Desk) handed(id string, only []string) (*reviewfile.File, error) {
	f, g, err := d.readyToHand(id, only)
	if err != nil {
		return nil, err
	}
	if err := d.asCut(f); err != nil {
		return nil, err
	}
	if err := d.history(f); err != nil {
		return nil, err
	}
	s := keptSource{store: d.Store, publication: f.Publication, issue: f.Issue}
	for i := range f.Items {
		w := &f.Items[i]
		s.items = append(s.items, issue.Item{ID: w.ID, Kind: w.Kind, Story: w.Story, More: w.More, Copy: w.Copy})
	}
	_, text, err := s.Text()
	if err != nil {
		return nil, err
	}
	f.Text = string(text)
	return f, d.exchanged(f, g)
}

// readyToHand cuts revisions and a snapshot of an issue, and gives it with its
// items and without their history.
func (d *Desk) readyToHand(id string, only []string) (f *reviewfile.File, snapshot string, err error) {
	dr, err := d.turn(id)
	if err != nil {
		return nil, "", err
	}
	defer dr.done()
	for _, item := range only {
		if _, _, err := dr.item(item); err != nil {
			return nil, "", err
		}
	}
	if err := dr.flush(); err != nil {
		return nil, "", err
	}
	if err := dr.snapshot(issue.WhyReview); err != nil {
		return nil, "", err
	}
	dr.writeBeside()
	isPart := dr.kept.Part // the rest never was here, and nobody took it out
	for _, item := range dr.kept.Rundown {
		isPart = isPart || len(only) > 0 && !slices.Contains(only, item)
	}
	me := d.Me()
	f = &reviewfile.File{
		Made: d.now().UTC(), By: issue.Person{Name: me.Name, Initials: me.Initials}, People: dr.sidecar().People,
		Publication: dr.publication, Issue: dr.kept,
	}
	f.Issue.Rundown = []string{}
	var marks []issue.Mark
	for _, item := range dr.rested.Rundown {
		t := dr.texts[item.Item]
		if t == nil || len(only) > 0 && !slices.Contains(only, item.Item) {
			continue
		}
		f.Items = append(f.Items, t.Working)
		f.Issue.Rundown = append(f.Issue.Rundown, item.Item)
		marks = append(marks, issue.Mark{Issue: id, Item: t.ID, Revision: item.Revision, Why: issue.WhyReview, Who: me.Name, Time: f.Made})
	}
	f.Issue.Head, f.Issue.Pictures = dr.rested.Head, map[string]string{}
	for name, hash := range dr.rested.Pictures {
		f.Issue.Pictures[name] = hash
	}
	if isPart {
		f.Only = slices.Clone(f.Issue.Rundown)
		if err := dr.inPart(f); err != nil {
			return nil, "", err
		}
	}
	snapshot = dr.rested.ID
	return f, snapshot, dr.save.keep(issue.Batch{Marks: marks})
}

// inPart leaves out of a file what belongs to items that are not in it.
func (dr *draft) inPart(f *reviewfile.File) error {
	s, err := issue.ReadSidecar(Sidecar, []byte(f.Issue.Sidecar))
	if err != nil {
		return err
	}
	named := map[string]string{}
	records := map[string]issue.Record{}
	for i := range f.Items {
		w := &f.Items[i]
		if r, ok := s.Items[w.ID]; ok {
			records[w.ID] = r
		}
		for name, hash := range dr.picturesOf(&text{Working: *w}) {
			named[name] = hash
		}
	}
	s.Items = records
	data, err := s.Bytes()
	if err != nil {
		return err
	}
	f.Issue.Sidecar, f.Issue.Pictures = bareSidecar(string(data)), named
	if !hasHash(named, f.Issue.Picture) {
		f.Issue.Picture = ""
	}
	return nil
}

func hasHash(pictures map[string]string, hash string) bool {
	for _, h := range pictures {
		if h == hash {
			return true
		}
	}
	return false
}

// asCut makes each item's text the one that its revision has: a letter that was
// typed since is for the next file.
func (d *Desk) asCut(f *reviewfile.File) error {
	for i := range f.Items {
		w := &f.Items[i]
		if w.Revision == "" {
			continue
		}
		r, err := d.Store.Revision(w.Issue, w.ID, w.Revision)
		if err != nil {
			return err
		}
		if r.Copy != w.Copy {
			w.Copy, w.By = r.Copy, nil
		}
		w.Kind, w.Story = r.Kind, r.Story
	}
	return nil
}

// The most bytes of snapshots that go into a file: less than a reader takes, and
// hundreds of them.
const maxHandedSnapshots = 1 << 20

// history puts in the revisions of the items and the snapshots of the issue, in the
// order in which they were saved, as much as there is room for.
func (d *Desk) history(f *reviewfile.File) error {
	all, err := d.Store.Snapshots(f.Issue.ID)
	if err != nil && len(all) == 0 {
		return err
	}
	size, needed := 0, map[string]bool{}
	for i := range all {
		if size += len(all[i].Head) + 250*(len(all[i].Rundown)+len(all[i].Pictures)) + 500; size > maxHandedSnapshots {
			break
		}
		f.Snapshots = append(f.Snapshots, all[i])
	}
	slices.Reverse(f.Snapshots)
	var revisions []issue.Revision
	for i := range f.Items {
		w := &f.Items[i]
		needed[w.Revision] = true
		list, err := d.Store.Revisions(w.Issue, w.ID)
		if err != nil && len(list) == 0 {
			return fault.New(fault.Of(err).Code, fmt.Sprintf("The history of this issue cannot be read: %s", fault.Of(err).Message), fault.Of(err).Hint)
		}
		slices.Reverse(list)
		revisions = append(revisions, list...)
	}
	slices.SortStableFunc(revisions, func(a, b issue.Revision) int { return cmp.Compare(a.Seq, b.Seq) })
	f.Revisions = reviewfile.FitHistory(revisions, needed)
	return nil
}
