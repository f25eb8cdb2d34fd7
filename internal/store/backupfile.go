package store

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"os"
	"time"

	"github.com/klauspost/compress/zstd"
)

// A backup is
//
//	8 bytes    “GALLEYB1”
//	4 bytes    length of the head, big-endian
//	head       JSON (backupHead)
//	body       zstd: for each record length and bytes of its key, length and bytes
//	           of the record as it is in the store, the lengths as uvarint;
//	           the record's is one more, and zero for one that is gone since the
//	           full backup. They stand in the order of their keys; an empty key
//	           is the end.
//	foot       JSON (backupFoot)
//	4 bytes    length of the foot
//	32 bytes   SHA-256 over all of the above
const backupMagic = "GALLEYB1"

const (
	maxHeading   = 64 << 10 // of head and foot each, in bytes
	maxBackedKey = 1 << 10
	tailSize     = 4 + sha256.Size
	zstdWindow   = 1 << 20
)

type backupHead struct {
	Version int       `json:"version"`
	Kind    string    `json:"kind"`
	Base    string    `json:"base,omitempty"`     // an incremental one's: name and sum of the full one
	BaseSum string    `json:"base_sum,omitempty"` // in hex
	Why     string    `json:"why,omitempty"`      // see Backup
	Time    time.Time `json:"time"`
	Seq     uint64    `json:"seq"` // the number of the last save
	Badger  uint64    `json:"badger"`
}

type backupFoot struct {
	Records map[string]int `json:"records"` // that the store had, by the letter of their kind
	Live    int64          `json:"live"`    // their bytes
	Changed int            `json:"changed"` // records in the body
	Gone    int            `json:"gone"`
	Damaged int            `json:"damaged"`
}

// backupWriter writes the file of a backup.
type backupWriter struct {
	file *os.File
	sum  hash.Hash
	out  *bufio.Writer // into both
	body *zstd.Encoder
	size int64 // put into the body
}

func newBackupWriter(file *os.File, head *backupHead) (*backupWriter, error) {
	w := &backupWriter{file: file, sum: sha256.New()}
	w.out = bufio.NewWriterSize(io.MultiWriter(file, w.sum), 64<<10)
	text, err := json.Marshal(head)
	if err != nil {
		return nil, err
	}
	_, _ = w.out.WriteString(backupMagic) // keeps its first error until Flush
	_, _ = w.out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(text))))
	_, _ = w.out.Write(text)
	w.body, err = zstd.NewWriter(w.out, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(zstdWindow), zstd.WithLowerEncoderMem(true), zstd.WithEncoderLevel(zstd.SpeedDefault))
	return w, err
}

// put writes a record; nil says that there is none any more.
func (w *backupWriter) put(key string, record []byte) error {
	size := uint64(0)
	if record != nil {
		size = uint64(len(record)) + 1
	}
	head := binary.AppendUvarint(make([]byte, 0, len(key)+16), uint64(len(key)))
	head = append(head, key...)
	head = binary.AppendUvarint(head, size)
	if _, err := w.body.Write(head); err != nil {
		return err
	}
	_, err := w.body.Write(record)
	w.size += int64(len(head) + len(record))
	return err
}

// finish ends the file and has it on the disk.
func (w *backupWriter) finish(foot *backupFoot) error {
	_, err := w.body.Write([]byte{0})
	if e := w.body.Close(); err == nil {
		err = e
	}
	text, e := json.Marshal(foot)
	if err := errors.Join(err, e); err != nil {
		return err
	}
	_, _ = w.out.Write(text)
	_, _ = w.out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(text))))
	if err := w.out.Flush(); err != nil {
		return err
	}
	if _, err := w.file.Write(w.sum.Sum(nil)); err != nil {
		return err
	}
	return w.file.Sync()
}
