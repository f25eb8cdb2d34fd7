package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
	"image/gif"
)

// gifWalk is what one pass over the blocks of a GIF finds (GIF89a, appendix A).
type gifWalk struct {
	data     []byte
	clean    sieve
	frames   int
	metadata bool
	end      int
}

// walkGIF follows the blocks to the trailer.
func walkGIF(data []byte) (*source, error) {
	const header = 13
	if len(data) < header {
		return nil, errCutOff
	}
	w := &gifWalk{data: data, clean: sieve{data: data}}
	at := header + colourTable(data[10])
	w.clean.keep(0, at)
	for w.end == 0 {
		next, err := w.block(at)
		if err != nil {
			return nil, err
		}
		at = next
	}
	if w.frames == 0 {
		return nil, damaged("it holds no pixels")
	}
	return w.source(), nil
}

// colourTable gives the length of the colour table that a flags byte announces.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (1 + flags&7)
}

// block handles the block at data[at:] and gives the offset behind it.
func (w *gifWalk) block(at int) (next int, err error) {
	if at >= len(w.data) {
		return 0, errCutOff
	}
	switch w.data[at] {
	case 0x3b: // trailer
		w.end = at + 1
		w.clean.keep(at, w.end)
		return w.end, nil
	case 0x2c: // image descriptor, colour table, code size, pixels
		if at+10 > len(w.data) {
			return 0, errCutOff
		}
		w.frames++
		if next, err = w.subBlocks(at + 10 + colourTable(w.data[at+9]) + 1); err != nil {
			return 0, err
		}
		w.clean.keep(at, next)
		return next, nil
	case 0x21: // extension
		if next, err = w.subBlocks(at + 2); err != nil {
			return 0, err
		}
		if w.needed(at) {
			w.clean.keep(at, next)
		} else {
			w.metadata = true
		}
		return next, nil
	}
	return 0, damaged("a part of it makes no sense")
}

// subBlocks gives the offset behind a chain of sub-blocks, which an empty one
// ends.
func (w *gifWalk) subBlocks(at int) (next int, err error) {
	for at < len(w.data) {
		n := int(w.data[at])
		at += 1 + n
		if n == 0 {
			return at, nil
		}
	}
	return 0, errCutOff
}

// needed reports whether the picture would look different without the extension
// at data[at:]. Comments, XMP and what programs add of their own is metadata.
func (w *gifWalk) needed(at int) bool {
	switch w.data[at+1] {
	case 0xf9, 0x01: // graphic control, plain text
		return true
	case 0xff: // application: how often an animation is repeated
		id := w.data[at+3 : min(len(w.data), at+14)]
		return bytes.Equal(id, []byte("NETSCAPE2.0")) || bytes.Equal(id, []byte("ANIMEXTS1.0"))
	}
	return false
}

func (w *gifWalk) source() *source {
	width := int(binary.LittleEndian.Uint16(w.data[6:]))
	height := int(binary.LittleEndian.Uint16(w.data[8:]))
	s := &source{
		Info:        Info{Format: "GIF", Animated: w.frames > 1},
		mime:        "image/gif",
		ext:         ".gif",
		clean:       w.clean.bytes(),
		stored:      image.Pt(width, height),
		memory:      saturate(int64(width), int64(height), 6), // one frame, de-interlaced, and its canvas
		paletted:    true,
		keepsFrames: true,
	}
	tail := w.end < len(w.data)
	if s.Animated {
		// An animation is left as it is: rewriting one costs more than it gains.
		s.clean, w.metadata = w.data[:w.end:w.end], false
	}
	s.dropped = droppings(w.metadata, tail)
	clean := s.clean
	s.decode = func(int, int) (image.Image, error) { return firstFrame(clean, s.stored) }
	return s
}

// firstFrame decodes the first frame, on the whole canvas.
func firstFrame(data []byte, canvas image.Point) (image.Image, error) {
	m, err := gif.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	whole := image.Rectangle{Max: canvas}
	frame, ok := m.(*image.Paletted)
	if !ok || m.Bounds() == whole {
		return m, nil
	}
	out := image.NewNRGBA(whole)
	draw.Draw(out, frame.Bounds(), frame, frame.Bounds().Min, draw.Src)
	return out, nil
}
