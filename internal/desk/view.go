package desk

import (
	"time"

	"galley/internal/issue"
)

// What crosses to the page. Positions are UTF-16 code units, as JavaScript
// counts them; texts are strings and never trees.

// Shelf is what the Library shows.
type Shelf struct {
	Publications []PublicationCard `json:"publications"`
	Problem      string            `json:"problem"` // what could not be read, which does not take the rest away; empty when all could
	Hint         string            `json:"hint"`
}

// PublicationCard is a publication in the Library.
type PublicationCard struct {
	ID       string      `json:"id"`
	Name     string      `json:"name"`
	Archived bool        `json:"archived"`
	Problem  string      `json:"problem"` // its settings cannot be read: one sentence; empty otherwise
	Issues   []IssueCard `json:"issues"`  // the newest first
}

// IssueCard is an issue in the Library.
type IssueCard struct {
	ID          string    `json:"id"`
	Publication string    `json:"publication"`
	Number      string    `json:"number"`
	Date        string    `json:"date"`
	Subject     string    `json:"subject"`
	Items       int       `json:"items"`
	Words       int       `json:"words"`
	Picture     string    `json:"picture"`  // address below /cover/; empty for none
	Exported    string    `json:"exported"` // YYYY-MM-DD; empty when never
	Archived    bool      `json:"archived"`
	Changed     time.Time `json:"changed"`
	Guest       bool      `json:"guest"` // it came in a review file, and is only read here
	From        string    `json:"from"`  // who it came from in a review file; empty for one that began here
}

// NewIssue says how an issue begins.
type NewIssue struct {
	From    string `json:"from"` // the issue that it is made like; empty for an empty one in the house's grammar
	Number  string `json:"number"`
	Date    string `json:"date"` // YYYY-MM-DD
	Subject string `json:"subject"`
}

// ImportedIssue is what became of a file that was imported.
type ImportedIssue struct {
	Issue IssueCard `json:"issue"`
	Notes []string  `json:"notes"`
}

// DraftView is an issue that is open for writing, as the page gets it once.
type DraftView struct {
	Issue       string     `json:"issue"`
	Publication string     `json:"publication"`
	Name        string     `json:"name"` // of the publication
	Card        Card       `json:"card"`
	Rundown     []ItemView `json:"rundown"`
	Copies      []CopyView `json:"copies"` // of the items, in the rundown's order
	Grammar     Grammar    `json:"grammar"`
	Page        Page       `json:"page"`
	Notes       []string   `json:"notes"`
}

// Card is the issue itself, as its card edits it. Empty means “as the
// publication has it”, which the Usual fields give.
type Card struct {
	Number    string `json:"number"`
	Date      string `json:"date"`
	Subject   string `json:"subject"`
	Preheader string `json:"preheader"`
	Lang      string `json:"lang"`
	Profile   string `json:"profile"`
	Masthead  string `json:"masthead"`
	Footer    string `json:"footer"`

	UsualLang     string `json:"usual_lang"`
	UsualProfile  string `json:"usual_profile"`
	UsualMasthead string `json:"usual_masthead"`
	UsualFooter   string `json:"usual_footer"`

	Sender   string        `json:"sender"`   // the name that an inbox shows
	Dateline string        `json:"dateline"` // Issue 74 · 25 November 2026
	Profiles []ProfileName `json:"profiles"`
}

// ProfileName is a merge-tag profile to choose.
type ProfileName struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

// CopyView is an item's copy with the version that it is of.
type CopyView struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Copy    string `json:"copy"`
}

// ItemView is an item of the rundown without its copy: what its copy says.
type ItemView struct {
	ID       string        `json:"id"`
	Kind     string        `json:"kind"`
	Story    string        `json:"story"`
	Like     string        `json:"like"` // the built-in kind whose grammar it has
	State    issue.State   `json:"state"`
	Name     string        `json:"name"` // its headline, else what its kind is called
	Headed   bool          `json:"headed"`
	Words    int           `json:"words"`
	Budget   Range         `json:"budget"`
	Sections []SectionView `json:"sections"`
	Pairs    []PairView    `json:"pairs"`
	Pictures []PictureView `json:"pictures"`
}

// Range is a budget of words; 0 is no bound.
type Range struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// SectionView is a labelled section with its meter.
type SectionView struct {
	Label  string `json:"label"` // as typed
	Name   string `json:"name"`  // the house style's; empty for a one-off
	Start  int    `json:"start"` // of its label's paragraph, in UTF-16 units
	Words  int    `json:"words"`
	Budget Range  `json:"budget"`
}

// PairView is the meter of labels that share a budget.
type PairView struct {
	Name   string   `json:"name"`
	Labels []string `json:"labels"`
	Words  int      `json:"words"`
	Budget Range    `json:"budget"`
}

// PictureView is a picture of the copy.
type PictureView struct {
	Name   string `json:"name"`  // as the copy has it
	Media  string `json:"media"` // address below /media/; empty when it cannot be shown
	Width  int    `json:"width"` // CSS pixels in the email
	Height int    `json:"height"`
	Why    string `json:"why"` // it cannot be shown: one sentence
}

// Grammar is what the house style offers.
type Grammar struct {
	House  string      `json:"house"` // its name
	Kinds  []KindView  `json:"kinds"` // of items, in the order in which they are offered
	Labels []LabelView `json:"labels"`
	Slots  []string    `json:"slots"`
}

