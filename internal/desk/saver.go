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
	revisionPause = 2 * time.Second         // without a key, after which a revision is cut
	longPause     = 30 * time.Second        // between two tries, at most
	mendPause     = 1500 * time.Millisecond // the same, while the person can mend what is wrong
)

// saver writes what changed in a draft: soon, all at once, and again when it
// could not be written.
type saver struct {
	draft    *draft
	turn     turn
	waiting  *time.Timer // until the next write; nil when nothing waits
	resting  *time.Timer // until revisions are cut
	failures int
	pausing  time.Duration // the longest pause after the last failure
	issue    bool          // the issue itself changed, not only its items' texts
	beside   bool          // what is kept beside the copy is ahead of its text
	with     issue.Batch   // revisions, snapshots and settings that the next write keeps together with what changed, or nothing of it
}

// soon has what changed written in a moment. The draft is locked.
func (s *saver) soon() {
	if s.waiting == nil {
		s.waiting = time.AfterFunc(s.pause(), s.now)
	}
	s.restSoon()
	s.draft.desk.watch()
}

// restSoon has what is there then cut, in a moment without anything new.
func (s *saver) restSoon() {
	if s.resting == nil {
		s.resting = time.AfterFunc(revisionPause, s.rest)
	} else {
		s.resting.Reset(revisionPause)
	}
}

// pause is how long to wait: longer with every failure. Where the disk is full
// or gone somebody is about to mend that, and looks for what happens then.
func (s *saver) pause() time.Duration {
	if s.failures == 0 {
		return savePause
	}
	return min(savePause<<s.failures, s.pausing)
}

// now writes what changed.
func (s *saver) now() {
	dr := s.draft
	defer dr.caught()
	dr.mu.Lock()
	defer dr.mu.Unlock()
	s.turn.take(&dr.mu)
	defer s.turn.give()
	s.waiting = nil // not before: while a write hangs one waits, and no more
	if !dr.gone {
		_ = s.write(nil) // it was told
	}
}

// write keeps every text that is ahead of the disk, together with revisions of
// them, and tells who listens. The draft is locked and it is the caller's turn;
// while the disk is written the lock is given back, for a drive may take a
// second or hang, and whoever types must not wait for it. What is typed
// meanwhile has a later version, and goes with the next write.
func (s *saver) write(revisions []issue.Revision) error {
	dr := s.draft
	b := issue.Batch{Revisions: slices.Concat(s.with.Revisions, revisions), Snapshots: s.with.Snapshots, Settings: s.with.Settings}
	heard := Heard{Issue: dr.kept.ID, Items: []SavedItem{}}
	now := dr.desk.now().UTC()
	for _, t := range dr.texts {
		if t.saved != t.version {
			t.Changed = now
			b.Items = append(b.Items, t.Working)
			heard.Items = append(heard.Items, SavedItem{ID: t.ID, Version: t.version})
		}
	}
	if len(b.Items) == 0 && len(b.Revisions) == 0 && !s.issue && !s.beside {
		return nil
	}
	s.sum(now)
	dr.writeBeside()
	b.Issues = []issue.KeptIssue{dr.kept}
	around := s.issue
	s.issue = false // it may change again while the disk works
	if err := s.keep(b); err != nil {
		s.issue = true
		s.failed(err)
		heard.Items, heard.Fault = nil, err
		dr.desk.tell(heard)
		return err
	}
	s.failures, s.with = 0, issue.Batch{}
	if around {
		s.restSoon() // with a snapshot, if it is another issue by it
	}
	dr.kept.Seq = b.Issues[0].Seq
	for i, saved := range heard.Items {
		if t := dr.texts[saved.ID]; t != nil {
			t.saved, t.Seq = saved.Version, b.Items[i].Seq
		}
	}
	dr.desk.tell(heard)
	return nil
}

