package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"os"
	"path"
	"time"

	"github.com/dgraph-io/badger/v4"
)

// composer compares the store with a full backup and writes what differs; without
// one it writes everything.
type composer struct {
	store    *Store
	ctx      context.Context
	out      *backupWriter
	foot     backupFoot
	progress func(done, total int64)
	total    int64
	looked   int64 // at the room, so many bytes ago

	base   *backupReader // nil for a full backup
	key    string        // the base's record that is next; empty at its end
	record []byte
}

// compose writes the file of a backup of what a transaction sees; head says what it
// is for.
func (s *Store) compose(ctx context.Context, txn *badger.Txn, name string, head backupHead, base *Backup, progress func(done, total int64)) (Backup, error) {
	c := &composer{store: s, ctx: ctx, progress: progress, foot: backupFoot{Records: map[string]int{}}, total: s.reckoned()}
	head.Version, head.Kind, head.Time, head.Badger = 1, kindFull, s.backing.time().Truncate(1e9), txn.ReadTs()
	if base != nil {
		r, err := openBackup(s.dir, base.Name)
		if err != nil {
			return Backup{}, err
		}
		defer r.close()
		if err := r.prove(ctx, func(int) {}); err != nil {
			return Backup{}, err
		}
		c.base, c.total = r, max(c.total, r.foot.Live)
		head.Kind, head.Base, head.BaseSum = kindIncremental, base.Name, hex.EncodeToString(r.sum)
	}
	var err error
	if head.Seq, err = get[uint64](txn, lastKey); err != nil && !errors.Is(err, badger.ErrKeyNotFound) {
		return Backup{}, err
	}
	for s.hasBackup(backupName(&head)) { // of the same second, and perhaps of something else
		head.Time = head.Time.Add(time.Second)
	}
	return c.write(txn, name, &head)
}

func (s *Store) hasBackup(name string) bool {
	_, err := s.root.Lstat(path.Join(backupsDir, name))
	return err == nil
}

func (c *composer) write(txn *badger.Txn, name string, head *backupHead) (Backup, error) {
	file, err := c.store.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Backup{}, err
	}
	defer func() { _ = file.Close() }()
	if c.out, err = newBackupWriter(file, head); err != nil {
		return Backup{}, err
	}
	err = c.all(txn)
	if err == nil {
		err = c.out.finish(&c.foot)
	}
	if err != nil {
		_ = c.out.body.Close()
		return Backup{}, err
	}
	info, err := file.Stat()
	if err != nil {
		return Backup{}, err
	}
	b := described(backupName(head), head, &c.foot)
	b.Size = info.Size()
	return b, nil
}

// all goes through the store, and through the base beside it.
func (c *composer) all(txn *badger.Txn) error {
	if err := c.room(); err != nil {
		return err
	}
	if err := c.nextOfBase(); err != nil {
		return err
	}
	options := badger.DefaultIteratorOptions
	options.PrefetchValues = false // a hundred values could be a hundred megabytes
	it := txn.NewIterator(options)
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		if err := c.take(it.Item()); err != nil {
			return err
		}
	}
	for c.key != "" { // what is left of the base is gone
		if err := c.gone(); err != nil {
			return err
		}
	}
	return nil
}

func (c *composer) take(item *badger.Item) error {
	if c.ctx.Err() != nil {
		return stoppedBackup(c.ctx)
	}
	key := string(item.Key())
	for c.key != "" && c.key < key {
		if err := c.gone(); err != nil {
			return err
		}
	}
	var failed error
	err := item.Value(func(record []byte) error {
		_, err := check(key, record)
		if err == nil {
			failed = c.differs(key, record)
		}
		return err
	})
	if err != nil { // the record is damaged: the base may have it whole, and keeps it
		c.foot.Damaged++
	}
	if failed == nil && c.key == key {
		failed = c.nextOfBase()
	}
	return failed
}

// differs writes a record that the base does not have as it is.
func (c *composer) differs(key string, record []byte) error {
	c.foot.Records[key[:1]]++
	c.foot.Live += int64(len(key) + len(record))
	if c.progress != nil {
		c.progress(min(c.foot.Live, c.total), c.total)
	}
	if c.key == key && bytes.Equal(c.record, record) {
		return nil
	}
	c.foot.Changed++
	if err := c.room(); err != nil {
		return err
	}
	return c.out.put(key, record)
}

func (c *composer) gone() error {
	c.foot.Gone++
	if err := c.out.put(c.key, nil); err != nil {
		return err
	}
	return c.nextOfBase()
}

func (c *composer) nextOfBase() (err error) {
	if c.base != nil {
		c.key, c.record, err = c.base.next()
	}
	return err
}

// room looks now and then whether the disk has room for more.
func (c *composer) room() error {
	if c.out.size > 0 && c.out.size-c.looked < backupRoom {
		return nil
	}
	c.looked = c.out.size
	return c.store.roomFor(2 * backupRoom)
}

// reckoned says about how many bytes the store's records are: what its tables
// hold, and at least one.
func (s *Store) reckoned() int64 {
	total := int64(1)
	for _, t := range s.db.Tables() {
		total += int64(t.UncompressedSize)
	}
	return total
}
