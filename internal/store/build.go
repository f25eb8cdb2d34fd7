package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/fault"
)

// Build makes a database of a backup in the folder into, which must not be there
// or be empty, and closes it. The backup and what it is built on are proven
// before, and each record when it is read. What is built goes on counting above
// the newest backup in dir, so that what is saved in it is newer than all of
// them. An error is a fault, and leaves nothing in into: NotFound, Mismatch, Full,
// Denied, Cancelled.
func Build(ctx context.Context, into, dir string, b Backup, progress func(done, total int64)) error {
	return build(ctx, into, dir, b, progress, freeSpace)
}

func build(ctx context.Context, into, dir string, b Backup, progress func(done, total int64), room func(string) (uint64, bool)) (err error) {
	if b.Problem != nil {
		return b.Problem
	}
	c, err := proven(ctx, dir, b.Name, progress)
	if err != nil {
		return err
	}
	defer c.close()
	var live int64
	for _, r := range c {
		live += r.foot.Live
	}
	if err := (&Store{dir: dir, room: room}).roomFor(int(live)); err != nil {
		return err
	}
	if err := emptyFolder(into); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(into)
			err = said(err, into)
		}
	}()
	db, err := badger.Open(options(into).WithSyncWrites(false)) // all is synced at the end
	if err != nil {
		return err
	}
	err = fill(ctx, db, c, after(dir, b.Seq), progress)
	if e := db.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = syncAll(into)
	}
	return err
}

func emptyFolder(into string) error {
	if err := os.MkdirAll(into, 0o700); err != nil {
		return said(err, into)
	}
	entries, err := os.ReadDir(into)
	if err != nil {
		return said(err, into)
	}
	if len(entries) > 0 {
		return fault.New(fault.Exists, fmt.Sprintf("The folder %s is not empty.", into), "Choose another one.")
	}
	return nil
}

// after gives a number above that of every backup.
func after(dir string, seq uint64) uint64 {
	list, _ := Backups(dir) // it was read before
	for _, b := range list {
		if b.Problem == nil {
			seq = max(seq, b.Seq)
		}
	}
	return seq + 1
}

// fill writes the records of the full backup, and then what differs in the other.
func fill(ctx context.Context, db *badger.DB, c chain, last uint64, progress func(done, total int64)) error {
	var done, total int64
	for _, r := range c {
		total += r.foot.Live
	}
	for _, r := range c {
		batch := db.NewWriteBatch()
		err := r.each(ctx, func(key string, record []byte) error {
			if done += int64(len(key) + len(record)); progress != nil {
				progress(total+min(done, total), 2*total)
			}
			if record == nil {
				return batch.Delete([]byte(key))
			}
			return batch.Set([]byte(key), record)
		})
		if err == nil {
			err = batch.Flush()
		}
		batch.Cancel()
		if err != nil {
			return err
		}
	}
	return db.Update(func(txn *badger.Txn) error { return set(txn, lastKey, last) })
}

// syncAll has every file in a folder on the disk, and the folder.
func syncAll(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		f, err := os.OpenFile(filepath.Join(dir, e.Name()), os.O_RDWR, 0)
		if err != nil {
			return err
		}
		if err = errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync() // where the system can
		_ = d.Close()
	}
	return nil
}
