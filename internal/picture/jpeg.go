package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
)

// The markers of ITU-T T.81, table B.1, that matter here.
const (
	markSOF0 = 0xc0 // start of a baseline frame
	markSOF1 = 0xc1 // extended sequential
	markSOF2 = 0xc2 // progressive
	markDHT  = 0xc4
	markJPG  = 0xc8
	markDAC  = 0xcc
	markRST0 = 0xd0
	markRST7 = 0xd7
	markSOI  = 0xd8
	markEOI  = 0xd9
	markSOS  = 0xda // start of a scan: compressed pixels follow
	markTEM  = 0x01
	markAPP0 = 0xe0
	markAPPF = 0xef
	markCOM  = 0xfe
)

// maxScans is far above what any program writes (about ten). A scan of a few
// bytes can make a decoder visit every block of the picture, so a small file
// with a million scans would keep a machine busy for an hour.
const maxScans = 100

// jpegWalk is what one pass over the markers of a JPEG finds.
type jpegWalk struct {
	data     []byte
	clean    sieve
	frame    jpegFrame
	scans    int
	turned   int // EXIF orientation, 0 when none was seen
	profile  jpegProfile
	metadata bool // something was dropped
	end      int  // offset behind EOI
}

// walkJPEG reads the segments, drops metadata and finds the end. The compressed
// pixels are only searched for the marker that ends them.
func walkJPEG(data []byte) (*source, error) {
	w := &jpegWalk{data: data, clean: sieve{data: data}}
	w.clean.keep(0, 2)
	at := 2
	for w.end == 0 {
		next, err := w.segment(at)
		if err != nil {
			return nil, err
		}
		at = next
	}
	if w.scans == 0 || w.frame.parts == 0 {
		return nil, damaged("it holds no pixels")
	}
	return w.source(), nil
}

// segment handles the marker at data[at:] and gives the offset behind its
// segment, and behind its compressed pixels when it has any.
func (w *jpegWalk) segment(at int) (next int, err error) {
	skipped := at
	for at < len(w.data) && (w.data[at] != 0xff || at+1 < len(w.data) && (w.data[at+1] == 0xff || w.data[at+1] == 0)) {
		at++ // fill bytes are legal (B.1.1.2), and others are ignored by every decoder
	}
	if at+2 > len(w.data) {
		return 0, errCutOff
	}
	w.metadata = w.metadata || skipped != at
	mark := w.data[at+1]
	switch {
	case mark == markEOI:
		w.clean.keep(at, at+2)
		w.end = at + 2
		return w.end, nil
	case mark >= markRST0 && mark <= markRST7, mark == markTEM:
		return at + 2, nil // stray: they mean nothing here
	case mark == markSOI:
		return 0, damaged("a second picture begins inside it")
	}
	if at+4 > len(w.data) {
		return 0, errCutOff
	}
	end := at + 2 + int(binary.BigEndian.Uint16(w.data[at+2:]))
	if end < at+4 {
		return 0, damaged("a part of it has no length")
	}
	if end > len(w.data) {
		return 0, errCutOff
	}
	return w.body(mark, at, end)
}

// body keeps or drops the segment data[at:end].
func (w *jpegWalk) body(mark byte, at, end int) (next int, err error) {
	payload := w.data[at+4 : end]
	switch {
	case mark >= markAPP0 && mark <= markAPPF, mark == markCOM:
		w.application(mark, at, end)
		return end, nil
	case mark == markSOS:
		if w.scans++; w.scans > maxScans {
			return 0, damaged("it is cut into far too many scans")
		}
		next = w.scanEnd(end)
		w.clean.keep(at, next)
		return next, nil
	case mark >= markSOF0 && mark <= 0xcf && mark != markDHT && mark != markJPG && mark != markDAC:
		if err := w.frame.read(mark, payload); err != nil {
			return 0, err
		}
	}
	w.clean.keep(at, end)
	return end, nil
}

// application sorts out what programs write beside the picture. What a decoder
// needs stays: the JFIF header, Adobe's word about colours, the colour profile.
func (w *jpegWalk) application(mark byte, at, end int) {
	payload := w.data[at+4 : end]
	switch {
	case mark == markAPP0 && len(payload) == 14 && bytes.HasPrefix(payload, []byte("JFIF\x00")):
		w.frame.jfif = true
		w.clean.keep(at, end)
	case mark == markAPP0 && len(payload) > 14 && bytes.HasPrefix(payload, []byte("JFIF\x00")):
		w.frame.jfif = true
		w.clean.put(withoutThumbnail(payload))
		w.metadata = true
	case mark == 0xee && len(payload) >= 12 && bytes.HasPrefix(payload, []byte("Adobe")):
		w.frame.adobe, w.frame.transform = true, payload[11]
		w.clean.keep(at, end)
	case mark == 0xe2 && bytes.HasPrefix(payload, profileHeader):
		w.profile.add(payload)
		w.clean.keep(at, end)
	default:
		w.metadata = true
		if mark == 0xe1 && w.turned == 0 && bytes.HasPrefix(payload, exifHeader) {
			w.turned = orientation(trimExif(payload))
		}
	}
}

// withoutThumbnail writes a JFIF segment anew: its thumbnail may show what was
// later cut away from the picture.
func withoutThumbnail(payload []byte) []byte {
	segment := append([]byte{0xff, markAPP0, 0, 16}, payload[:14]...)
	segment[16], segment[17] = 0, 0 // thumbnail's width and height
	return segment
}

// scanEnd finds the marker that ends the compressed pixels at data[at:]. In
// them 0xff is followed by 0 or a restart marker.
func (w *jpegWalk) scanEnd(at int) int {
	for {
		i := bytes.IndexByte(w.data[at:], 0xff)
		if i < 0 || at+i+1 >= len(w.data) {
			return len(w.data)
		}
		at += i
		if next := w.data[at+1]; next != 0 && (next < markRST0 || next > markRST7) {
			return at
		}
		at += 2
	}
}

func (w *jpegWalk) source() *source {
	tail := w.end < len(w.data)
	f := w.frame
	s := &source{
		Info:    Info{Format: "JPEG", Orientation: max(1, w.turned)},
		mime:    "image/jpeg",
		ext:     ".jpg",
		dropped: droppings(w.metadata, tail),
		stored:  image.Pt(f.width, f.height),
		memory:  f.memory(),
		profile: w.profile.bytes(),
		photo:   true,
		cmyk:    f.parts == 4,
	}
	clean := w.clean.bytes()
	if !s.cmyk {
		s.clean = clean
	}
	s.decode = func(int, int) (image.Image, error) { return jpeg.Decode(bytes.NewReader(clean)) }
	return s
}
