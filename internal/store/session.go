package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/dgraph-io/badger/v4"
)

// What the last session left stands outside the database, since a database that
// lost its files cannot know it:
//
//	DIR/session/floor        what was kept at least, written over with each save
//	DIR/session/files.json   the database's files as they were closed; gone while it is open
//
// Without files.json the last session did not end by itself; where a file is
// another one than is listed, something else was at it. The database is gone
// through in a child process then, before it is opened (probe.go).
const (
	sessionDir = "session"
	floorFile  = sessionDir + "/floor"
	filesFile  = sessionDir + "/files.json"

	restoredFile = sessionDir + "/restored" // the number of the save at which a backup was restored
)

// counts is how many records of a kind there are that are never deleted.
type counts struct {
	Publications int `json:"publications"`
	Issues       int `json:"issues"`
	Items        int `json:"items"`
}

func (c counts) below(other counts) bool {
	return c.Publications < other.Publications || c.Issues < other.Issues || c.Items < other.Items
}

// add counts a record by its key.
func (c *counts) add(key string) {
	switch key[0] {
	case 'p':
		c.Publications++
	case 'h':
		c.Issues++
	case 'c':
		c.Items++
	}
}

// holding is what a store holds, or has to hold at least.
type holding struct {
	Seq uint64 `json:"seq"` // number of the last save
	counts
}

func (h holding) below(other holding) bool { return h.Seq < other.Seq || h.counts.below(other.counts) }

// floorForm has one length for all numbers: a floor is written over in place,
// where a full disk does not matter, and a line that is torn has another sum.
const floorForm = "galley floor 1 %020d %010d %010d %010d "

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func (h holding) line() string {
	text := fmt.Sprintf(floorForm, h.Seq, h.Publications, h.Issues, h.Items)
	return fmt.Sprintf("%s%08x\n", text, crc32.Checksum([]byte(text), castagnoli))
}

// readFloor gives what the last session kept at least; known is false when
// there was none, or when its line is not whole.
func readFloor(dir string) (h holding, known bool) {
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(floorFile)))
	if err != nil {
		return holding{}, false
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, 256))
	if err != nil {
		return holding{}, false
	}
	if n, err := fmt.Sscanf(string(data), floorForm, &h.Seq, &h.Publications, &h.Issues, &h.Items); err != nil || n != 4 || h.line() != string(data) {
		return holding{}, false
	}
	return h, true
}

// beginSession opens the floor's file, writes what there is now, and takes away
// what says that the last session ended.
func (s *Store) beginSession() (err error) {
	if err := s.root.MkdirAll(sessionDir, 0o700); err != nil {
		return err
	}
	if s.floor, err = s.root.OpenFile(floorFile, os.O_WRONLY|os.O_CREATE, 0o600); err != nil {
		return err
	}
	if err := s.floor.Truncate(int64(len(holding{}.line()))); err != nil {
		return err
	}
	s.writeFloor()
	s.restored = readRestored(s.root)
	if err := s.root.Remove(filesFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// holds counts what the database has.
func (s *Store) holds() (h holding, err error) {
	h.Seq = s.last
	err = s.db.View(func(txn *badger.Txn) error {
		options := badger.DefaultIteratorOptions
		options.PrefetchValues = false
		it := txn.NewIterator(options)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			h.add(string(it.Item().Key()))
		}
		return nil
	})
	return h, err
}

// writeFloor is not synced: a floor that is too low after a power cut accepts
// more than it should, and refuses nothing. Who cannot write it goes on for the
// same reason.
func (s *Store) writeFloor() { _, _ = s.floor.WriteAt([]byte(s.has.line()), 0) }

// noteRestored puts down that a person wanted an older state back: what stands
// elsewhere from before that is not newer, whatever its number.
func (s *Store) noteRestored() {
	s.saving.Lock()
	defer s.saving.Unlock()
	s.restored = s.last
	_ = s.write(restoredFile, []byte(strconv.FormatUint(s.last, 10)), true)
}

// readRestored gives the number of the save at which that was; 0 for never.
func readRestored(root *os.Root) uint64 {
	f, err := root.Open(restoredFile)
	if err != nil {
		return 0
	}
	defer func() { _ = f.Close() }()
	text, _ := io.ReadAll(io.LimitReader(f, 32))
	number, _ := strconv.ParseUint(string(text), 10, 64)
	return number
}

// RestoredAt gives the number of the save at which a person last put a backup in
// the place of everything; 0 for never.
func (s *Store) RestoredAt() uint64 {
	s.saving.Lock()
	defer s.saving.Unlock()
	return s.restored
}

// file is one of the database's files as it was closed.
type file struct {
	Size int64  `json:"size"`
	CRC  uint32 `json:"crc"` // CRC-32C
}

// closed is files.json.
type closed struct {
	Files map[string]file `json:"files"`
	Has   holding         `json:"has"`
}

// isOther names a file of the database that is not as it was closed; empty when
// all are.
func (c *closed) isOther(dir string) (name string) {
	now, err := inventory(dir, nil)
	if err != nil {
		return "its folder"
	}
	for name, was := range c.Files {
		if now[name] != was {
			return name
		}
	}
	for name := range now {
		if _, was := c.Files[name]; !was {
			return name
		}
	}
	return ""
}

// readClosed gives the list that a clean end left, or nil.
func readClosed(dir string) *closed {
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(filesFile)))
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	var c closed
	if json.NewDecoder(io.LimitReader(f, 8<<20)).Decode(&c) != nil || len(c.Files) == 0 {
		return nil
	}
	return &c
}

// inventory lists the database's files. A table never changes once it is
// written, so those that were looked at before need not be read again.
func inventory(dir string, known map[string]file) (map[string]file, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	list := map[string]file{}
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) || err == nil && (!info.Mode().IsRegular() || e.Name() == lockFile) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if had, ok := known[e.Name()]; ok && had.Size == info.Size() && isTable(e.Name()) {
			list[e.Name()] = had
			continue
		}
		sum, err := fileSum(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		list[e.Name()] = file{Size: info.Size(), CRC: sum}
	}
	return list, nil
}

func fileSum(name string) (uint32, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	h := crc32.New(castagnoli)
	_, err = io.CopyBuffer(h, io.LimitReader(f, 16<<30), make([]byte, 1<<20))
	return h.Sum32(), err
}

// lockFile is where Badger writes the number of the process that has it open.
const lockFile = "LOCK"

func isTable(name string) bool { return filepath.Ext(name) == ".sst" }

// endSession leaves the list of the files as they are now, after the database
// was closed. Without it the next start takes a moment longer.
func (s *Store) endSession() {
	files, err := inventory(filepath.Join(s.dir, databaseDir), s.tables)
	if err != nil {
		return
	}
	if text, err := json.Marshal(closed{Files: files, Has: s.has}); err == nil {
		_ = s.write(filesFile, text, false)
	}
}
