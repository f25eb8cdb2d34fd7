// Package store keeps what the desk writes: publications, issues, the copy of
// their items with all its revisions, receipts of exports, settings, and
// pictures.
//
// Text is kept in the forms that the files have (TOML, front matter, Markdown),
// in a database of its own (Badger) below the data folder. Pictures are files
// beside it, each under the SHA-256 of its bytes, so that a picture is never
// kept twice and never changes. A third folder is a cache of pictures that were
// made fit for email; whoever deletes it loses a few seconds.
//
//	DIR/store/               the database; one Galley at a time
//	DIR/pictures/ab/abcd…    pictures by their hash
//	DIR/prepared/ab/abcd…    the cache
//	DIR/backups/             what was there at a time, a file each (backup.go)
//	DIR/aside/               stores that a restore took the place of; never deleted
//	DIR/unfinished/          files that are being written; emptied at each start
//
// A save is one transaction that is on the disk when [Store.Keep] returns. The
// database hands out empty or wrong values without an error where its files are
// damaged, so every record carries its length and a hash over its name and its
// text, and each read checks them (record.go). What a record is called is in
// keys.go, and nowhere else.
//
// The store makes no ids and stamps no record: both come with what it keeps (its
// clock is for the names of backups). It counts its saves, and each record bears the number of its own (Seq).
//
// The promise: what Keep acknowledged is there after the program or the machine
// dies, opening again needs nobody's help, and a record that is damaged is said
// to be, by name; it is never an empty desk.
package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
	"galley/internal/issue"
)

// The folders and the database's place below the data folder.
const (
	databaseDir   = "store"
	picturesDir   = "pictures"
	preparedDir   = "prepared"
	unfinishedDir = "unfinished"
)

// closeTidy is how long Close goes on taking away what is out of date: who
// closes a window waits that long at most.
const closeTidy = time.Second

// closePatience is how long the database may take to close. It writes what is in
// memory, of which everything is in its log already.
const closePatience = 10 * time.Second

// Store is an open store. All its methods may be called at once by anybody.
type Store struct {
	dir  string
	root *os.Root // of dir: no name leads out of it
	db   *badger.DB

	life   sync.RWMutex // held for reading by whoever uses db, for writing by Close
	closed bool

	running context.Context // ends when Close begins
	stop    context.CancelFunc
	wait    sync.WaitGroup // what goes on by itself

	saving   sync.Mutex      // one save after the other
	last     uint64          // the number of the last save
	has      holding         // what there is now
	restored uint64          // see RestoredAt
	release  func()          // gives the data folder back
	home     os.FileInfo     // of the database's folder, as it was opened
	floor    *os.File        // where that stands outside the database
	tables   map[string]file // the database's files as they were found: see inventory

	program []string // whose child looks into a database that may be damaged; nil for this process

	onlyLook bool // a damaged database is no reason to mend it

	// Mended says what was wrong when the store was opened, and what was done;
	// nil for nothing.
	Mended *issue.Mended

	thinning sync.Mutex // one pass after the other
	ordering sync.Mutex // one asks for the order at a time: see since.go
	thinFrom string     // where the next one goes on
	thinHeld named      // of the issue that it is at

	room  func(dir string) (free uint64, known bool) // a field, so that a test can fill the disk
	cache cache

	backing backing
}

// Open opens the store in a data folder, and makes both where there are none.
// Only the owner of the folder may read it. What a killed Galley left
// half-made is cleared away. Errors are faults: Busy when another Galley has
// this store, Denied when the folder may not be written, Full when there is no
// room to work in, Mismatch when the database's files do not fit together,
// Cancelled when ctx ended. Close it.
//
// A database that is damaged, or that lost what the last session had kept, is no
// error: it is put aside and made anew from a backup and what can be read in it,
// and the store's Mended says so.
func Open(ctx context.Context, dir string) (*Store, error) { return OpenWith(ctx, dir, nil) }

// OpenWith opens a store, and has a program look into a database that may be
// damaged: this one, called with [ChildCommand].
func OpenWith(ctx context.Context, dir string, program []string) (*Store, error) {
	return openWith(ctx, dir, program, false)
}

func openWith(ctx context.Context, dir string, program []string, onlyLook bool) (*Store, error) {
	if ctx.Err() != nil {
		return nil, cancelled(ctx)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, said(err, dir)
	}
	s := &Store{dir: dir, program: program, onlyLook: onlyLook, room: freeSpace, cache: cache{limit: maxPrepared, step: maxPrepared / 8}}
	s.running, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	if err := s.open(ctx); err != nil {
		s.stop()
		return nil, err
	}
	s.wait.Go(s.trim)
	return s, nil
}

