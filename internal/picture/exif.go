package picture

import (
	"bytes"
	"encoding/binary"
)

// directory is the first image file directory of a TIFF file, which is also how
// EXIF data is laid out (TIFF 6.0, section 2; EXIF 2.32, 4.6.2). Only single
// numbers are read, nothing is followed further than one offset, and nothing is
// allocated: hostile EXIF costs one pass over at most 65,535 entries.
type directory struct {
	data    []byte
	order   binary.ByteOrder
	entries []byte // 12 bytes each
}

// The tags that matter here.
const (
	tagWidth        = 256
	tagHeight       = 257
	tagBits         = 258
	tagCompression  = 259
	tagPhotometric  = 262
	tagOrientation  = 274
	tagSamples      = 277
	tagRowsPerStrip = 278
	tagTileWidth    = 322
	tagTileHeight   = 323
)

const entrySize = 12

// readDirectory finds the first directory; ok is false when there is none. A
// directory that is cut off is read as far as it goes: cameras and editors write
// sloppy EXIF, and the orientation is usually among the first entries.
func readDirectory(data []byte) (d directory, ok bool) {
	if len(data) < 8 {
		return d, false
	}
	switch string(data[:4]) {
	case "II*\x00":
		d.order = binary.LittleEndian
	case "MM\x00*":
		d.order = binary.BigEndian
	default:
		return d, false
	}
	at := uint64(d.order.Uint32(data[4:]))
	if at+2 > uint64(len(data)) {
		return d, false
	}
	n := int(d.order.Uint16(data[at:]))
	rest := data[at+2:]
	d.data = data
	d.entries = rest[:min(len(rest)/entrySize, n)*entrySize]
	return d, true
}

// number gives the first value of a tag of type BYTE, SHORT or LONG.
func (d directory) number(tag uint16) (v int, ok bool) {
	for e := d.entries; len(e) >= entrySize; e = e[entrySize:] {
		if d.order.Uint16(e) == tag {
			return d.first(e)
		}
	}
	return 0, false
}

// first gives the first value of an entry, which stands in the entry itself when
// all its values fit into four bytes, and elsewhere when not.
func (d directory) first(entry []byte) (v int, ok bool) {
	kind, count := d.order.Uint16(entry[2:]), uint64(d.order.Uint32(entry[4:]))
	size := uint64(kind) // BYTE is 1
	if kind == 3 {       // SHORT; LONG is 4
		size = 2
	}
	if kind != 1 && kind != 3 && kind != 4 || count == 0 {
		return 0, false
	}
	value := entry[8:12]
	if size*count > 4 {
		at := uint64(d.order.Uint32(value))
		if at+4 > uint64(len(d.data)) {
			return 0, false
		}
		value = d.data[at:]
	}
	switch kind {
	case 1:
		return int(value[0]), true
	case 3:
		return int(d.order.Uint16(value)), true
	}
	return int(d.order.Uint32(value)), true
}

// orientation gives what EXIF or TIFF data says about how the pixels lie: 1 to
// 8, and 1 when it says nothing or nonsense.
func orientation(tiff []byte) int {
	d, ok := readDirectory(tiff)
	if !ok {
		return 1
	}
	v, ok := d.number(tagOrientation)
	if !ok || v < 1 || v > 8 {
		return 1
	}
	return v
}

var exifHeader = []byte("Exif\x00\x00")

// lies reports whether an orientation swaps width and height.
func lies(orientation int) bool { return orientation >= 5 }

// trimExif takes the header off that JPEG puts before EXIF data, and that some
// programs also write into PNG and WebP files.
func trimExif(payload []byte) []byte {
	return bytes.TrimPrefix(payload, exifHeader)
}
