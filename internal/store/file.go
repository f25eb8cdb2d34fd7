package store

import (
	"crypto/rand"
	"io"
	"os"
	"path"
	"regexp"

	"galley/internal/fault"
)

// hashForm is the form of every name that a caller gives to a file: there is
// no way out of a folder in it.
var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// place is where the file of a hash stands below a folder: 256 folders, so that
// none has more files than a file manager likes.
func place(folder, hash string) string { return path.Join(folder, hash[:2], hash) }

// write puts a file at a local name, whole or not at all: written beside,
// renamed. Durable is for what must be there after a power cut; without it the
// file may be there and empty then.
func (s *Store) write(name string, data []byte, durable bool) error {
	folder := path.Dir(name)
	fresh := s.root.Mkdir(folder, 0o700) == nil // what is wrong otherwise, Rename says
	temporary := path.Join(unfinishedDir, rand.Text())
	err := s.fill(temporary, data, durable)
	if err == nil {
		err = s.root.Rename(temporary, name)
	}
	if err != nil {
		_ = s.root.Remove(temporary)
		return said(err, s.dir)
	}
	if durable {
		syncFolder(s.root, folder)
		if fresh {
			syncFolder(s.root, path.Dir(folder))
		}
	}
	return nil
}

func (s *Store) fill(name string, data []byte, durable bool) error {
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil && durable {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// read reads a file of at most limit bytes.
func (s *Store) read(name string, limit int64) ([]byte, error) {
	f, err := s.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fault.New(fault.BadInput, "The file is larger than anything that is kept here.", "")
	}
	return data, err
}

// syncFolder makes the names in a folder last through a power cut, where the
// system can.
func syncFolder(root *os.Root, name string) {
	if d, err := root.Open(name); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
