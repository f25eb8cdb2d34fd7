package desk

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/internal/fault"
	"galley/internal/issue"
)

// personSetting is the setting that says who sits at this desk.
const personSetting = "person"

// maxName and maxInitials are how long a person's name and initials may be, in
// characters; maxFormer is how many former names of theirs are known, and maxOthers
// how many others that sit here at times.
const (
	maxName     = 80
	maxInitials = 3
	maxFormer   = 20
	maxOthers   = 20
)

// Me says who sits at this desk.
type Me struct {
	Name     string   `json:"name"`
	Initials string   `json:"initials"`
	Asked    bool     `json:"asked"`  // the person said so; else it is the name that the system has
	Former   []string `json:"former"` // names that the same person had before, the latest first
}

// Is reports whether a name is this person's, or was.
func (m *Me) Is(name string) bool {
	return name == m.Name || name != "" && slices.Contains(m.Former, name)
}

// sitter is somebody who said that they sit at this desk, as it is kept.
type sitter struct {
	Name     string   `json:"name"`
	Initials string   `json:"initials"`
	Former   []string `json:"former,omitempty"`
	Others   []sitter `json:"others,omitempty"` // who sat here before, the latest first
}

// Me gives who sits at this desk.
func (d *Desk) Me() Me {
	if p, ok := d.person(); ok {
		return Me{Name: p.Name, Initials: p.Initials, Asked: true, Former: slices.DeleteFunc(append([]string{}, p.Former...), func(one string) bool { return one == p.Name })}
	}
	return Me{Name: d.Author, Initials: issue.InitialsOf(d.Author), Former: []string{}}
}

// person gives who said that they sit here; ok is false when nobody was asked.
func (d *Desk) person() (p sitter, ok bool) {
	if d.Store == nil {
		return p, false
	}
	text, err := d.Store.Setting(personSetting)
	if err != nil || text == "" || json.Unmarshal([]byte(text), &p) != nil || p.Name == "" {
		return sitter{}, false
	}
	return p, true
}

// renamed is the same person under another name. Was is the one that somebody began
// to change: what was kept while they typed is no name of theirs. Empty for the one
// that they have.
func (p sitter) renamed(name, was string) sitter {
	if at := slices.Index(p.Former, was); was != "" && at >= 0 {
		p.Former = p.Former[at:]
	} else if p.Name != "" {
		// The name that they take may be among these: somebody who types through it has it still.
		former := slices.DeleteFunc(slices.Clone(p.Former), func(one string) bool { return one == p.Name })
		p.Former = append([]string{p.Name}, former...)
	}
	p.Name = name
	p.Former = p.Former[:min(len(p.Former), maxFormer)]
	return p
}

// replaced is somebody else, with the names by which they are known here.
func (p sitter) replaced(name string) sitter {
	if p.Name == name {
		return p
	}
	if slices.Contains(p.Former, name) {
		return p.renamed(name, "")
	}
	next := sitter{Name: name}
	others := []sitter{{Name: p.Name, Initials: p.Initials, Former: p.Former}}
	for _, one := range p.Others {
		if one.Name == name {
			next.Former = one.Former
		} else {
			others = append(others, one)
		}
	}
	next.Others = others[:min(len(others), maxOthers)]
	return next
}

// who gives the name that everything bears that is made here.
func (d *Desk) who() string { return d.Me().Name }

// SetMe says who sits at this desk, which may be somebody else than before. Whoever
// says it first is the one whom the system has a name for. Initials that nobody gave
// are made of the name.
func (d *Desk) SetMe(name, initials string) (Me, error) {
	if _, ok := d.person(); !ok {
		return d.Rename(name, initials, "")
	}
	return d.sits(name, initials, sitter.replaced)
}

// Rename gives who sits at this desk another name. What they said under those
// before is theirs still. Was is the name that they began to change: it is kept as it
// is typed. The name of somebody else who sat here means that one.
func (d *Desk) Rename(name, initials, was string) (Me, error) {
	return d.sits(name, initials, func(p sitter, name string) sitter {
		// Whoever typed through the name of somebody else is themselves again.
		typing := func(one sitter) bool { return one.Name == was || slices.Contains(one.Former, was) }
		if at := slices.IndexFunc(p.Others, typing); was != "" && !typing(p) && at >= 0 {
			p = p.replaced(p.Others[at].Name)
		}
		if slices.ContainsFunc(p.Others, func(one sitter) bool { return one.Name == name }) {
			return p.replaced(name)
		}
		return p.renamed(name, was)
	})
}

func (d *Desk) sits(name, initials string, become func(p sitter, name string) sitter) (Me, error) {
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
	was, ok := d.person()
	if !ok {
		was = sitter{Name: d.Author}
	}
	p := become(was, name)
	p.Initials = initials
	text, err := json.Marshal(p)
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
