package desk

import (
	"context"
	"slices"
	"strings"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/plain"
)

// OpenDraft opens an issue for writing.
func (d *Desk) OpenDraft(ctx context.Context, id string) (DraftView, error) {
	dr, err := d.lock(id) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return DraftView{}, err
	}
	dr.mu.Unlock()
	// On a disk that is full or does not answer, too, an issue can be read.
	_ = within(patience, func() error { return d.Store.Keep(issue.Batch{Settings: map[string]string{lastIssue: id}}) })
	if dr, err = d.lock(id); err != nil { //nolint:contextcheck // as above
		return DraftView{}, err
	}
	defer dr.mu.Unlock()
	dr.unseen = nil
	v := DraftView{
		Issue: id, Publication: dr.publication.ID, Name: dr.open.Edition.Publication.Name,
		Card: dr.card(), Rundown: dr.rundownViews(), Copies: []CopyView{}, Grammar: dr.grammar(), Page: dr.makePage(ctx), Notes: []string{},
	}
	for _, id := range dr.kept.Rundown {
		t := dr.texts[id]
		v.Copies = append(v.Copies, CopyView{ID: id, Version: t.version, Copy: t.Copy})
	}
	for _, n := range dr.open.Notes {
		v.Notes = append(v.Notes, n.Text)
	}
	return v, nil
}

// lastIssue is the setting that says what to open first.
const lastIssue = "last-issue"

// TextPart gives the text part of the email as it would be exported.
func (d *Desk) TextPart(id string) ([]byte, error) {
	dr, err := d.lock(id)
	if err != nil {
		return nil, err
	}
	defer dr.mu.Unlock()
	if dr.problem != nil {
		return nil, dr.problem
	}
	return plain.Render(dr.open.placed(dr.open.home)), nil
}

func (dr *draft) rundownViews() []ItemView {
	list := make([]ItemView, 0, len(dr.kept.Rundown))
	for i := range dr.kept.Rundown {
		list = append(list, dr.itemView(i))
	}
	return list
}

// itemView tells what the copy of an item says.
func (dr *draft) itemView(i int) ItemView {
	e := &dr.open.Edition
	item := &e.Issue.Items[i]
	r := &item.Reading
	v := ItemView{
		ID: item.ID, Kind: item.Kind, Story: item.Story, Like: e.House.Like(item.Kind), State: dr.texts[item.ID].State,
		Name: r.Headline.Words, Headed: r.Headline.Words != "", Words: r.Words, Budget: Range(e.House.Parts.Budgets[item.Kind]),
		Sections: []SectionView{}, Pairs: []PairView{}, Pictures: []PictureView{},
	}
	if v.Name == "" {
		v.Name = kindTitle(e.House, item.Kind, item.Story)
	}
	grammar, isStory := e.House.Story(item.Story)
	if isStory {
		v.Budget = Range(grammar.Words)
	}
	ruler := change.NewRuler(item.Copy)
	for j := range r.Sections {
		s := &r.Sections[j]
		v.Sections = append(v.Sections, SectionView{Label: s.Label.Words, Name: s.Name, Start: ruler.At(s.Start), Words: s.Words})
	}
	if isStory {
		v.meters(grammar)
	}
	for j := range r.Pictures {
		v.Pictures = append(v.Pictures, dr.pictureView(r.Pictures[j].Name))
	}
	return v
}

// meters fills in the budgets of labels, and of those that share one.
func (v *ItemView) meters(grammar *issue.StoryStyle) {
	for i := range grammar.Budgets {
		b := &grammar.Budgets[i]
		words, found := 0, false
		for j := range v.Sections {
			s := &v.Sections[j]
			if !slices.Contains(b.Labels, s.Name) {
				continue
			}
			words, found = words+s.Words, true
			if len(b.Labels) == 1 {
				s.Budget = Range(b.Words)
			}
		}
		if found && len(b.Labels) > 1 {
			v.Pairs = append(v.Pairs, PairView{Name: b.Name, Labels: b.Labels, Words: words, Budget: Range(b.Words)})
		}
	}
}

