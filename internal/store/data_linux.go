package store

import (
	"errors"
	"os"
	"syscall"
)

// seekData is lseek's whence for the next place that holds data (lseek(2)).
const seekData = 3

// nextData gives the next place in a file, from at on, where there is anything
// but a hole; ended when there is nothing more.
func nextData(f *os.File, at int64) (next int64, ended bool) {
	next, err := f.Seek(at, seekData)
	if err != nil {
		return at, errors.Is(err, syscall.ENXIO)
	}
	return next, false
}
