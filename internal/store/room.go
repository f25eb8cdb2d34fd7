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
