package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/dgraph-io/badger/v4"
	badgeroptions "github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/table"
)

// maxNamed is how many damaged records a verdict names.
const maxNamed = 100

// verdict is what going through a database found.
type verdict struct {
	Has     holding  `json:"has"`
	Damaged []string `json:"damaged"` // keys of records that are not as they were saved
	Stray   string   `json:"stray"`   // a key that is newer in a table that is not listed; empty for none
	Problem string   `json:"problem"` // why it could not be gone through; empty when it could
}

// sound reports whether nothing is missing of what has to be there at least.
func (v *verdict) sound(floor holding) bool {
	return v.Problem == "" && len(v.Damaged) == 0 && v.Stray == "" && !v.Has.below(floor)
}

// why says in one clause what is wrong.
func (v *verdict) why(floor holding) string {
	switch {
	case v.Problem != "":
		return "its files do not fit together"
	case v.Has.Seq == 0 && floor.Seq > 0:
		return "it was empty"
	case len(v.Damaged) > 0:
		return "some of what is in it is not as it was saved"
	default:
		return "it had lost what was saved last"
	}
}

// strayDir is where tables go that the database's own list does not name, before
// Badger deletes them.
const strayDir = "stray"

// probe goes through a copy of a database, record by record. It may well panic,
// in one of Badger's own goroutines too, or be killed by the system when a file
// ends where its map does not: a child process does it (child.go).
func probe(dir string) (v verdict) {
	defer func() {
		if p := recover(); p != nil {
			v.Problem = fmt.Sprintf("panic: %v", p)
		}
	}()
	strays, err := setStraysAside(dir)
	if err != nil {
		return verdict{Problem: err.Error()}
	}
	db, err := openProbed(dir)
	if err != nil {
		return verdict{Problem: err.Error()}
	}
	defer func() { _ = db.Close() }()
	v.look(db)
	if v.Problem == "" && len(strays) > 0 {
		v.lookAtStrays(db, strays)
	}
	return v
}

// openProbed opens a copy with all the checks that Badger has.
func openProbed(dir string) (*badger.DB, error) {
	if err := sweep(dir); err != nil {
		return nil, err
	}
	if err := listed(dir); err != nil {
		return nil, err
	}
	o := options(dir).WithSyncWrites(false).WithChecksumVerificationMode(badgeroptions.OnBlockRead)
	db, err := badger.Open(o)
	if err != nil { // what a kill left in its way Badger has put right by the second try
		if db, err = badger.Open(o); err != nil {
			return nil, err
		}
	}
	if err := db.VerifyChecksum(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// look reads every record and checks its seal.
func (v *verdict) look(db *badger.DB) {
	err := db.View(func(txn *badger.Txn) error {
		o := badger.DefaultIteratorOptions
		o.PrefetchSize = 16
		it := txn.NewIterator(o)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			v.lookAt(it.Item())
		}
		return nil
	})
	if err != nil {
		v.Problem = err.Error()
	}
}

func (v *verdict) lookAt(item *badger.Item) {
	key := string(item.Key())
	err := wellFormed(key)
	if err == nil {
		v.Has.add(key)
		var bad error
		if err = item.Value(func(record []byte) error { _, bad = check(key, record); return nil }); err == nil {
			err = bad
		}
		if err == nil && key == lastKey {
			v.Has.Seq, err = value[uint64](item, key)
		}
	}
	if err != nil && len(v.Damaged) < maxNamed {
		v.Damaged = append(v.Damaged, key)
	}
}

// setStraysAside finds tables that are there and not in Badger's list. After a
// kill that is ordinary: they were about to be listed, or to be deleted. After
// the list was cut it is all that is left of what they hold.
func setStraysAside(dir string) ([]string, error) {
	tables, err := tableNames(dir)
	if err != nil || len(tables) == 0 {
		return nil, err
	}
	list, err := os.Open(filepath.Join(dir, badger.ManifestFilename))
	if err != nil {
		return nil, nil // listed says so
	}
	defer func() { _ = list.Close() }()
	manifest, _, err := badger.ReplayManifestFile(list, 0, options(dir))
	if err != nil {
		return nil, nil // opening it says so
	}
	var strays []string
	for _, name := range tables {
		id, ok := table.ParseFileID(name)
		if _, isListed := manifest.Tables[id]; ok && isListed {
			continue
		}
		to := filepath.Join(dir, strayDir, filepath.Base(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return nil, err
		}
		if err := os.Rename(name, to); err != nil {
			return nil, err
		}
		strays = append(strays, to)
	}
	return strays, nil
}

// lookAtStrays asks of each record in a stray table whether the database has it,
// or a newer one. Revisions and snapshots are thinned, with their place in the order,
// and issues move, so those may be gone.
func (v *verdict) lookAtStrays(db *badger.DB, strays []string) {
	txn := db.NewTransaction(false)
	defer txn.Discard()
	for _, name := range strays {
		// What cannot be read in it is no loss that is known: it may be half written.
		_ = eachInTable(name, func(key string, version uint64, record []byte) {
			if v.Stray != "" || wellFormed(key) != nil || strings.IndexByte("rgoi", key[0]) >= 0 {
				return
			}
			if _, err := check(key, record); err == nil && !hasAtLeast(txn, key, version) {
				v.Stray = key
			}
		})
	}
}
