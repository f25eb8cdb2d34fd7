package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"galley/internal/fault"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/linkcheck"
	"galley/internal/markdown"
	"galley/internal/preflight"
)

// Source is where an issue and what belongs to it are read from.
type Source interface {
	// Text gives the issue file's name and bytes.
	Text() (name string, data []byte, err error)
	// Above gives the nearest file of that name beside the issue or in a
	// folder above it; found is empty when there is none.
	Above(name string) (found string, data []byte, err error)
	// Beside gives a file by a name that the issue mentions; an error of code
	// NotFound when there is none.
	Beside(name string) ([]byte, error)
}

// Sidecar is the name of the file that holds what is not copy.
const Sidecar = "issue.galley.json"

// Open is an issue with everything it is printed with.
type Open struct {
	Edition  issue.Edition
	Name     string // of the issue file
	Notes    []issue.Note
	pictures pictures
	sidecar  *issue.Sidecar
	machine  map[string]int    // words that a model wrote, by item; nil where nobody knows
	style    string            // the text of its house style; empty for one that ships
	known    *preflight.Ledger // the names that were decided; made when they are wanted
	past     past
	reached  map[string]linkcheck.Answer // by the links as they stand in the issue; nil when nobody asked
}

// Load reads an issue and what belongs to it: publication.toml, house.toml,
// its pictures. Profile, when not empty, stands over the issue's own.
func (d *Desk) Load(ctx context.Context, src Source, profile string) (*Open, error) {
	r, err := read(src)
	if err != nil {
		return nil, err
	}
	name, is, h := r.name, r.issue, r.house
	o := &Open{Name: name, Notes: r.notes}
	if kept, isKept := src.(*keptSource); isKept {
		o.machine = kept.machine
	}
	o.Edition.Issue, o.Edition.House, o.style = is, h, r.style
	o.noteChecks()
	if o.Edition.Publication, err = loadPublication(src, name, is.Own); err != nil {
		return nil, err
	}
	if err := o.checkEnvelope(); err != nil {
		return nil, err
	}
	if profile == "" {
		profile = o.Edition.Publication.Profile
	}
	if o.Edition.Profile, err = house.Profile(h, profile); err != nil {
		return nil, err
	}
	if err := o.loadSidecar(src); err != nil {
		return nil, err
	}
	if err := o.checkCopy(); err != nil {
		return nil, err
	}
	markdown.New(h).ReadItems(h, is.Items)
	if err := o.checkFilled(); err != nil {
		return nil, err
	}
	return o, o.loadPictures(ctx, d, src)
}

// reading is an issue file as its own house style reads it.
type reading struct {
	name  string
	data  []byte
	issue *issue.Issue
	house *issue.House
	style string // the house style's text; empty for one that ships
	notes []issue.Note
}

// read reads the issue file by its own house style, which may add kinds of item
// and so markers; which house style that is stands in the file itself.
func read(src Source) (r reading, err error) {
	if r.name, r.data, err = src.Text(); err != nil {
		return r, err
	}
	switch strings.ToLower(filepath.Ext(r.name)) {
	case ".toml", ".json", ".html", ".htm", ".eml":
		return r, fault.New(fault.BadInput, r.name+" is no issue file.", "Name the issue’s Markdown file, such as issue.md.")
	}
	if r.issue, r.notes, err = markdown.Read(r.name, r.data); err != nil {
		return r, err
	}
	if r.house, r.style, err = loadHouse(src, r.issue.House); err != nil {
		return r, err
	}
	if kinds := r.house.KindNames(); len(kinds) > 0 {
		r.issue, r.notes, err = markdown.Read(r.name, r.data, kinds...)
	}
	return r, err
}

// noteChecks says which checks the house style names that there are none of:
// a slip there would leave a rule as it is, without a word.
func (o *Open) noteChecks() {
	known := preflight.Names()
	for _, name := range slices.Sorted(maps.Keys(o.Edition.House.Checks)) {
		if !slices.Contains(known, name) {
			o.Notes = append(o.Notes, issue.Note{Text: fmt.Sprintf("The house style names a check “%s”, and this Galley has none of that name.", name)})
		}
	}
}

// loadHouse finds the house style: the one that the issue names, else the
// nearest house.toml, else the default.
func loadHouse(src Source, named string) (h *issue.House, text string, err error) {
	if named != "" {
		if _, ships := house.Builtin(named); ships || !strings.HasSuffix(named, ".toml") {
			h, err = house.Load(named) // which says which there are
			return h, named, err
		}
		data, err := src.Beside(named)
		if err != nil {
			return nil, "", err
		}
		h, err = house.Read(named, data)
		return h, string(data), err
	}
	found, data, err := src.Above("house.toml")
	if err != nil {
		return nil, "", err
	}
	if found == "" {
		h, err = house.Load(house.Default)
		return h, "", err
	}
	h, err = house.Read(found, data)
	return h, string(data), err
}

// frame gives what the sign-off of the issue is bound to.
func (o *Open) frame() map[string]string {
	footer, masthead := markdown.New(o.Edition.House).ReadAround(&o.Edition)
	around := map[string]issue.Reading{"footer": footer, "masthead": masthead}
	return o.Edition.Frame(o.style, around, o.pictureHash)
}

func loadPublication(src Source, name string, own issue.Publication) (issue.Publication, error) {
	found, data, err := src.Above("publication.toml")
	if err != nil {
		return issue.Publication{}, err
	}
	var p issue.Publication
	if found != "" {
		if p, err = house.ReadPublication(found, data); err != nil {
			return issue.Publication{}, err
		}
	}
	return p.Over(own), house.CheckPublication(name, own)
}

func (o *Open) loadSidecar(src Source) error {
	data, err := src.Beside(Sidecar)
	if missing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	o.sidecar, err = issue.ReadSidecar(Sidecar, data)
	return err
}

func missing(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && f.Code == fault.NotFound
}
