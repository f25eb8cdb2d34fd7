package desk

import (
	"strconv"
	"strings"
	"time"

	"galley/internal/change"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// HistoryEntry is a revision in the list of an item's history.
type HistoryEntry struct {
	ID      string      `json:"id"`
	Time    time.Time   `json:"time"`
	Author  string      `json:"author"`
	Words   int         `json:"words"`
	Added   int         `json:"added"`   // words, against the one before it
	Removed int         `json:"removed"` // words
	First   bool        `json:"first"`   // there is none before it
	Marks   []issue.Why `json:"marks"`
}

// RevisionView is a revision to be looked at beside what the item is now.
type RevisionView struct {
	ID   string `json:"id"`
	HTML string `json:"html"` // a page of this item alone
	Now  string `json:"now"`  // the same of the working text
}

// Restored answers a restore.
type Restored struct {
	Echo   Echo   `json:"echo"`
	Copy   string `json:"copy"`
	Before string `json:"before"` // the revision that takes it back
}

// History lists the revisions of an item, the newest first. One that holds what
// the one before it held is left out unless it is marked.
func (d *Desk) History(issueID, item string) ([]HistoryEntry, error) {
	dr, err := d.turn(issueID)
	if err != nil {
		return nil, err
	}
	_ = dr.cut(func(t *text) bool { return t.ID == item }) // on a full disk, too, history can be read
	h := dr.open.Edition.House
	dr.done()
	all, err := d.Store.Revisions(issueID, item)
	if err != nil && len(all) == 0 {
		return nil, err
	}
	marks, err := d.Store.Marks(issueID, item)
	if err != nil && len(marks) == 0 {
		marks = nil // which were exported is not worth hiding the rest
	}
	why := map[string][]issue.Why{}
	for _, m := range marks {
		why[m.Revision] = append(why[m.Revision], m.Why)
	}
	return entries(all, why, func(r *issue.Revision) int {
		return markdown.New(h).Read(h.Like(r.Kind), r.Copy).Words
	}), nil
}

// entries makes the list. Words are counted where two texts differ, and in the
// oldest, by count: to count them all takes a second where there are thousands.
func entries(all []issue.Revision, why map[string][]issue.Why, count func(*issue.Revision) int) []HistoryEntry {
	list := make([]HistoryEntry, len(all))
	words := 0
	for i := len(all) - 1; i >= 0; i-- {
		r, e := &all[i], &list[i]
		*e = HistoryEntry{ID: r.ID, Time: r.Time, Author: r.Author, Marks: append([]issue.Why{}, why[r.ID]...)}
		if i == len(all)-1 {
			e.First, words = true, count(r)
		} else {
			e.Added, e.Removed = change.Words(all[i+1].Copy, r.Copy)
			words += e.Added - e.Removed
		}
		e.Words = words
	}
	shown := list[:0]
	for i := range list {
		if i == len(list)-1 || all[i].Hash != all[i+1].Hash || len(list[i].Marks) > 0 {
			shown = append(shown, list[i])
		}
	}
	return shown
}

// RevisionView gives a revision as the preview would show it.
func (d *Desk) RevisionView(issueID, item, id string) (RevisionView, error) {
	dr, err := d.lock(issueID)
	if err != nil {
		return RevisionView{}, err
	}
	defer dr.mu.Unlock()
	t, _, err := dr.item(item)
	if err != nil {
		return RevisionView{}, err
	}
	r, err := d.Store.Revision(issueID, item, id)
	if err != nil {
		return RevisionView{}, err
	}
	return RevisionView{ID: id, HTML: dr.alone(t, r.Kind, r.Story, r.Copy), Now: dr.alone(t, t.Kind, t.Story, t.Copy)}, nil
}

// alone renders a page of one item with that copy.
func (dr *draft) alone(t *text, kind, story, copy string) string {
	h := dr.open.Edition.House
	item := issue.Item{ID: t.ID, Kind: kind, Story: story, Copy: dr.printed(copy, kind)}
	item.Reading = dr.dialect.Read(h.Like(kind), item.Copy)
	edition := dr.open.placed(atMedia)
	is := *edition.Issue
	is.Items = []issue.Item{item}
	edition.Issue = &is
	sheet := dr.desk.press.Sheet(edition)
	var html strings.Builder
	html.Write(sheet.Head)
	html.WriteString(sheet.Items[0].View(t.ID, strconv.Itoa))
	html.Write(sheet.Foot)
	return html.String()
}

// revisionIn gives a revision of an item by its id, or by that of a snapshot of the
// issue which names it.
func (d *Desk) revisionIn(issueID, item, id string) (issue.Revision, error) {
	r, err := d.Store.Revision(issueID, item, id)
	if !missing(err) {
		return r, err
	}
	all, listing := d.Store.Snapshots(issueID)
	for i := range all {
		for _, one := range all[i].Rundown {
			if all[i].ID == id && one.Item == item {
				return d.Store.Revision(issueID, item, one.Revision)
			}
		}
	}
	if listing != nil {
		return r, listing
	}
	return r, err
}

// RestoreRevision makes a revision's copy the working text, or that which a snapshot
// has, by the road of every change. What was there is a revision first, and so is
// what is there then.
func (d *Desk) RestoreRevision(issueID, item, id string) (Restored, error) {
	dr, err := d.turn(issueID)
	if err != nil {
		return Restored{}, err
	}
	defer dr.done()
	t, i, err := dr.item(item)
	if err == nil {
		err = dr.mayWrite()
	}
	if err != nil {
		return Restored{}, err
	}
	r, err := d.revisionIn(issueID, item, id)
	if err != nil {
		return Restored{}, err
	}
	this := func(other *text) bool { return other == t }
	for range 3 { // somebody may type while it is written
		if err := dr.cut(this); err != nil {
			return Restored{}, err // what is there now could not be had back
		}
	}
	before := t.Revision
	echo := dr.write(t, i, r.Copy)
	_ = dr.cut(this) // it is tried again, and told
	return Restored{Echo: echo, Copy: t.Copy, Before: before}, nil
}
