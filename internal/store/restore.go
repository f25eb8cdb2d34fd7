package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
)

// asideDir is where a store goes that another one took the place of; nothing in it is
// ever deleted. nextDir is what shall take the place, while it does.
const (
	asideDir = "aside"
	nextDir  = "next"
)

// Restored says what a restore did.
type Restored struct {
	From   Backup
	Before Backup   // of what was there, made first; its Name is empty where what was there could not be read
	Aside  string   // the folder in which that stands now
	Worse  []Backup // that were tried before it, with their Problem
}

// Restore puts a backup in the place of what the store has; an empty name is the
// newest one that is whole and is not what is there already. What was there is backed up first and put aside, so
// that a restore can be undone. Saves wait for the last moment of it alone. An
// error is a fault, and everything is as it was.
func (s *Store) Restore(ctx context.Context, name string, progress func(done, total int64)) (Restored, error) {
	s.backing.Lock()
	defer s.backing.Unlock()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(s.running, stop)() //nolint:contextcheck // it ends with the store, too
	r, next, err := s.prepare(ctx, name, progress)
	if err != nil {
		return r, err
	}
	defer func() { _ = os.RemoveAll(next) }()
	s.life.Lock()
	defer s.life.Unlock()
	if s.closed {
		return r, fault.New(fault.Internal, "The store was closed meanwhile.", "Start Galley again; nothing was changed.")
	}
	if s.last > r.Before.Seq { // saved while it was built
		if r.Before, err = s.backup(ctx, BeforeRestore, nil); err != nil {
			return r, err
		}
	}
	if r.Aside, err = s.exchange(next); err == nil {
		// One that is newer than the state that was not wanted any more: a recovery
		// takes the newest.
		_, _ = s.backup(ctx, AfterRestore, nil)
	}
	return r, err
}

// prepare backs up what is there, and builds what shall take its place.
func (s *Store) prepare(ctx context.Context, name string, progress func(done, total int64)) (r Restored, next string, err error) {
	done, err := s.use()
	if err != nil {
		return r, "", err
	}
	defer done()
	list, err := wanted(s.dir, name)
	if err == nil && name == "" {
		list, err = others(list, s.Saves())
	}
	if err != nil {
		return r, "", err
	}
	if r.Before, err = s.backup(ctx, BeforeRestore, nil); err != nil {
		return r, "", err
	}
	next = filepath.Join(s.dir, unfinishedDir, rand.Text())
	err = r.build(ctx, next, s.dir, list, progress, s.room)
	return r, next, err
}

// others leaves out the backups of what is there already: to restore one of them
// would change nothing. So a restore without a name takes back the last one.
func others(list []Backup, saves uint64) ([]Backup, error) {
	list = slices.DeleteFunc(list, func(b Backup) bool { return b.Problem == nil && b.Seq >= saves })
	if len(list) == 0 {
		return nil, fault.New(fault.NotFound, "Nothing has changed since the newest backup, and there is no older one.", "There is nothing to restore.")
	}
	return list, nil
}

// wanted gives the backups to try.
func wanted(dir, name string) ([]Backup, error) {
	list, err := Backups(dir)
	if err != nil {
		return nil, err
	}
	if name == "" && len(list) > 0 {
		return list, nil
	}
	for _, b := range list {
		if b.Name == name {
			return []Backup{b}, nil
		}
	}
	if name == "" {
		return nil, fault.New(fault.NotFound, fmt.Sprintf("There is no backup in %s.", filepath.Join(dir, backupsDir)), "Galley makes them while its window is open.")
	}
	return nil, noBackup(name, nil)
}

// build builds the first of a list that is whole.
func (r *Restored) build(ctx context.Context, into, dir string, list []Backup, progress func(done, total int64), room func(string) (uint64, bool)) (err error) {
	for _, b := range list {
		if err = build(ctx, into, dir, b, progress, room); err == nil {
			r.From = b
			return nil
		}
		if code := fault.Of(err).Code; code != fault.Mismatch && code != fault.NotFound {
			return err
		}
		b.Problem = err
		r.Worse = append(r.Worse, b)
	}
	if len(list) > 1 {
		return fault.Wrap(err, fault.Mismatch, fmt.Sprintf("None of the %d backups is whole.", len(list)), "Nothing was changed. “galley store check” says what is wrong with each.")
	}
	return err
}

