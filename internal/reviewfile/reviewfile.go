// Package reviewfile is the .galley file: an issue, or some of its items, as it
// goes to somebody who reads it without a shared store, and comes back.
//
// It is a zip of the plainest kind. First stands manifest.json, which lists
// everything else by SHA-256 and size. The words are there twice: in issue.md,
// for a person with an unzipper and nothing else, and as records for the desk
// (items, revisions, snapshots), which alone are read back. Pictures lie under
// their hashes, each once. docs/review-file.md describes the format for others.
//
// A review file comes by mail from whoever has the address, so [Open] believes
// nothing of it: not the number of its entries, not their sizes, names or
// hashes, and no id that does not follow from what it names. What cannot be so
// is refused with a sentence, before it has cost anything. issue.md is handed in
// and not made here: how an issue is written belongs to package markdown, a
// neighbour, and the desk, which has the house style, has that text already.
//
// The promise: what Open gives is what [Write] was given, to the byte; and what
// somebody else made takes no more than a bounded time and memory, whatever it
// says, and never reaches a place on the disk.
package reviewfile

import (
	"time"

	"galley/internal/issue"
)

// Schema is the version of the format that this Galley writes, and the newest
// that it reads. Within a version a newer Galley may add members and files: an
// older one checks them and leaves them alone. What would make it misunderstand
// the rest is a new version.
const Schema = 1

// Limits. A file of the largest size is read in about a second.
const (
	MaxBytes   = 200 << 20 // the file, and everything in it unpacked
	MaxRatio   = 100       // unpacked to packed, of each entry and of all
	MaxEntries = 2_000
	MaxPicture = 32 << 20 // as the store's

	// MaxRevisions is how many bytes revisions.json may have: what the desk sends
	// along of a history has to fit.
	MaxRevisions = 8 << 20
)

// File is what a review file carries. Of the records travels what is so at every
// desk: Seq, Archived, Deleted, Guest, From and Part are one store's, and are zero when
// they are read.
type File struct {
	Schema int       // of the file that was read; Write writes [Schema]
	Made   time.Time // when
	By     issue.Person
	Note   string            // one sentence to whoever opens it; empty for none
	People map[string]string // initials by name, of those whose words are in it

	Publication issue.KeptPublication
	Issue       issue.KeptIssue
	// Items are those of the rundown, in any order, with their exact copies. An item
	// that was removed is not there.
	Items []issue.Working
	// Revisions are what travels of their histories: of each item at least the one
	// that Working.Revision names, and the last that both desks have.
	Revisions []issue.Revision
	Snapshots []issue.Snapshot
	// Only are the items that it is about; empty for the whole issue. Where it is not,
	// an item that is not in the rundown was not sent: it was not removed.
	Only []string

	Text string // issue.md, for people; nothing of it is read back
}
