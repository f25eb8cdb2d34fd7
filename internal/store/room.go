package store

import (
	"fmt"

	"galley/internal/fault"
)

// spare is the room in bytes that is left on the disk. The database maps its
// files into memory before they are filled; on a disk that is full the first
// touch of such a page kills the program, and nothing in it can prevent that.
// 64 MB are its table in memory, the file that becomes of it, and as much again
// for putting files together.
const spare = 64 << 20

// roomFor refuses a write of size bytes that would leave less than spare.
func (s *Store) roomFor(size int) error {
	free, known := s.room(s.dir)
	if !known || free >= spare+uint64(size) {
		return nil
	}
	return fault.New(fault.Full, fmt.Sprintf("The disk is almost full: %d MB are left, and Galley needs %d MB to work in safely.", free>>20, (spare+size)>>20),
		"Make room and try again; what was saved before is untouched.")
}

// Room says when the disk is about to be full: when what is left is less than
// twice what Galley keeps free for itself.
func (s *Store) Room() error {
	free, known := s.room(s.dir)
	if !known || free >= 2*spare {
		return nil
	}
	return fault.New(fault.Full, fmt.Sprintf("The disk is filling up: %d MB are left, and from %d MB on nothing can be saved.", free>>20, uint64(spare)>>20),
		"Make room on it.")
}
