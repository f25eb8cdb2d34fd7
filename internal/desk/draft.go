package desk

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"time"

	"galley/internal/email"
	"galley/internal/fault"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/linkcheck"
	"galley/internal/markdown"
	"galley/internal/preflight"
)

// draft is an issue that is open for writing. Its texts are here, ahead of the
// store by at most savePause; its page is the one that was shown last.
type draft struct {
	desk *Desk

	mu          sync.Mutex
	publication issue.KeptPublication
	kept        issue.KeptIssue
	texts       map[string]*text // all items that the issue ever had, by id
	open        *Open            // as it is printed; its items are the rundown's, with their readings
	dialect     *markdown.Dialect
	page        pageState
	problem     error // why there can be no page
	around      load  // of what stands around the items
	past        past  // of the publication, as preflight saw it last
	reached     map[string]linkcheck.Answer
	gone        bool              // it was let go: what is written into it would be lost
	unseen      map[string]unseen // by item: what the page knows of copies that others have changed since
	stepped     map[string]stepped
	erased      erasures

	confirmed       map[string]confirmation // the last confirmation, by item
	confirmedFields []issue.MachineText

	rested *issue.Snapshot // the last one that is known; nil for none yet

	save saver
}

// text is an item's working text.
type text struct {
	issue.Working
	version int       // grows by one with each change
	saved   int       // the version that is on the disk; -1 when all of it has to be written again
	cut     int       // the version of the last revision; never when it has none
	typed   time.Time // with the monotonic clock: see typing.go

	names *preflight.Ledger // that it uses
	named int               // the version of which these are

	load    load
	leaf    *email.Leaf // as the page shows it
	bytes   int         // of its rows in the export
	keys    []string    // of the blocks on the page
	nextKey int
}

const never = -1

// draft gives an issue that is open; it opens one that is not.
func (d *Desk) draft(ctx context.Context, id string) (*draft, error) {
	d.mu.Lock()
	dr, restores, restoring := d.drafts[id], d.restores, d.restoring
	d.mu.Unlock()
	if dr != nil {
		return dr, nil
	}
	if restoring {
		return nil, isRestoring()
	}
	s, err := d.source(id)
	if err != nil {
		return nil, err
	}
	working, err := d.Store.Items(id)
	if err != nil {
		return nil, err
	}
	dr = &draft{desk: d, publication: s.publication, kept: s.issue, texts: map[string]*text{}}
	first := d.firstVersion()
	for id, w := range working {
		dr.texts[id] = &text{Working: w, version: first, saved: first, cut: first}
		if d.isAhead(&w) {
			dr.texts[id].cut = never // whoever wrote it came to no rest
		}
	}
	dr.save.draft = dr
	dr.load(ctx)
	held := d.hold(id, dr, restores)
	if held == dr {
		return held, dr.catchUp(ctx)
	}
	dr.drop()
	if held == nil {
		return nil, isRestoring()
	}
	return held, nil
}

// drop lets a draft go that nobody has seen: somebody was quicker to open the issue,
// or to restore a backup. Reading it may have taken back a sign-off, which waits to be
// written, and with it copies that are the older ones by then.
func (dr *draft) drop() {
	dr.mu.Lock()
	defer dr.mu.Unlock()
	dr.gone = true
	dr.save.stop()
}

// isAhead reports whether a working text is another one than its last revision:
// a kill may come between the two.
func (d *Desk) isAhead(w *issue.Working) bool {
	if w.Revision == "" {
		return w.Copy != ""
	}
	r, err := d.Store.Revision(w.Issue, w.ID, w.Revision)
	return err != nil || r.Copy != w.Copy || r.Kind != w.Kind || r.Story != w.Story
}

// catchUp takes what was kept of the issue and its publication while it was
// being opened: from now on whoever changes them tells the draft.
func (dr *draft) catchUp(ctx context.Context) error {
	dr.mu.Lock()
	if !dr.took() { // else what somebody is just writing would be undone here
		return nil
	}
	defer dr.done()
	s, err := dr.desk.source(dr.kept.ID)
	if err != nil {
		return err
	}
	if s.publication.Seq == dr.publication.Seq && reflect.DeepEqual(s.issue, dr.kept) {
		return nil
	}
	if s.issue.Sidecar != dr.kept.Sidecar {
		dr.save.beside = false // what was reckoned on the older one is reckoned again
	}
	dr.publication, dr.kept = s.publication, s.issue
	dr.load(ctx)
	return nil
}

// firstVersion gives the version that a draft's texts begin with: another one
// each time, so that no version of an earlier opening means anything in this one.
func (d *Desk) firstVersion() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.openings++
	return (d.openings - 1) << 24
}

// maxDrafts is how many issues are held open: the one on the desk, the one
// before it, and those that an item was sent to. Each may have 22 MB of pictures.
const maxDrafts = 4

// hold keeps a draft open, and lets go of the one that was opened first when
// there are too many; one that cannot be written stays. It gives none when a
// backup was restored while it was read.
func (d *Desk) hold(id string, dr *draft, restores int) *draft {
	d.mu.Lock()
	if d.restores != restores {
		d.mu.Unlock()
		return nil
	}
	if other := d.drafts[id]; other != nil {
		d.mu.Unlock()
		return other // somebody was quicker
	}
	if d.drafts == nil {
		d.drafts = map[string]*draft{}
	}
	d.drafts[id] = dr
	d.opened = append(d.opened, id)
	var oldest *draft
	if len(d.opened) > maxDrafts {
		oldest = d.drafts[d.opened[0]]
	}
	d.mu.Unlock()
	if oldest != nil {
		_ = within(patience, func() error { return d.letGo(oldest) }) // on a disk that does not answer it stays, too
	}
	return dr
}

