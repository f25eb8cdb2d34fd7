package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"galley/internal/fault"
)

// MaxPicture is the size of the largest picture that is kept, in bytes.
const MaxPicture = 32 << 20

// KeepPicture keeps a picture's bytes and gives their SHA-256 in hex, by which
// they are found again. A picture that is there is left as it is; one that is
// there and damaged is put right. When it returns the file is on the disk.
// Errors are faults: Full, Denied, BadInput over [MaxPicture].
func (s *Store) KeepPicture(data []byte) (hash string, err error) {
	if len(data) > MaxPicture {
		return "", fault.New(fault.BadInput, fmt.Sprintf("The picture is too large: %d MB, and Galley takes up to %d MB.", (len(data)+1<<20-1)>>20, MaxPicture>>20),
			"Make it smaller first.")
	}
	done, err := s.use()
	if err != nil {
		return "", err
	}
	defer done()
	sum := sha256.Sum256(data)
	hash = hex.EncodeToString(sum[:])
	name := place(picturesDir, hash)
	if have, err := s.read(name, MaxPicture); err == nil && bytes.Equal(have, data) {
		return hash, nil
	}
	if err := s.roomFor(len(data)); err != nil {
		return "", err
	}
	return hash, s.write(name, data, true)
}

// Picture gives the bytes of a picture by its hash. Errors are faults: NotFound
// when there is none, also for what is no hash; Mismatch when the file is not
// what it was.
func (s *Store) Picture(hash string) ([]byte, error) {
	if !hashForm.MatchString(hash) {
		return nil, noPicture(hash, nil)
	}
	done, err := s.use()
	if err != nil {
		return nil, err
	}
	defer done()
	name := place(picturesDir, hash)
	data, err := s.read(name, MaxPicture)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noPicture(hash, err)
	}
	if sum := sha256.Sum256(data); err == nil && hex.EncodeToString(sum[:]) != hash {
		err = errors.New("its hash is another one")
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.Mismatch, fmt.Sprintf("The file of picture %.12s is damaged or cannot be read.", hash),
			"Put the picture in again: that mends the file.")
	}
	return data, nil
}

func noPicture(hash string, cause error) error {
	return fault.Wrap(cause, fault.NotFound, fmt.Sprintf("The store has no picture %.12q.", hash), "Put the picture in again.")
}