// exchange closes the database, puts another one in its place and opens that;
// when that fails it opens the old one again. Who calls has the store for himself.
func (s *Store) exchange(next string) (aside string, err error) {
	last := s.last
	if err := s.closeDatabase(); err != nil {
		s.closed = true
		return "", fault.Wrap(err, fault.Internal, "The store did not close, so nothing was restored.", "Start Galley again; what was saved is safe.")
	}
	_ = s.floor.Truncate(0) // a kill from here on finds a store that may be any
	if err := noteRestored(s.dir, last+1); err != nil {
		return "", errors.Join(err, s.reopen(last))
	}
	aside, err = putAside(s.dir, next, BeforeRestore, s.backing.time())
	if err == nil {
		if err = s.reopen(last); err == nil {
			s.saving.Lock()
			s.restored = last + 1
			s.saving.Unlock()
			return aside, nil
		}
		if e := putBack(s.dir, aside, next); e != nil {
			s.closed = true
			return aside, fault.Wrap(errors.Join(err, e), fault.Internal, fmt.Sprintf("What was restored does not open, and what was there stands in %s.", aside), "Close Galley, put that folder in the place of the folder store, and start again.")
		}
	}
	_ = noteRestored(s.dir, s.restored) // as before
	if e := s.reopen(last); e != nil {
		s.closed = true
		err = errors.Join(err, e)
	}
	return "", said(err, s.dir)
}

// reopen opens the database again, and has it count on above last: what was built
// meanwhile may have the number of a save that came while it was.
func (s *Store) reopen(last uint64) (err error) {
	if s.db, err = openDatabase(filepath.Join(s.dir, databaseDir)); err != nil {
		return err
	}
	if s.last, err = s.lastSave(); err == nil && s.last <= last {
		if err = s.db.Update(func(txn *badger.Txn) error { return set(txn, lastKey, last+1) }); err == nil {
			s.last = last + 1
		}
	}
	if err == nil {
		s.tables = nil
		s.home, err = os.Stat(filepath.Join(s.dir, databaseDir))
	}
	if err == nil {
		if s.has, err = s.holds(); err == nil {
			s.writeFloor()
		}
	}
	if err != nil {
		_ = s.db.Close()
	}
	return err
}

// Restore does the same in a data folder that no Galley has open, also where the
// store in it does not open any more. Errors are faults: Busy when somebody has
// it.
func Restore(ctx context.Context, dir, name string, program []string, progress func(done, total int64)) (Restored, error) {
	list, err := wanted(dir, name)
	if err != nil {
		return Restored{}, err
	}
	s, err := OpenWith(ctx, dir, program)
	if err == nil {
		r, err := s.Restore(ctx, name, progress)
		if e := s.Close(); err == nil { //nolint:contextcheck // it is closed whoever stops it
			err = e
		}
		return r, err
	}
	if code := fault.Of(err).Code; code != fault.Mismatch {
		return Restored{}, err
	}
	return replace(ctx, dir, list, progress)
}

// replace puts a backup in the place of a store that does not open.
func replace(ctx context.Context, dir string, list []Backup, progress func(done, total int64)) (r Restored, err error) {
	release, err := Hold(dir)
	if err != nil {
		return r, err
	}
	defer release()
	next := filepath.Join(dir, unfinishedDir, rand.Text())
	if err := os.MkdirAll(filepath.Dir(next), 0o700); err != nil {
		return r, said(err, dir)
	}
	if err := r.build(ctx, next, dir, list, progress, freeSpace); err != nil {
		return r, err
	}
	if r.Aside, err = takePlace(dir, next, BeforeRestore, time.Now(), lastBacked(dir)+1); err != nil {
		_ = os.RemoveAll(next)
		return r, said(err, dir)
	}
	return r, nil
}
