package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/reviewfile"
)

// ReviewFileTaken says what came in a review file, so that it can be told in a
// sentence.
type ReviewFileTaken struct {
	Issue       IssueCard `json:"issue"`
	New         bool      `json:"new"`   // it was not here before
	Guest       bool      `json:"guest"` // it is only read here
	By          string    `json:"by"`    // who made the file
	Note        string    `json:"note"`  // what was said with it
	Items       []string  `json:"items"` // names of the items that are others now; none of a new issue
	Moved       bool      `json:"moved"` // they are in another order
	Head        bool      `json:"head"`  // subject, date and the like are others
	Comments    int       `json:"comments"`
	Suggestions int       `json:"suggestions"`
	Conflicts   int       `json:"conflicts"` // what both changed: to be decided
	Notes       []string  `json:"notes"`     // what else is to be known, in sentences
}

// TakeReviewFile takes in a review file. An issue that is not here comes as it is,
// to be read; one that is here is merged with it, and what both changed differently
// stays as it is here, with theirs beside it. The same file a second time changes
// nothing. What is wrong with a file is said, and nothing of it is taken.
func (d *Desk) TakeReviewFile(ctx context.Context, path string) (ReviewFileTaken, error) {
	if err := d.needStore(); err != nil {
		return ReviewFileTaken{}, err
	}
	file, size, err := folder.OpenFile(path)
	if err != nil {
		return ReviewFileTaken{}, err
	}
	defer func() { _ = file.Close() }() // it was only read
	r, err := reviewfile.Open(file, size)
	if err != nil {
		return ReviewFileTaken{}, err
	}
	if err := sound(r.File); err != nil {
		return ReviewFileTaken{}, err
	}
	made := complete(r.File)
	d.taking.Lock()
	defer d.taking.Unlock()
	_, err = d.Store.Issue(r.File.Issue.ID)
	isNew := missing(err)
	if err != nil && !isNew {
		return ReviewFileTaken{}, err
	}
	if err := d.keepPictures(ctx, r); err != nil {
		return ReviewFileTaken{}, err
	}
	if isNew {
		return d.takeNew(r.File, made)
	}
	return d.takeBack(r.File, made, path) //nolint:contextcheck // it is merged whole, whoever waits for it
}

// sound refuses a file whose texts no desk could have written: what stands
// around the copy cannot be read, or an issue file could not hold an item.
func sound(f *reviewfile.File) error {
	if !markdown.ID.MatchString(f.Issue.ID) || !markdown.ID.MatchString(f.Publication.ID) {
		return strange()
	}
	is, _, err := markdown.Read(issueFile, []byte(f.Issue.Head))
	if err != nil {
		return inFile(err)
	}
	if len(is.Items) > 0 {
		return strange()
	}
	if _, err := house.ReadPublication(publicationFile, []byte(f.Publication.Settings)); err != nil {
		return inFile(err)
	}
	if f.Publication.House != "" {
		if _, err := house.Read(houseStyleFile, []byte(f.Publication.House)); err != nil {
			return inFile(err)
		}
	}
	var weight markdown.Weight
	for i := range f.Items {
		w := &f.Items[i]
		weight = weight.Add(markdown.Weigh(w.Copy))
		if !markdown.ID.MatchString(w.ID) || !standsInMarker(w) {
			return strange()
		}
		if clean := change.Clean(w.Copy); clean != w.Copy {
			w.Copy, w.By = clean, nil
		}
	}
	if err := weight.Check("The issue"); err != nil {
		return inFile(err)
	}
	return nil
}

func strange() error {
	return fault.New(fault.BadInput, "This review file holds items that no issue can have.", "Nothing of it was taken in; ask whoever sent it to make it again.")
}

func inFile(err error) error {
	return fault.Wrap(err, fault.BadInput, "In this review file, "+fault.Of(err).Message, "Nothing of it was taken in; ask whoever sent it to make it again.")
}

// standsInMarker reports whether an item's marker is read as it is written.
func standsInMarker(w *issue.Working) bool {
	text := markdown.Write(&issue.Issue{Items: []issue.Item{{ID: w.ID, Kind: w.Kind, Story: w.Story, More: w.More, Copy: "Words."}}}, w.Kind)
	back, _, err := markdown.Read(issueFile, text, w.Kind)
	if err != nil || len(back.Items) != 1 {
		return false
	}
	item := &back.Items[0]
	return item.ID == w.ID && item.Kind == w.Kind && item.Story == w.Story && item.More == w.More && item.Copy == "Words."
}

