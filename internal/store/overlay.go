package store

import (
	"encoding/json"
	"errors"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/issue"
)

// overlay lays what was salvaged over a backup: of each record the newer one
// stays. What was deleted since the backup may come back by that; nothing of
// what was saved goes.
type overlay struct {
	db   *badger.DB
	seen map[string]uint64 // by key: Seq of the record that is there; of one without, Badger's version
	read int               // records that were taken
	last uint64            // the highest number of a save in what was salvaged
}

// take takes a record if it is newer than the one that is there.
func (o *overlay) take(key string, version uint64, record []byte) error {
	order := version
	switch key[0] {
	case 'h', 'o': // follow from the issues, and from what was saved: no order is whole here, so it is made anew
		return nil
	case 'n':
		var last uint64
		if unseal(key, record, &last) == nil {
			o.last = max(o.last, last)
		}
		return nil
	case 's':
	default:
		order = seqOf(key, record)
		o.last = max(o.last, order)
	}
	had, known := o.seen[key]
	if !known {
		had, known = o.inBackup(key)
	}
	if o.seen[key] = had; known && had >= order {
		return nil
	}
	o.seen[key] = order
	o.read++
	return o.db.Update(func(txn *badger.Txn) error { return txn.Set([]byte(key), record) })
}

// inBackup gives the order of the record in the backup; a setting there is older
// than any that was salvaged.
func (o *overlay) inBackup(key string) (order uint64, known bool) {
	err := o.db.View(func(txn *badger.Txn) error {
		item, err := txn.Get([]byte(key))
		if err != nil {
			return err
		}
		return item.Value(func(record []byte) error {
			if key[0] != 's' {
				order = seqOf(key, record)
			}
			return nil
		})
	})
	return order, err == nil
}

// seqOf gives the number of the save that kept a record; 0 when it has none.
func seqOf(key string, record []byte) uint64 {
	body, err := check(key, record)
	var numbered struct{ Seq uint64 }
	if err != nil || json.Unmarshal(body, &numbered) != nil {
		return 0
	}
	return numbered.Seq
}

// finish puts in order what fits together no more: an issue is in one
// publication, and what stands in a rundown is there. It gives the ids of items
// whose text is nowhere, and what the store has now; the saves are counted on
// from atLeast.
func (o *overlay) finish(atLeast uint64) (missing []string, has holding, err error) {
	newest, err := o.issues()
	if err != nil {
		return nil, holding{}, err
	}
	for _, k := range newest {
		gone, err := o.complete(k)
		if err != nil {
			return nil, holding{}, err
		}
		missing = append(missing, gone...)
	}
	var v verdict
	if v.look(o.db); v.Problem != "" {
		return nil, holding{}, errors.New(v.Problem)
	}
	next := max(o.last, atLeast, v.Has.Seq) + 1 // that of a built backup is above all backups
	has = v.Has
	has.Seq = o.last
	err = o.db.Update(func(txn *badger.Txn) error { return set(txn, lastKey, next) })
	return missing, has, err
}

// issues gives the newest record of each issue, and removes those of other
// publications in which it was before.
func (o *overlay) issues() (newest map[string]*issue.KeptIssue, err error) {
	newest = map[string]*issue.KeptIssue{}
	var old [][]byte
	err = o.each("i/", func(item *badger.Item) {
		k, err := value[issue.KeptIssue](item, string(item.Key()))
		if err != nil {
			return
		}
		had := newest[k.ID]
		if had != nil && had.Seq >= k.Seq {
			old = append(old, item.KeyCopy(nil))
			return
		}
		if had != nil {
			old = append(old, []byte(issueKey(had.Publication, had.ID)))
		}
		newest[k.ID] = &k
	})
	if err != nil {
		return nil, err
	}
	return newest, o.db.Update(func(txn *badger.Txn) error {
		for _, key := range old {
			if err := txn.Delete(key); err != nil {
				return err
			}
		}
		return nil
	})
}

// complete gives an issue its home, and each item of its rundown its text: where
// that cannot be read, the newest revision of it. An item with neither leaves the
// rundown, for an issue with a hole in it does not open.
func (o *overlay) complete(k *issue.KeptIssue) (gone []string, err error) {
	err = o.db.Update(func(txn *badger.Txn) error {
		if err := set(txn, homeKey(k.ID), k.Publication); err != nil {
			return err
		}
		var rundown []string
		for _, id := range k.Rundown {
			_, err := get[issue.Working](txn, itemKey(k.ID, id))
			if err != nil {
				err = o.fromRevision(txn, k.ID, id)
			}
			if errors.Is(err, badger.ErrKeyNotFound) {
				gone = append(gone, id)
				continue
			}
			if err != nil {
				return err
			}
			rundown = append(rundown, id)
		}
		if len(gone) == 0 {
			return nil
		}
		k.Rundown = rundown
		return set(txn, issueKey(k.Publication, k.ID), k)
	})
	return gone, err
}

func (o *overlay) fromRevision(txn *badger.Txn, issueID, item string) error {
	var newest *issue.Revision
	err := o.each(revisionsPrefix(issueID, item), func(found *badger.Item) {
		r, err := value[issue.Revision](found, string(found.Key()))
		if err == nil && (newest == nil || r.Seq > newest.Seq || r.Seq == newest.Seq && r.Time.After(newest.Time)) {
			newest = &r
		}
	})
	switch {
	case err != nil:
		return err
	case newest == nil:
		return badger.ErrKeyNotFound
	}
	o.read++
	return set(txn, itemKey(issueID, item), &issue.Working{
		Issue: issueID, ID: item, Kind: newest.Kind, Story: newest.Story, State: issue.StateDrafting, Copy: newest.Copy,
		Revision: newest.ID, Changed: newest.Time, Seq: newest.Seq,
	})
}

func (o *overlay) each(prefix string, take func(*badger.Item)) error {
	return o.db.View(func(txn *badger.Txn) error {
		options := badger.DefaultIteratorOptions
		options.Prefix = []byte(prefix)
		it := txn.NewIterator(options)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			take(it.Item())
		}
		return nil
	})
}
