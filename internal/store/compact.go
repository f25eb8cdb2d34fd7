package store

import (
	"context"
	"io/fs"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
)

// Checked says what a walk through a store found.
type Checked struct {
	Records int      // that are as they were saved
	Damaged []string // what the others are, in words
}

// Check reads every record of the store and proves it. An error is that it could
// not be done.
func (s *Store) Check(ctx context.Context) (c Checked, err error) {
	err = s.view(func(txn *badger.Txn) error {
		options := badger.DefaultIteratorOptions
		options.PrefetchValues = false
		it := txn.NewIterator(options)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			if ctx.Err() != nil {
				return stoppedBackup(ctx)
			}
			key := string(it.Item().Key())
			err := it.Item().Value(func(record []byte) error {
				_, err := check(key, record)
				return err
			})
			if err != nil {
				c.Damaged = append(c.Damaged, called(key))
				continue
			}
			c.Records++
		}
		return nil
	})
	return c, err
}

// Inspect checks a store that no Galley has open; program is as in OpenWith. It
// mends nothing: a database that would have to be mended is an error of code
// Mismatch, and stays as it is.
func Inspect(ctx context.Context, dir string, program []string) (c Checked, err error) {
	s, err := openWith(ctx, dir, program, true)
	if err != nil {
		return c, err
	}
	c, err = s.Check(ctx)
	if e := s.Close(); err == nil { //nolint:contextcheck // it is closed whoever stops it
		err = e
	}
	return c, err
}

// Compact gives back the room of what is out of date in a store that no Galley
// has open; program is as in OpenWith. It says how large the database's files were, and are, in bytes.
func Compact(ctx context.Context, dir string, program []string) (before, after int64, err error) {
	s, err := OpenWith(ctx, dir, program)
	if err != nil {
		return 0, 0, err
	}
	before = folderSize(filepath.Join(dir, databaseDir))
	err = said(s.db.Flatten(2), dir)
	if err == nil {
		s.collect(ctx)
	}
	if e := s.Close(); err == nil { //nolint:contextcheck // it is closed whoever stops it
		err = e
	}
	return before, folderSize(filepath.Join(dir, databaseDir)), err
}

func folderSize(dir string) (size int64) {
	_ = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			if info, err := e.Info(); err == nil {
				size += info.Size()
			}
		}
		return nil // what cannot be read is not counted
	})
	return size
}
