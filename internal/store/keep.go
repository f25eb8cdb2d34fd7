package store

import (
	"errors"
	"maps"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"galley/internal/issue"
)

const (
	// maxBatch is how much text is kept in one step, in bytes of JSON. An
	// issue has 640 KB of copy at most, and a save has it twice with its
	// revisions.
	maxBatch = 32 << 20

	// heavy is the size from which a batch is deflated. Badger's bound for a
	// transaction is 2.5 MB, JSON may take two bytes and more for a
	// character, and dividing a batch would give up that it is kept as a
	// whole. Ordinary saves are not worth the time.
	heavy = 1 << 20
)

// Keep keeps a batch: all of it, or, with an error, nothing. When it returns
// the batch is on the disk, and every record of it bears the number of this save
// (Seq), in b's own slices too. What is there under the same ids is replaced;
// whether an issue's publication or an item's issue is there is not asked.
// Errors are faults: Full, Denied, NotFound when the data folder was moved or
// deleted meanwhile, BadInput when the text is not UTF-8 or is
// more than fits in one step (over 2 MB of text even when it is packed),
// Internal when an id is none.
func (s *Store) Keep(b issue.Batch) error {
	done, err := s.use()
	if err != nil {
		return err
	}
	defer done()
	s.saving.Lock()
	defer s.saving.Unlock()
	return s.keep(b)
}

// keep is the same for whoever has the store open, and s.saving.
func (s *Store) keep(b issue.Batch) error {
	number(&b, s.last+1)
	records, size, err := records(&b)
	if err != nil {
		return err
	}
	if err := s.isThere(); err != nil {
		return err
	}
	if err := s.roomFor(size); err != nil {
		return err
	}
	has := s.has
	err = s.db.Update(func(txn *badger.Txn) error {
		has = s.has // a transaction may be tried twice
		for _, r := range records {
			if r.issue != nil {
				if err := settle(txn, r.issue, &has.counts); err != nil {
					return err
				}
			}
			if err := isNew(txn, r.key, &has.counts); err != nil {
				return err
			}
			if err := txn.Set([]byte(r.key), r.data); err != nil {
				return err
			}
		}
		return set(txn, lastKey, s.last+1)
	})
	if errors.Is(err, badger.ErrTxnTooBig) {
		return tooMuch(size)
	}
	if err == nil {
		s.last++
		has.Seq = s.last
		s.has = has
		s.writeFloor()
	}
	return said(err, s.dir)
}

// number gives all records of a batch the number of their save.
func number(b *issue.Batch, seq uint64) {
	for i := range b.Publications {
		b.Publications[i].Seq = seq
	}
	for i := range b.Issues {
		b.Issues[i].Seq = seq
	}
	for i := range b.Items {
		b.Items[i].Seq = seq
	}
	for i := range b.Revisions {
		b.Revisions[i].Seq = seq
	}
	for i := range b.Receipts {
		b.Receipts[i].Seq = seq
	}
	for i := range b.Marks {
		b.Marks[i].Seq = seq
	}
	for i := range b.Snapshots {
		b.Snapshots[i].Seq = seq
	}
}

// set keeps a small record.
func set(txn *badger.Txn, key string, v any) error {
	body, err := marshal(v)
	if err != nil {
		return err
	}
	return txn.Set([]byte(key), seal(key, asJSON, body))
}

// settle notes where an issue lives, and takes it away where it lived before.
// Who saves holds s.saving, so no two of these meet.
func settle(txn *badger.Txn, k *issue.KeptIssue, c *counts) error {
	key := homeKey(k.ID)
	home, err := get[string](txn, key)
	switch {
	case errors.Is(err, badger.ErrKeyNotFound):
		c.add(key)
	case err != nil:
		return err
	case home == k.Publication:
		return nil
	default:
		if err := txn.Delete([]byte(issueKey(home, k.ID))); err != nil {
			return err
		}
	}
	return set(txn, key, k.Publication)
}

// isNew counts a record of a kind that is counted, when there is none of its key.
func isNew(txn *badger.Txn, key string, c *counts) error {
	if key[0] != 'p' && key[0] != 'c' {
		return nil
	}
	_, err := txn.Get([]byte(key))
	if errors.Is(err, badger.ErrKeyNotFound) {
		c.add(key)
		return nil
	}
	return err
}

// entry is a record and its key.
type entry struct {
	key   string
	data  []byte
	issue *issue.KeptIssue // if it is one
}

// records makes the records of a batch. Size is their text's in bytes.
func records(b *issue.Batch) (list []entry, size int, err error) {
	add := func(key string, v any) {
		var body []byte
		if err == nil {
			err = wellFormed(key)
		}
		if err == nil {
			body, err = marshal(v)
		}
		k, _ := v.(*issue.KeptIssue)
		list = append(list, entry{key, body, k})
		size += len(body)
	}
	shared := func(seq uint64, key string, v any) {
		add(key, v)
		add(orderKey(seq, key), true)
	}
	for i := range b.Publications {
		add(publicationKey(b.Publications[i].ID), &b.Publications[i])
	}
	for i := range b.Issues {
		add(issueKey(b.Issues[i].Publication, b.Issues[i].ID), &b.Issues[i])
	}
	for i := range b.Items {
		add(itemKey(b.Items[i].Issue, b.Items[i].ID), &b.Items[i])
	}
	for i := range b.Revisions {
		r := &b.Revisions[i]
		shared(r.Seq, revisionKey(r.Issue, r.Item, r.ID), r)
	}
	for i := range b.Receipts {
		add(receiptKey(&b.Receipts[i]), &b.Receipts[i])
	}
	for i := range b.Marks {
		shared(b.Marks[i].Seq, markKey(&b.Marks[i]), &b.Marks[i])
	}
	for i := range b.Snapshots {
		shared(b.Snapshots[i].Seq, snapshotKey(b.Snapshots[i].Issue, b.Snapshots[i].ID), &b.Snapshots[i])
	}
	for _, name := range slices.Sorted(maps.Keys(b.Settings)) {
		add(settingKey(name), b.Settings[name])
	}
	if err == nil && size > maxBatch {
		err = tooMuch(size)
	}
	if err != nil {
		return nil, 0, err
	}
	version := byte(asJSON)
	if size > heavy {
		version = asDeflated
	}
	for i := range list {
		list[i].data = seal(list[i].key, version, list[i].data)
	}
	return list, size, nil
}
