package desk

import (
	"slices"
	"strings"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/reviewfile"
)

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
	f.By.Name, f.Note = personName(f.By.Name), strings.TrimSpace(f.Note)
	return soundBeside(f)
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
	source, h := keptSource{publication: f.Publication, issue: f.Issue}, houseOf(&f.Publication)
	hashed := func(w *issue.Working) string {
		return source.contentHash(h, &issue.Item{Kind: w.Kind, Story: w.Story, Copy: w.Copy})
	}
	byID := map[string]*issue.Working{}
	for i := range f.Items {
		w := &f.Items[i]
		byID[w.ID] = w
		if r := revisions[w.Revision]; r != nil && r.Copy == w.Copy && r.Kind == w.Kind && r.Story == w.Story {
			continue
		}
		r := issue.Revision{
			Issue: w.Issue, Item: w.ID, Parent: w.Revision, Hash: hashed(w), Author: f.By.Name, Time: f.Made.UTC(),
			Kind: w.Kind, Story: w.Story, Copy: w.Copy,
		}
		r.Seal()
		w.Revision = r.ID
		f.Revisions = append(f.Revisions, r)
	}
	for _, id := range f.Issue.Rundown {
		state.Rundown = append(state.Rundown, issue.SnapshotItem{Item: id, Revision: byID[id].Revision, Hash: hashed(byID[id])})
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
