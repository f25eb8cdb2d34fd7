package app

import (
	"context"

	"galley/internal/desk"
)

type settingsDesk interface {
	PublicationForm(id string) (desk.PublicationForm, error)
	SetPublication(id string, form desk.PublicationForm) (desk.PublicationForm, error)
	HouseForm(publication string) (desk.HouseForm, error)
	SetHouseText(publication, text string) (desk.HouseForm, error)
	SetHouse(publication string, form desk.HouseForm) (desk.HouseForm, error)
	UseHouse(publication, name string) (desk.HouseForm, error)
	Preference(name string) (string, error)
	SetPreference(name, value string) error
	Mirror() (desk.MirrorView, error)
	MoveMirror(ctx context.Context, dir string) (desk.MirrorView, error)
}

// Settings is the Settings desk.
type Settings struct {
	bound
	desk settingsDesk
}

// Publication gives a publication's settings.
func (b *Settings) Publication(id string) (form desk.PublicationForm, err error) {
	defer b.log.caught(&err)
	return b.desk.PublicationForm(id)
}

// SetPublication keeps a publication's settings.
func (b *Settings) SetPublication(id string, form desk.PublicationForm) (kept desk.PublicationForm, err error) {
	defer b.log.caught(&err)
	return b.desk.SetPublication(id, form)
}

// House gives the house style.
func (b *Settings) House(publication string) (form desk.HouseForm, err error) {
	defer b.log.caught(&err)
	return b.desk.HouseForm(publication)
}

// SetHouseText keeps the house style's file. One that cannot be used is not
// kept, and the answer's Problem says why.
func (b *Settings) SetHouseText(publication, text string) (form desk.HouseForm, err error) {
	defer b.log.caught(&err)
	return b.desk.SetHouseText(publication, text)
}

// SetHouse writes the form's fields into the house style's file.
func (b *Settings) SetHouse(publication string, form desk.HouseForm) (kept desk.HouseForm, err error) {
	defer b.log.caught(&err)
	return b.desk.SetHouse(publication, form)
}

// UseHouse takes a house style that ships in place of the publication's own.
func (b *Settings) UseHouse(publication, name string) (form desk.HouseForm, err error) {
	defer b.log.caught(&err)
	return b.desk.UseHouse(publication, name)
}

// Preference gives a preference as JSON; empty when it was never set.
func (b *Settings) Preference(name string) (value string, err error) {
	defer b.log.caught(&err)
	return b.desk.Preference(name)
}

// SetPreference keeps a preference, which is JSON.
func (b *Settings) SetPreference(name, value string) (err error) {
	defer b.log.caught(&err)
	return b.desk.SetPreference(name, value)
}

// Mirror says how the folder with the person's text is.
func (b *Settings) Mirror() (view desk.MirrorView, err error) {
	defer b.log.caught(&err)
	return b.desk.Mirror()
}

// ShowMirror opens it in the system's file manager.
func (b *Settings) ShowMirror() (err error) {
	defer b.log.caught(&err)
	view, err := b.desk.Mirror()
	if err != nil {
		return err
	}
	return b.window.showFolder(view.Dir)
}

// MoveMirror asks for another folder and moves the files there.
func (b *Settings) MoveMirror() (view desk.MirrorView, err error) {
	defer b.log.caught(&err)
	dir, err := b.window.openFolder("Choose a folder for your text")
	if err != nil || dir == "" {
		return desk.MirrorView{}, err
	}
	return b.desk.MoveMirror(b.ctx, dir)
}
