package desk

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// The words by which versions are asked for beside their ids.
const (
	versionNow      = "now"
	versionLooked   = "looked"   // when this desk's author looked last
	versionSigned   = "signed"   // what was signed off
	versionExported = "exported" // what went out last
	versionSent     = "sent"     // what was sent to review last
)

// state is what an issue, or one item of it, is in a version.
type state struct {
	VersionView
	head     string
	order    []string
	items    map[string]issue.Item // by id; without their readings
	lost     map[string]bool       // items whose text is not there any more
	pictures map[string]string     // name in the copy → SHA-256
}

// comparing is what versions are found by: the issue as it is now, and what the store
// has of it.
type comparing struct {
	desk        *Desk
	me          Me
	publication issue.KeptPublication
	house       *issue.House
	id, item    string // item is empty for the whole issue
	now         state
	signed      *issue.SignOff // of the item, or of the issue; nil for none
	exported    bool
	people      map[string]string // initials by name

	snapshots []issue.Snapshot // the newest first
	read      bool             // they are
}

// comparing takes what an issue is now. Whoever types goes on after this moment.
func (d *Desk) comparing(issueID, item string) (*comparing, error) {
	dr, err := d.lock(issueID)
	if err != nil {
		return nil, err
	}
	defer dr.mu.Unlock()
	me := d.Me()
	c := &comparing{
		desk: d, me: me, publication: dr.publication, house: dr.open.Edition.House, id: issueID, item: item, exported: dr.kept.Exported != "",
		people: map[string]string{},
		now: state{
			VersionView: VersionView{ID: versionNow, Names: []string{versionNow}, Time: dr.kept.Changed, Who: d.who(), Why: []issue.Why{}},
			head:        dr.kept.Head, order: slices.Clone(dr.kept.Rundown), items: map[string]issue.Item{}, pictures: maps.Clone(dr.kept.Pictures),
		},
	}
	maps.Copy(c.people, dr.sidecar().People)
	c.people[me.Name] = me.Initials
	if item != "" {
		t := dr.texts[item]
		if t == nil {
			return nil, fault.New(fault.NotFound, "This item was never in the issue.", "Choose one from the rundown.")
		}
		c.now.order, c.now.Time = []string{item}, t.Changed
		c.signed = dr.record(item).Signed
	} else {
		c.signed = dr.sidecar().Signed
	}
	c.now.order = slices.DeleteFunc(c.now.order, func(id string) bool { return dr.texts[id] == nil })
	for _, id := range c.now.order {
		t := dr.texts[id]
		c.now.items[id] = issue.Item{ID: id, Kind: t.Kind, Story: t.Story, More: t.More, Copy: t.Copy}
	}
	return c, nil
}

// version finds a version by its name or its id.
func (c *comparing) version(name string) (s *state, err error) {
	if !c.read {
		all, err := c.desk.Store.Snapshots(c.id)
		if err != nil && len(all) == 0 {
			return nil, err
		}
		c.snapshots, c.read = all, true
	}
	switch name {
	case versionNow:
		now := c.now
		return &now, nil
	case versionLooked, versionExported, versionSent:
		s, err = c.named(name)
	case versionSigned:
		s, err = c.signedOff()
	default:
		return c.byID(name)
	}
	if err == nil {
		s.Names = []string{name}
	}
	return s, err
}

// named gives the newest snapshot that is called so.
func (c *comparing) named(name string) (*state, error) {
	why := map[string]issue.Why{versionLooked: issue.WhyLooked, versionExported: issue.WhyExported, versionSent: issue.WhyReview, versionSigned: issue.WhySigned}[name]
	i := slices.IndexFunc(c.snapshots, func(g issue.Snapshot) bool {
		return g.Why == why && (why != issue.WhyLooked || c.me.Is(g.Who))
	})
	if i >= 0 {
		return c.of(&c.snapshots[i]), nil
	}
	if c.item != "" && why != issue.WhyLooked { // it may have been so before there were snapshots
		if s, err := c.marked(why, func(*issue.Mark, *issue.Revision) bool { return true }); err == nil {
			return s, nil
		}
	}
	return nil, c.never(name)
}

