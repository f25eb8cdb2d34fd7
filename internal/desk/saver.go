package desk

import (
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
)

// When things are written. A key is on the disk at most savePause and one
// synced write after it was struck; that is promised to be half a second.
const (
	savePause     = 200 * time.Millisecond
	revisionPause = 2 * time.Second // without a key, after which a revision is cut
)

// saver writes what changed in a draft: soon, all at once, and again when it
// could not be written.
type saver struct {
	draft    *draft
	waiting  *time.Timer // until the next write; nil when nothing waits
	resting  *time.Timer // until revisions are cut
	failures int
	issue    bool // the issue itself changed, not only its items' texts
}

// soon has what changed written in a moment. The draft is locked.
func (s *saver) soon() {
	if s.waiting == nil {
		s.waiting = time.AfterFunc(s.pause(), s.now)
	}
	if s.resting == nil {
		s.resting = time.AfterFunc(revisionPause, s.rest)
	} else {
		s.resting.Reset(revisionPause)
	}
}

// pause is how long to wait: longer with every failure, up to half a minute.
func (s *saver) pause() time.Duration {
	return min(savePause<<s.failures, 30*time.Second)
}

// now writes what changed.
func (s *saver) now() {
	dr := s.draft
	defer dr.caught()
	dr.mu.Lock()
	defer dr.mu.Unlock()
	s.waiting = nil
	_ = s.write(nil) // it was told
}

// write keeps every text that is ahead of the disk, together with revisions of
// them, and tells who listens. The draft is locked: nothing may be typed into
// what is being written, and a write takes a millisecond.
func (s *saver) write(revisions []issue.Revision) error {
	dr := s.draft
	b := issue.Batch{Revisions: revisions}
	heard := Heard{Issue: dr.kept.ID, Items: []SavedItem{}}
	now := dr.desk.now().UTC()
	for _, t := range dr.texts {
		if t.saved != t.version {
			t.Changed = now
			b.Items = append(b.Items, t.Working)
			heard.Items = append(heard.Items, SavedItem{ID: t.ID, Version: t.version})
		}
	}
	if len(b.Items) == 0 && len(b.Revisions) == 0 && !s.issue {
		return nil
	}
	s.sum(now)
	b.Issues = []issue.KeptIssue{dr.kept}
	if err := dr.desk.Store.Keep(b); err != nil {
		s.failures = min(s.failures+1, 8)
		if s.waiting == nil {
			s.waiting = time.AfterFunc(s.pause(), s.now)
		}
		heard.Items, heard.Fault = nil, err
		dr.desk.tell(heard)
		return err
	}
	s.failures, s.issue = 0, false
	for _, saved := range heard.Items {
		dr.texts[saved.ID].saved = saved.Version
	}
	dr.desk.tell(heard)
	return nil
}

// sum puts down what the Library shows of the issue.
func (s *saver) sum(now time.Time) {
	dr := s.draft
	dr.kept.Changed, dr.kept.Words, dr.kept.Picture = now, 0, ""
	for i := range dr.open.Edition.Issue.Items {
		r := &dr.open.Edition.Issue.Items[i].Reading
		dr.kept.Words += r.Words
		for j := range r.Pictures {
			if dr.kept.Picture == "" {
				dr.kept.Picture = dr.kept.Pictures[r.Pictures[j].Name]
			}
		}
	}
}

// rest cuts revisions of what nobody typed into for a while.
func (s *saver) rest() {
	dr := s.draft
	defer dr.caught()
	dr.mu.Lock()
	defer dr.mu.Unlock()
	_ = dr.cut(func(t *text) bool { return dr.desk.now().Sub(t.typed) >= revisionPause })
	dr.desk.thinSoon()
}

// cut makes a revision of every item that is wanted and is not the last one's
// any more, and keeps it.
func (dr *draft) cut(wanted func(*text) bool) error {
	var revisions []issue.Revision
	var texts []*text
	for _, id := range slices.Sorted(maps.Keys(dr.texts)) { // of removed ones too: they may come back
		t := dr.texts[id]
		if !wanted(t) || t.cut == t.version {
			continue
		}
		r := issue.Revision{
			Issue: dr.kept.ID, Item: t.ID, Parent: t.Revision, Author: dr.desk.Author, Time: dr.desk.now().UTC(),
			Kind: t.Kind, Story: t.Story, Copy: t.Copy, Hash: dr.contentHash(t),
		}
		r.Seal()
		t.Revision, t.saved = r.ID, -1
		revisions, texts = append(revisions, r), append(texts, t)
	}
	if len(revisions) == 0 {
		return nil
	}
	if err := dr.save.write(revisions); err != nil {
		for i, t := range texts { // it is tried again with the next one
			t.Revision = revisions[i].Parent
		}
		return err
	}
	for _, t := range texts {
		t.cut = t.version
	}
	return nil
}

func (dr *draft) contentHash(t *text) string {
	item := issue.Item{Kind: t.Kind, Copy: t.Copy, Reading: dr.dialect.Read(dr.open.Edition.House.Like(t.Kind), t.Copy)}
	return item.Hash(func(name string) string { return dr.kept.Pictures[name] })
}

// caught keeps a mistake of ours in a goroutine of its own from ending the
// program with everything that is typed. It is deferred.
func (dr *draft) caught() {
	p := recover()
	if p == nil {
		return
	}
	dr.desk.tell(Heard{
		Issue: dr.kept.ID, Stack: fmt.Sprintf("panic (%T)\n%s", p, debug.Stack()),
		Fault: fault.New(fault.Internal, "Galley made a mistake of its own while it saved this issue.",
			"Copy what you typed last to another place, and start Galley again."),
	})
}

// flush writes what waits, with a revision of every item that changed.
func (dr *draft) flush() error {
	if err := dr.save.write(nil); err != nil {
		return err
	}
	return dr.cut(func(*text) bool { return true })
}

// Leave says that an item is not open any more: it is time for a revision.
func (d *Desk) Leave(issue, item string) error {
	dr, err := d.lock(issue)
	if err != nil {
		return err
	}
	defer dr.mu.Unlock()
	return dr.cut(func(t *text) bool { return t.ID == item })
}

// allDrafts gives every issue that is open.
func (d *Desk) allDrafts() []*draft {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Collect(maps.Values(d.drafts))
}

// Flush writes everything that is not on the disk yet.
func (d *Desk) Flush() error {
	var first error
	for _, dr := range d.allDrafts() {
		if err := dr.flushLocked(false); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// flushLocked locks the draft and flushes it; after the last time nothing is
// taken any more.
func (dr *draft) flushLocked(isLast bool) error {
	dr.mu.Lock()
	defer dr.mu.Unlock()
	err := dr.flush()
	if isLast {
		dr.save.stop()
		dr.gone = true
	}
	return err
}

// Close writes everything that is not on the disk yet, and closes the store.
func (d *Desk) Close() error {
	d.Listen(nil) // nobody is there any more
	var first error
	for _, dr := range d.allDrafts() {
		if err := dr.flushLocked(true); err != nil && first == nil {
			first = err
		}
	}
	d.mu.Lock()
	d.drafts, d.opened = nil, nil
	d.mu.Unlock()
	if d.Store == nil {
		return first
	}
	d.thin(closeThin)
	if err := d.Store.Close(); err != nil && first == nil {
		first = fault.Of(err)
	}
	return first
}

func (s *saver) stop() {
	for _, t := range []*time.Timer{s.waiting, s.resting} {
		if t != nil {
			t.Stop()
		}
	}
	s.waiting, s.resting = nil, nil
}
