package desk

import (
	"reflect"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/reviewfile"
)

// takingBack is a review file that is merged with the issue that is here.
type takingBack struct {
	desk *Desk
	file *reviewfile.File
	made string // the snapshot that the file was made of
	dr   *draft

	base, mine, theirs *issue.Version
	merged             *issue.Merged
	notes              []string
	isNews             bool // something of it is new, if only a state or an answer
}

// takeBack merges a review file with the issue that is here.
func (d *Desk) takeBack(f *reviewfile.File, made, path string) (ReviewFileTaken, error) {
	dr, err := d.turn(f.Issue.ID)
	if err != nil {
		return ReviewFileTaken{}, err
	}
	t := takingBack{desk: d, file: f, made: made, dr: dr}
	taken, history, err := t.inTurn()
	if t.isNews { // though it may not be on the disk yet
		defer d.tell(Heard{Outside: &Outside{Kind: OutsideCame, Issue: f.Issue.ID, File: path}})
	}
	if err != nil {
		return ReviewFileTaken{}, err
	}
	d.keepRest(&history, &taken)
	kept, err := d.Store.Issue(f.Issue.ID)
	if err != nil {
		return ReviewFileTaken{}, err
	}
	if !kept.Deleted.IsZero() || kept.Archived {
		if err := d.shelve(kept.ID, func(k *issue.KeptIssue) { k.Deleted, k.Archived = time.Time{}, false }); err != nil {
			return ReviewFileTaken{}, err
		}
		kept.Deleted, kept.Archived = time.Time{}, false
		taken.Notes = append(taken.Notes, "This issue was off the shelf, and is back.")
	}
	if p, err := d.Store.Publication(kept.Publication); err == nil {
		taken.Notes = append(taken.Notes, d.publicationBack(f, &p)...)
	}
	taken.Issue, taken.Guest = issueCard(&kept), kept.Guest
	return taken, nil
}

// inTurn is take, and gives back the turn.
func (t *takingBack) inTurn() (ReviewFileTaken, fresh, error) {
	defer t.dr.done()
	return t.take()
}

// take merges and keeps. It is the caller's turn.
func (t *takingBack) take() (taken ReviewFileTaken, history fresh, err error) {
	dr := t.dr
	if err := dr.flush(); err != nil {
		return taken, history, err // what was here is in the history before anything else
	}
	if history, err = t.fresh(); err != nil {
		return taken, history, err
	}
	if err := t.merge(); err != nil {
		return taken, history, err
	}
	taken = newTaken(t.file)
	if t.isSame() {
		return taken, history, t.know(&history)
	}
	if err := dr.snapshot(issue.WhyMerged); err != nil {
		return taken, history, err
	}
	if err := t.merge(); err != nil { // somebody may have typed while the snapshot was written
		return taken, history, err
	}
	t.tell(&taken)
	if err := t.put(&history); err != nil {
		return taken, history, err
	}
	_ = dr.cut(func(*text) bool { return true }) // a save after theirs; it is tried again, and told
	taken.Notes = append(taken.Notes, t.notes...)
	return taken, history, nil
}

// fresh gives what of the file's history is not here.
func (t *takingBack) fresh() (fresh, error) {
	id := t.dr.kept.ID
	revisions, snapshots := map[string]bool{}, map[string]bool{}
	for i := range t.file.Items {
		all, err := t.desk.Store.Revisions(id, t.file.Items[i].ID)
		if err != nil && len(all) == 0 {
			return fresh{}, err
		}
		for j := range all {
			revisions[all[j].ID] = true
		}
	}
	all, err := t.desk.Store.Snapshots(id)
	if err != nil && len(all) == 0 {
		return fresh{}, err
	}
	for i := range all {
		snapshots[all[i].ID] = true
	}
	return freshOf(t.file, t.made, revisions, snapshots), nil
}

// know keeps that a file was taken in that brought nothing new.
func (t *takingBack) know(history *fresh) error {
	settings, err := t.desk.withExchange(t.dr.kept.ID, exchange{t.made, bareSidecar(t.file.Issue.Sidecar)})
	if err != nil {
		return err
	}
	b := history.now
	b.Settings = settings
	return t.dr.save.keep(b)
}

// merge finds what both desks have had, and merges.
func (t *takingBack) merge() (err error) {
	t.notes = nil
	if t.mine, err = t.dr.version(); err != nil {
		return err
	}
	if t.theirs, err = t.sent(); err != nil {
		return err
	}
	if t.base, err = t.before(); err != nil {
		return err
	}
	t.apart()
	t.inPart()
	first := issue.Merge(bare(t.base), bare(t.mine), bare(t.theirs))
	t.carry(first.Issue)
	t.merged = issue.Merging{Signed: t.signed(first)}.Merge(t.base, t.mine, t.theirs)
	if t.merged.Sidecar == nil {
		t.merged.Sidecar = &issue.Sidecar{}
	}
	t.allow()
	t.say()
	text, err := t.merged.Sidecar.Bytes()
	if err == nil {
		_, err = issue.ReadSidecar(Sidecar, text)
	}
	if err != nil {
		return fault.Wrap(err, fault.BadInput, "With what is said in this file, the issue has more comments and suggestions than Galley keeps.",
			"Take back some that you need no more, and open the file again; nothing was changed.")
	}
	return nil
}

// bare is a version without what is said beside it.
func bare(v *issue.Version) *issue.Version {
	return &issue.Version{Issue: v.Issue, Pictures: v.Pictures, By: nil}
}

// isSame reports whether the merge gave what is here.
func (t *takingBack) isSame() bool {
	mine, merged := t.mine, &t.merged.Version
	if len(mine.Issue.Items) != len(merged.Issue.Items) || len(t.headOf(merged.Issue)) > 0 && t.headOf(merged.Issue) != t.dr.kept.Head {
		return false
	}
	for i := range mine.Issue.Items {
		a, b := &mine.Issue.Items[i], &merged.Issue.Items[i]
		if a.ID != b.ID || a.Kind != b.Kind || a.Story != b.Story || a.More != b.More || a.Copy != b.Copy || mine.States[a.ID] != merged.States[a.ID] {
			return false
		}
	}
	text, err := merged.Sidecar.Bytes()
	return err == nil && bareSidecar(string(text)) == bareSidecar(t.dr.kept.Sidecar) &&
		(len(mine.Pictures) == 0 && len(merged.Pictures) == 0 || reflect.DeepEqual(mine.Pictures, merged.Pictures))
}

// headOf gives the front matter of the merged issue; what is here where it says
// the same, so that nothing is written anew that nobody changed.
func (t *takingBack) headOf(merged *issue.Issue) string {
	text, err := headOf(merged)
	if err != nil {
		return t.dr.kept.Head // it was made of two that can be read
	}
	if here, err := headOf(t.mine.Issue); err == nil && here == text {
		return t.dr.kept.Head
	}
	return text
}
