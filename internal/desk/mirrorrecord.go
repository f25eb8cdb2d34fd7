package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"galley/internal/issue"
)

// What the mirror keeps of a publication and of an issue beside what their files
// say: enough to make the store anew of it.

// mirrorSchema is the version of the two records' form.
const mirrorSchema = 1

const (
	mirrorMember    = "store"                   // of issue.galley.json, for mirrorIssue
	mirrorMore      = "issue.more.galley.json"  // items that would be too much for issue.galley.json
	publicationMore = "publication.galley.json" // beside publication.toml: mirrorPublication
)

// mostSaves is more than anybody will ever save. A number above it was written by
// nobody who counts; the next one after it could be 0.
const mostSaves = 1 << 62

// counted gives the number of a save as a file has it; 0 for one that is none.
func counted(seq uint64) uint64 {
	if seq > mostSaves {
		return 0
	}
	return seq
}

// mirrorPublication is what publication.toml and house.toml do not say.
type mirrorPublication struct {
	Galley   int       `json:"galley"`
	ID       string    `json:"id"`
	Seq      uint64    `json:"seq"`
	Made     time.Time `json:"made"`
	Changed  time.Time `json:"changed"`
	Archived bool      `json:"archived,omitempty"`
	Deleted  time.Time `json:"deleted,omitzero"`
}

// mirrorIssue is what issue.md and the rest of issue.galley.json do not say.
// Texts of which a file gives back another form stand here exactly; they count
// while the file has the text of that hash, and what was written in the file
// since comes before them.
type mirrorIssue struct {
	Schema      int                   `json:"schema"`
	Publication string                `json:"publication"`
	Issue       string                `json:"issue"`
	Seq         uint64                `json:"seq"`
	Made        time.Time             `json:"made"`
	Changed     time.Time             `json:"changed"`
	Archived    bool                  `json:"archived,omitempty"`
	Deleted     time.Time             `json:"deleted,omitzero"`
	Exported    string                `json:"exported,omitempty"`
	Guest       bool                  `json:"guest,omitempty"`
	From        string                `json:"from,omitempty"`
	Part        bool                  `json:"part,omitempty"`
	Head        exactText             `json:"head"`
	Sidecar     exactText             `json:"sidecar"`
	Rundown     []string              `json:"rundown"`
	Pictures    map[string]string     `json:"pictures,omitempty"` // name in the copy → SHA-256
	Places      map[string]string     `json:"places,omitempty"`   // name in the copy → file, where it is no name for one
	Items       map[string]mirrorItem `json:"items,omitempty"`    // all, removed ones too
	Beside      bool                  `json:"beside,omitempty"`   // the items are in issue.more.galley.json
}

// exactText is a text whose file has another form of it.
type exactText struct {
	File  string  `json:"file"`            // hash of what the file says
	Exact *string `json:"exact,omitempty"` // when that is not the text itself
}

func (e *exactText) of(inFile string) string {
	if e.Exact != nil && e.File == hashOf(inFile) {
		return *e.Exact
	}
	return inFile
}

func exactly(text, inFile string) exactText {
	e := exactText{File: hashOf(inFile)}
	if text != inFile {
		e.Exact = &text
	}
	return e
}

// mirrorItem is an item. File is empty for one that is not in issue.md.
type mirrorItem struct {
	Kind    string      `json:"kind"`
	Story   string      `json:"story,omitempty"`
	More    string      `json:"more,omitempty"`
	State   issue.State `json:"state"`
	Changed time.Time   `json:"changed"`
	File    string      `json:"file,omitempty"` // hash of what issue.md says of it
	Copy    *string     `json:"copy,omitempty"` // where issue.md does not say it exactly
	By      []issue.Run `json:"by,omitempty"`   // who wrote it
	Of      string      `json:"of,omitempty"`   // hash of the copy that By is of
}

// credit gives a working text its authors, when it is the text that they wrote.
// Runs that do not fit into it are somebody else's.
func (m *mirrorItem) credit(w *issue.Working) {
	if len(m.By) == 0 || m.Of != hashOf(w.Copy) {
		return
	}
	left := len(w.Copy)
	for _, r := range m.By {
		if left -= r.Bytes; r.Bytes <= 0 || r.Bytes > len(w.Copy) || left < 0 {
			return
		}
	}
	w.By = m.By
}

// hashOf gives texts a short name by which to compare them.
func hashOf(texts ...string) string {
	h := sha256.New()
	for _, t := range texts {
		_, _ = h.Write([]byte(t)) // a hash cannot fail
		_, _ = h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// itemHash is of all that an issue file says of an item.
func itemHash(item *issue.Item) string { return hashOf(item.Kind, item.Story, item.More, item.Copy) }

// bareSidecar gives the sidecar as its file has it, without the mirror's own
// member; empty for none. What is no sidecar is none.
func bareSidecar(text string) string {
	s, err := issue.ReadSidecar(Sidecar, []byte(text))
	if err != nil {
		return ""
	}
	delete(s.More, mirrorMember)
	if s.IsZero() {
		return ""
	}
	data, err := s.Bytes()
	if err != nil {
		return ""
	}
	return string(data)
}

// withMember gives a sidecar's file with the mirror's member in it.
func withMember(text string, record *mirrorIssue) ([]byte, error) {
	s, err := issue.ReadSidecar(Sidecar, []byte(text))
	if err != nil {
		s = &issue.Sidecar{} // its text stands in the record
	}
	if s.More == nil {
		s.More = issue.Unknown{}
	}
	if s.More[mirrorMember], err = json.Marshal(record); err != nil {
		return nil, err
	}
	return s.Bytes()
}
