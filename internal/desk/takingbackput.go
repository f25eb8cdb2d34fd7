package desk

import (
	"context"
	"slices"

	"galley/internal/fault"
	"galley/internal/issue"
)

// put makes the draft what was merged, and keeps it with the revisions and the
// snapshot of the file: neither is ever on the disk without the other.
func (t *takingBack) put(history *fresh) error {
	dr, merged := t.dr, &t.merged.Version
	settings, err := t.desk.withExchange(dr.kept.ID, exchange{t.made, bareSidecar(t.file.Issue.Sidecar)})
	if err != nil {
		return err
	}
	rundown := []string{}
	for i := range merged.Issue.Items {
		t.item(&merged.Issue.Items[i])
		rundown = append(rundown, merged.Issue.Items[i].ID)
	}
	dr.kept.Rundown, dr.kept.Head, dr.kept.Pictures = rundown, t.headOf(merged.Issue), merged.Pictures
	if dr.kept.Pictures == nil {
		dr.kept.Pictures = map[string]string{}
	}
	if len(t.file.Only) == 0 {
		dr.kept.Part = false
	}
	if err := dr.setBeside(func(s *issue.Sidecar) error { *s = *merged.Sidecar; return nil }); err != nil {
		return err // it was looked whether it can be
	}
	for id, state := range merged.States {
		if w := dr.texts[id]; w != nil && w.State != state {
			w.State, w.saved = state, -1
		}
	}
	t.isNews = true
	dr.save.issue = true
	dr.load(context.Background())
	dr.save.with = history.now
	dr.save.with.Settings = settings
	if err := dr.save.write(nil); err != nil {
		if fault.Of(err).Code == fault.BadInput {
			dr.save.with = issue.Batch{} // it never fits, and what is typed has to be saved
		}
		dr.save.soon() // all of it is tried again together
		return err
	}
	return nil
}

// item makes one item what was merged.
func (t *takingBack) item(item *issue.Item) {
	dr := t.dr
	theirs := t.workingOf(item.ID)
	here := dr.texts[item.ID]
	if here == nil {
		here = &text{Working: *theirs, version: t.desk.firstVersion(), saved: -1, cut: never}
		here.Copy = item.Copy
		dr.texts[item.ID] = here
	}
	if here.Copy != item.Copy {
		dr.cameIn(item.ID, here.Copy, t.file.By.Name)
		by := author{who: t.file.By.Name}
		if _, i, err := dr.item(item.ID); err == nil && i < len(dr.open.Edition.Issue.Items) && dr.open.Edition.Issue.Items[i].ID == item.ID {
			_ = dr.writeAs(here, i, item.Copy, by)
		} else {
			here.credit(issue.Diff(here.Copy, item.Copy), by, nil)
			here.Copy = item.Copy
			here.version++
		}
		if runs := t.merged.By[item.ID]; len(runs) > 0 && theirs != nil && len(theirs.By) > 0 {
			here.By = runs
		}
	}
	if here.Kind != item.Kind || here.Story != item.Story || here.More != item.More {
		here.Kind, here.Story, here.More = item.Kind, item.Story, item.More
		here.saved, here.cut = -1, never
	}
	t.revision(here, theirs)
}

// revision has an item be the revision that it is in the file, where it is the
// same text: both desks then have one history.
func (t *takingBack) revision(here *text, theirs *issue.Working) {
	if theirs == nil || here.Revision == theirs.Revision || here.Copy != theirs.Copy || here.Kind != theirs.Kind || here.Story != theirs.Story {
		return
	}
	if here.cut == here.version {
		return // nobody changed it
	}
	here.Revision, here.cut, here.saved = theirs.Revision, here.version, -1
}

// tell says what is another one now.
func (t *takingBack) tell(taken *ReviewFileTaken) {
	was := map[string]*issue.Item{}
	var before, after []string
	for i := range t.mine.Issue.Items {
		was[t.mine.Issue.Items[i].ID] = &t.mine.Issue.Items[i]
	}
	is := map[string]bool{}
	for i := range t.merged.Issue.Items {
		item := &t.merged.Issue.Items[i]
		is[item.ID] = true
		if b := was[item.ID]; b == nil || b.Copy != item.Copy || b.Kind != item.Kind || b.Story != item.Story {
			taken.Items = append(taken.Items, t.nameOf(item))
		}
		if was[item.ID] != nil {
			after = append(after, item.ID)
		}
	}
	for i := range t.mine.Issue.Items {
		item := &t.mine.Issue.Items[i]
		if is[item.ID] {
			before = append(before, item.ID)
		} else {
			t.notes = append(t.notes, t.file.By.Name+" took “"+t.nameOf(item)+"” out; its text stays in the history.")
		}
	}
	taken.Moved = !slices.Equal(before, after)
	taken.Head = t.headOf(t.merged.Issue) != t.dr.kept.Head
	taken.Conflicts = len(t.merged.Conflicts)
	taken.Comments, taken.Suggestions = countSaid(t.merged.Sidecar, t.mine.Sidecar)
	words, others := t.conflictCounts()
	taken.Suggestions -= words
	taken.Comments -= others
}

func (t *takingBack) nameOf(item *issue.Item) string {
	return t.dr.nameOf(&text{Working: issue.Working{Kind: item.Kind, Story: item.Story, Copy: item.Copy}})
}
