package desk

import (
	"context"
	"strings"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/house"
	"galley/internal/issue"
)

// PublicationForm gives a publication's settings.
func (d *Desk) PublicationForm(id string) (PublicationForm, error) {
	if err := d.needStore(); err != nil {
		return PublicationForm{}, err
	}
	kept, err := d.Store.Publication(id)
	if err != nil {
		return PublicationForm{}, err
	}
	p, err := house.ReadPublication(publicationFile, []byte(kept.Settings))
	if err != nil {
		return PublicationForm{}, err
	}
	return d.publicationForm(&kept, p), nil
}

func (d *Desk) publicationForm(kept *issue.KeptPublication, p issue.Publication) PublicationForm {
	h := houseOf(kept)
	f := PublicationForm{
		Name: p.Name, Sender: p.Sender, ReplyTo: p.ReplyTo, Address: p.Address, Lang: p.Lang, Dir: p.Dir, PictureAddress: p.PictureAddress,
		WebURL: p.WebURL, ArchiveURL: p.ArchiveURL, UnsubscribeURL: p.UnsubscribeURL, Social: p.Social, Masthead: p.Masthead, Footer: p.Footer,
		Profile: p.Profile, UsualFooter: h.Parts.Footer, Profiles: profileNames(h),
	}
	if f.Social == nil {
		f.Social = []issue.Link{}
	}
	return f
}

// SetPublication keeps a publication's settings. Those that could not be used
// are refused, and nothing is changed then.
func (d *Desk) SetPublication(id string, f PublicationForm) (PublicationForm, error) {
	if err := d.needStore(); err != nil {
		return PublicationForm{}, err
	}
	d.publication.Lock()
	defer d.publication.Unlock()
	kept, err := d.Store.Publication(id)
	if err != nil {
		return PublicationForm{}, err
	}
	p := issue.Publication{
		Name: oneLine(f.Name), Sender: oneLine(f.Sender), ReplyTo: oneLine(f.ReplyTo), Address: oneLine(f.Address), Lang: oneLine(f.Lang), Dir: oneLine(f.Dir),
		PictureAddress: oneLine(f.PictureAddress), WebURL: oneLine(f.WebURL), ArchiveURL: oneLine(f.ArchiveURL), UnsubscribeURL: oneLine(f.UnsubscribeURL),
		Masthead: oneLine(f.Masthead), Footer: strings.TrimSpace(change.Clean(f.Footer)), Profile: oneLine(f.Profile),
	}
	for _, l := range f.Social {
		if l.Name, l.URL = oneLine(l.Name), oneLine(l.URL); l.Name != "" || l.URL != "" {
			p.Social = append(p.Social, l)
		}
	}
	if p.Name == "" {
		return PublicationForm{}, fault.New(fault.BadInput, "A newsletter needs a name.", "It stands in the masthead and in the inbox.")
	}
	text, err := house.WritePublication(p)
	if err != nil {
		return PublicationForm{}, fault.Of(err)
	}
	if p, err = house.ReadPublication("Settings", text); err != nil { // with the reader's own rules
		return PublicationForm{}, err
	}
	kept.Settings = string(text)
	if err := d.setPublication(kept); err != nil {
		return PublicationForm{}, err
	}
	return d.publicationForm(&kept, p), nil
}

// setPublication keeps a publication and has every open issue of it printed by
// it from now on.
func (d *Desk) setPublication(kept issue.KeptPublication) error {
	kept.Changed = d.now().UTC()
	one := []issue.KeptPublication{kept}
	if err := d.Store.Keep(issue.Batch{Publications: one}); err != nil {
		return err
	}
	for _, dr := range d.allDrafts() {
		dr.goBy(one[0]) // with the number of its save
	}
	return nil
}

func (dr *draft) goBy(p issue.KeptPublication) {
	dr.mu.Lock()
	defer dr.mu.Unlock()
	if dr.publication.ID == p.ID {
		dr.publication = p
		dr.load(context.Background())
	}
}

// oneLine gives what was typed into a field of one line.
func oneLine(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(change.Clean(s), "\n", " "))
}

// Preference gives a preference of the window, as JSON; empty when it was never
// set.
func (d *Desk) Preference(name string) (string, error) {
	if err := d.needStore(); err != nil {
		return "", err
	}
	return d.Store.Setting(preference + name)
}

// SetPreference keeps a preference of the window.
func (d *Desk) SetPreference(name, value string) error {
	if err := d.needStore(); err != nil {
		return err
	}
	if len(name) > 100 || len(value) > maxPreference {
		return fault.New(fault.BadInput, "This preference is too long to be kept.", "Nothing was changed.")
	}
	return d.Store.Keep(issue.Batch{Settings: map[string]string{preference + name: value}})
}

const (
	preference    = "page."
	maxPreference = 64 << 10 // bytes
)
