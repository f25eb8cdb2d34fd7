package desk

import (
	"fmt"
	"path"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// keptSource is an issue of the store as files: what Load reads there is what
// it would read in a folder into which the issue was written.
type keptSource struct {
	store       Store
	publication issue.KeptPublication
	issue       issue.KeptIssue
	items       []issue.Item
	revisions   map[string]string // that the items are, where they are known
	by          map[string][]issue.Run
	machine     map[string]int // words of an item that a model wrote; none of most
}

// issueFile is the name that the issue file of a kept issue goes by.
const issueFile = "issue.md"

// Text gives the issue file.
func (s *keptSource) Text() (string, []byte, error) {
	is, _, err := markdown.Read(issueFile, []byte(s.issue.Head))
	if err != nil {
		return issueFile, nil, err
	}
	is.Items = s.items
	return issueFile, markdown.Write(is, houseOf(&s.publication).KindNames()...), nil
}

// Above gives the publication's two files.
func (s *keptSource) Above(name string) (string, []byte, error) {
	switch {
	case name == publicationFile && s.publication.Settings != "":
		return name, []byte(s.publication.Settings), nil
	case name == houseStyleFile && s.publication.House != "":
		return name, []byte(s.publication.House), nil
	}
	return "", nil, nil
}

// The names of the two files that stand above an issue.
const (
	publicationFile = "publication.toml"
	houseStyleFile  = "house.toml"
)

// Beside gives a picture of the issue, or its sidecar.
func (s *keptSource) Beside(name string) ([]byte, error) {
	if name == Sidecar {
		if s.issue.Sidecar == "" {
			return nil, notBeside(name)
		}
		return []byte(s.issue.Sidecar), nil
	}
	hash := s.hashOf(name)
	if hash == "" {
		return nil, notBeside(name)
	}
	return s.store.Picture(hash)
}

func notBeside(name string) error {
	return fault.New(fault.NotFound, fmt.Sprintf("There is no picture called “%s” in this issue.", name), "Drop the picture into the copy, and its name comes with it.")
}

// hashOf gives the hash of the bytes behind a picture's name; empty for none.
func (s *keptSource) hashOf(name string) string {
	if hash := s.issue.Pictures[name]; hash != "" {
		return hash
	}
	return s.issue.Pictures[path.Clean(name)]
}

// source reads an issue from the store, as it is there now.
func (d *Desk) source(id string) (*keptSource, error) {
	if err := d.needStore(); err != nil {
		return nil, err
	}
	kept, err := d.Store.Issue(id)
	if err != nil {
		return nil, err
	}
	publication, err := d.Store.Publication(kept.Publication)
	if err != nil {
		return nil, err
	}
	working, err := d.Store.Items(id)
	if err != nil {
		return nil, err
	}
	s := &keptSource{store: d.Store, publication: publication, issue: kept, revisions: map[string]string{}, by: map[string][]issue.Run{}, machine: map[string]int{}}
	for _, item := range kept.Rundown {
		w, ok := working[item]
		if !ok {
			return nil, fault.New(fault.Mismatch, "An item of this issue is not in the store.", "Nothing was changed; a backup of the store has it.")
		}
		s.revisions[w.ID], s.by[w.ID] = w.Revision, w.By
		if n := issue.ModelWords(w.By, w.Copy); n > 0 {
			s.machine[w.ID] = n
		}
		s.items = append(s.items, issue.Item{ID: w.ID, Kind: w.Kind, Story: w.Story, More: w.More, Copy: w.Copy})
	}
	return s, nil
}