// complete gives every item of a file a revision that is its very copy, and the
// issue a snapshot that is its state, as our own files have: by these a desk tells
// the next time what it has taken in. It gives that snapshot's id.
func complete(f *reviewfile.File) (snapshot string) {
	revisions := map[string]*issue.Revision{}
	for i := range f.Revisions {
		revisions[f.Revisions[i].ID] = &f.Revisions[i]
	}
	state := issue.Snapshot{
		Issue: f.Issue.ID, Why: issue.WhyReview, Who: f.By.Name, Time: f.Made.UTC(), Head: f.Issue.Head,
		Rundown: []issue.SnapshotItem{}, Pictures: f.Issue.Pictures,
	}
	byID := map[string]*issue.Working{}
	for i := range f.Items {
		w := &f.Items[i]
		byID[w.ID] = w
		if r := revisions[w.Revision]; r != nil && r.Copy == w.Copy && r.Kind == w.Kind && r.Story == w.Story {
			continue
		}
		r := issue.Revision{
			Issue: w.Issue, Item: w.ID, Parent: w.Revision, Hash: hashOf(w.Kind, w.Story, w.Copy), Author: f.By.Name, Time: f.Made.UTC(),
			Kind: w.Kind, Story: w.Story, Copy: w.Copy,
		}
		r.Seal()
		w.Revision = r.ID
		f.Revisions = append(f.Revisions, r)
	}
	for _, id := range f.Issue.Rundown {
		state.Rundown = append(state.Rundown, issue.SnapshotItem{Item: id, Revision: byID[id].Revision})
	}
	for _, g := range slices.Backward(f.Snapshots) {
		if len(f.Only) > 0 && g.Why == issue.WhyReview && g.Head == state.Head {
			return g.ID // of the whole issue; the file has a part
		}
		if sameAround(&g, &state) && slices.EqualFunc(g.Rundown, state.Rundown, func(a, b issue.SnapshotItem) bool { return a.Revision == b.Revision }) {
			return g.ID
		}
	}
	state.Seal()
	f.Snapshots = append(f.Snapshots, state)
	return state.ID
}

// keepPictures keeps the pictures that are in a file and not here. They come
// first: one that nobody names does no harm.
func (d *Desk) keepPictures(ctx context.Context, r *reviewfile.Reader) error {
	all := []map[string]string{r.File.Issue.Pictures}
	for i := range r.File.Snapshots {
		all = append(all, r.File.Snapshots[i].Pictures)
	}
	seen := map[string]bool{}
	for _, pictures := range all {
		for _, hash := range pictures {
			if seen[hash] || !r.Has(hash) {
				continue
			}
			seen[hash] = true
			if ctx.Err() != nil {
				return fault.New(fault.Cancelled, "Stopped.", "Nothing of the file was taken in.")
			}
			data, err := r.Picture(hash)
			if err != nil {
				return err
			}
			if _, err := d.Store.KeepPicture(data); err != nil {
				return err
			}
		}
	}
	return nil
}

// takeNew puts an issue on the shelf that is somebody else's.
func (d *Desk) takeNew(f *reviewfile.File, made string) (ReviewFileTaken, error) {
	now := d.now().UTC()
	kept := f.Issue
	kept.Sidecar = bareSidecar(kept.Sidecar)
	kept.Guest, kept.From, kept.Part, kept.Changed = true, f.By.Name, len(f.Only) > 0, now
	if kept.Made.IsZero() {
		kept.Made = now
	}
	b := issue.Batch{Items: slices.Clone(f.Items)}
	p, err := d.Store.Publication(f.Publication.ID)
	switch {
	case missing(err):
		p = f.Publication
		if p.Changed = now; p.Made.IsZero() {
			p.Made = now
		}
		b.Publications = []issue.KeptPublication{p}
	case err != nil:
		return ReviewFileTaken{}, err
	}
	if b.Settings, err = d.withExchange(kept.ID, exchange{made, kept.Sidecar}); err != nil {
		return ReviewFileTaken{}, err
	}
	b.Issues = []issue.KeptIssue{kept}
	fresh := freshOf(f, made, nil, nil)
	b.Revisions, b.Snapshots = fresh.now.Revisions, fresh.now.Snapshots
	if err := d.Store.Keep(b); err != nil {
		return ReviewFileTaken{}, err
	}
	taken := newTaken(f)
	taken.New, taken.Guest = true, true
	d.keepRest(&fresh, &taken)
	if s, err := issue.ReadSidecar(Sidecar, []byte(kept.Sidecar)); err == nil {
		taken.Comments, taken.Suggestions = countSaid(s, nil)
	}
	taken.Notes = append(taken.Notes, d.publicationBack(f, &p)...)
	taken.Issue = issueCard(&kept)
	return taken, nil
}

func newTaken(f *reviewfile.File) ReviewFileTaken {
	return ReviewFileTaken{By: f.By.Name, Note: f.Note, Items: []string{}, Notes: []string{}}
}

