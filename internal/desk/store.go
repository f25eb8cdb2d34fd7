package desk

import (
	"context"
	"time"

	"galley/internal/issue"
)

// Store is where publications, issues and their working texts are kept
// (internal/store). A method that gives one thing fails with fault.NotFound
// when it is not there.
type Store interface {
	Publications() ([]issue.KeptPublication, error)
	Publication(id string) (issue.KeptPublication, error)
	Issues(publication string) ([]issue.KeptIssue, error) // the newest first
	Issue(id string) (issue.KeptIssue, error)
	Items(issue string) (map[string]issue.Working, error)
	// Keep keeps all of a batch or nothing; it is on the disk when it returns.
	Keep(b issue.Batch) error
	// Revisions lists an item's, the newest first; Marks what became of them.
	Revisions(issue, item string) ([]issue.Revision, error)
	Revision(issue, item, id string) (issue.Revision, error)
	Marks(issue, item string) ([]issue.Mark, error)
	// Snapshots lists an issue's, the newest first.
	Snapshots(issue string) ([]issue.Snapshot, error)
	// Thin takes away the revisions and snapshots that need not be kept (issue.Thin).
	Thin(ctx context.Context, now time.Time) error
	Receipts(issue string) ([]issue.KeptReceipt, error) // the newest first
	Setting(name string) (string, error)                // empty when never set
	// Settings gives those whose names begin with prefix, without it; what can
	// be read also when it fails.
	Settings(prefix string) (map[string]string, error)

	// Pictures are known by the SHA-256 of their bytes, in hex.
	KeepPicture(data []byte) (hash string, err error)
	Picture(hash string) ([]byte, error)
	// What is prepared can be made again: it may be gone at any time.
	Prepared(key string) (data []byte, ok bool)
	KeepPrepared(key string, data []byte)

	BackupStore

	// Room says when there is little room left to write in, before there is
	// none.
	Room() error
	Dir() string
	Close() error
}
