package issue

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// What people say about copy is kept beside it, in the records of
// issue.galley.json: it travels with the issue, and the copy stays what will be
// read. Everything has an id that is given once, so that two people can write
// at the same time and both find it again.

// Person is who sits at a desk: one to an installation.
type Person struct {
	Name     string `json:"name"`
	Initials string `json:"initials"` // up to three letters
}

// InitialsOf makes initials of a name, for whoever gave none: the first letters
// of its first and its last word.
func InitialsOf(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' })
	if len(words) > 2 {
		words = []string{words[0], words[len(words)-1]}
	}
	var b strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}

// Anchor is where words stand in a copy that goes on changing. It follows every
// change that is seen (see [Anchor.Follow]), and finds its words again after one
// that was not ([Anchor.Find]).
type Anchor struct {
	Words  string // exact; empty for a place between two characters
	Before string // what stands before them, up to anchorAround bytes
	After  string // what stands behind them, the same
	Start  int    // byte offset of Words in the copy
	Lost   bool   // they are gone: Words is what they were
	More   Unknown

	was former // what the words were before they began to be deleted. Not written.
}

// Span is where the words stand, as long as they are not lost.
func (a *Anchor) Span() Span { return Span{a.Start, a.Start + len(a.Words)} }

// Comment is what somebody said about words of an item, about an item or about
// the issue, with what was answered.
type Comment struct {
	ID       string
	Anchor   *Anchor // nil for one about the whole
	Who      string
	Time     time.Time
	Text     string // plain text; @Name mentions somebody
	Edited   time.Time
	Replies  []Reply
	Resolved *Answer // nil as long as nobody resolved it
	Deleted  time.Time
	More     Unknown
}

// Reply is an answer in a comment's thread.
type Reply struct {
	ID      string
	Who     string
	Time    time.Time
	Text    string
	Edited  time.Time
	Deleted time.Time
	More    Unknown
}

// Answer says what became of a comment or a suggestion, and through whom; of two
// the later one counts.
type Answer struct {
	Yes  bool // resolved, accepted; else reopened, or stet
	Who  string
	Time time.Time
	More Unknown
}

// IsOpen reports whether a comment still wants somebody.
func (c *Comment) IsOpen() bool {
	return c.Deleted.IsZero() && (c.Resolved == nil || !c.Resolved.Yes)
}

// Suggestion is an edit that somebody would make: Anchor.Words would become New.
// It never writes into the copy by itself.
type Suggestion struct {
	ID     string
	Anchor Anchor
	New    string
	Reason string // one sentence; empty for none
	Who    string
	Model  string // the model that made it; empty for a person's
	// Both is true where a merge found that two people changed the same words: the
	// copy has the one, New is the other.
	Both   bool
	Time   time.Time
	Answer *Answer // nil as long as it is open
	More   Unknown
}

// IsOpen reports whether nobody has accepted or refused it.
func (s *Suggestion) IsOpen() bool { return s.Answer == nil }

// Edit gives the suggestion as the edit that it is; Line and Column are those of
// the item's copy.
func (s *Suggestion) Edit(copy string) Edit {
	at := min(s.Anchor.Start, len(copy))
	line := 1 + strings.Count(copy[:at], "\n")
	column := 1 + utf8.RuneCountInString(copy[strings.LastIndexByte(copy[:at], '\n')+1:at])
	return Edit{Line: line, Column: column, Old: s.Anchor.Words, New: s.New}
}

// Step is a change of an item's state: who made it so, and when.
type Step struct {
	State State
	Who   string
	Time  time.Time
	Note  string // what was said with it: “Back to you: see the second paragraph.”
	Auto  bool   // it followed from a change of the copy
	More  Unknown
}

// MaxSteps is how many steps of an item are kept: the last ones.
const MaxSteps = 50

// Step puts a step at the end of a record's.
func (r *Record) Step(s Step) {
	steps := append(slices.Clone(r.Steps), s)
	r.Steps = steps[max(0, len(steps)-MaxSteps):]
}

// Run is a stretch of copy that came in one way through one person. The runs of
// an item, one after the other, are its copy.
type Run struct {
	Bytes int    `json:"bytes"`
	Who   string `json:"who,omitempty"`
	How   How    `json:"how,omitempty"`
}

// How is the way in which words came into a copy.
type How string

// The ways. What a model wrote names it: “model: quay-2”.
const (
	HowTyped    How = ""
	HowPasted   How = "pasted"
	HowImported How = "imported"
	HowOutside  How = "outside" // by another program, in the mirror
	HowModel    How = "model: "
)

// Snapshot is an immutable state of a whole issue: its head, its order, and which
// revision of each item. It is cut where somebody may want to look back to.
type Snapshot struct {
	Issue    string            `json:"issue"`
	ID       string            `json:"id"` // SHA-256 over all but itself and Seq, in hex
	Why      Why               `json:"why"`
	Who      string            `json:"who"`
	Time     time.Time         `json:"time"`
	Head     string            `json:"head"` // front matter, as KeptIssue.Head
	Rundown  []SnapshotItem    `json:"rundown"`
	Pictures map[string]string `json:"pictures"` // name in the copy → SHA-256
	Seq      uint64            `json:"seq,omitempty"`
}

// SnapshotItem is an item of a snapshot's rundown.
type SnapshotItem struct {
	Item     string `json:"item"`
	Revision string `json:"revision"` // id; empty for an item that had none
	Hash     string `json:"hash"`     // content hash
}
