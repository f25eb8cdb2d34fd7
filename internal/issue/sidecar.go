package issue

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"galley/internal/fault"
)

// SidecarSchema is the version of issue.galley.json that this Galley writes
// and the newest that it reads.
const SidecarSchema = 1

// MaxSidecar is how many bytes one issue.galley.json may have, and MaxObjects how
// many opening braces: “{},” is three bytes in the file, and a waiver three
// hundred in memory.
const (
	MaxSidecar = 4 << 20
	MaxObjects = 50_000
)

// Sidecar is issue.galley.json: what belongs to an issue and is not copy. The
// zero value is the sidecar of an issue that has none.
//
// It is kept whole. What this Galley does not know, at any level, comes out of
// [Sidecar.Bytes] as it went into [ReadSidecar], so that an older program can
// add a waiver without losing what a newer one wrote.
type Sidecar struct {
	People   map[string]string // initials by name, of those who wrote in it
	Items    map[string]Record // by item id
	Waivers  []Waiver          // for the whole issue
	Comments []Comment         // about the whole issue
	Signed   *SignOff          // of what stands around the items; nil until somebody signs it
	Machine  []MachineText     // subject and preheader, where a model wrote them and nobody confirmed it yet
	More     Unknown
}

// IsZero reports whether a sidecar says nothing: an issue needs none then.
func (s *Sidecar) IsZero() bool {
	return len(s.People) == 0 && len(s.Items) == 0 && len(s.Waivers) == 0 && len(s.Comments) == 0 && s.Signed == nil && len(s.Machine) == 0 && len(s.More) == 0
}

// Record is what is kept of one item.
type Record struct {
	Waivers     []Waiver
	Signed      *SignOff      // nil until somebody signs the item
	Machine     []MachineText // what a model wrote into the copy and nobody confirmed yet
	Comments    []Comment
	Suggestions []Suggestion
	Steps       []Step // the last one is how far the item is
	More        Unknown
}

// IsZero reports whether a record says nothing: an item needs none then.
func (r *Record) IsZero() bool {
	return len(r.Waivers) == 0 && r.Signed == nil && len(r.Machine) == 0 && len(r.Comments) == 0 &&
		len(r.Suggestions) == 0 && len(r.Steps) == 0 && len(r.More) == 0
}

// SignOff says that somebody read an item, or what stands around the items, and
// lets it go out as it was.
type SignOff struct {
	Hash string // what was signed: [Item.Hash], [FrameHash]

	Parts    map[string]string // of an issue's: [Edition.Frame]
	Snapshot string            // id of the one that was cut then; empty where none was
	Who      string
	Date     string // YYYY-MM-DD
	More     Unknown
}

// MachineText is words of the copy that a model wrote. It is taken out of the
// record when a person confirms them.
type MachineText struct {
	Words string // exact, as they were put into the copy
	Model string // as its maker calls it
	Date  string // YYYY-MM-DD
	More  Unknown
}

// Unknown holds the members of a JSON object that this Galley does not know.
type Unknown map[string]json.RawMessage

// Waiver says that a finding is all right, and why. It counts for those words
// in that sentence only: other ones bring the finding back.
type Waiver struct {
	Check string
	Words string // exact, as in the finding; empty where it names none
	// Context is the sentence that the words stood in: the same words in another
	// one are another finding. Empty counts for all of them, as where somebody
	// wrote the waiver by hand.
	Context string
	Reason  string
	Who     string
	Date    string // YYYY-MM-DD
	More    Unknown

	Item string // id of the item whose record holds it; empty for the whole issue. Not written.
}

// MachineCheck is the check that no waiver covers: what a model wrote somebody confirms
// or changes, and answers for.
const MachineCheck = "machine.unconfirmed"

// Covers reports whether the waiver is about a finding on the item of that id.
func (w *Waiver) Covers(f *Finding, id string) bool {
	return w.Check != MachineCheck && w.Check == f.Check && w.Words == f.Words && (w.Context == "" || w.Context == f.Context) && (w.Item == "" || w.Item == id)
}

// AllWaivers lists the issue's waivers, then those of its items by id, each
// with its Item filled in.
func (s *Sidecar) AllWaivers() []Waiver {
	if s == nil {
		return nil
	}
	all := slices.Clone(s.Waivers)
	for i := range all {
		all[i].Item = ""
	}
	for _, id := range sortedKeys(s.Items) {
		for _, w := range s.Items[id].Waivers {
			w.Item = id
			all = append(all, w)
		}
	}
	return all
}

// ReadSidecar reads issue.galley.json. Name is the file's name, for errors,
// which are *[fault.Error]: damaged JSON with its line, a value of the wrong
// kind, and a version that only a newer Galley understands. No data at all is
// the zero Sidecar.
func ReadSidecar(name string, data []byte) (*Sidecar, error) {
	if len(data) > MaxSidecar {
		return nil, fault.New(fault.BadInput,
			fmt.Sprintf("%s is too large: %d MB, and Galley reads up to %d MB.", name, len(data)>>20, MaxSidecar>>20),
			"Restore it from a copy, or move it away: the copy of the issue is not in it.")
	}
	if n := bytes.Count(data, []byte("{")); n > MaxObjects {
		return nil, fault.New(fault.BadInput,
			fmt.Sprintf("%s is too large: %d records, and Galley reads up to %d.", name, n, MaxObjects),
			"Restore it from a copy, or move it away: the copy of the issue is not in it.")
	}
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	if len(data) == 0 {
		return &Sidecar{}, nil
	}
	// The version comes first and alone: what a newer Galley wrote need not
	// make sense to this one.
	var version int
	if err := unmarshal(data, new(Unknown), member{"galley", &version}); err != nil {
		return nil, badSidecar(name, data, err)
	}
	if version > SidecarSchema {
		return nil, fault.New(fault.BadInput,
			fmt.Sprintf("%s is of version %d, and this Galley reads up to version %d.", name, version, SidecarSchema),
			"Open it with the Galley that wrote it, or update this one.")
	}
	s := &Sidecar{}
	if err := json.Unmarshal(data, s); err != nil {
		return nil, badSidecar(name, data, err)
	}
	return s, nil
}

// badSidecar puts a decoder's error into words, with the line where it can be
// told.
func badSidecar(name string, data []byte, err error) error {
	const hint = "Correct it, restore it from a copy, or move it away: the copy of the issue is not in it."
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax) && strings.Contains(syntax.Error(), "unexpected end"):
		return fault.Wrap(err, fault.BadInput, name+" is cut off: its end is missing.", hint)
	case errors.As(err, &syntax):
		line := 1 + bytes.Count(data[:syntax.Offset], []byte("\n"))
		return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s, line %d: this is no JSON.", name, line), hint)
	case errors.As(err, &wrong):
		what := "the whole"
		if path := memberPath(err); path != "" {
			what = "“" + path + "”"
		}
		return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s: %s is of the wrong kind: %s.", name, what, wrong.Value), hint)
	}
	return fault.Wrap(err, fault.BadInput, name+" cannot be read.", hint)
}

// Bytes gives the file: members in a fixed order, two spaces of indent, a line
// break at the end. The same Sidecar gives the same bytes.
func (s *Sidecar) Bytes() ([]byte, error) {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	w.SetIndent("", "  ")
	if err := w.Encode(s); err != nil {
		return nil, fault.Wrap(err, fault.Internal, "What is kept beside the issue cannot be written.", "Nothing was changed; please report it.")
	}
	return b.Bytes(), nil
}
