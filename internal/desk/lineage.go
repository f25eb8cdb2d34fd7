package desk

import "galley/internal/issue"

// lineage is the history of one item at two desks. A revision names one parent,
// though a merge has two: what was merged in is among the revisions that a desk has,
// and on no line that leads to its text.
type lineage struct {
	all    []issue.Revision // that are here, what was saved last first
	here   map[string]*issue.Revision
	theirs map[string]*issue.Revision
}

func newLineage(here, theirs []issue.Revision, item string) *lineage {
	l := &lineage{all: here, here: map[string]*issue.Revision{}, theirs: map[string]*issue.Revision{}}
	for i := range here {
		l.here[here[i].ID] = &here[i]
	}
	for i := range theirs {
		if theirs[i].Item == item {
			l.theirs[theirs[i].ID] = &theirs[i]
		}
	}
	return l
}

// common gives the revision that both desks had last, of the two that their texts are
// now; nil when they have none in common. A desk that has a revision has merged it.
// So it is the last one on their line that is here, or the last one on ours that is
// there: whichever comes from the other, else the one that was saved here last.
func (l *lineage) common(mine, theirs string) *issue.Revision {
	of := l.firstOn(theirs, l.here)
	ours := l.firstOn(mine, l.theirs)
	switch {
	case of == nil && ours == nil:
		return l.any()
	case of != nil && of.ID == theirs: // nothing of theirs is new
		return of
	case ours != nil && ours.ID == mine: // all that is here is in theirs
		return ours
	case of == nil, ours != nil && l.comesFrom(ours.ID, of.ID):
		return ours
	case ours == nil, l.comesFrom(of.ID, ours.ID):
		return of
	}
	for i := range l.all {
		if id := l.all[i].ID; id == of.ID || id == ours.ID {
			return &l.all[i]
		}
	}
	return of
}

// firstOn goes back along a line until there is one that the other desk has.
func (l *lineage) firstOn(id string, known map[string]*issue.Revision) *issue.Revision {
	seen := map[string]bool{}
	for r := l.get(id); r != nil && !seen[r.ID]; r = l.get(r.Parent) {
		seen[r.ID] = true
		if known[r.ID] != nil {
			return r
		}
	}
	return nil
}

func (l *lineage) get(id string) *issue.Revision {
	if r := l.here[id]; r != nil {
		return r
	}
	return l.theirs[id]
}

// comesFrom reports whether one revision is on the line that leads to another.
func (l *lineage) comesFrom(id, older string) bool {
	seen := map[string]bool{}
	for r := l.get(id); r != nil && !seen[r.ID]; r = l.get(r.Parent) {
		seen[r.ID] = true
		if r.ID == older {
			return true
		}
	}
	return false
}

// any gives the revision in common that was saved here last: where a line was thinned
// it does not lead to one.
func (l *lineage) any() *issue.Revision {
	for i := range l.all {
		if l.theirs[l.all[i].ID] != nil {
			return &l.all[i]
		}
	}
	return nil
}
