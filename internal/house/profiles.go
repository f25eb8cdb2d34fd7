package house

import (
	_ "embed"
	"fmt"
	"strings"

	"galley/internal/fault"
	"galley/internal/issue"
)

// DefaultProfile is the merge-tag profile of an issue that names none: every
// slot is filled from the publication.
const DefaultProfile = "none"

//go:embed profiles.toml
var profilesText []byte

type profilesFile struct {
	Profiles []issue.Profile `toml:"profile"`
}

// Profiles gives the built-in merge-tag profiles, in the order of the file.
func Profiles() ([]issue.Profile, error) {
	var f profilesFile
	err := decode("profiles.toml", profilesText, &f, new(int))
	return f.Profiles, err
}

// Profile gives the profile of that name: the house's own first, then the
// built-in ones. An empty name is DefaultProfile.
func Profile(h *issue.House, name string) (issue.Profile, error) {
	if name == "" {
		name = DefaultProfile
	}
	shipped, err := Profiles()
	if err != nil {
		return issue.Profile{}, err
	}
	known := make([]string, 0, len(shipped)+len(h.Profiles))
	for _, p := range append(h.Profiles[:len(h.Profiles):len(h.Profiles)], shipped...) {
		if p.Name == name {
			return p, nil
		}
		known = append(known, p.Name)
	}
	return issue.Profile{}, fault.New(fault.BadInput, fmt.Sprintf("There is no merge-tag profile called “%s”.", short(name)),
		"Choose one of "+strings.Join(known, ", ")+", or add it to house.toml.")
}
