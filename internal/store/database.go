package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
)

// options are small, because Badger's own take a gigabyte. Writes are synced:
// without that a power cut may take what was acknowledged. Badger's log is
// silent, since it prints keys.
//
// Values stay in the tables (up to the 1 MB that Badger allows) instead of going
// to value files of their own: what was typed over goes away when tables are
// put together, while a value file keeps it for the whole session. 9,000 saves
// of a 48 KB letter leave 4 MB behind this way, and 460 MB the other.
//
// Tables are put together at close too: those of a session hold each text as
// often as it was saved, and a session too short to fill eight of them would
// leave them all, and the next one as well. Up to 64 MB they are put together on
// one level: what is deleted on a level above goes away only when the two meet.
// While it is open that happens as soon as there are two of them, and not five.
//
// The size of the tables in memory bounds a transaction (15 % of it: 2.5 MB),
// and what is acknowledged together must be one (see heavy in keep.go).
func options(dir string) badger.Options {
	return badger.DefaultOptions(dir).
		WithLogger(nil).
		WithMetricsEnabled(false).
		WithSyncWrites(true).
		WithMemTableSize(memoryTable).
		WithNumMemtables(2).
		WithBlockCacheSize(8 << 20).
		WithIndexCacheSize(4 << 20).
		WithValueLogFileSize(16 << 20).
		WithValueThreshold(1 << 20).
		WithNumCompactors(2).
		WithCompactL0OnClose(true).
		WithNumLevelZeroTables(2).
		WithNumLevelZeroTablesStall(8).
		WithBaseLevelSize(64 << 20).
		WithNumGoroutines(2)
}

// lockPatience is how long a store that somebody has is waited for. A process
// that was just started by another one has that one's locks for the moment until
// it is another program.
const lockPatience = 400 * time.Millisecond

// openDatabase opens Badger. A file that a killed process had made and not
// filled stops it (“Create a new file”), so those go first; what is still in
// the way at the first try Badger has put right by the second.
func openDatabase(dir string) (*badger.DB, error) {
	if err := sweep(dir); err != nil {
		return nil, err
	}
	if err := listed(dir); err != nil {
		return nil, err
	}
	db, err := badger.Open(options(dir))
	for until := time.Now().Add(lockPatience); err != nil && isLocked(err) && time.Now().Before(until); {
		time.Sleep(lockPatience / 20)
		db, err = badger.Open(options(dir))
	}
	if err == nil {
		return db, nil
	}
	if isLocked(err) {
		return nil, busy(dir, err)
	}
	if f := said(err, dir); fault.Of(f).Code != fault.Internal {
		return nil, f
	}
	if e := sweep(dir); e != nil {
		return nil, e
	}
	if db, err = badger.Open(options(dir)); err == nil {
		return db, nil
	}
	if f := said(err, dir); fault.Of(f).Code != fault.Internal {
		return nil, f
	}
	return nil, fault.Wrap(err, fault.Mismatch, fmt.Sprintf("The store in %s is damaged and does not open.", dir),
		"“galley store restore” puts a backup in its place, and keeps it.")
}

// sweep removes empty files of Badger's, while nobody else has the store: a
// file that another Galley has just made is empty, too.
func sweep(dir string) error {
	release, free := claim(dir)
	if !free {
		return busy(dir, nil)
	}
	defer release()
	entries, err := os.ReadDir(dir)
	if err != nil {
		return said(err, dir)
	}
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); ext != ".mem" && ext != ".vlog" {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && info.Size() == 0 {
			_ = os.Remove(filepath.Join(dir, e.Name())) // what stays is met again at the second try
		}
	}
	return nil
}

// manifestMagic is how Badger's list of its tables begins.
const manifestMagic = "Bdgr"

// listed refuses a store that has tables and no list of them any more. Badger
// would open it empty without a word, and delete the tables.
func listed(dir string) error {
	tables, err := tableNames(dir)
	if err != nil || len(tables) == 0 {
		return err
	}
	list, err := os.Open(filepath.Join(dir, badger.ManifestFilename))
	if err == nil {
		defer func() { _ = list.Close() }()
		head := make([]byte, len(manifestMagic))
		if _, err = io.ReadFull(list, head); err == nil && string(head) == manifestMagic {
			return nil
		}
	}
	if f := said(err, dir); err != nil && fault.Of(f).Code == fault.Denied {
		return f
	}
	return fault.Wrap(err, fault.Mismatch, fmt.Sprintf("The store in %s has lost the list of its own files (%s), so it was not opened.", dir, badger.ManifestFilename),
		"Nothing was changed. “galley store restore” puts a backup in its place, and keeps it.")
}

// isLocked tells Badger's refusal of a second process. It has no error value
// for that, and words of its own on each system.
func isLocked(err error) bool {
	return strings.Contains(err.Error(), "Another process is using this Badger database")
}

// busy says who has the store, where that is known: Badger writes the number
// of the process into a file as soon as it has the lock. (On Windows nobody
// else may read that file.)
func busy(dir string, cause error) error {
	data := filepath.Dir(dir)
	text, err := os.ReadFile(filepath.Join(dir, "LOCK"))
	pid, e := strconv.Atoi(strings.TrimSpace(string(text)))
	switch {
	case errors.Join(err, e) != nil:
		return fault.Wrap(cause, fault.Busy, fmt.Sprintf("Another Galley is open and uses the store in %s.", data),
			"Go on in its window, or close it first.")
	case pid == os.Getpid():
		return fault.Wrap(cause, fault.Busy, fmt.Sprintf("This Galley uses the store in %s already.", data),
			"Go on in the window that is open.")
	default:
		return fault.Wrap(cause, fault.Busy, fmt.Sprintf("Another Galley (process %d) is open and uses the store in %s.", pid, data),
			"Go on in its window, or close it first.")
	}
}
