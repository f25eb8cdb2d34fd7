package store

import (
	"errors"

	"github.com/dgraph-io/badger/v4"
)

// view reads in one transaction: what it sees is of one moment.
func (s *Store) view(read func(*badger.Txn) error) error {
	done, err := s.use()
	if err != nil {
		return err
	}
	defer done()
	return said(s.db.View(read), s.dir)
}

// one reads the record at a key.
func one[T any](s *Store, key string) (v T, err error) {
	err = s.view(func(txn *badger.Txn) error {
		v, err = get[T](txn, key)
		if errors.Is(err, badger.ErrKeyNotFound) {
			return missing(key)
		}
		return err
	})
	return v, err
}

// get reads the record at a key. Its error is badger.ErrKeyNotFound or a fault.
func get[T any](txn *badger.Txn, key string) (v T, err error) {
	if wellFormed(key) != nil {
		return v, badger.ErrKeyNotFound // nothing can be kept there
	}
	item, err := txn.Get([]byte(key))
	switch {
	case errors.Is(err, badger.ErrKeyNotFound):
		return v, err
	case err != nil:
		return v, damaged(key, err)
	}
	return value[T](item, key)
}

// value reads a record that was found. What the database says here means that
// its files do not hold the record any more.
func value[T any](item *badger.Item, key string) (T, error) {
	var v, none T
	var bad error
	err := item.Value(func(record []byte) error {
		bad = unseal(key, record, &v)
		return nil
	})
	if err != nil {
		bad = damaged(key, err)
	}
	if bad != nil {
		return none, bad
	}
	return v, nil
}

// list reads all records whose keys begin with a prefix. The error is that of
// the first one that is damaged; the others are in the list.
func list[T any](s *Store, prefix string) (list []T, err error) {
	err = walk(s, prefix, func(_ string, v T) { list = append(list, v) })
	return list, err
}

// walk is the same one by one, with their keys.
func walk[T any](s *Store, prefix string, take func(key string, v T)) error {
	var bad error
	err := s.view(func(txn *badger.Txn) error {
		options := badger.DefaultIteratorOptions
		options.Prefix = []byte(prefix)
		it := txn.NewIterator(options)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			key := string(it.Item().Key())
			v, err := value[T](it.Item(), key)
			switch {
			case err == nil:
				take(key, v)
			case bad == nil:
				bad = err
			}
		}
		return nil
	})
	if err == nil {
		err = bad
	}
	return err
}