// KindView is a kind of item that can be added.
type KindView struct {
	Kind     string   `json:"kind"`
	Story    string   `json:"story"` // news; empty for what is no story
	Title    string   `json:"title"`
	Like     string   `json:"like"`
	Labels   []string `json:"labels"` // in their order
	Required []string `json:"required"`
	Words    Range    `json:"words"`
	Picture  bool     `json:"picture"` // it wants one
}

// LabelView is a label and the other ways to write it.
type LabelView struct {
	Name string   `json:"name"`
	Also []string `json:"also"`
}

// Page is the preview: the export with names on its blocks, chips around its
// slots, and pictures at /media/.
type Page struct {
	Number  int        `json:"number"` // grows with every page that was made anew
	HTML    string     `json:"html"`
	Items   []PageItem `json:"items"`
	Size    Size       `json:"size"`
	Problem string     `json:"problem"` // there can be no page: one sentence; empty otherwise
}

// PageItem is an item's blocks on the page.
type PageItem struct {
	ID     string      `json:"id"`
	Blocks []PageBlock `json:"blocks"`
}

// PageBlock is a top-level block of an item: its elements have
// data-pos="item/key".
type PageBlock struct {
	Key   string `json:"key"`
	Start int    `json:"start"` // in the copy, UTF-16 units
	End   int    `json:"end"`
	HTML  string `json:"html,omitempty"` // in a Patch alone
}

// Size is how long the issue is.
type Size struct {
	Bytes     int    `json:"bytes"`      // of the exported HTML
	ClipBytes int    `json:"clip_bytes"` // Gmail shows this many
	ClipAt    string `json:"clip_at"`    // the first block that it does not show whole, item/key; empty when it shows all
	Words     int    `json:"words"`
}

// Typed is a change of an item's copy, as CodeMirror made it.
type Typed struct {
	Issue   string `json:"issue"`
	Item    string `json:"item"`
	Base    int    `json:"base"`    // the version that it was made on
	Length  int    `json:"length"`  // of the copy afterwards, in UTF-16 units
	Changes string `json:"changes"` // ChangeSet.toJSON()

	Origins []Origin `json:"origins,omitempty"` // what of the copy did not come by the keyboard
}

// Echo answers a change.
type Echo struct {
	Version int      `json:"version"`
	Stale   bool     `json:"stale"` // the base was another one, or the lengths differ: post the whole copy
	Item    ItemView `json:"item"`
	Patch   Patch    `json:"patch"`
	Size    Size     `json:"size"`
}

// Patch says what of an item's part of the page is new.
type Patch struct {
	Page   int         `json:"page"`   // the page that it belongs to; another one's has to be fetched
	From   int         `json:"from"`   // index of the first block that is replaced
	Remove int         `json:"remove"` // how many are
	Blocks []PageBlock `json:"blocks"` // what stands there now
	Rows   string      `json:"rows"`   // when the blocks alone do not do: all rows of the item, and Blocks is all its blocks
	Stale  bool        `json:"stale"`  // more than this item changed: fetch the page
}

// RundownView answers every change of the rundown.
type RundownView struct {
	Rundown []ItemView `json:"rundown"`
	Item    string     `json:"item"`           // the one that the change was about
	Copy    *CopyView  `json:"copy,omitempty"` // of an item that is new here
}

// PictureAdded is a picture that an issue has now.
type PictureAdded struct {
	Name  string   `json:"name"` // for the copy: pictures/gauge.png
	Media string   `json:"media"`
	Notes []string `json:"notes"` // made smaller, …
}

// Judged is what an export would be.
type Judged struct {
	Errors   int             `json:"errors"`
	Warnings int             `json:"warnings"`
	Waived   int             `json:"waived"`   // findings that somebody accepted, with a reason
	Findings []issue.Finding `json:"findings"` // the first twenty, errors first
	Size     Size            `json:"size"`
}

// ReceiptCard is a past export.
type ReceiptCard struct {
	Time    time.Time `json:"time"`
	Dir     string    `json:"dir"`
	Proof   bool      `json:"proof"`
	Profile string    `json:"profile"`
	Bytes   int       `json:"bytes"`
	Files   []string  `json:"files"`
	Machine int       `json:"machine"` // words that a model wrote
	Changed []string  `json:"changed"` // names of the items that are not now what was exported
}

// Beginning is what the window opens on.
type Beginning struct {
	Shelf       Shelf             `json:"shelf"`
	Preferences map[string]string `json:"preferences"` // JSON, by their names
	Issue       string            `json:"issue"`       // the one to open: what was asked for, else the one that was open last; empty for none
	Asked       bool              `json:"asked"`       // it was asked for
	Resumed     bool              `json:"resumed"`     // Galley has started itself again; the preference “resume” says where the person was
	Draft       *DraftView        `json:"draft"`       // of that issue; null when there is none, or it does not open
	Mended      *MendedView       `json:"mended"`      // null when nothing was wrong with the store
	Taken       []ReviewFileTaken `json:"taken"`       // review files that Galley was started with
	Refused     []RefusedFile     `json:"refused"`     // those of them that were not taken in
}

// Heard is what a draft says of itself, to whoever listens.
type Heard struct {
	Issue string      `json:"issue"`
	Items []SavedItem `json:"items"` // that were written and synced
	Fault error       `json:"-"`     // why they could not be; they are tried again
	Room  bool        `json:"-"`     // it is about the room on the disk: short with a Fault, else enough again
	Stack string      `json:"-"`     // where a mistake of ours happened: places, and no words

	Outside *Outside `json:"-"` // something about the mirror, and nothing of the above
}

// SavedItem is an item in a version that is on disk.
type SavedItem struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}
