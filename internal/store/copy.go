package store

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// copyDatabase makes a copy of a database that nobody has open, to be tried in
// its place. Nothing in it is a link to the original: Badger empties a table
// before it deletes it.
func copyDatabase(from, to string) error {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || e.Name() == lockFile {
			continue
		}
		old, fresh := filepath.Join(from, e.Name()), filepath.Join(to, e.Name())
		if err := copyFile(old, fresh); err != nil {
			return err
		}
	}
	return nil
}

// copyFile copies a file. A table is copied by the system, which shares the
// blocks where the disk can; of any other file what is zero is left out, since
// Badger makes its logs large and fills them little by little.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if isTable(from) {
		_, err = io.Copy(out, in)
	} else {
		err = copyParts(in, out)
	}
	if e := out.Close(); err == nil {
		err = e
	}
	return err
}

// copyParts copies the parts of a file that are not zero to where they belong.
func copyParts(in, out *os.File) error {
	info, err := in.Stat()
	if err != nil {
		return err
	}
	part, zeros := make([]byte, 256<<10), make([]byte, 256<<10)
	for at := int64(0); at < info.Size(); {
		next, ended := nextData(in, at)
		if ended {
			break
		}
		n, err := in.ReadAt(part, next)
		if n > 0 && !bytes.Equal(part[:n], zeros[:n]) {
			if _, err := out.WriteAt(part[:n], next); err != nil {
				return err
			}
		}
		if at = next + int64(n); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
	}
	return out.Truncate(info.Size())
}
