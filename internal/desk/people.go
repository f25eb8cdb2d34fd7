package desk

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"galley/internal/fault"
	"galley/internal/issue"
)

// personSetting is the setting that says who sits at this desk.
const personSetting = "person"

// maxName and maxInitials are how long a person's name and initials may be, in
// characters.
const (
	maxName     = 80
	maxInitials = 3
)

// Me says who sits at this desk.
type Me struct {
	Name     string `json:"name"`
	Initials string `json:"initials"`
	Asked    bool   `json:"asked"` // the person said so; else it is the name that the system has
}

// Me gives who sits at this desk.
func (d *Desk) Me() Me {
	if p, ok := d.person(); ok {
		return Me{Name: p.Name, Initials: p.Initials, Asked: true}
	}
	return Me{Name: d.Author, Initials: issue.InitialsOf(d.Author)}
}

// person gives who said that they sit here; ok is false when nobody was asked.
func (d *Desk) person() (p issue.Person, ok bool) {
	if d.Store == nil {
		return p, false
	}
	text, err := d.Store.Setting(personSetting)
	if err != nil || text == "" || json.Unmarshal([]byte(text), &p) != nil || p.Name == "" {
		return issue.Person{}, false
	}
	return p, true
}

// who gives the name that everything bears that is made here.
func (d *Desk) who() string { return d.Me().Name }

// SetMe says who sits at this desk. Initials that nobody gave are made of the
// name.
func (d *Desk) SetMe(name, initials string) (Me, error) {
	if err := d.needStore(); err != nil {
		return Me{}, err
	}
	name, initials = plainName(name), strings.ReplaceAll(plainName(initials), " ", "")
	switch {
	case name == "":
		return Me{}, fault.New(fault.BadInput, "Comments and sign-offs want a name.", "Write the one that your colleagues know you by.")
	case utf8.RuneCountInString(name) > maxName:
		return Me{}, fault.New(fault.BadInput, "This name is too long.", "Write a shorter one.")
	case utf8.RuneCountInString(initials) > maxInitials:
		return Me{}, fault.New(fault.BadInput, "Initials are three letters at most.", "Write shorter ones.")
	case initials == "":
		initials = issue.InitialsOf(name)
	}
	text, err := json.Marshal(issue.Person{Name: name, Initials: initials})
	if err != nil {
		return Me{}, fault.Wrap(err, fault.Internal, "This name cannot be kept.", "Please report it.")
	}
	if err := d.Store.Keep(issue.Batch{Settings: map[string]string{personSetting: string(text)}}); err != nil {
		return Me{}, err
	}
	return d.Me(), nil
}

// initialsIn gives the initials of somebody as the sidecar has them.
func initialsIn(s *issue.Sidecar, name string) string {
	if s != nil && s.People[name] != "" {
		return s.People[name]
	}
	return issue.InitialsOf(name)
}
