package desk

import (
	"context"
	"slices"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// WriteCriticFile writes an issue as [Desk.WriteIssueFile] does, with all open
// suggestions and comments on its items in the copy, as CriticMarkup. The sidecar
// beside it is whole, with the names of who said what, and with what is said of
// the issue as a whole; whoever imports the file with it has everything once.
func (d *Desk) WriteCriticFile(ctx context.Context, id, file string) error {
	return d.writeIssueFile(ctx, id, file, func(s *keptSource) error {
		sidecar, err := issue.ReadSidecar(Sidecar, []byte(s.issue.Sidecar))
		if err != nil {
			return err
		}
		s.items, _, _ = withMarks(s.items, sidecar)
		_, text, err := s.Text()
		if err != nil {
			return err
		}
		return fitsAFile(text)
	})
}

// CriticFile is an issue file in which suggestions and comments stand as
// CriticMarkup.
type CriticFile struct {
	Text                  []byte
	Suggestions, Comments int // that are open; those about the whole issue are in its sidecar alone
	Notes                 []issue.Note
}

// Critic gives an issue file with what its sidecar says of its items as
// CriticMarkup.
func (d *Desk) Critic(path string) (*CriticFile, error) {
	b, err := readBesides(path)
	if err != nil {
		return nil, err
	}
	m := &CriticFile{Notes: b.notes}
	if b.sidecar == nil {
		b.sidecar = &issue.Sidecar{}
	}
	is := *b.issue
	is.Items, m.Suggestions, m.Comments = withMarks(is.Items, b.sidecar)
	m.Text = markdown.Write(&is, b.house.KindNames()...)
	return m, fitsAFile(m.Text)
}

// Save writes the file. Without force nothing that is there is replaced.
func (m *CriticFile) Save(ctx context.Context, path string, force bool) error {
	return folder.Write(ctx, path, m.Text, force)
}

// withMarks gives items with what is open on them in their copy, and how much that
// is. What only looks like a mark in a copy is kept from being one.
func withMarks(items []issue.Item, s *issue.Sidecar) (marked []issue.Item, suggestions, comments int) {
	marked = slices.Clone(items)
	for i := range marked {
		item := &marked[i]
		r := issue.Record{}
		if item.ID != "" {
			r = s.Items[item.ID]
		}
		if to := settled(&r, item.Copy); to != nil {
			r = *to
		}
		edits, said := openOn(&r)
		suggestions, comments = suggestions+edits, comments+said
		item.Copy = markdown.WriteCritic(item.Copy, cleanSaid(&r), r.Comments)
	}
	return marked, suggestions, comments
}

// cleanSaid gives a record's suggestions, and has its words be text: what stands in a
// file from elsewhere may hold what a terminal obeys.
func cleanSaid(r *issue.Record) []issue.Suggestion {
	r.Suggestions, r.Comments = slices.Clone(r.Suggestions), slices.Clone(r.Comments)
	for i := range r.Suggestions {
		s := &r.Suggestions[i]
		s.New, s.Reason = change.Clean(s.New), change.Clean(s.Reason)
	}
	for i := range r.Comments {
		c := &r.Comments[i]
		c.Text, c.Replies = change.Clean(c.Text), slices.Clone(c.Replies)
		if c.Anchor != nil {
			a := *c.Anchor
			a.Words = change.Clean(a.Words)
			c.Anchor = &a
		}
		for j := range c.Replies {
			c.Replies[j].Text = change.Clean(c.Replies[j].Text)
		}
	}
	return r.Suggestions
}

// openOn counts what is open on an item.
func openOn(r *issue.Record) (suggestions, comments int) {
	for i := range r.Suggestions {
		if r.Suggestions[i].IsOpen() {
			suggestions++
		}
	}
	for i := range r.Comments {
		if r.Comments[i].IsOpen() {
			comments++
		}
	}
	return suggestions, comments
}

// fitsAFile refuses a text that would not be read again: marks make it longer.
func fitsAFile(text []byte) error {
	if _, _, err := markdown.Decode("The issue with its suggestions", text); err != nil {
		return fault.Wrap(err, fault.BadInput, "The issue with its suggestions and comments in it is more than an issue file may hold.", "Settle some of them first.")
	}
	return nil
}
