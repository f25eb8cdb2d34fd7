package desk

import (
	"maps"
	"slices"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// version gives the draft as it is.
func (dr *draft) version() (*issue.Version, error) {
	dr.writeBeside()
	is, _, err := markdown.Read(issueFile, []byte(dr.kept.Head))
	if err != nil {
		return nil, err
	}
	is.Items = dr.rundown()
	v := &issue.Version{Issue: is, States: map[string]issue.State{}, Pictures: maps.Clone(dr.kept.Pictures), By: map[string][]issue.Run{}}
	for _, id := range dr.kept.Rundown {
		if t := dr.texts[id]; t != nil {
			v.States[id], v.By[id] = t.State, t.By
		}
	}
	v.Sidecar, err = issue.ReadSidecar(Sidecar, []byte(dr.kept.Sidecar))
	return v, err
}

// sent gives what the file has.
func (t *takingBack) sent() (*issue.Version, error) {
	f := t.file
	is, _, err := markdown.Read(issueFile, []byte(f.Issue.Head))
	if err != nil {
		return nil, err
	}
	v := &issue.Version{Issue: is, States: map[string]issue.State{}, Pictures: maps.Clone(f.Issue.Pictures), By: map[string][]issue.Run{}}
	for _, id := range f.Issue.Rundown {
		w := t.workingOf(id)
		is.Items = append(is.Items, issue.Item{ID: w.ID, Kind: w.Kind, Story: w.Story, More: w.More, Copy: w.Copy})
		v.States[id], v.By[id] = w.State, w.By
	}
	v.Sidecar, err = issue.ReadSidecar(Sidecar, []byte(bareSidecar(f.Issue.Sidecar)))
	return v, err
}

// workingOf gives an item of the file; the file was found to have it.
func (t *takingBack) workingOf(id string) *issue.Working {
	at := slices.IndexFunc(t.file.Items, func(w issue.Working) bool { return w.ID == id })
	if at < 0 {
		return nil
	}
	return &t.file.Items[at]
}

// before gives what both desks have had last: the snapshot that was saved here
// last of those that the file has too, and so of each item the revision.
func (t *takingBack) before() (*issue.Version, error) {
	f, id := t.file, t.dr.kept.ID
	v := &issue.Version{Issue: &issue.Issue{}, Sidecar: t.desk.saidBefore(f)}
	snapshots, err := t.desk.Store.Snapshots(id)
	if err != nil && len(snapshots) == 0 {
		return nil, err
	}
	at := slices.IndexFunc(snapshots, func(g issue.Snapshot) bool {
		return slices.ContainsFunc(f.Snapshots, func(other issue.Snapshot) bool { return other.ID == g.ID })
	})
	var ids []string
	named := map[string]string{} // revisions, by item
	if at >= 0 {
		g := &snapshots[at]
		is, _, err := markdown.Read(issueFile, []byte(g.Head))
		if err != nil {
			is = &issue.Issue{}
		}
		v.Issue, v.Pictures = is, maps.Clone(g.Pictures)
		for i := range g.Rundown {
			ids = append(ids, g.Rundown[i].Item)
			named[g.Rundown[i].Item] = g.Rundown[i].Revision
		}
	}
	for _, both := range f.Issue.Rundown {
		if slices.Contains(t.dr.kept.Rundown, both) && !slices.Contains(ids, both) {
			ids = append(ids, both)
		}
	}
	v.Issue.Items = nil
	for _, item := range ids {
		r, ok, err := t.common(item)
		if err != nil {
			return nil, err
		}
		revision, isNamed := named[item]
		if !ok && revision != "" { // of an item that they took out the file has no history
			r, _ = t.desk.Store.Revision(id, item, revision) // none: then all of its words are new
		}
		if ok || isNamed {
			v.Issue.Items = append(v.Issue.Items, issue.Item{ID: item, Kind: r.Kind, Story: r.Story, More: t.moreOf(item), Copy: r.Copy})
		}
	}
	return v, nil
}

// moreOf gives what else the marker of an item says: revisions do not keep it, so
// theirs counts where it is another one.
func (t *takingBack) moreOf(item string) string {
	if here := t.dr.texts[item]; here != nil && slices.Contains(t.dr.kept.Rundown, item) {
		return here.More
	}
	if w := t.workingOf(item); w != nil {
		return w.More
	}
	return ""
}

// common gives the revision of an item that both desks had last. Where the store was
// made anew and has no history, the same text is as good.
func (t *takingBack) common(item string) (issue.Revision, bool, error) {
	all, err := t.desk.Store.Revisions(t.dr.kept.ID, item)
	if err != nil && len(all) == 0 {
		return issue.Revision{}, false, err
	}
	l := newLineage(all, t.file.Revisions, item)
	mine, theirs := "", ""
	if here := t.dr.texts[item]; here != nil {
		mine = here.Revision
	}
	if w := t.workingOf(item); w != nil {
		theirs = w.Revision
	}
	if r := l.common(mine, theirs); r != nil {
		return *r, true, nil
	}
	return t.alike(item, all)
}

// alike looks for a revision of the file that has a text of ours.
func (t *takingBack) alike(item string, all []issue.Revision) (issue.Revision, bool, error) {
	texts := map[string]bool{}
	for i := range all {
		texts[hashOf(all[i].Kind, all[i].Story, all[i].Copy)] = true
	}
	for _, r := range slices.Backward(t.file.Revisions) {
		if r.Item == item && texts[hashOf(r.Kind, r.Story, r.Copy)] {
			return r, true, nil
		}
	}
	return issue.Revision{}, false, nil
}
