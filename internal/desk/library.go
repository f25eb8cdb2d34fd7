package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// Shelf gives the publications with their issues, without what was deleted.
func (d *Desk) Shelf(context.Context) (Shelf, error) {
	if err := d.needStore(); err != nil {
		return Shelf{}, err
	}
	shelf := Shelf{Publications: []PublicationCard{}}
	publications, err := d.Store.Publications()
	if err := shelf.miss(err); err != nil {
		return Shelf{}, err
	}
	for i := range publications {
		if !publications[i].Deleted.IsZero() {
			continue
		}
		card, err := d.publicationCard(&publications[i])
		if err := shelf.miss(err); err != nil {
			return Shelf{}, err
		}
		shelf.Publications = append(shelf.Publications, card)
	}
	return shelf, nil
}

// miss puts down that a record is damaged: the store gives the others all the
// same. Any other error is given back.
func (s *Shelf) miss(err error) error {
	f := fault.Of(err)
	if f == nil {
		return nil
	}
	if f.Code != fault.Mismatch {
		return err
	}
	if s.Problem == "" {
		s.Problem, s.Hint = f.Message, f.Hint
	}
	return nil
}

func (d *Desk) publicationCard(p *issue.KeptPublication) (PublicationCard, error) {
	settings, err := house.ReadPublication(publicationFile, []byte(p.Settings))
	card := PublicationCard{ID: p.ID, Name: cmp.Or(settings.Name, unnamed), Archived: p.Archived, Problem: problemOf(err), Issues: []IssueCard{}}
	issues, err := d.Store.Issues(p.ID)
	for i := range issues {
		if issues[i].Deleted.IsZero() {
			card.Issues = append(card.Issues, issueCard(&issues[i]))
		}
	}
	return card, err
}

// unnamed is what a publication without a name is called.
const unnamed = "My newsletter"

func issueCard(k *issue.KeptIssue) IssueCard {
	card := IssueCard{
		ID: k.ID, Publication: k.Publication, Items: len(k.Rundown), Words: k.Words, Exported: k.Exported, Archived: k.Archived, Changed: k.Changed,
		Guest: k.Guest, From: k.From,
	}
	if is, _, err := markdown.Read(issueFile, []byte(k.Head)); err == nil {
		card.Number, card.Date, card.Subject = is.Number, is.Date, is.Subject
	}
	if k.Picture != "" {
		card.Picture = "/cover/" + k.Picture
	}
	return card
}

// NewPublication begins a publication.
func (d *Desk) NewPublication(_ context.Context, name, sender string) (PublicationCard, error) {
	name, sender = strings.TrimSpace(change.Clean(name)), strings.TrimSpace(change.Clean(sender))
	if name == "" {
		return PublicationCard{}, fault.New(fault.BadInput, "The newsletter has no name yet.", "Type one; it can be changed later.")
	}
	return d.keepPublication(issue.Publication{Name: name, Sender: sender, Lang: "en", Profile: house.DefaultProfile}, "")
}

func (d *Desk) keepPublication(p issue.Publication, houseText string) (PublicationCard, error) {
	if err := d.needStore(); err != nil {
		return PublicationCard{}, err
	}
	settings, err := house.WritePublication(p)
	if err != nil {
		return PublicationCard{}, fault.Of(err)
	}
	now := d.now().UTC()
	kept := issue.KeptPublication{ID: newID(), Settings: string(settings), House: houseText, Made: now, Changed: now}
	if err := d.Store.Keep(issue.Batch{Publications: []issue.KeptPublication{kept}}); err != nil {
		return PublicationCard{}, err
	}
	return d.publicationCard(&kept)
}

