package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/ristretto/v2/z"

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
	// All is synced at the end. The tables that are handed over ready are 32 times
	// the base's size, and up to sixteen are in memory.
	db, err := badger.Open(options(into).WithSyncWrites(false).WithBaseTableSize(32 << 10))
	if err != nil {
		return err
	}
	err = fill(ctx, db, c, max(b.Seq, lastBacked(dir))+1, progress)
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

// fill writes the records of both files in the order of their keys, as tables
// that are ready: by transactions the database would put tables together all the
// while, and take a gigabyte for it.
func fill(ctx context.Context, db *badger.DB, c chain, last uint64, progress func(done, total int64)) error {
	w := db.NewStreamWriter()
	if err := w.Prepare(); err != nil {
		return err
	}
	b := builder{out: w, ready: z.NewBuffer(2*buildStep, "backup")}
	defer func() { _ = b.ready.Release() }()
	var done, total int64
	for _, r := range c {
		total = max(total, r.foot.Live)
	}
	err := c.merged(ctx, func(key string, record []byte) error {
		if key == lastKey || key == wholeKey { // a record that was damaged is not in a backup, and it may be one of the order's
			return nil
		}
		if done += int64(len(key) + len(record)); progress != nil {
			progress(total+min(done, total), 2*total)
		}
		return b.put(key, record)
	})
	if err != nil {
		w.Cancel()
		return err
	}
	if err := errors.Join(b.write(), w.Flush()); err != nil {
		return err
	}
	return db.Update(func(txn *badger.Txn) error { return set(txn, lastKey, last) })
}

// builder hands over records a few megabytes at a time.
type builder struct {
	out   *badger.StreamWriter
	ready *z.Buffer
}

const buildStep = 2 << 20

func (b *builder) put(key string, record []byte) error {
	badger.KVToBuffer(&pb.KV{Key: []byte(key), Value: record, Version: 1, StreamId: 1, UserMeta: []byte{0}}, b.ready)
	if b.ready.LenNoPadding() < buildStep {
		return nil
	}
	return b.write()
}

func (b *builder) write() error {
	err := b.out.Write(b.ready)
	b.ready.Reset()
	return err
}

// merged gives the records as they stand after the incremental backup, in the
// order of their keys.
func (c chain) merged(ctx context.Context, take func(key string, record []byte) error) error {
	if len(c) == 1 {
		return c[0].each(ctx, take)
	}
	key, record, err := c[0].next()
	if err != nil {
		return err
	}
	before := func(limit string, isEnd bool) error {
		for key != "" && (isEnd || key < limit) {
			if err := take(key, record); err != nil {
				return err
			}
			if key, record, err = c[0].next(); err != nil {
				return err
			}
		}
		return nil
	}
	err = c[1].each(ctx, func(changed string, now []byte) error {
		if err := before(changed, false); err != nil {
			return err
		}
		if key == changed {
			if key, record, err = c[0].next(); err != nil {
				return err
			}
		}
		if now == nil {
			return nil
		}
		return take(changed, now)
	})
	if err != nil {
		return err
	}
	return before("", true)
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
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync() // where the system can
		_ = d.Close()
	}
	return nil
}
