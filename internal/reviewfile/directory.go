package reviewfile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
)

// maxDirectory is how long the list at the end of the zip may be, in bytes. The
// standard library reads all of it, at some hundred bytes of memory for 46 in the
// file, so it is looked at before that.
const maxDirectory = 1 << 20

// Where things stand at the end of a zip without a comment, and before that end in
// one that is written in the form for large files.
const (
	endSize     = 22
	locatorSize = 20
)

// checkEnd judges the last bytes of a zip. Review files have no comment, nothing
// before or behind them and no large form, so that there is one way to read them:
// files that two programs read differently hide something from one of them. It
// gives where the list of the entries begins.
func checkEnd(r io.ReaderAt, size int64) (int64, error) {
	switch {
	case size > MaxBytes:
		return 0, tooLarge
	case size < endSize:
		return 0, cutOff
	}
	begin := make([]byte, 4)
	if _, err := r.ReadAt(begin, 0); err != nil {
		return 0, err
	}
	if string(begin) != "PK\x03\x04" {
		return 0, isNone
	}
	last := make([]byte, min(size, endSize+locatorSize))
	if _, err := r.ReadAt(last, size-int64(len(last))); err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	end := last[len(last)-endSize:]
	if !bytes.HasPrefix(end, []byte("PK\x05\x06")) {
		return 0, cutOff
	}
	return judgeEnd(end, bytes.HasPrefix(last, []byte("PK\x06\x07")), size)
}

func judgeEnd(end []byte, isLarge bool, size int64) (int64, error) {
	short := func(at int) int64 { return int64(binary.LittleEndian.Uint16(end[at:])) }
	long := func(at int) int64 { return int64(binary.LittleEndian.Uint32(end[at:])) }
	count, length, start := short(10), long(12), long(16)
	switch {
	case count > MaxEntries || length > maxDirectory:
		return 0, tooMany
	case isLarge || start == 1<<32-1:
		return 0, flaw("is written in the form for files of more than 4 GB, and none that Galley makes is")
	case short(20) != 0:
		return 0, cutOff
	case short(4) != 0 || short(6) != 0 || short(8) != count || start+length+endSize != size:
		return 0, damaged
	}
	return start, nil
}

// checkEntries judges what the list at the end says, before anything is unpacked;
// it begins at list.
func checkEntries(entries []*zip.File, list int64) error {
	packed, unpacked := uint64(0), uint64(0)
	seen := map[string]bool{}
	if len(entries) > MaxEntries {
		return tooMany
	}
	for _, e := range entries {
		if err := checkEntry(e); err != nil {
			return err
		}
		folded := strings.ToLower(e.Name)
		if seen[folded] {
			return flawf("holds two files of the same name: %s", shown(e.Name))
		}
		seen[folded] = true
		// Neither sum runs over: each part was bounded above, and there are few.
		packed += e.CompressedSize64
		unpacked += e.UncompressedSize64
	}
	switch {
	case unpacked > MaxBytes:
		return tooLarge
	case unpacked > packed*MaxRatio:
		return isBomb
	case len(entries) == 0 || entries[0].Name != manifestName:
		return isNone
	}
	return checkPlaces(entries, list)
}

// What the flags of an entry say when it is encrypted, wholly or in part.
const encrypted = 1 | 1<<6 | 1<<13

func checkEntry(e *zip.File) error {
	if err := nameFlaw(e.Name); err != nil {
		return err
	}
	switch {
	case !e.Mode().IsRegular():
		return flawf("holds a link or a device where a file has to be: %s", shown(e.Name))
	case e.Flags&encrypted != 0:
		return flawf("is locked with a password, and none that Galley makes is: %s", shown(e.Name))
	case e.Method != zip.Store && e.Method != zip.Deflate:
		return flawf("is packed in a way that Galley does not read: %s", shown(e.Name))
	case e.Comment != "":
		return flawf("has a remark at a file, and none that Galley makes has: %s", shown(e.Name))
	case e.UncompressedSize64 > MaxBytes:
		return tooLarge
	case e.CompressedSize64 > MaxBytes, e.Method == zip.Store && e.CompressedSize64 != e.UncompressedSize64:
		return damaged
	case e.UncompressedSize64 > e.CompressedSize64*MaxRatio:
		return isBomb
	case e.UncompressedSize64 > uint64(limitOf(e.Name)):
		return flawf("has too much in it: %s is larger than it may be", shown(e.Name))
	}
	return nil
}

// headSize is what stands before the bytes of an entry, without its name.
const headSize = 30

// checkPlaces judges that every entry has its own bytes: ones that share them
// unpack to far more than the file holds, and no sum of sizes shows it.
func checkPlaces(entries []*zip.File, list int64) error {
	type stretch struct{ start, end int64 }
	all := make([]stretch, 0, len(entries))
	for _, e := range entries {
		at, err := e.DataOffset()
		if err != nil {
			return damaged
		}
		all = append(all, stretch{at - headSize - int64(len(e.Name)), at + int64(e.CompressedSize64)})
	}
	slices.SortFunc(all, func(a, b stretch) int { return int(a.start - b.start) })
	before := int64(0)
	for _, s := range all {
		if s.start < before {
			return flaw("holds two files in the same place")
		}
		before = s.end
	}
	if before > list {
		return damaged
	}
	return nil
}