// BeginIssue begins an issue: in the grammar of the house, or like another one.
// The parts that would be stale come from ask.
func (d *Desk) BeginIssue(_ context.Context, publication string, ask NewIssue) (IssueCard, error) {
	if err := d.needStore(); err != nil {
		return IssueCard{}, err
	}
	p, err := d.Store.Publication(publication)
	if err != nil {
		return IssueCard{}, err
	}
	is, pictures := &issue.Issue{}, map[string]string{}
	runs, sidecar := map[string][]issue.Run{}, issue.Sidecar{Items: map[string]issue.Record{}}
	if ask.From != "" {
		if err := d.flushed(ask.From); err != nil {
			return IssueCard{}, err
		}
		s, err := d.source(ask.From)
		if err != nil {
			return IssueCard{}, err
		}
		if is, _, err = markdown.Read(issueFile, []byte(s.issue.Head)); err != nil {
			return IssueCard{}, err
		}
		is.Items, pictures, runs = s.items, s.issue.Pictures, s.by
		is.Preheader = "" // last week's would go out with this week's subject
	} else {
		h := houseOf(&p)
		is.Items = firstIssue(h).Items
		for i := range is.Items { // with the headline's mark and the spaces behind the labels: here somebody writes on
			is.Items[i].Copy = firstCopy(h, is.Items[i].Kind, is.Items[i].Story)
		}
	}
	is.Number, is.Date, is.Subject = ask.Number, ask.Date, ask.Subject
	for i := range is.Items {
		was := is.Items[i].ID
		is.Items[i].ID = newID() // an id is one item's for ever
		// Whose the words are, and what of them a model's, they are in the next issue, too.
		runs[is.Items[i].ID] = runs[was]
		if texts := d.machineTexts(runs[was], is.Items[i].Copy); len(texts) > 0 {
			sidecar.Items[is.Items[i].ID] = issue.Record{Machine: texts}
		}
	}
	text, err := bareText(&sidecar)
	if err != nil {
		return IssueCard{}, err
	}
	state := issue.StateDrafting
	if ask.From == "" {
		state = issue.StatePitch
	}
	kept, err := d.keepIssue(&p, is, pictures, text, state, author{}, runs)
	if err != nil {
		return IssueCard{}, err
	}
	return issueCard(kept), nil
}

// houseOf gives a publication's house style; the one that ships when its own
// cannot be read.
func houseOf(p *issue.KeptPublication) *issue.House {
	if p.House != "" {
		if h, err := house.Read(houseStyleFile, []byte(p.House)); err == nil {
			return h
		}
	}
	h, _ := house.Load(house.Default) // it ships
	return h
}

// keepIssue keeps a new issue with its items in that state and their first
// revisions, and its publication with it: one may be as new as the other. All
// words are by one; of the zero author nobody knows whose they are, as of those
// that a house begins a story with.
func (d *Desk) keepIssue(
	p *issue.KeptPublication, is *issue.Issue, pictures map[string]string, sidecar string, state issue.State, by author, runs map[string][]issue.Run,
) (*issue.KeptIssue, error) {
	now := d.now().UTC()
	items := is.Items
	h := houseOf(p)
	dialect := markdown.New(h)
	dialect.ReadItems(h, items)
	head, err := headOf(is)
	if err != nil {
		return nil, err
	}
	kept := issue.KeptIssue{
		ID: newID(), Publication: p.ID, Head: head, Rundown: []string{}, Pictures: pictures, Sidecar: sidecar, Made: now, Changed: now,
	}
	b := issue.Batch{}
	if _, err := d.Store.Publication(p.ID); err != nil { // it is new; another one may have changed meanwhile
		b.Publications = []issue.KeptPublication{*p}
	}
	for i := range items {
		item := &items[i]
		w := issue.Working{
			Issue: kept.ID, ID: item.ID, Kind: item.Kind, Story: item.Story, More: item.More, State: state, Copy: item.Copy, Changed: now,
		}
		if w.By = by.runs(w.Copy); w.By == nil {
			w.By = runs[w.ID]
		}
		r := issue.Revision{
			Issue: kept.ID, Item: item.ID, Hash: item.Hash(func(name string) string { return pictures[name] }), Author: d.who(), Time: now,
			Kind: item.Kind, Story: item.Story, Copy: item.Copy,
		}
		r.Seal()
		w.Revision = r.ID
		b.Items, b.Revisions = append(b.Items, w), append(b.Revisions, r)
		kept.Rundown = append(kept.Rundown, item.ID)
		kept.Words += item.Reading.Words
		for j := range item.Reading.Pictures {
			if kept.Picture == "" {
				kept.Picture = pictures[item.Reading.Pictures[j].Name]
			}
		}
	}
	b.Issues = []issue.KeptIssue{kept}
	return &kept, d.Store.Keep(b)
}

// flushed has an issue's draft written, when it is open.
func (d *Desk) flushed(id string) error {
	dr := d.turnOpen(id)
	if dr == nil {
		return nil
	}
	defer dr.done()
	return dr.flush()
}

