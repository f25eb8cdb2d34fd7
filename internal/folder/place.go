package folder

import (
	"fmt"
	"os"
	"path"
	"path/filepath"

	"galley/internal/fault"
)

// staged gives the temporary name of the i-th file.
func staged(staging string, i int, f File) string {
	return filepath.Join(staging, fmt.Sprintf("%d-%s", i, path.Base(f.Name)))
}

// replaceable refuses names that no file may take: those of folders, and of
// devices and pipes, which somebody else is using.
func replaceable(dir string, files []File) error {
	for _, f := range files {
		to := filepath.Join(dir, filepath.FromSlash(f.Name))
		info, err := os.Lstat(to)
		if err != nil || info.Mode()&os.ModeSymlink != 0 {
			continue
		}
		if info.IsDir() {
			return fault.New(fault.BadInput, fmt.Sprintf("%s is a folder, and a file of that name was to be written.", to), "Choose another place, or move it away.")
		}
		if !info.Mode().IsRegular() {
			return fault.New(fault.BadInput, fmt.Sprintf("%s is no regular file and cannot be replaced.", to), "Choose another name.")
		}
	}
	return nil
}

// place renames the staged files to their places. When one cannot be, those
// before it are undone. What they replaced is kept by a second name meanwhile,
// so that no place is ever empty and nothing is copied.
func place(staging, dir string, files []File) error {
	undo := make([]func(), 0, len(files))
	for i, f := range files {
		to := filepath.Join(dir, filepath.FromSlash(f.Name))
		from := staged(staging, i, f)
		earlier := from + ".earlier"
		kept := os.Link(to, earlier)
		if err := os.Rename(from, to); err != nil {
			for j := len(undo) - 1; j >= 0; j-- {
				undo[j]()
			}
			return words(err, to, "write")
		}
		undo = append(undo, func() {
			switch {
			case kept == nil:
				_ = os.Rename(earlier, to)
			case os.IsNotExist(kept):
				_ = os.Remove(to)
			} // else this disk knows no second names: a new file is better than none
		})
	}
	return nil
}
