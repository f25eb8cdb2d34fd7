package store

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"galley/internal/fault"
)

// backupReader reads the file of a backup.
type backupReader struct {
	name       string
	file       *os.File
	head       backupHead
	foot       backupFoot
	sum        []byte // as it stands at the end
	size       int64
	start, end int64 // of the body

	zstd *zstd.Decoder
	body *bufio.Reader
	last string // the key before
}

// openBackup opens a backup and reads its head and foot.
func openBackup(dir, name string) (*backupReader, error) {
	if !backupForm.MatchString(name) {
		return nil, noBackup(name, nil)
	}
	file, err := os.OpenInRoot(filepath.Join(dir, backupsDir), name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, noBackup(name, err)
	}
	if err != nil {
		return nil, said(err, dir)
	}
	r := &backupReader{name: name, file: file}
	if err := r.headings(); err != nil {
		r.close()
		return nil, badBackup(name, err)
	}
	return r, nil
}

func (r *backupReader) close() {
	if r.zstd != nil {
		r.zstd.Close()
	}
	_ = r.file.Close()
}

func (r *backupReader) headings() error {
	info, err := r.file.Stat()
	if err != nil {
		return err
	}
	r.size = info.Size()
	if !info.Mode().IsRegular() || r.size < int64(len(backupMagic)+4+tailSize) {
		return errors.New("it is too short")
	}
	front, tail := make([]byte, len(backupMagic)+4), make([]byte, tailSize)
	_, err = r.file.ReadAt(front, 0)
	_, e := r.file.ReadAt(tail, r.size-tailSize)
	if err := errors.Join(err, e); err != nil {
		return err
	}
	if string(front[:len(backupMagic)]) != backupMagic {
		return errors.New("it does not begin as a backup does")
	}
	head, foot := int64(binary.BigEndian.Uint32(front[len(backupMagic):])), int64(binary.BigEndian.Uint32(tail))
	r.start, r.end, r.sum = int64(len(front))+head, r.size-tailSize-foot, tail[4:]
	if head > maxHeading || foot > maxHeading || r.start > r.end {
		return errors.New("its lengths do not fit")
	}
	if err := r.heading(r.start-head, head, &r.head); err != nil {
		return err
	}
	if r.head.Version != 1 {
		return fmt.Errorf("version %d is of a later Galley", r.head.Version)
	}
	return r.heading(r.end, foot, &r.foot)
}

func (r *backupReader) heading(at, size int64, v any) error {
	text := make([]byte, size)
	if _, err := r.file.ReadAt(text, at); err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}

// prove reads all of the file and compares its sum.
func (r *backupReader) prove(ctx context.Context, read func(n int)) error {
	sum, block := sha256.New(), make([]byte, 256<<10)
	in := io.NewSectionReader(r.file, 0, r.size-sha256.Size)
	for {
		if ctx.Err() != nil {
			return stoppedBackup(ctx)
		}
		n, err := in.Read(block)
		_, _ = sum.Write(block[:n]) // a hash cannot fail
		read(n)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return badBackup(r.name, err)
		}
	}
	if !bytes.Equal(sum.Sum(nil), r.sum) {
		return badBackup(r.name, errors.New("its hash is another one"))
	}
	return nil
}

// next gives the next record, nil for one that is gone; an empty key is the end.
// The slice is the caller's.
func (r *backupReader) next() (key string, record []byte, err error) {
	if key, record, err = r.read(); err != nil {
		err = badBackup(r.name, err)
	}
	return key, record, err
}

func (r *backupReader) read() (key string, record []byte, err error) {
	if r.body == nil {
		in := io.NewSectionReader(r.file, r.start, r.end-r.start)
		r.zstd, err = zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(8<<20))
		if err != nil {
			return "", nil, err
		}
		r.body = bufio.NewReaderSize(r.zstd, 64<<10)
	}
	name, err := r.piece(maxBackedKey)
	if err != nil || len(name) == 0 {
		return "", nil, err
	}
	key = string(name)
	if key <= r.last || wellFormed(key) != nil {
		return "", nil, errors.New("its records are not in order")
	}
	r.last = key
	size, err := binary.ReadUvarint(r.body)
	if err != nil || size == 0 {
		return key, nil, ended(err)
	}
	if record, err = r.bytes(size-1, maxBatch); err != nil {
		return key, nil, err
	}
	if _, err := check(key, record); err != nil {
		return key, nil, fmt.Errorf("%s in it: %w", called(key), err)
	}
	return key, record, nil
}

func (r *backupReader) piece(most uint64) ([]byte, error) {
	size, err := binary.ReadUvarint(r.body)
	if err != nil {
		return nil, ended(err)
	}
	return r.bytes(size, most)
}

func (r *backupReader) bytes(size, most uint64) ([]byte, error) {
	if size > most {
		return nil, errors.New("its lengths do not fit")
	}
	b := make([]byte, size)
	_, err := io.ReadFull(r.body, b)
	return b, ended(err)
}

// ended: a body that ends before its end was cut.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func noBackup(name string, cause error) error {
	return fault.Wrap(cause, fault.NotFound, fmt.Sprintf("There is no backup called %.80q.", name), "“galley store list” shows those that there are.")
}

func badBackup(name string, cause error) error {
	return fault.Wrap(cause, fault.Mismatch, fmt.Sprintf("The backup %s is damaged: %v.", name, cause), "Take another one; nothing was changed.")
}
