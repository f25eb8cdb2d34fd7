package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"

	"golang.org/x/image/webp"
)

// webpWalk is what one pass over the chunks of a WebP file finds (RFC 9649).
type webpWalk struct {
	canvas  image.Point // of the VP8X chunk; zero without one
	profile []byte
	turned  int
	frames  int
	first   webpFrame
}

// webpFrame is one picture: its chunks, and where it lies on the canvas.
type webpFrame struct {
	at       image.Point
	size     image.Point
	alpha    []byte // ALPH
	pixels   []byte // VP8 or VP8L
	lossless bool
}

// walkWebP follows the chunks. No mail program can be relied on to show WebP,
// so it is always converted; an animation gives its first frame.
func walkWebP(data []byte) (*source, error) {
	length := uint64(binary.LittleEndian.Uint32(data[4:])) + 8
	if length > uint64(len(data)) {
		return nil, errCutOff
	}
	w := &webpWalk{}
	err := eachChunk(data[12:max(12, length)], func(id string, body []byte) error { return w.note(id, body) })
	if err != nil {
		return nil, err
	}
	if w.first.pixels == nil {
		return nil, damaged("it holds no pixels")
	}
	return w.source(), nil
}

// eachChunk calls do for every chunk of a RIFF list.
func eachChunk(list []byte, do func(id string, body []byte) error) error {
	for len(list) >= 8 {
		id := string(list[:4])
		n := uint64(binary.LittleEndian.Uint32(list[4:]))
		list = list[8:]
		if n > uint64(len(list)) {
			return errCutOff
		}
		if err := do(id, list[:n]); err != nil {
			return err
		}
		list = list[min(uint64(len(list)), n+n&1):] // padded to an even length
	}
	return nil
}

func (w *webpWalk) note(id string, body []byte) error {
	switch id {
	case "VP8X":
		if len(body) < 10 {
			return damaged("it does not say how large it is")
		}
		w.canvas = image.Pt(1+uint24(body[4:]), 1+uint24(body[7:]))
	case "ICCP":
		w.profile = body
	case "EXIF":
		w.turned = orientation(trimExif(body))
	case "ANMF":
		if w.frames++; w.frames == 1 {
			return w.first.readAnimated(body)
		}
	case "ALPH", "VP8 ", "VP8L":
		return w.first.note(id, body)
	}
	return nil
}

// readAnimated takes the first frame of an animation.
func (f *webpFrame) readAnimated(body []byte) error {
	if len(body) < 16 {
		return damaged("its first frame is cut off")
	}
	f.at = image.Pt(2*uint24(body), 2*uint24(body[3:]))
	return eachChunk(body[16:], f.note)
}

// note takes a frame's own chunks; of several pictures the first counts.
func (f *webpFrame) note(id string, body []byte) error {
	switch {
	case f.pixels != nil:
	case id == "ALPH":
		f.alpha = body
	case id == "VP8 ":
		// RFC 6386, 9.1: three bytes, a start code, then 14 bits of each size.
		if len(body) < 10 || string(body[3:6]) != "\x9d\x01\x2a" {
			return damaged("its pixels do not begin as they must")
		}
		width, height := binary.LittleEndian.Uint16(body[6:]), binary.LittleEndian.Uint16(body[8:])
		f.size = image.Pt(int(width&0x3fff), int(height&0x3fff))
		f.pixels = body
	case id == "VP8L":
		// RFC 9649, 3.4: a signature, then 14 bits of each size less one.
		if len(body) < 5 || body[0] != 0x2f {
			return damaged("its pixels do not begin as they must")
		}
		bits := binary.LittleEndian.Uint32(body[1:])
		f.size = image.Pt(1+int(bits&0x3fff), 1+int(bits>>14&0x3fff))
		f.pixels, f.lossless = body, true
	}
	return nil
}

func (w *webpWalk) source() *source {
	size := w.first.size
	if w.frames > 0 {
		size = w.canvas
	}
	s := &source{
		Info:    Info{Format: "WebP", Orientation: max(1, w.turned), Animated: w.frames > 0},
		stored:  size,
		memory:  w.first.memory(),
		profile: w.profile,
		photo:   !w.first.lossless,
	}
	if size != w.first.size {
		s.memory += saturate(int64(size.X), int64(size.Y), 4)
	}
	s.decode = func(int, int) (image.Image, error) { return w.first.decode(size) }
	return s
}

// memory reckons what x/image/webp allocates: for lossy pixels a byte and a
// half in whole blocks of 16, and the data once more; for lossless ones, and for
// compressed transparency, four bytes, four more while colours are looked up,
// and the code tables, which the decoder limits.
func (f *webpFrame) memory() int64 {
	const tables = 24 << 20
	across, down := int64(blocks(f.size.X, 16)*16), int64(blocks(f.size.Y, 16)*16)
	total := int64(len(f.pixels))
	if f.lossless {
		return total + 8*across*down + tables
	}
	total += 2 * across * down
	if f.alpha != nil {
		total += 9*across*down + tables
	}
	return total
}

// decode gives the frame on a canvas. The decoder gets a file of nothing but
// the frame's own chunks, so what else the file says cannot lead it astray.
func (f *webpFrame) decode(canvas image.Point) (image.Image, error) {
	var body []byte
	if f.alpha != nil && !f.lossless {
		header := make([]byte, 10)
		header[0] = 1 << 4 // there is an ALPH chunk
		putUint24(header[4:], f.size.X-1)
		putUint24(header[7:], f.size.Y-1)
		body = appendChunk(body, "VP8X", header)
		body = appendChunk(body, "ALPH", f.alpha)
	}
	if f.lossless {
		body = appendChunk(body, "VP8L", f.pixels)
	} else {
		body = appendChunk(body, "VP8 ", f.pixels)
	}
	file := appendChunk(nil, "RIFF", append([]byte("WEBP"), body...))
	m, err := webp.Decode(bytes.NewReader(file))
	if err != nil || canvas == f.size {
		return m, err
	}
	whole := image.NewNRGBA(image.Rectangle{Max: canvas})
	draw.Draw(whole, m.Bounds().Add(f.at), m, m.Bounds().Min, draw.Src)
	return whole, nil
}

func appendChunk(list []byte, id string, body []byte) []byte {
	list = append(list, id...)
	list = binary.LittleEndian.AppendUint32(list, uint32(len(body)))
	list = append(list, body...)
	if len(body)%2 == 1 {
		list = append(list, 0)
	}
	return list
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

func putUint24(b []byte, v int) { b[0], b[1], b[2] = byte(v), byte(v>>8), byte(v>>16) }
