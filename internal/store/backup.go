package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"path"
	"sync"
	"time"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
)

// backupsDir is where the backups stand, below the data folder and outside the
// database's: what becomes of that does not become of them.
const backupsDir = "backups"

// fullEvery is how long a full backup is built upon before there is another one.
const fullEvery = 24 * time.Hour

// backupRoom is how much is written between two looks at the room that is left.
const backupRoom = 4 << 20

// The kinds of a backup.
const (
	kindFull        = "full"
	kindIncremental = "incremental"
)

// What a backup was made for, where it was not for its time alone.
const (
	BeforeRestore = "before-restore" // what a restore took the place of
	AfterRestore  = "after-restore"  // what a restore brought
)

// Backup is what is known of a backup without reading all of it.
type Backup struct {
	Name    string // of its file
	Size    int64  // in bytes
	Seq     uint64 // the number of the last save in it; by that, and by no clock, it is newer than another
	Time    time.Time
	Full    bool
	Base    string         // the full one that an incremental one is built on
	Why     string         // the moment that it is of: BeforeRestore, AfterRestore, or empty
	Records map[string]int // by the letter of their kind (keys.go)
	Live    int64          // bytes of all records as the store has them
	Damaged int            // records that the store itself had damaged then
	Problem error          // why nothing can be done with it; the rest is what its name says
}

// backing has one backup made after the other.
type backing struct {
	sync.Mutex
	now func() time.Time // the clock; time.Now when nil
}

func (b *backing) time() time.Time {
	if b.now != nil {
		return b.now().UTC()
	}
	return time.Now().UTC()
}

// Backup writes down all that the store has at this moment: whole once a day, and
// else what differs from the last whole one. Saves go on meanwhile. A record that
// is damaged is left out, and a backup that has it whole is then built upon for
// as long as it takes. Errors are faults: Full, Denied, Cancelled; the earlier backups are
// untouched by them. Progress may be nil.
//
// It is not Badger's own stream: that says what was written since, and forgets
// what was deleted once its tables are put together, so that a restore would
// bring it back. Here the store is compared with the full backup, record by
// record, which proves at each backup that the full one can be read.
func (s *Store) Backup(ctx context.Context, progress func(done, total int64)) (Backup, error) {
	s.backing.Lock()
	defer s.backing.Unlock()
	done, err := s.use()
	if err != nil {
		return Backup{}, err
	}
	defer done()
	return s.backup(ctx, "", progress)
}

// backup is the same for whoever holds the store open, and s.backing; why is the
// backup's Why.
func (s *Store) backup(ctx context.Context, why string, progress func(done, total int64)) (Backup, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(s.running, stop)() //nolint:contextcheck // it ends with the store, too
	if err := s.isThere(); err != nil {
		return Backup{}, err
	}
	if err := s.root.MkdirAll(backupsDir, 0o700); err != nil {
		return Backup{}, said(err, s.dir)
	}
	list, err := Backups(s.dir)
	if err != nil {
		return Backup{}, err
	}
	base := fullOf(list)
	if base != nil && base.Time.Sub(s.backing.time()).Abs() < fullEvery {
		b, err := s.writeBackup(ctx, why, base, progress)
		if code := fault.Of(err); err == nil || code.Code != fault.Mismatch && code.Code != fault.BadInput {
			return b, err
		}
	}
	b, err := s.writeBackup(ctx, why, nil, progress)
	if err == nil && b.Damaged > 0 && base != nil { // the old one may have whole what is damaged now
		if saved, e := s.writeBackup(ctx, why, base, progress); e == nil {
			_ = s.root.Remove(path.Join(backupsDir, b.Name))
			return saved, nil
		}
	}
	return b, err
}

// fullOf gives the newest full backup; nil for none.
func fullOf(list []Backup) *Backup {
	for i := range list {
		if list[i].Full && list[i].Problem == nil {
			return &list[i]
		}
	}
	return nil
}

// writeBackup writes a full backup, or with a base an incremental one. Its error
// is of code BadInput when that would be over half of the full one, and of
// Mismatch when the full one cannot be read.
func (s *Store) writeBackup(ctx context.Context, why string, base *Backup, progress func(done, total int64)) (b Backup, err error) {
	temporary := path.Join(unfinishedDir, rand.Text())
	defer func() {
		if err != nil {
			_ = s.root.Remove(temporary)
			err = said(err, s.dir)
		}
	}()
	err = s.db.View(func(txn *badger.Txn) error {
		b, err = s.compose(ctx, txn, temporary, backupHead{Why: why}, base, progress)
		return err
	})
	if err != nil {
		return Backup{}, err
	}
	if base != nil && b.Size*2 > base.Size && b.Damaged == 0 {
		return Backup{}, fault.New(fault.BadInput, "More than half of the store has changed since the last full backup.", "Make a full one.")
	}
	if err := s.root.Rename(temporary, path.Join(backupsDir, b.Name)); err != nil {
		return Backup{}, err
	}
	syncFolder(s.root, backupsDir)
	syncFolder(s.root, ".")
	return b, nil
}

// Saves gives the number of the last save.
func (s *Store) Saves() uint64 {
	s.saving.Lock()
	defer s.saving.Unlock()
	return s.last
}

// mostSaves is more than anybody will ever save: a number above it is none.
const mostSaves = 1 << 62

// CountOn has the next save bear a number above this one: what is kept then is
// newer than whatever else bears it.
func (s *Store) CountOn(above uint64) {
	s.saving.Lock()
	defer s.saving.Unlock()
	if above <= mostSaves {
		s.last = max(s.last, above)
	}
}

// backupName is a name by which backups stand in the order of their saves.
func backupName(h *backupHead) string {
	return fmt.Sprintf("%012d-%s-%s.galleybackup", h.Seq, h.Time.UTC().Format(nameTime), h.Kind)
}

const nameTime = "20060102T150405Z"

func stoppedBackup(ctx context.Context) error {
	return fault.Wrap(context.Cause(ctx), fault.Cancelled, "Stopped.", "Nothing was changed.")
}
