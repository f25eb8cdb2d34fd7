package issue

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// What the store keeps is text in the forms that the files have, so that any
// draft can be read by whoever can read the files, and an old one needs no
// migration: settings are TOML, heads are front matter, copy is Markdown.
//
// Each record bears the number of the save that kept it (Seq). The store counts
// saves, from 1 on, and never goes back, so what is newer is told by Seq and not
// by a time: clocks are put back, and ahead. Zero is a record from before that.

// KeptPublication is a publication as the store has it.
type KeptPublication struct {
	ID       string    `json:"id"`
	Settings string    `json:"settings"` // publication.toml
	House    string    `json:"house"`    // house.toml; empty for the house style that ships
	Made     time.Time `json:"made"`
	Changed  time.Time `json:"changed"`
	Archived bool      `json:"archived"`
	Deleted  time.Time `json:"deleted"` // zero while it is there
	Seq      uint64    `json:"seq,omitempty"`
}

// KeptIssue is an issue as the store has it, without its copy.
type KeptIssue struct {
	ID          string            `json:"id"`
	Publication string            `json:"publication"`
	Head        string            `json:"head"`     // the issue file's front matter, its two lines of hyphens included
	Rundown     []string          `json:"rundown"`  // ids of the items, in order; an item that was removed is not in it, and its text stays
	Pictures    map[string]string `json:"pictures"` // name in the copy → SHA-256 of the bytes, in hex
	Sidecar     string            `json:"sidecar"`  // issue.galley.json; empty for none
	Made        time.Time         `json:"made"`
	Changed     time.Time         `json:"changed"`
	Archived    bool              `json:"archived"`
	Deleted     time.Time         `json:"deleted"`         // zero while it is there
	Guest       bool              `json:"guest,omitempty"` // it came in a review file, and is only read here
	From        string            `json:"from,omitempty"`  // who it came from in a review file; empty for one that began here
	Part        bool              `json:"part,omitempty"`  // only some of its items came
	Seq         uint64            `json:"seq,omitempty"`

	// For the Library alone, so that it need not read the copy.
	Words    int    `json:"words"`
	Picture  string `json:"picture"`  // SHA-256 of the first picture; empty for none
	Exported string `json:"exported"` // day of the last export, YYYY-MM-DD
}

// State is how far an item is.
type State string

// The states, in their order.
const (
	StatePitch    State = "pitch"
	StateDrafting State = "drafting"
	StateReview   State = "in-review"
	StateReady    State = "ready"
)

// States lists them.
var States = []State{StatePitch, StateDrafting, StateReview, StateReady}

// Working is an item's working text: its copy as it is being typed.
type Working struct {
	Issue    string    `json:"issue"`
	ID       string    `json:"id"` // of the item
	Kind     string    `json:"kind"`
	Story    string    `json:"story"`
	More     string    `json:"more"` // as Item.More
	State    State     `json:"state"`
	Copy     string    `json:"copy"`
	By       []Run     `json:"by,omitempty"` // who wrote it; what it does not cover, nobody knows
	Revision string    `json:"revision"`     // id of the last one that was cut; empty for none
	Changed  time.Time `json:"changed"`
	Seq      uint64    `json:"seq,omitempty"`
}

// Outside is what the author of a revision begins with that another program wrote
// in the mirror.
const Outside = "outside: "

// Revision is an immutable state of an item's copy.
type Revision struct {
	Issue  string    `json:"issue"`
	Item   string    `json:"item"`
	ID     string    `json:"id"`     // SHA-256 over all but itself and Seq, in hex
	Parent string    `json:"parent"` // id of the one before; empty for the first
	Hash   string    `json:"hash"`   // the item's content hash
	Author string    `json:"author"`
	Time   time.Time `json:"time"`
	Kind   string    `json:"kind"`
	Story  string    `json:"story"`
	Copy   string    `json:"copy"`
	Seq    uint64    `json:"seq,omitempty"`
}

// Seal gives the revision its id, which follows from all the rest.
func (r *Revision) Seal() {
	h := sha256.New()
	for _, s := range []string{r.Issue, r.Item, r.Parent, r.Hash, r.Author, r.Time.UTC().Format(time.RFC3339Nano), r.Kind, r.Story, r.Copy} {
		_, _ = h.Write([]byte(s)) // a hash cannot fail
		_, _ = h.Write([]byte{0})
	}
	r.ID = hex.EncodeToString(h.Sum(nil))
}

// Mark says what became of a revision. Revisions are immutable, so it is a record
// of its own; of two for the same reason the later one stands.
type Mark struct {
	Issue    string    `json:"issue"`
	Item     string    `json:"item"`
	Revision string    `json:"revision"`
	Why      Why       `json:"why"`
	Who      string    `json:"who"`
	Time     time.Time `json:"time"`
	Seq      uint64    `json:"seq,omitempty"`
}

// Why is the reason of a mark.
type Why string

// The reasons.
const (
	WhyExported Why = "exported"
	WhyReview   Why = "review" // it was sent to be read
	WhySigned   Why = "signed" // it was signed off
	WhyLooked   Why = "looked" // somebody looked at it last
	WhyMerged   Why = "merged" // before what came back from somebody was put in
	WhyChanged  Why = "change" // of a snapshot alone: the head or the order was another one
)

// KeptReceipt is the receipt of an export.
type KeptReceipt struct {
	Issue string    `json:"issue"`
	Time  time.Time `json:"time"`
	Dir   string    `json:"dir"`  // where the export went
	Text  string    `json:"text"` // receipt.json
	Seq   uint64    `json:"seq,omitempty"`
}

// Batch is what is to be kept together: all of it, or nothing.
type Batch struct {
	Publications []KeptPublication
	Issues       []KeptIssue
	Items        []Working
	Revisions    []Revision
	Receipts     []KeptReceipt
	Marks        []Mark
	Snapshots    []Snapshot
	Settings     map[string]string // of the program, by name; the value is JSON
}

// Seal gives the snapshot its id, which follows from all the rest.
func (s *Snapshot) Seal() {
	h := sha256.New()
	write := func(texts ...string) {
		for _, t := range texts {
			_, _ = h.Write([]byte(t)) // a hash cannot fail
			_, _ = h.Write([]byte{0})
		}
	}
	write(s.Issue, string(s.Why), s.Who, s.Time.UTC().Format(time.RFC3339Nano), s.Head)
	for i := range s.Rundown {
		write(s.Rundown[i].Item, s.Rundown[i].Revision, s.Rundown[i].Hash)
	}
	for _, name := range sortedKeys(s.Pictures) {
		write(name, s.Pictures[name])
	}
	s.ID = hex.EncodeToString(h.Sum(nil))
}