// shelve changes what the store keeps of an issue, open or not.
func (d *Desk) shelve(id string, change func(*issue.KeptIssue)) error {
	if err := d.needStore(); err != nil {
		return err
	}
	if dr := d.turnOpen(id); dr != nil {
		defer dr.done()
		dr.writeBeside()
		before := dr.kept
		change(&dr.kept)
		dr.save.issue = true
		if err := dr.save.write(nil); err != nil {
			dr.kept = before
			return err
		}
		return nil
	}
	kept, err := d.Store.Issue(id)
	if err != nil {
		return err
	}
	change(&kept)
	return d.Store.Keep(issue.Batch{Issues: []issue.KeptIssue{kept}})
}

// ArchiveIssue puts an issue among the old ones, or back.
func (d *Desk) ArchiveIssue(id string, archived bool) error {
	return d.shelve(id, func(k *issue.KeptIssue) { k.Archived = archived })
}

// DeleteIssue takes an issue off the shelf. Nothing of it is lost.
func (d *Desk) DeleteIssue(id string) error {
	return d.shelve(id, func(k *issue.KeptIssue) { k.Deleted = d.now().UTC() })
}

// RestoreIssue puts a deleted issue back.
func (d *Desk) RestoreIssue(id string) error {
	return d.shelve(id, func(k *issue.KeptIssue) { k.Deleted = time.Time{} })
}

func (d *Desk) shelvePublication(id string, change func(*issue.KeptPublication)) error {
	if err := d.needStore(); err != nil {
		return err
	}
	d.publication.Lock()
	defer d.publication.Unlock()
	p, err := d.Store.Publication(id)
	if err != nil {
		return err
	}
	change(&p)
	return d.Store.Keep(issue.Batch{Publications: []issue.KeptPublication{p}})
}

// ArchivePublication puts a publication among the old ones, or back.
func (d *Desk) ArchivePublication(id string, archived bool) error {
	return d.shelvePublication(id, func(p *issue.KeptPublication) { p.Archived = archived })
}

// DeletePublication takes a publication off the shelf, with its issues. Nothing
// of it is lost.
func (d *Desk) DeletePublication(id string) error {
	return d.shelvePublication(id, func(p *issue.KeptPublication) { p.Deleted = d.now().UTC() })
}

// RestorePublication puts a deleted publication back.
func (d *Desk) RestorePublication(id string) error {
	return d.shelvePublication(id, func(p *issue.KeptPublication) { p.Deleted = time.Time{} })
}

// Begin gives everything that the window opens on, in one answer: at the start
// each further one would be waited for.
func (d *Desk) Begin(ctx context.Context) (Beginning, error) {
	if err := d.OpenStore(ctx); err != nil {
		return Beginning{}, err
	}
	taken, refused := d.takeGiven(ctx)
	b, err := d.beginning(ctx)
	if err != nil {
		return Beginning{}, err
	}
	if b.Taken, b.Refused = taken, refused; len(taken) > 0 {
		b.Issue, b.Asked = taken[len(taken)-1].Issue.ID, true
	}
	b.Mended = d.mendedView()
	b.Preferences, _ = d.Store.Settings(preference) // one that cannot be read is as usual
	if b.Issue != "" {
		if view, err := d.OpenDraft(ctx, b.Issue); err == nil {
			b.Draft = &view // else the page asks for it, and hears why there is none
		}
	}
	return b, nil
}

func (d *Desk) beginning(ctx context.Context) (Beginning, error) {
	shelf, err := d.Shelf(ctx)
	if err != nil {
		return Beginning{}, err
	}
	b := Beginning{Shelf: shelf, Resumed: d.Resumed, Issue: d.First, Asked: d.First != ""}
	if b.Issue == "" {
		last, err := d.Store.Setting(lastIssue)
		if err := b.Shelf.miss(err); err != nil {
			return Beginning{}, err
		}
		b.Issue = last
	}
	there := slices.ContainsFunc(shelf.Publications, func(p PublicationCard) bool {
		return slices.ContainsFunc(p.Issues, func(i IssueCard) bool { return i.ID == b.Issue })
	})
	if !there {
		b.Issue = ""
	}
	return b, nil
}

// DataDir gives the folder of the store.
func (d *Desk) DataDir() (string, error) {
	if err := d.needStore(); err != nil {
		return "", err
	}
	return d.Store.Dir(), nil
}

// Warm opens the issue that the window will ask for first. What goes wrong is
// said when it is asked for.
func (d *Desk) Warm(ctx context.Context) {
	defer func() { _ = recover() }() // a mistake of ours meets whoever asks, and is told there
	if b, err := d.beginning(ctx); err == nil && b.Issue != "" {
		_, _ = d.draft(ctx, b.Issue)
	}
}
