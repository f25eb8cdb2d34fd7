package store

import (
	"fmt"
	"os"
	"path/filepath"

	"galley/internal/fault"
)

// Of the room that is left on the disk: its database maps its files into memory
// before they are filled, and on a disk that is full the first touch of such a
// page kills the program; nothing in it can prevent that. So there has to be room
// for the log of the table in memory and for the file that becomes of it, and for
// as much as its tables have, to put them together.
const (
	memoryTable = 16 << 20
	mostTables  = 64 << 20 // of which no more is put together at once
	mostSpare   = 2*memoryTable + mostTables
)

// spare is the room in bytes that is kept free.
func (s *Store) spare() uint64 {
	var tables int64
	names, _ := tableNames(filepath.Join(s.dir, databaseDir))
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			tables += info.Size()
		}
	}
	return 2*memoryTable + uint64(min(tables, mostTables))
}

// roomFor refuses a write of size bytes that would leave less than spare.
func (s *Store) roomFor(size int) error {
	free, known := s.room(s.dir)
	if !known || free >= mostSpare+uint64(size) {
		return nil
	}
	spare := s.spare()
	if free >= spare+uint64(size) {
		return nil
	}
	return fault.New(fault.Full, fmt.Sprintf("The disk is almost full: %d MB are left, and Galley needs %d MB to work in safely.", free>>20, (spare+uint64(size))>>20),
		"Make room and try again; what was saved before is untouched.")
}

// Room says when the disk is about to be full: when what is left is less than
// twice what Galley keeps free for itself.
func (s *Store) Room() error {
	free, known := s.room(s.dir)
	if !known || free >= 2*mostSpare {
		return nil
	}
	spare := s.spare()
	if free >= 2*spare {
		return nil
	}
	return fault.New(fault.Full, fmt.Sprintf("The disk is filling up: %d MB are left, and from %d MB on nothing can be saved.", free>>20, spare>>20),
		"Make room on it.")
}