// grammar tells what the house style offers.
func (dr *draft) grammar() Grammar {
	h := dr.open.Edition.House
	g := Grammar{House: h.Name, Kinds: []KindView{}, Labels: labelViews(h), Slots: issue.SlotNames}
	for i := range h.Stories {
		s := &h.Stories[i]
		g.Kinds = append(g.Kinds, KindView{
			Kind: issue.KindStory, Story: s.Kind, Title: kindTitle(h, issue.KindStory, s.Kind), Like: issue.KindStory,
			Labels: some(s.Labels), Required: some(s.Required), Words: Range(s.Words), Picture: s.Picture,
		})
	}
	for _, kind := range slices.Concat(issue.Kinds, h.KindNames()) {
		if kind == issue.KindStory && len(h.Stories) > 0 {
			continue
		}
		g.Kinds = append(g.Kinds, KindView{
			Kind: kind, Title: kindTitle(h, kind, ""), Like: h.Like(kind), Labels: []string{}, Required: []string{}, Words: Range(h.Parts.Budgets[kind]),
		})
	}
	return g
}

func labelViews(h *issue.House) []LabelView {
	list := []LabelView{}
	for i := range h.Labels {
		list = append(list, LabelView{Name: h.Labels[i].Name, Also: some(h.Labels[i].Also)})
	}
	return list
}

// some gives a list that is [] in JSON when it is empty.
func some(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// kindTitle gives what people call a kind of item.
func kindTitle(h *issue.House, kind, story string) string {
	if s, ok := h.Story(story); ok && s.Title != "" {
		return s.Title
	}
	for i := range h.Kinds {
		if h.Kinds[i].Name == kind && h.Kinds[i].Title != "" {
			return h.Kinds[i].Title
		}
	}
	if story != "" {
		kind = story
	}
	if kind == "" {
		return "Item" // nothing gives an item no kind; should it have none, it is shown
	}
	return strings.ToUpper(kind[:1]) + kind[1:]
}

// card gives the issue's own settings.
func (dr *draft) card() Card {
	is, e := dr.open.Edition.Issue, &dr.open.Edition
	usual, err := house.ReadPublication(publicationFile, []byte(dr.publication.Settings))
	if err != nil {
		usual = issue.Publication{}
	}
	plainEdition := issue.Edition{Issue: &issue.Issue{}, Publication: usual, House: e.House}
	c := Card{
		Number: is.Number, Date: is.Date, Subject: is.Subject, Preheader: is.Preheader,
		Lang: is.Own.Lang, Profile: is.Own.Profile, Masthead: is.Own.Masthead, Footer: is.Own.Footer,
		UsualLang: plainEdition.Lang(), UsualProfile: usual.Profile, UsualMasthead: usual.Masthead, UsualFooter: plainEdition.Footer(),
		Sender: senderName(e.Publication.Sender, e.Publication.Name), Dateline: e.Dateline(), Profiles: profileNames(e.House),
	}
	if c.UsualMasthead == "" {
		c.UsualMasthead = usual.Name
	}
	if c.UsualProfile == "" {
		c.UsualProfile = house.DefaultProfile
	}
	return c
}

// senderName gives the name that an inbox shows.
func senderName(sender, otherwise string) string {
	name, _, _ := strings.Cut(sender, "<")
	if name = strings.Trim(strings.TrimSpace(name), `"`); name != "" {
		return name
	}
	return otherwise
}

func profileNames(h *issue.House) []ProfileName {
	list := []ProfileName{}
	all, err := house.Profiles()
	if err != nil {
		all = nil // they ship, and a test reads them
	}
	for _, p := range slices.Concat(h.Profiles, all) {
		list = append(list, ProfileName{Name: p.Name, Title: p.Title})
	}
	return list
}

// problemOf gives a sentence; empty for no error.
func problemOf(err error) string {
	if err == nil {
		return ""
	}
	return fault.Of(err).Error()
}