// failed has it tried again.
func (s *saver) failed(err error) {
	s.failures, s.pausing = min(s.failures+1, 8), longPause
	switch fault.Of(err).Code {
	case fault.Full, fault.Denied, fault.NotFound:
		s.pausing = mendPause
	case fault.BadInput, fault.Exists, fault.Busy, fault.Cancelled, fault.Mismatch, fault.Internal:
	}
	if s.waiting == nil {
		s.waiting = time.AfterFunc(s.pause(), s.now)
	}
}

// keep writes without the draft's lock, and says so when it takes long.
func (s *saver) keep(b issue.Batch) error {
	dr := s.draft
	d, id := dr.desk, dr.kept.ID
	dr.mu.Unlock()
	defer dr.mu.Lock()
	slow := time.AfterFunc(slowWrite, func() { d.tell(Heard{Issue: id, Fault: noAnswer()}) })
	defer slow.Stop()
	return d.Store.Keep(b)
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

// rest cuts revisions of what nobody typed into for a while, and a snapshot of what
// stands around it.
func (s *saver) rest() {
	dr := s.draft
	defer dr.caught()
	dr.mu.Lock()
	defer dr.mu.Unlock()
	s.turn.take(&dr.mu)
	defer s.turn.give()
	if dr.gone {
		return // it was let go, perhaps for a backup: what it holds is of before that
	}
	if err := dr.cut(func(t *text) bool { return time.Since(t.typed) >= revisionPause }); err == nil {
		_ = dr.rest() // it is tried again at the next one
	}
	dr.desk.thinSoon()
}

// cut makes a revision of every item that is wanted and is not the last one's
// any more, and keeps it. It is the caller's turn.
func (dr *draft) cut(wanted func(*text) bool) error {
	var revisions []issue.Revision
	var texts []*text
	var versions []int
	for _, id := range slices.Sorted(maps.Keys(dr.texts)) { // of removed ones too: they may come back
		t := dr.texts[id]
		if !wanted(t) || t.cut == t.version {
			continue
		}
		r := issue.Revision{
			Issue: dr.kept.ID, Item: t.ID, Parent: t.Revision, Author: dr.desk.who(), Time: dr.desk.now().UTC(),
			Kind: t.Kind, Story: t.Story, Copy: t.Copy, Hash: dr.contentHash(t),
		}
		r.Seal()
		t.Revision, t.saved = r.ID, -1
		dr.readyAgain(t)
		revisions, texts, versions = append(revisions, r), append(texts, t), append(versions, t.version)
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
	for i, t := range texts {
		t.cut = versions[i]
	}
	return nil
}

func (dr *draft) contentHash(t *text) string {
	copy := dr.printed(t.Copy, t.Kind) // as the export has it: what hangs on the hash is what goes out
	item := issue.Item{Kind: t.Kind, Story: t.Story, Copy: copy, Reading: dr.dialect.Read(dr.open.Edition.House.Like(t.Kind), copy)}
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

// flush writes what waits, with a revision of every item that changed. It is the
// caller's turn. While the disk works somebody may type or suggest: a draft that is
// let go of behind this would lose that.
func (dr *draft) flush() error {
	const tries = 8 // who goes on typing holds the draft open himself
	for range tries {
		if err := dr.save.write(nil); err != nil {
			return err
		}
		if err := dr.cut(func(*text) bool { return true }); err != nil {
			return err
		}
		if !dr.save.isAhead() {
			break
		}
	}
	return nil
}

// isAhead reports whether something is not on the disk yet.
func (s *saver) isAhead() bool {
	if s.issue || s.beside {
		return true
	}
	for _, t := range s.draft.texts {
		if t.saved != t.version || t.cut != t.version {
			return true
		}
	}
	return false
}

// Leave says that an item is not open any more: it is time for a revision.
func (d *Desk) Leave(issue, item string) error {
	dr, err := d.turn(issue)
	if err != nil {
		return err
	}
	defer dr.done()
	return dr.cut(func(t *text) bool { return t.ID == item })
}

func (s *saver) stop() {
	for _, t := range []*time.Timer{s.waiting, s.resting} {
		if t != nil {
			t.Stop()
		}
	}
	s.waiting, s.resting = nil, nil
}
