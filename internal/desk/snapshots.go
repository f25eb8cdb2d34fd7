package desk

import (
	"maps"
	"slices"
	"time"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// A snapshot is cut where somebody may want to look back to: at an export, when the
// issue is sent to review, signed, merged or looked at, and when what stands around
// the items has come to rest as another one. It names revisions, so that the texts are
// kept once.

// snapshot cuts a snapshot of the issue as it is now, after revisions of all that
// was typed. For having looked there is none when nothing is new to that person. It
// is the caller's turn.
func (dr *draft) snapshot(why issue.Why) error {
	_, err := dr.snapshotID(why)
	return err
}

// snapshotID is the same, and gives the id of what was cut; empty for none.
func (dr *draft) snapshotID(why issue.Why) (string, error) {
	for range 3 { // somebody may type while it is written
		if err := dr.cut(func(*text) bool { return true }); err != nil {
			return "", err
		}
	}
	g := dr.unsealed(why)
	for i := range g.Rundown {
		g.Rundown[i].Hash = dr.cutHash(dr.texts[g.Rundown[i].Item])
	}
	if why == issue.WhyLooked && dr.hasLooked(&g) {
		return "", nil
	}
	g.Seal()
	if err := dr.save.keep(issue.Batch{Snapshots: []issue.Snapshot{g}}); err != nil {
		return "", err
	}
	dr.rested = &g
	return g.ID, nil
}

// rest cuts a snapshot when head, order or pictures are not those of the last one.
// It is the caller's turn.
func (dr *draft) rest() error {
	g := dr.unsealed(issue.WhyChanged)
	if dr.rested != nil && sameAround(dr.rested, &g) {
		return nil
	}
	all, err := dr.desk.Store.Snapshots(g.Issue) // some are cut at exports
	if err != nil {
		return err
	}
	if len(all) > 0 && sameAround(&all[0], &g) {
		dr.rested = &all[0]
		return nil
	}
	return dr.snapshot(issue.WhyChanged)
}

// unsealed gives the draft as a snapshot without hashes.
func (dr *draft) unsealed(why issue.Why) issue.Snapshot {
	g := issue.Snapshot{
		Issue: dr.kept.ID, Why: why, Who: dr.desk.who(), Time: dr.desk.now().UTC(),
		Head: dr.kept.Head, Rundown: []issue.SnapshotItem{}, Pictures: maps.Clone(dr.kept.Pictures),
	}
	for _, id := range dr.kept.Rundown {
		if t := dr.texts[id]; t != nil {
			g.Rundown = append(g.Rundown, issue.SnapshotItem{Item: id, Revision: t.Revision})
		}
	}
	return g
}

// cutHash is the content hash of an item's last revision with the pictures of now.
func (dr *draft) cutHash(t *text) string {
	if t.cut != t.version { // somebody types on
		if r, err := dr.desk.Store.Revision(t.Issue, t.ID, t.Revision); err == nil {
			other := *t
			other.Kind, other.Story, other.Copy = r.Kind, r.Story, r.Copy
			return dr.contentHash(&other)
		}
	}
	return dr.contentHash(t)
}

// hasLooked reports whether that person saw the issue like this the last time.
func (dr *draft) hasLooked(g *issue.Snapshot) bool {
	all, err := dr.desk.Store.Snapshots(g.Issue)
	last := slices.IndexFunc(all, func(had issue.Snapshot) bool { return had.Why == issue.WhyLooked && had.Who == g.Who })
	return err == nil && last >= 0 && sameAround(&all[last], g) && slices.Equal(all[last].Rundown, g.Rundown)
}

// sameAround reports whether two snapshots differ in words alone.
func sameAround(a, b *issue.Snapshot) bool {
	return a.Head == b.Head && maps.Equal(a.Pictures, b.Pictures) &&
		slices.EqualFunc(a.Rundown, b.Rundown, func(x, y issue.SnapshotItem) bool { return x.Item == y.Item })
}

// Looked says that this desk's author has seen an issue as it is now: what changes
// from here on is what is new to that person.
func (d *Desk) Looked(issueID string) error {
	dr, err := d.turn(issueID)
	if err != nil {
		return err
	}
	defer dr.done()
	return dr.snapshot(issue.WhyLooked)
}

// cutAhead gives every item of a source a revision that is its very copy: what was
// typed between the last one and this moment is in none yet.
func (d *Desk) cutAhead(s *keptSource) (fresh []issue.Revision) {
	h := houseOf(&s.publication)
	for i := range s.items {
		item := &s.items[i]
		parent := s.revisions[item.ID]
		if parent != "" {
			r, err := d.Store.Revision(s.issue.ID, item.ID, parent)
			if err != nil || r.Copy == item.Copy && r.Kind == item.Kind && r.Story == item.Story {
				continue // of one that is damaged the store's own check tells
			}
		}
		r := issue.Revision{
			Issue: s.issue.ID, Item: item.ID, Parent: parent, Author: d.who(), Time: d.now().UTC(),
			Kind: item.Kind, Story: item.Story, Copy: item.Copy, Hash: s.contentHash(h, item),
		}
		r.Seal()
		s.revisions[item.ID], fresh = r.ID, append(fresh, r)
	}
	return fresh
}

// contentHash is of an item as the export has it.
func (s *keptSource) contentHash(h *issue.House, item *issue.Item) string {
	copy := markdown.Printed(item.Copy, append(h.KindNames(), item.Kind)...)
	read := issue.Item{Kind: item.Kind, Story: item.Story, Copy: copy, Reading: markdown.New(h).Read(h.Like(item.Kind), copy)}
	return read.Hash(s.hashOf)
}

// snapshot gives what was exported from a source.
func (s *keptSource) snapshot(why issue.Why, who string, at time.Time) issue.Snapshot {
	g := issue.Snapshot{
		Issue: s.issue.ID, Why: why, Who: who, Time: at.UTC(), Head: s.issue.Head,
		Rundown: []issue.SnapshotItem{}, Pictures: s.issue.Pictures,
	}
	h := houseOf(&s.publication)
	for i := range s.items {
		item := &s.items[i]
		g.Rundown = append(g.Rundown, issue.SnapshotItem{Item: item.ID, Revision: s.revisions[item.ID], Hash: s.contentHash(h, item)})
	}
	g.Seal()
	return g
}
