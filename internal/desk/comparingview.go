package desk

import (
	"time"

	"galley/internal/issue"
)

// What of a comparison crosses to the page.

// VersionView is what an item or an issue was at some time: in the list of what can
// be compared, and as a side of a comparison.
type VersionView struct {
	ID       string      `json:"id"`    // of a revision or a snapshot; “now” for what it is now
	Names    []string    `json:"names"` // by which it can be asked for too: now, looked, signed, exported, sent
	Time     time.Time   `json:"time"`
	Who      string      `json:"who"`
	Initials string      `json:"initials"`
	Why      []issue.Why `json:"why"`     // what became of it
	Words    int         `json:"words"`   // of an item in the list; else 0, as the next two
	Added    int         `json:"added"`   // words, against the one before it
	Removed  int         `json:"removed"` // words
	Problem  string      `json:"problem"` // of a side: why there is no page of it; empty when there is one
}

// Comparison is two versions side by side. An issue's pages are made by the house
// style and the publication's settings of today: those of then are not kept.
type Comparison struct {
	From     VersionView    `json:"from"`
	To       VersionView    `json:"to"`
	Items    []ComparedItem `json:"items"`     // in the order of To; one that was removed is behind the one that it stood behind
	Head     []FieldChange  `json:"head"`      // none where one item is compared
	Changes  int            `json:"changes"`   // texts, pictures, moves, fields, items that came or went
	HTMLFrom string         `json:"html_from"` // pages, their blocks named item/number; empty for one that cannot be made
	HTMLTo   string         `json:"html_to"`
}

// FieldChange is a field of the head that has another value, by its name in the
// front matter; empty is none.
type FieldChange struct {
	Name string `json:"name"`
	From string `json:"from"`
	To   string `json:"to"`
}

// What a compared item is.
const (
	Same    = "same"
	Changed = "changed"
	Added   = "added"
	Removed = "removed"
)

// ComparedItem is an item in two versions.
type ComparedItem struct {
	ID       string          `json:"id"`
	Kind     string          `json:"kind"`
	KindFrom string          `json:"kind_from"` // when it was of another kind; else empty
	Name     string          `json:"name"`
	State    string          `json:"state"`
	Moved    bool            `json:"moved"` // it stands elsewhere among the items that both have
	Lost     bool            `json:"lost"`  // what it was on one side is not in the store any more
	From     string          `json:"from"`  // copy
	To       string          `json:"to"`
	Changes  []ComparedRange `json:"changes"` // in order
	Added    int             `json:"added"`   // words
	Removed  int             `json:"removed"` // words
	Pictures []PictureChange `json:"pictures"`
}

// ComparedRange says that a stretch of From became a stretch of To; one of the two
// may be empty.
type ComparedRange struct {
	From    int `json:"from_start"` // UTF-16 units
	FromEnd int `json:"from_end"`
	To      int `json:"to_start"`
	ToEnd   int `json:"to_end"`
}

// PictureChange is a picture that came, went, or has other bytes under its name.
type PictureChange struct {
	Name string `json:"name"`
	From string `json:"from"` // address below /media/; empty where there was none, or it cannot be shown
	To   string `json:"to"`
	Alt  string `json:"alt"`
}
