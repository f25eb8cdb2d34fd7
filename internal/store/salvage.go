package store

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"
)

// The ways to get at what a damaged database still has, each tried on a copy of
// its own: its tables one by one; the whole as Badger opens it; and what Badger
// finds in its logs when nothing else is there. What all of them give together is
// put in order by whoever reads it (recover.go).
var salvages = []string{"tables", "whole", "logs"}

// salvage writes every record that is as it was saved and can be reached in one
// of those ways:
//
//	uvarint   length of the key
//	          the key
//	uvarint   Badger's version of the record
//	uvarint   length of the record
//	          the record, with its seal
//
// It is flushed as it goes: the process may not come to its end.
func salvage(way, dir string, to io.Writer) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	w := bufio.NewWriterSize(to, 256<<10)
	defer func() { err = errors.Join(err, w.Flush()) }()
	take := func(key string, version uint64, record []byte) {
		if wellFormed(key) != nil {
			return
		}
		if _, err := check(key, record); err != nil {
			return
		}
		_, _ = w.Write(binary.AppendUvarint(nil, uint64(len(key)))) // Flush says it
		_, _ = w.WriteString(key)
		_, _ = w.Write(binary.AppendUvarint(nil, version))
		_, _ = w.Write(binary.AppendUvarint(nil, uint64(len(record))))
		_, _ = w.Write(record)
	}
	switch way {
	case "tables":
		tables, err := tableNames(dir)
		for _, name := range tables {
			err = errors.Join(err, eachInTable(name, take), w.Flush())
		}
		return errors.Join(err, lost(dir))
	case "logs":
		if err := onlyLogs(dir); err != nil {
			return err
		}
	}
	return eachInDatabase(dir, take)
}

// lost says which tables are in Badger's list and not there.
func lost(dir string) error {
	list, err := os.Open(filepath.Join(dir, badger.ManifestFilename))
	if err != nil {
		return nil // nothing is known of them
	}
	defer func() { _ = list.Close() }()
	manifest, _, err := badger.ReplayManifestFile(list, 0, options(dir))
	if err != nil {
		return nil // as above
	}
	for id := range manifest.Tables {
		if _, e := os.Stat(table.NewFilename(id, dir)); e != nil {
			err = errors.Join(err, e)
		}
	}
	return err
}

// onlyLogs takes from a copy all but the logs: Badger reads them into an empty
// database then.
func onlyLogs(dir string) error {
	tables, err := tableNames(dir)
	for _, name := range append(tables, filepath.Join(dir, badger.ManifestFilename)) {
		if e := os.Remove(name); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}

func eachInDatabase(dir string, take func(key string, version uint64, record []byte)) error {
	if err := sweep(dir); err != nil {
		return err
	}
	db, err := badger.Open(options(dir).WithSyncWrites(false))
	if err != nil {
		return err
	}
	err = db.View(func(txn *badger.Txn) error {
		it := txn.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			_ = it.Item().Value(func(record []byte) error { // what cannot be read is not taken
				take(string(it.Item().Key()), it.Item().Version(), record)
				return nil
			})
		}
		return nil
	})
	return errors.Join(err, db.Close())
}

// salvaged reads what salvage wrote, up to where it stopped.
func salvaged(from io.Reader, take func(key string, version uint64, record []byte) error) error {
	r := bufio.NewReaderSize(from, 256<<10)
	piece := func(most uint64) []byte {
		size, err := binary.ReadUvarint(r)
		if err != nil || size > most {
			return nil
		}
		data := make([]byte, size)
		if _, err := io.ReadFull(r, data); err != nil {
			return nil
		}
		return data
	}
	for {
		key := string(piece(1 << 10))
		version, err := binary.ReadUvarint(r)
		if err != nil {
			return nil //nolint:nilerr // it stopped there
		}
		record := piece(maxBatch + headSize)
		if key == "" || record == nil {
			return nil
		}
		if _, err := check(key, record); wellFormed(key) == nil && err == nil {
			if err := take(key, version, record); err != nil {
				return err
			}
		}
	}
}
