package folder

import (
	"fmt"
	"os"

	"galley/internal/fault"
)

// Move gives a folder another place on its disk. What is there already stays,
// and that is an error.
func Move(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return fault.New(fault.Exists, fmt.Sprintf("%s is there already.", to), "Choose another folder.")
	}
	if err := os.Rename(from, to); err != nil {
		return words(err, to, "write")
	}
	return nil
}

// Writable says why no file can be written in a folder.
func Writable(dir string) error {
	f, err := os.CreateTemp(dir, unfinished)
	if err != nil {
		return words(err, dir, "write")
	}
	_ = f.Close()
	_ = os.Remove(f.Name())
	return nil
}