func (d *Desk) letGo(dr *draft) error {
	dr.mu.Lock()
	if !dr.took() {
		return nil
	}
	defer dr.done()
	if err := dr.flush(); err != nil {
		return err
	}
	dr.save.stop()
	dr.gone = true
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.drafts, dr.kept.ID)
	d.opened = slices.DeleteFunc(d.opened, func(id string) bool { return id == dr.kept.ID })
	return nil
}

// reopened puts an issue at the end of those that are let go.
func (d *Desk) reopened(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.opened = append(slices.DeleteFunc(d.opened, func(other string) bool { return other == id }), id)
}

// isOpen gives the draft of an issue that the page is at. One that was let go
// meanwhile is opened again: its versions begin anew, so the page's next change
// is stale, and it posts the whole copy.
func (d *Desk) isOpen(id string) (*draft, error) {
	dr, err := d.draft(context.Background(), id)
	if err == nil {
		d.reopened(id)
	}
	return dr, err
}

// lock gives the draft of an issue that the page is at, locked: nobody lets it
// go meanwhile. Unlock its mu.
func (d *Desk) lock(id string) (*draft, error) {
	for {
		dr, err := d.isOpen(id)
		if err != nil {
			return nil, err
		}
		dr.mu.Lock()
		if !dr.gone {
			return dr, nil
		}
		dr.mu.Unlock() // somebody let it go between the two lines above
	}
}

// turnOpen gives the draft of an issue when it is open, else nil; locked, when
// it is the caller's turn to change it. Call done.
func (d *Desk) turnOpen(id string) *draft {
	for {
		d.mu.Lock()
		dr := d.drafts[id]
		d.mu.Unlock()
		if dr == nil {
			return nil
		}
		dr.mu.Lock()
		if dr.took() {
			return dr
		}
	}
}

// rundown gives the items in order, as an issue file would hold them.
func (dr *draft) rundown() []issue.Item {
	items := make([]issue.Item, 0, len(dr.kept.Rundown))
	for _, id := range dr.kept.Rundown {
		t := dr.texts[id]
		if t == nil {
			continue // damaged; the store says so
		}
		items = append(items, issue.Item{ID: t.ID, Kind: t.Kind, Story: t.Story, More: t.More, Copy: t.Copy})
	}
	return items
}

func (dr *draft) source() *keptSource {
	dr.writeBeside()
	return &keptSource{store: dr.desk.Store, publication: dr.publication, issue: dr.kept, items: dr.rundown()}
}

// load makes the edition anew: after the draft was opened, and whenever more
// than one item's copy has changed. What cannot be printed can still be
// written in, so a failure here is a page's problem and no more.
func (dr *draft) load(ctx context.Context) {
	o, err := dr.desk.Load(context.WithoutCancel(ctx), dr.source(), "")
	if err != nil {
		o = dr.plainly()
	}
	o.past, o.reached = dr.past, dr.reached
	if err != nil && o.sidecar == nil { // it may be another thing that cannot be read
		o.sidecar, _ = issue.ReadSidecar(Sidecar, []byte(dr.kept.Sidecar))
	}
	dr.open, dr.problem = o, err
	dr.dialect = markdown.New(o.Edition.House)
	if len(o.Edition.Issue.Items) != len(dr.kept.Rundown) { // an item that holds a marker of its own
		o.Edition.Issue.Items = dr.rundown()
		dr.readAll()
	}
	for i := range o.Edition.Issue.Items { // the file's reader trims; positions are those of the text as typed
		item := &o.Edition.Issue.Items[i]
		if t := dr.texts[item.ID]; t != nil && t.Copy != item.Copy {
			item.Copy = dr.printed(t.Copy, item.Kind)
			item.Reading = dr.dialect.Read(o.Edition.House.Like(item.Kind), item.Copy)
		}
	}
	dr.around = o.around()
	for i := range o.Edition.Issue.Items {
		item := &o.Edition.Issue.Items[i]
		dr.texts[item.ID].load = o.loadOf(item)
	}
	dr.page.stale = true
	dr.settle()
	dr.reopen()
}

// printed gives copy as the export has it.
func (dr *draft) printed(copy, kind string) string {
	return markdown.Printed(copy, append(dr.open.Edition.House.KindNames(), kind)...)
}

func (dr *draft) readAll() {
	e := &dr.open.Edition
	dr.dialect.ReadItems(e.House, e.Issue.Items)
}

// plainly gives the issue without what could not be read around it.
func (dr *draft) plainly() *Open {
	o := &Open{Name: issueFile, pictures: newPictures(nil)}
	is, _, err := markdown.Read(issueFile, []byte(dr.kept.Head))
	if err != nil {
		is = &issue.Issue{}
	}
	is.Items = dr.rundown()
	h, err := house.Read(houseStyleFile, []byte(dr.publication.House))
	if err != nil || dr.publication.House == "" {
		h, _ = house.Load(house.Default) // it ships
	}
	o.Edition.Issue, o.Edition.House = is, h
	if p, err := house.ReadPublication(publicationFile, []byte(dr.publication.Settings)); err == nil {
		o.Edition.Publication = p.Over(is.Own)
	}
	if o.Edition.Profile, err = house.Profile(h, o.Edition.Publication.Profile); err != nil {
		o.Edition.Profile, _ = house.Profile(h, "")
	}
	return o
}

// item gives an item of the rundown and its index.
func (dr *draft) item(id string) (*text, int, error) {
	t, i := dr.texts[id], slices.Index(dr.kept.Rundown, id)
	if t == nil || i < 0 {
		return nil, 0, fault.New(fault.NotFound, "This item is not in the issue any more.", "Perhaps it was removed or moved; undo puts it back.")
	}
	return t, i, nil
}
