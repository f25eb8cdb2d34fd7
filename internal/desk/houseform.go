package desk

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/house"
	"galley/internal/issue"
)

// HouseForm gives a publication's house style, as its file and as a form.
func (d *Desk) HouseForm(publication string) (HouseForm, error) {
	_, f, err := d.houseForm(publication)
	return f, err
}

func (d *Desk) houseForm(publication string) (issue.KeptPublication, HouseForm, error) {
	if err := d.needStore(); err != nil {
		return issue.KeptPublication{}, HouseForm{}, err
	}
	kept, err := d.Store.Publication(publication)
	if err != nil {
		return kept, HouseForm{}, err
	}
	text := kept.House
	if text == "" {
		ships, _ := house.Builtin(house.Default)
		text = string(ships)
	}
	return kept, formOf(text, houseOf(&kept)), nil
}

func formOf(text string, h *issue.House) HouseForm {
	f := HouseForm{
		Text: text, Name: h.Name, Ships: house.Names, Stories: []StoryForm{}, Labels: labelViews(h), Prefer: []WordPair{}, Avoid: some(h.Words.Avoid),
		Footer: h.Parts.Footer, Serif: h.Theme.Serif, Sans: h.Theme.Sans, Light: colours(&h.Theme.Light), Dark: colours(&h.Theme.Dark),
	}
	for i := range h.Stories {
		s := &h.Stories[i]
		f.Stories = append(f.Stories, StoryForm{
			Kind: s.Kind, Title: s.Title, Labels: some(s.Labels), Required: some(s.Required), Words: Range(s.Words), Picture: s.Picture,
		})
	}
	for _, found := range slices.Sorted(maps.Keys(h.Words.Prefer)) {
		f.Prefer = append(f.Prefer, WordPair{Found: found, Wanted: h.Words.Prefer[found]})
	}
	return f
}

// colours lists a palette by role, in its order.
func colours(p *issue.Palette) []ColourForm {
	v := reflect.ValueOf(p).Elem()
	list := make([]ColourForm, 0, v.NumField())
	for i := range v.NumField() {
		list = append(list, ColourForm{Role: strings.ToLower(v.Type().Field(i).Name), Value: v.Field(i).String()})
	}
	return list
}

func setColours(p *issue.Palette, list []ColourForm) {
	v := reflect.ValueOf(p).Elem()
	for _, c := range list {
		for i := range v.NumField() {
			if strings.EqualFold(v.Type().Field(i).Name, c.Role) {
				v.Field(i).SetString(strings.TrimSpace(c.Value))
			}
		}
	}
}

// SetHouseText keeps the house style's file. One that cannot be used is not
// kept: the form comes back as it was, with the text and what is wrong with it.
func (d *Desk) SetHouseText(publication, text string) (HouseForm, error) {
	d.publication.Lock()
	defer d.publication.Unlock()
	return d.setHouseText(publication, text)
}

func (d *Desk) setHouseText(publication, text string) (HouseForm, error) {
	kept, f, err := d.houseForm(publication)
	if err != nil {
		return HouseForm{}, err
	}
	text = change.Clean(strings.ReplaceAll(text, "\r\n", "\n"))
	h, err := house.Read(houseStyleFile, []byte(text))
	if err != nil {
		why := fault.Of(err)
		f.Text, f.Problem, f.Hint = text, why.Message, why.Hint
		return f, nil
	}
	kept.House = text
	if err := d.setPublication(kept); err != nil {
		return HouseForm{}, err
	}
	return formOf(text, h), nil
}

// SetHouse writes the form's fields into the house style's file, which is
// written anew for it, without the comments that it had.
func (d *Desk) SetHouse(publication string, f HouseForm) (HouseForm, error) {
	d.publication.Lock()
	defer d.publication.Unlock()
	_, before, err := d.houseForm(publication)
	if err != nil {
		return HouseForm{}, err
	}
	h, err := house.Read(houseStyleFile, []byte(before.Text))
	if err != nil {
		return HouseForm{}, err // of a newer Galley, perhaps: it is not written over
	}
	stories := h.Stories
	h.Stories = nil
	for i := range f.Stories {
		h.Stories = append(h.Stories, storyOf(&f.Stories[i], stories))
	}
	h.Labels = nil
	for _, l := range f.Labels {
		if name := strings.TrimSpace(l.Name); name != "" {
			h.Labels = append(h.Labels, issue.LabelStyle{Name: name, Also: filled(l.Also)})
		}
	}
	for i := range h.Stories { // a label that a story has is one of the house's
		for _, name := range h.Stories[i].Labels {
			if !slices.ContainsFunc(h.Labels, func(l issue.LabelStyle) bool { return l.Name == name }) {
				h.Labels = append(h.Labels, issue.LabelStyle{Name: name})
			}
		}
	}
	h.Words.Prefer, h.Words.Avoid = map[string]string{}, filled(f.Avoid)
	for _, p := range f.Prefer {
		if found := strings.TrimSpace(p.Found); found != "" {
			h.Words.Prefer[found] = strings.TrimSpace(p.Wanted)
		}
	}
	h.Parts.Footer, h.Theme.Serif, h.Theme.Sans = strings.TrimSpace(f.Footer), strings.TrimSpace(f.Serif), strings.TrimSpace(f.Sans)
	setColours(&h.Theme.Light, f.Light)
	setColours(&h.Theme.Dark, f.Dark)
	text, err := house.Write(h)
	if err != nil {
		return HouseForm{}, fault.Of(err)
	}
	form, err := d.setHouseText(publication, string(text))
	if err == nil && form.Problem != "" {
		err = fault.New(fault.BadInput, form.Problem, form.Hint)
	}
	if err != nil {
		return HouseForm{}, err
	}
	return form, nil
}

// storyOf gives a story kind with what the form has of it; the rest stays.
func storyOf(f *StoryForm, before []issue.StoryStyle) issue.StoryStyle {
	s := issue.StoryStyle{Kind: strings.TrimSpace(f.Kind)}
	for i := range before {
		if before[i].Kind == s.Kind {
			s = before[i]
		}
	}
	s.Title, s.Labels, s.Required = strings.TrimSpace(f.Title), filled(f.Labels), filled(f.Required)
	s.Words, s.Picture = issue.Range(f.Words), f.Picture
	return s
}

// filled gives a list without what is empty in it.
func filled(list []string) []string {
	var kept []string
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// UseHouse takes a house style that ships in place of the publication's own.
func (d *Desk) UseHouse(publication, name string) (HouseForm, error) {
	text, ships := house.Builtin(name)
	if !ships {
		_, err := house.Load(name) // says which there are
		return HouseForm{}, err
	}
	return d.SetHouseText(publication, string(text))
}
