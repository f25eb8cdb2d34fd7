package store

import (
	"errors"
	"fmt"
	"os"

	"github.com/dgraph-io/badger/v4"
	badgeroptions "github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"
	"github.com/dgraph-io/ristretto/v2/z"
)

// The bits of an entry's meta byte that say that it is no record by itself:
// deleted, or kept in a value file (badger's value.go).
const (
	bitDelete       = 1 << 0
	bitValuePointer = 1 << 1
)

// eachInTable reads one of Badger's tables by itself, without the database that
// it belongs to. Version is Badger's; the record is nil where it was deleted, and
// lasts until take returns. A table that is damaged gives what can be read of it,
// and an error; the records' own seals say whether that is what was written.
func eachInTable(name string, take func(key string, version uint64, record []byte)) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	file, err := z.OpenMmapFile(name, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	// Closed by hand: Badger's own way deletes the file with its last reader.
	defer func() { err = errors.Join(err, file.Close(-1)) }()
	t, err := table.OpenTable(file, table.Options{
		ReadOnly: true, BlockSize: 4 << 10, Compression: badgeroptions.Snappy,
	})
	if err != nil {
		return err
	}
	broken := t.VerifyChecksum()
	it := t.NewIterator(table.NOCACHE)
	for it.Rewind(); it.Valid(); it.Next() {
		v := it.Value()
		switch {
		case v.Meta&bitDelete != 0:
			take(string(y.ParseKey(it.Key())), y.ParseTs(it.Key()), nil)
		case v.Meta&bitValuePointer == 0:
			take(string(y.ParseKey(it.Key())), y.ParseTs(it.Key()), v.Value)
		}
	}
	return broken
}

// hasAtLeast reports whether a database has a record, or that it was deleted, in
// that version or a newer one.
func hasAtLeast(txn *badger.Txn, key string, version uint64) bool {
	it := txn.NewKeyIterator([]byte(key), badger.IteratorOptions{})
	defer it.Close()
	it.Rewind()
	return it.Valid() && it.Item().Version() >= version
}
