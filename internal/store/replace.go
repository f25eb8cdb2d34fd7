package store

import (
	"crypto/rand"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"galley/internal/fault"
)

// Beside names a folder below a data folder in which a store can be made that is
// to take the place of its own. What is not finished there is swept up at the
// next start.
func Beside(dir string) string { return filepath.Join(dir, unfinishedDir, rand.Text()) }

// Replace gives a data folder the store that was made in another one on the same
// disk, with its pictures. The one that was there is put aside, and its new
// place given; empty when there was none. Whoever calls has the data folder (Hold).
func Replace(dir, made, why string, now time.Time) (aside string, err error) {
	here := filepath.Join(dir, databaseDir)
	if err := movePictures(filepath.Join(made, picturesDir), filepath.Join(dir, picturesDir)); err != nil {
		return "", said(err, dir)
	}
	_, there := os.Stat(here)
	if aside, err = takePlace(dir, filepath.Join(made, databaseDir), why, now, 0); err != nil { // the new one has a session of its own
		return "", said(err, dir)
	}
	if there != nil {
		_ = os.Remove(aside) // nothing is in it
		aside = ""
	}
	_ = os.Rename(filepath.Join(made, sessionDir), filepath.Join(dir, sessionDir))
	_ = os.RemoveAll(made)
	return aside, nil
}

// movePictures moves pictures to others that are kept under their hashes. One
// that is there is the same.
func movePictures(from, to string) error {
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(to, name)), 0o700); err != nil {
			return err
		}
		//nolint:gosec // G122: nobody but the owner can write in either folder
		return os.Rename(path, filepath.Join(to, name))
	})
}

// Hold keeps every other Galley from a data folder, until release. Errors are
// faults: Busy when one has it, BadInput when it is no folder.
func Hold(dir string) (release func(), err error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fault.New(fault.BadInput, dir+" is a file, not a folder.", "Name the data folder.")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, said(err, dir)
	}
	release, free := hold(dir)
	if !free {
		return nil, busy(filepath.Join(dir, databaseDir), nil)
	}
	return release, nil
}
