package secrets

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// fileName is the file for keys where there is no keychain.
const fileName = "keys.json"

// maxFile is how much of it is read, in bytes.
const maxFile = 1 << 20

// read gives what is in the file; an empty map when there is none. One that is damaged
// is put aside, and none is believed that is no plain file.
func (k *Keys) read() (map[string]string, error) {
	all := map[string]string{}
	if k.dir == "" {
		return all, nil
	}
	path := filepath.Join(k.dir, fileName)
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return all, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("no plain file")
	}
	if info.Mode().Perm()&0o077 != 0 { // somebody, or a program for backups, was careless
		if err := os.Chmod(path, 0o600); err != nil {
			return nil, err
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile || json.Unmarshal(data, &all) != nil || all == nil {
		return map[string]string{}, os.Rename(path, path+".damaged")
	}
	return all, nil
}

// write puts the whole file in the place of the one before, or leaves that one.
func (k *Keys) write(all map[string]string) (err error) {
	if err := os.MkdirAll(k.dir, 0o700); err != nil {
		return err
	}
	path := filepath.Join(k.dir, fileName)
	if len(all) == 0 {
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(k.dir, "."+fileName+"-*") // 0600 from the first byte on
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
