//go:build unix

package folder

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks a folder for this program. The lock goes with the open file,
// however the program ends. Busy says that somebody else has it.
func tryLock(d *os.File) (locked, busy bool) {
	err := syscall.Flock(int(d.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	return err == nil, errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR)
}
