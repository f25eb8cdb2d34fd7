package desk

import (
	"context"
	"slices"
	"time"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
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