// signedOff gives what was signed: the snapshot that the sign-off names, and where it
// is not here, of an item the text whose hash the sign-off has.
func (c *comparing) signedOff() (*state, error) {
	if c.signed == nil {
		return nil, c.never(versionSigned)
	}
	if c.item == "" {
		if i := slices.IndexFunc(c.snapshots, func(g issue.Snapshot) bool { return g.ID == c.signed.Snapshot }); i >= 0 {
			return c.of(&c.snapshots[i]), nil
		}
		return nil, c.signedIsGone()
	}
	for i := range c.snapshots {
		g := &c.snapshots[i]
		if slices.ContainsFunc(g.Rundown, func(r issue.SnapshotItem) bool { return r.Item == c.item && r.Hash == c.signed.Hash }) {
			s := c.of(g)
			s.Who, s.Why = c.signed.Who, []issue.Why{issue.WhySigned}
			return s, nil
		}
	}
	same := func(_ *issue.Mark, r *issue.Revision) bool { return r.Hash == c.signed.Hash }
	by := func(m *issue.Mark, _ *issue.Revision) bool { return m.Who == c.signed.Who } // of the same words with another picture
	for _, is := range []func(*issue.Mark, *issue.Revision) bool{same, by} {
		if s, err := c.marked(issue.WhySigned, is); err == nil {
			return s, nil
		}
	}
	return nil, c.signedIsGone()
}

// signedIsGone says that a sign-off is known, and not what it was of.
func (c *comparing) signedIsGone() error {
	return fault.New(fault.NotFound, "What was signed is not in the store here.", "Read it whole; the next sign-off keeps what it is of.")
}

// never says that there is no version of a name.
func (c *comparing) never(name string) error {
	it := "this issue"
	if c.item != "" {
		it = "this item"
	}
	const hint = "Choose another version to compare with."
	switch name {
	case versionLooked:
		return fault.New(fault.NotFound, "You have not looked at "+it+" here before.", hint)
	case versionSigned:
		return fault.New(fault.NotFound, "Nobody has signed "+it+" off yet.", hint)
	case versionSent:
		return fault.New(fault.NotFound, "Nobody has sent "+it+" to review yet.", hint)
	}
	if c.exported {
		return fault.New(fault.NotFound, "When "+it+" was exported, Galley did not keep yet what it was.", hint)
	}
	return fault.New(fault.NotFound, "Nobody has exported "+it+" yet.", hint)
}

// byID gives a revision of the item, or a snapshot of the issue.
func (c *comparing) byID(id string) (*state, error) {
	if c.item != "" {
		if r, err := c.desk.Store.Revision(c.id, c.item, id); err == nil {
			return c.revision(&r), nil
		} else if fault.Of(err).Code != fault.NotFound {
			return nil, err
		}
	}
	for i := range c.snapshots {
		if c.snapshots[i].ID == id {
			return c.of(&c.snapshots[i]), nil
		}
	}
	return nil, fault.New(fault.NotFound, "This version is not there any more.", "Of older ones not all are kept; choose another from the list.")
}

// of gives what a snapshot names; of one item, when that is what is compared, which
// may not be in it.
func (c *comparing) of(g *issue.Snapshot) *state {
	s := &state{
		VersionView: VersionView{ID: g.ID, Names: []string{}, Time: g.Time, Who: g.Who, Why: []issue.Why{g.Why}},
		head:        g.Head, items: map[string]issue.Item{}, lost: map[string]bool{}, pictures: g.Pictures,
	}
	for _, named := range g.Rundown {
		if c.item != "" && named.Item != c.item {
			continue
		}
		r, err := c.desk.Store.Revision(c.id, named.Item, named.Revision)
		if err != nil { // of what is damaged the store's own check tells; the rest can be compared
			s.lost[named.Item] = true
			r = issue.Revision{Item: named.Item, Kind: c.now.items[named.Item].Kind}
		}
		if c.item != "" && err == nil {
			s.ID = r.ID
		}
		s.order = append(s.order, named.Item)
		s.items[named.Item] = issue.Item{ID: named.Item, Kind: r.Kind, Story: r.Story, Copy: r.Copy}
	}
	return s
}

