package reviewfile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"hash/crc32"
	"io"
)

// packed is an entry that is about to be written.
type packed struct {
	listed
	crc    uint32
	method uint16
	data   []byte // as it stands in the zip; nil for a picture, which is read again
}

// packText compresses a text. One that gets so small that it would look like a
// bomb is stored as it is.
func packText(name string, data []byte) packed {
	sum := sha256.Sum256(data)
	p := packed{listed: listed{name, hex.EncodeToString(sum[:]), int64(len(data))}, crc: crc32.ChecksumIEEE(data), method: zip.Deflate}
	var b bytes.Buffer
	z, _ := flate.NewWriter(&b, flate.DefaultCompression) // the level is one
	_, _ = z.Write(data)                                  // a buffer takes everything
	_ = z.Close()
	p.data = b.Bytes()
	if len(p.data) >= len(data) || len(data) > len(p.data)*MaxRatio/2 {
		p.data, p.method = data, zip.Store
	}
	return p
}

// room is what an entry takes beside its bytes: two headers with its name.
const room = 300

func fits(entries []packed) error {
	size, unpacked := int64(0), int64(0)
	for i := range entries {
		e := &entries[i]
		unpacked += e.Bytes
		if e.data == nil {
			size += e.Bytes + room
		} else {
			size += int64(len(e.data)) + room
		}
	}
	switch {
	case len(entries) > MaxEntries:
		return tooMany
	case size > MaxBytes || unpacked > MaxBytes:
		return tooLarge
	}
	return nil
}

// dosDay is 1980-01-01 as a zip has it: entries bear no time, so that the same
// issue gives the same bytes.
const dosDay = 1<<5 | 1

// pack writes the zip. Sizes and sums are known before, so every header is whole
// and no reader has to search for the end of an entry.
func pack(w io.Writer, entries []packed, picture func(string) (io.ReadCloser, error)) error {
	z := zip.NewWriter(w)
	for i := range entries {
		e := &entries[i]
		size := e.Bytes
		if e.data != nil {
			size = int64(len(e.data))
		}
		head := &zip.FileHeader{
			Name: e.Name, Method: e.method, CRC32: e.crc, CompressedSize64: uint64(size), UncompressedSize64: uint64(e.Bytes),
			ModifiedDate: dosDay, //nolint:staticcheck // a raw entry takes its time from here and nowhere else
		}
		head.SetMode(0o644)
		to, err := z.CreateRaw(head)
		if err != nil {
			return err
		}
		if e.data != nil {
			_, err = to.Write(e.data)
		} else {
			err = again(to, e, picture)
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}

// again reads a picture the second time: it has to be the same.
func again(to io.Writer, e *packed, picture func(string) (io.ReadCloser, error)) error {
	n, err := copyPicture(to, e.Hash, picture)
	if err == nil && n != e.Bytes {
		err = flaw("has a picture that changes while it is read")
	}
	return err
}