// publicationBack takes a publication back onto the shelf, where its issue would not
// be seen else, and says where it is another one than the file's.
func (d *Desk) publicationBack(f *reviewfile.File, p *issue.KeptPublication) (notes []string) {
	if !p.Deleted.IsZero() || p.Archived {
		err := d.shelvePublication(p.ID, func(p *issue.KeptPublication) { p.Deleted, p.Archived = time.Time{}, false })
		if err != nil {
			return []string{"Its newsletter is not on the shelf, and could not be put back: " + fault.Of(err).Message}
		}
		notes = append(notes, "Its newsletter was off the shelf, and is back.")
	}
	if p.Settings != f.Publication.Settings || p.House != f.Publication.House {
		notes = append(notes, "The newsletter’s settings here are other ones than in the file; those here count.")
	}
	return notes
}

// How many bytes of revisions and snapshots are kept in one save beside the items
// that came, and in each save after it. The store packs what is more than a
// megabyte, and takes no more than fits.
const (
	atOnce = 512 << 10
	inStep = 1 << 20
)

// fresh is what of a file's history is not here: what has to be kept with the
// items, and what may come after them.
type fresh struct{ now, later issue.Batch }

// freshOf divides the history of a file. With the items go the revisions that they
// are and the snapshot that the file was made of: by them a desk tells what it has taken in, so
// neither is ever there without the other.
func freshOf(f *reviewfile.File, made string, hasRevision, hasSnapshot map[string]bool) (out fresh) {
	tips := map[string]bool{}
	size := 0
	for i := range f.Items {
		tips[f.Items[i].Revision] = true
	}
	for i := len(f.Snapshots) - 1; i >= 0; i-- {
		g := f.Snapshots[i]
		if hasSnapshot[g.ID] {
			continue
		}
		to := &out.later
		if size += len(g.Head) + 250*(len(g.Rundown)+len(g.Pictures)) + 500; g.ID == made || size < atOnce/2 {
			to = &out.now
		}
		to.Snapshots = append(to.Snapshots, g)
	}
	size = 0
	for i := len(f.Revisions) - 1; i >= 0; i-- {
		r := f.Revisions[i]
		if hasRevision[r.ID] {
			continue
		}
		to := &out.later
		if tips[r.ID] {
			to = &out.now
		} else if size += len(r.Copy) + 500; size < atOnce {
			to = &out.now
		}
		to.Revisions = append(to.Revisions, r)
	}
	return out
}

// keepRest keeps the older history. Without it the issue is whole all the same.
func (d *Desk) keepRest(h *fresh, taken *ReviewFileTaken) {
	var b issue.Batch
	size := 0
	keep := func() error {
		if len(b.Revisions) == 0 && len(b.Snapshots) == 0 {
			return nil
		}
		err := d.Store.Keep(b)
		b, size = issue.Batch{}, 0
		return err
	}
	var failed error
	for _, r := range slices.Backward(h.later.Revisions) { // the oldest first, as it was there
		if size += len(r.Copy) + 500; size > inStep {
			failed = first(failed, keep())
		}
		b.Revisions = append(b.Revisions, r)
	}
	failed = first(failed, keep())
	for _, g := range slices.Backward(h.later.Snapshots) {
		if size += len(g.Head) + 250*(len(g.Rundown)+len(g.Pictures)) + 500; size > inStep {
			failed = first(failed, keep())
		}
		b.Snapshots = append(b.Snapshots, g)
	}
	if failed = first(failed, keep()); failed != nil {
		taken.Notes = append(taken.Notes, "The older history did not come along: "+fault.Of(failed).Message+" Open the file again for it.")
	}
}

func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// countSaid counts comments and answers, and open suggestions, that before has not.
func countSaid(s, before *issue.Sidecar) (comments, suggestions int) {
	had := map[string]bool{}
	eachSaid(before, func(id string, _ bool) { had[id] = true })
	eachSaid(s, func(id string, isEdit bool) {
		switch {
		case had[id]:
		case isEdit:
			suggestions++
		default:
			comments++
		}
	})
	return comments, suggestions
}

// eachSaid goes through what people say: comments, answers, and suggestions that
// are open.
func eachSaid(s *issue.Sidecar, see func(id string, isEdit bool)) {
	if s == nil {
		return
	}
	comments := func(list []issue.Comment) {
		for i := range list {
			if !list[i].Deleted.IsZero() {
				continue
			}
			see(list[i].ID, false)
			for j := range list[i].Replies {
				if list[i].Replies[j].Deleted.IsZero() {
					see(list[i].Replies[j].ID, false)
				}
			}
		}
	}
	comments(s.Comments)
	for _, r := range s.Items {
		comments(r.Comments)
		for i := range r.Suggestions {
			if r.Suggestions[i].IsOpen() {
				see(r.Suggestions[i].ID, true)
			}
		}
	}
}

// quoted gives words in quotation marks, or says that there are none.
func quoted(words string) string {
	if strings.TrimSpace(words) == "" {
		return "nothing"
	}
	return fmt.Sprintf("“%s”", words)
}
