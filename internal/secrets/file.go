package secrets

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// fileName is the file for keys where there is no keychain.
const fileName = "keys.json"

// maxFile is how large it may be, in bytes.
const maxFile = 1 << 20

// maxDamaged is how many damaged ones are kept.
const maxDamaged = 9

var (
	errNoFile   = errors.New("it is no plain file")
	errTooLarge = errors.New("there are too many keys in it")
)

func (k *Keys) path() string { return filepath.Join(k.Dir, fileName) }

// read gives what is in the file; an empty map when there is none. One that is damaged
// is put aside, and none is believed that is no plain file or that others can read.
func (k *Keys) read() (map[string]string, error) {
	if k.Dir == "" {
		return map[string]string{}, nil
	}
	data, err := readGuarded(k.path())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return map[string]string{}, nil
	case err != nil:
		return nil, err
	}
	var all map[string]string
	if len(data) > maxFile || json.Unmarshal(data, &all) != nil || all == nil {
		return map[string]string{}, k.putAside()
	}
	return all, nil
}

// readGuarded reads a file, and one byte more than it may have.
func readGuarded(path string) ([]byte, error) {
	info, err := os.Lstat(path) // before opening: opening a pipe would wait for its other end
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNoFile
	}
	if info.Mode().Perm()&0o077 != 0 { // somebody, or a program for backups, was careless
		if err := os.Chmod(path, 0o600); err != nil {
			return nil, err // it is somebody else's
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	if opened, err := f.Stat(); err != nil || !os.SameFile(info, opened) {
		return nil, errNoFile // it was exchanged meanwhile
	}
	return io.ReadAll(io.LimitReader(f, maxFile+1))
}

// putAside renames a damaged file: a person may still find a key in it.
func (k *Keys) putAside() error {
	to := k.path() + ".damaged"
	for n := 2; n <= maxDamaged; n++ {
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			break
		}
		to = fmt.Sprintf("%s.damaged-%d", k.path(), n)
	}
	return os.Rename(k.path(), to)
}

func (k *Keys) unfinished() string { return k.path() + ".new" }

// write puts the whole file in the place of the one before, or leaves that one. A link
// at either name is replaced, and never followed. (folder's own writing begins with a
// file that everybody may read.)
func (k *Keys) write(all map[string]string) (err error) {
	if len(all) == 0 {
		if err = os.Remove(k.path()); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	if len(data) > maxFile {
		return errTooLarge
	}
	if err := os.MkdirAll(k.Dir, 0o700); err != nil {
		return err
	}
	_ = os.Remove(k.unfinished())
	if err = writeGuarded(k.unfinished(), data); err == nil {
		err = os.Rename(k.unfinished(), k.path())
	}
	if err != nil {
		_ = os.Remove(k.unfinished())
		return err
	}
	if d, err := os.Open(k.Dir); err == nil { // so that the name outlives a power cut, where the system can
		_ = d.Sync()
		_ = d.Close()
	}
	return nil
}

// writeGuarded writes a new file that is its owner's alone from the first byte on.
func writeGuarded(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