func (s *Store) open(ctx context.Context) (err error) {
	if s.release, err = Hold(s.dir); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			s.release()
		}
	}()
	if err := finishExchange(s.dir); err != nil {
		return said(err, s.dir)
	}
	if err := os.MkdirAll(filepath.Join(s.dir, databaseDir), 0o700); err != nil {
		return said(err, s.dir)
	}
	if err := s.roomFor(0); err != nil {
		return err
	}
	if err := s.before(ctx); err != nil {
		return err
	}
	if s.db, err = openDatabase(filepath.Join(s.dir, databaseDir)); err != nil {
		return err
	}
	if s.root, err = os.OpenRoot(s.dir); err == nil {
		err = s.makeFolders()
	}
	if err == nil {
		s.last, err = s.lastSave()
		s.has.Seq = s.last
	}
	if backed := lastBacked(s.dir); err == nil && s.last < backed {
		// A store that was made beside old backups is newer than they are.
		if err = s.db.Update(func(txn *badger.Txn) error { return set(txn, lastKey, backed+1) }); err == nil {
			s.last, s.has.Seq = backed+1, backed+1
		}
	}
	if err == nil {
		s.home, err = os.Stat(filepath.Join(s.dir, databaseDir))
	}
	if err == nil {
		err = s.beginSession()
	}
	if err != nil {
		_ = s.db.Close()
		return said(err, s.dir)
	}
	return nil
}

// lastSave reads the number of the last save.
func (s *Store) lastSave() (number uint64, err error) {
	err = s.db.View(func(txn *badger.Txn) error {
		number, err = get[uint64](txn, lastKey)
		if errors.Is(err, badger.ErrKeyNotFound) {
			return nil // a new store, or one from before saves were counted
		}
		return err
	})
	return number, err
}

// makeFolders makes the folders for files. It comes after the database, whose
// lock says that what is unfinished is nobody's work.
func (s *Store) makeFolders() error {
	if err := s.root.RemoveAll(unfinishedDir); err != nil {
		return err
	}
	for _, name := range []string{picturesDir, preparedDir, unfinishedDir} {
		if err := s.root.MkdirAll(name, 0o700); err != nil {
			return err
		}
	}
	syncFolder(s.root, ".")
	return nil
}

// Close waits for what is being read and written, tidies for about a second,
// and closes. Closing twice is once.
func (s *Store) Close() error {
	s.stop()
	s.wait.Wait()
	s.life.Lock()
	defer s.life.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	ctx, stop := context.WithTimeout(context.Background(), closeTidy)
	defer stop()
	s.collect(ctx)
	if err := s.roomFor(0); err != nil {
		// To close it would write what is in its log already, and there is no room
		// for that: the next start reads the log, as after a kill.
		return errors.Join(s.floor.Close(), s.root.Close()) // and the folder stays ours until the process ends
	}
	err := s.closeDatabase()
	if err == nil {
		s.endSession()
	}
	err = errors.Join(err, s.floor.Close(), s.root.Close())
	s.release()
	if err != nil {
		return fault.Wrap(err, fault.Internal, fmt.Sprintf("The store in %s did not close cleanly.", s.dir),
			"What was saved is safe; it is put in order at the next start.")
	}
	return nil
}

// closeDatabase gives up on a database that does not close: where its folder is
// gone it tries again without end.
func (s *Store) closeDatabase() error {
	closed := make(chan error, 1)
	go func() { closed <- s.db.Close() }()
	select {
	case err := <-closed:
		return err
	case <-time.After(closePatience):
		return errors.New("the database does not close")
	}
}

// isThere says when the data folder was moved or deleted under the open store:
// what would be written then is nowhere that anybody looks.
func (s *Store) isThere() error {
	now, err := os.Stat(filepath.Join(s.dir, databaseDir))
	if err == nil && os.SameFile(s.home, now) {
		return nil
	}
	return fault.Wrap(err, fault.NotFound, fmt.Sprintf("The data folder %s is not where it was, so nothing can be saved.", s.dir),
		"Put it back; or copy what you typed last to another place, and start Galley again.")
}

// Dir gives the data folder, absolute.
func (s *Store) Dir() string { return s.dir }

// use keeps the store open until done is called.
func (s *Store) use() (done func(), err error) {
	s.life.RLock()
	if s.closed {
		s.life.RUnlock()
		return nil, fault.New(fault.Internal, "The store is closed already.", "Start Galley again.")
	}
	return s.life.RUnlock, nil
}
