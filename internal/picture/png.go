package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngKeeps are the chunks without which a picture looks different (PNG, third
// edition, section 11): header, palette, transparency, pixels, what the numbers
// of the colours mean, how large a pixel is, and the frames of an animation.
// Text, time, EXIF and what programs add of their own is metadata.
var pngKeeps = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true,
	"gAMA": true, "cHRM": true, "sRGB": true, "iCCP": true, "cICP": true, "sBIT": true,
	"bKGD": true, "pHYs": true,
	"acTL": true, "fcTL": true, "fdAT": true,
}

// pngWalk is what one pass over the chunks of a PNG finds.
type pngWalk struct {
	data     []byte
	clean    sieve
	header   pngHeader
	palette  bool
	alpha    bool // a tRNS chunk
	pixels   bool // an IDAT chunk
	frames   int
	turned   int
	profile  []byte
	metadata bool
	end      int
}

// walkPNG checks the chain of chunks and each checksum, and drops metadata.
func walkPNG(data []byte) (*source, error) {
	w := &pngWalk{data: data, clean: sieve{data: data}}
	at := len(pngSignature)
	w.clean.keep(0, at)
	for w.end == 0 {
		next, err := w.chunk(at)
		if err != nil {
			return nil, err
		}
		at = next
	}
	switch {
	case !w.pixels:
		return nil, damaged("it holds no pixels")
	case w.header.colour == pngPaletted && !w.palette:
		return nil, damaged("its palette is missing")
	}
	return w.source(), nil
}

// chunk handles the chunk at data[at:] and gives the offset behind it.
func (w *pngWalk) chunk(at int) (next int, err error) {
	if at+12 > len(w.data) {
		return 0, errCutOff
	}
	length := binary.BigEndian.Uint32(w.data[at:])
	if uint64(length)+12 > uint64(len(w.data)-at) {
		return 0, errCutOff
	}
	end := at + 12 + int(length)
	body := w.data[at+4 : end-4] // type and payload
	if crc32.ChecksumIEEE(body) != binary.BigEndian.Uint32(w.data[end-4:]) {
		return 0, damaged("a checksum in it does not fit")
	}
	kind := string(body[:4])
	if (at == len(pngSignature)) != (kind == "IHDR") {
		return 0, damaged("it does not begin as a PNG must")
	}
	if err := w.note(kind, body[4:]); err != nil {
		return 0, err
	}
	if pngKeeps[kind] {
		w.clean.keep(at, end)
	} else {
		w.metadata = true
	}
	if kind == "IEND" {
		w.end = end
	}
	return end, nil
}

// note takes from a chunk what it tells about the picture.
func (w *pngWalk) note(kind string, payload []byte) error {
	switch kind {
	case "IHDR":
		return w.header.read(payload)
	case "PLTE":
		w.palette = true
	case "tRNS":
		w.alpha = true
	case "IDAT":
		w.pixels = true
	case "iCCP":
		w.profile = inflateProfile(payload)
	case "eXIf":
		w.turned = orientation(trimExif(payload))
	case "acTL":
		// Counts only before the pixels; then it makes the picture an animation.
		if !w.pixels && len(payload) == 8 {
			w.frames = int(binary.BigEndian.Uint32(payload))
		}
	default:
		// A small first letter means that a picture can be shown without the chunk.
		if !pngKeeps[kind] && kind[0]&0x20 == 0 {
			return &flaw{says: "is a PNG of a kind that mail programs do not show", hint: "Open it and save it as an ordinary PNG."}
		}
	}
	return nil
}

func (w *pngWalk) source() *source {
	h := w.header
	s := &source{
		Info:        Info{Format: "PNG", Orientation: max(1, w.turned), Animated: w.frames > 1},
		mime:        "image/png",
		ext:         ".png",
		clean:       w.clean.bytes(),
		dropped:     droppings(w.metadata, w.end < len(w.data)),
		stored:      image.Pt(h.width, h.height),
		memory:      h.memory(w.alpha),
		profile:     w.profile,
		paletted:    h.colour == pngPaletted,
		keepsFrames: true,
	}
	clean := s.clean
	s.decode = func(int, int) (image.Image, error) { return png.Decode(bytes.NewReader(clean)) }
	return s
}

// The colour types of the header.
const (
	pngGrey      = 0
	pngColour    = 2
	pngPaletted  = 3
	pngGreyAlpha = 4
	pngAlpha     = 6
)

// pngHeader is the IHDR chunk.
type pngHeader struct {
	width, height int
	depth, colour byte
	interlaced    bool
}

func (h *pngHeader) read(payload []byte) error {
	if len(payload) != 13 {
		return damaged("it does not say how large it is")
	}
	width, height := binary.BigEndian.Uint32(payload), binary.BigEndian.Uint32(payload[4:])
	if width > 1<<31-1 || height > 1<<31-1 {
		return damaged("it says that it is larger than a PNG can be")
	}
	h.width, h.height = int(width), int(height)
	h.depth, h.colour, h.interlaced = payload[8], payload[9], payload[12] != 0
	return nil
}

// memory reckons what image/png allocates (go1.26 src/image/png/reader.go,
// readImagePass): the kind of image follows from colour type, depth and
// transparency, and each of the seven passes of an interlaced picture is an
// image of its own, together one more picture.
func (h *pngHeader) memory(transparent bool) int64 {
	perPixel := int64(4)
	switch {
	case h.colour == pngPaletted, h.colour == pngGrey && !transparent:
		perPixel = 1
	}
	if h.depth == 16 {
		perPixel *= 2
	}
	if h.interlaced {
		perPixel *= 2
	}
	return saturate(int64(h.width), int64(h.height), perPixel)
}

// saturate multiplies and stops at the largest number: sizes come from files.
func saturate(factors ...int64) int64 {
	const most = 1 << 62
	product := int64(1)
	for _, f := range factors {
		if f > 0 && product > most/f {
			return most
		}
		product *= f
	}
	return product
}
