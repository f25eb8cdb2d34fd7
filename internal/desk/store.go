package desk

import (
	"galley/internal/fault"
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
	Revision(issue, item, id string) (issue.Revision, error)
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

	Dir() string
	Close() error
}

// needStore says what a desk without a store can say: the terminal's, or a window's
// that could not open one.
func (d *Desk) needStore() error {
	switch {
	case d.Store != nil:
		return nil
	case d.NoStore != nil:
		return d.NoStore
	}
	return fault.New(fault.NotFound, "There is no store here.", "Open Galley’s window; in the terminal, galley works on files.")
}
