package store

import (
	"errors"
	"strconv"
	"strings"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/issue"
)

// What two stores share are revisions, snapshots and marks: they have names that
// are the same everywhere, and none of them changes. Each has a key in the order of the
// saves (o/SEQ/KEY), written with it, so that what came since a save is found
// without reading what came before. A store from before there was an order is
// given one when somebody first asks; so is one that was made anew of a backup.

// Changes is what a store kept in some saves, one after the other.
type Changes struct {
	Revisions []issue.Revision
	Snapshots []issue.Snapshot
	Marks     []issue.Mark
	Next      uint64 // the number to ask on with
	More      bool   // there is more already
}

// Len is how many records there are.
func (c *Changes) Len() int { return len(c.Revisions) + len(c.Snapshots) + len(c.Marks) }

const (
	// maxChanges is from how many bytes of records on no further save is added to an answer.
	maxChanges = 1 << 20

	// mostChanges is how many records an answer has at most, whoever wants more.
	mostChanges = 5000

	// orderStep is how many records are put in order in one transaction.
	orderStep = 1000
)

// Since gives the revisions, snapshots and marks that were kept in saves after the
// one of number seq, in the order of the saves and as they are now; 0 is from the beginning. It ends
// before a save with which there would be more than limit records, or over a megabyte of them; but
// a save is never divided, and the first one always comes. What was thinned
// meanwhile is not in it, and what is damaged is not either: then there is an error of code
// Mismatch beside the rest.
func (s *Store) Since(seq uint64, limit int) (Changes, error) {
	done, err := s.use() // of one database all the while: no backup takes its place
	if err != nil {
		return Changes{}, err
	}
	defer done()
	if err := s.putInOrder(); err != nil {
		return Changes{}, said(err, s.dir)
	}
	r := reader{Changes: Changes{Next: seq}, limit: max(1, min(limit, mostChanges))}
	if err := s.db.View(func(txn *badger.Txn) error { return r.read(txn, seq) }); err != nil {
		return Changes{}, said(err, s.dir)
	}
	return r.Changes, r.bad
}

// reader reads changes up to its limit.
type reader struct {
	Changes
	limit, size int
	bad         error // of the first record that is damaged

	save []string // keys of the save that is read
}

func (r *reader) read(txn *badger.Txn, seq uint64) error {
	options := badger.DefaultIteratorOptions
	options.PrefetchValues, options.Prefix = false, []byte(orderPrefix)
	it := txn.NewIterator(options)
	defer it.Close()
	at := seq
	for it.Seek([]byte(orderKey(seq+1, ""))); it.Valid(); it.Next() {
		number, key, ok := ordered(string(it.Item().Key()))
		if !ok {
			continue // o/whole
		}
		if number != at {
			if done, err := r.take(txn, at); done || err != nil {
				return err
			}
			at = number
		}
		r.save = append(r.save, key)
	}
	_, err := r.take(txn, at)
	return err
}

// take reads the records of a save, when there is room for them.
func (r *reader) take(txn *badger.Txn, seq uint64) (full bool, err error) {
	if len(r.save) == 0 {
		return false, nil
	}
	if n := r.Len(); n > 0 && (n+len(r.save) > r.limit || r.size >= maxChanges) {
		r.More = true
		return true, nil
	}
	for _, key := range r.save {
		if err := r.one(txn, key, seq); err != nil {
			return true, err
		}
	}
	r.Next, r.save = seq, r.save[:0]
	return false, nil
}

// one reads a record, if it is still the one that this save kept.
func (r *reader) one(txn *badger.Txn, key string, seq uint64) error {
	item, err := txn.Get([]byte(key))
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil // it was thinned
	}
	if err != nil {
		return err
	}
	switch key[0] {
	case 'r':
		r.Revisions, err = also(r.Revisions, item, key, seq, func(v *issue.Revision) uint64 { return v.Seq })
	case 'g':
		r.Snapshots, err = also(r.Snapshots, item, key, seq, func(v *issue.Snapshot) uint64 { return v.Seq })
	case 'k':
		r.Marks, err = also(r.Marks, item, key, seq, func(v *issue.Mark) uint64 { return v.Seq })
	}
	r.size += int(item.ValueSize())
	if r.bad == nil {
		r.bad = err
	}
	return nil
}

// also reads a record into a list, unless a later save has kept it anew.
func also[T any](list []T, item *badger.Item, key string, seq uint64, seqOf func(*T) uint64) ([]T, error) {
	v, err := value[T](item, key)
	if err != nil || inOrder(seqOf(&v)) != seq {
		return list, err
	}
	return append(list, v), nil
}

// inOrder gives the number under which a record stands in the order: its save's; those from
// before saves were counted stand under the first.
func inOrder(seq uint64) uint64 { return max(seq, 1) }

// ordered takes a key of the order apart.
func ordered(order string) (seq uint64, key string, ok bool) {
	number, key, ok := strings.Cut(strings.TrimPrefix(order, orderPrefix), "/")
	if !ok {
		return 0, "", false
	}
	seq, err := strconv.ParseUint(number, 16, 64)
	return seq, key, err == nil
}

// putInOrder gives every record of a shared kind its place in the order, if that
// was not done yet. Who saves meanwhile does it for what he saves.
func (s *Store) putInOrder() error {
	s.ordering.Lock()
	defer s.ordering.Unlock()
	var keys []string
	err := s.db.View(func(txn *badger.Txn) error {
		_, err := txn.Get([]byte(wholeKey))
		if !errors.Is(err, badger.ErrKeyNotFound) {
			return err
		}
		for _, kind := range []string{"g/", "k/", "r/"} {
			keys = append(keys, places(txn, kind)...)
		}
		keys = append(keys, wholeKey)
		return nil
	})
	for len(keys) > 0 && err == nil {
		n := min(orderStep, len(keys))
		err, keys = s.putKeys(keys[:n]), keys[n:]
	}
	return err
}

// places gives the places in the order of all records of a kind. One that is damaged
// has none: its number is not known, and whoever reads it is told.
func places(txn *badger.Txn, kind string) (keys []string) {
	options := badger.DefaultIteratorOptions
	options.Prefix = []byte(kind)
	it := txn.NewIterator(options)
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		key := string(it.Item().Key())
		if v, err := value[stamp](it.Item(), key); err == nil {
			keys = append(keys, orderKey(inOrder(v.Seq), key))
		}
	}
	return keys
}

func (s *Store) putKeys(keys []string) error {
	s.saving.Lock()
	defer s.saving.Unlock()
	if err := s.isThere(); err != nil {
		return err
	}
	if err := s.roomFor(0); err != nil {
		return err
	}
	return s.db.Update(func(txn *badger.Txn) error {
		for _, key := range keys {
			if err := set(txn, key, true); err != nil {
				return err
			}
		}
		return nil
	})
}