// revision gives a revision of the item. Which pictures it had is known from a snapshot
// that names it; without one they are those of now.
func (c *comparing) revision(r *issue.Revision) *state {
	s := &state{
		VersionView: VersionView{ID: r.ID, Names: []string{}, Time: r.Time, Who: r.Author, Why: []issue.Why{}},
		head:        c.now.head, order: []string{r.Item}, pictures: c.now.pictures,
		items: map[string]issue.Item{r.Item: {ID: r.Item, Kind: r.Kind, Story: r.Story, Copy: r.Copy}},
	}
	for i := range c.snapshots {
		if slices.ContainsFunc(c.snapshots[i].Rundown, func(named issue.SnapshotItem) bool { return named.Item == r.Item && named.Revision == r.ID }) {
			s.pictures = c.snapshots[i].Pictures
			break
		}
	}
	return s
}

// marked gives the revision of the item that was marked last, of those that are meant.
func (c *comparing) marked(why issue.Why, is func(*issue.Mark, *issue.Revision) bool) (*state, error) {
	marks, err := c.desk.Store.Marks(c.id, c.item)
	if err != nil && len(marks) == 0 {
		return nil, err
	}
	slices.SortFunc(marks, func(a, b issue.Mark) int { return cmp.Or(cmp.Compare(b.Seq, a.Seq), b.Time.Compare(a.Time)) })
	for _, m := range marks {
		if r, err := c.desk.Store.Revision(c.id, c.item, m.Revision); m.Why == why && err == nil && is(&m, &r) {
			s := c.revision(&r)
			s.Why, s.Who, s.Time = []issue.Why{why}, m.Who, m.Time
			return s, nil
		}
	}
	return nil, c.never("")
}

// Versions lists what an item, or with an empty item the whole issue, can be
// compared with, the newest first; the first is what it is now.
func (d *Desk) Versions(issueID, item string) ([]VersionView, error) {
	if dr, err := d.turn(issueID); err == nil {
		_ = dr.cut(func(t *text) bool { return t.ID == item }) // on a full disk, too, they can be read
		dr.done()
	}
	c, err := d.comparing(issueID, item)
	if err != nil {
		return nil, err
	}
	names, whys := map[string][]string{}, map[string][]issue.Why{}
	for _, name := range []string{versionLooked, versionSigned, versionExported, versionSent} {
		if s, err := c.version(name); err == nil {
			names[s.ID] = append(names[s.ID], name)
			whys[s.ID] = append(whys[s.ID], s.Why...)
		}
	}
	list := []VersionView{c.now.VersionView}
	if item == "" {
		for i := range c.snapshots {
			g := &c.snapshots[i]
			list = append(list, VersionView{ID: g.ID, Time: g.Time, Who: g.Who, Why: []issue.Why{g.Why}})
		}
	} else {
		all, err := c.history(whys)
		if err != nil {
			return nil, err
		}
		for i := range all {
			e := &all[i]
			list = append(list, VersionView{ID: e.ID, Time: e.Time, Who: e.Author, Why: e.Marks, Words: e.Words, Added: e.Added, Removed: e.Removed})
		}
		if len(all) > 0 {
			list[0].Words = all[0].Words
		}
	}
	for i := range list {
		v := &list[i]
		v.Names, v.Initials = append(some(v.Names), names[v.ID]...), c.initials(v.Who)
	}
	return list, nil
}

// initials gives those of somebody who wrote; empty for another program.
func (c *comparing) initials(who string) string {
	if strings.HasPrefix(who, issue.Outside) {
		return ""
	}
	if known := c.people[who]; known != "" {
		return known
	}
	return issue.InitialsOf(who)
}

// history lists the item's revisions as History does, and of those that have a name all.
func (c *comparing) history(why map[string][]issue.Why) ([]HistoryEntry, error) {
	all, err := c.desk.Store.Revisions(c.id, c.item)
	if err != nil && len(all) == 0 {
		return nil, err
	}
	marks, err := c.desk.Store.Marks(c.id, c.item)
	if err != nil && len(marks) == 0 {
		marks = nil // which were exported is not worth hiding the rest
	}
	for _, m := range marks {
		if !slices.Contains(why[m.Revision], m.Why) {
			why[m.Revision] = append(why[m.Revision], m.Why)
		}
	}
	dialect := markdown.New(c.house)
	return entries(all, why, func(r *issue.Revision) int { return dialect.Read(c.house.Like(r.Kind), r.Copy).Words }), nil
}
