package picture

import "encoding/binary"

// jpegFrame is the frame header: how large the picture is and how its colours
// are stored (ITU-T T.81, B.2.2).
type jpegFrame struct {
	width, height int
	parts         int // 1 grey, 3 colour, 4 print colours
	components    [4]jpegComponent
	progressive   bool

	jfif      bool // a JFIF segment was seen
	adobe     bool // an Adobe segment was seen, with its transform
	transform byte
}

// jpegComponent is one of the colours: its name, and how many samples across
// and down it has in the unit that is compressed together.
type jpegComponent struct {
	id   byte
	h, v int
}

// read takes the payload of a start-of-frame segment.
func (f *jpegFrame) read(mark byte, payload []byte) error {
	switch {
	case mark > markSOF2:
		return &flaw{says: "is an unusual kind of JPEG that mail programs do not show", hint: "Open it and save it as an ordinary JPEG."}
	case f.parts != 0:
		return damaged("it says twice how large it is")
	case len(payload) < 6:
		return damaged("it does not say how large it is")
	case payload[0] != 8:
		return &flaw{says: "has more than 8 bits to a colour, which mail programs do not show", hint: "Open it and save it as an ordinary JPEG."}
	}
	n := int(payload[5])
	if n != 1 && n != 3 && n != 4 || len(payload) != 6+3*n {
		return damaged("it does not say what colours it has")
	}
	f.height = int(binary.BigEndian.Uint16(payload[1:]))
	f.width = int(binary.BigEndian.Uint16(payload[3:]))
	f.parts, f.progressive = n, mark == markSOF2
	for i := range n {
		id, hv := payload[6+3*i], payload[7+3*i]
		c := jpegComponent{id, int(hv >> 4), int(hv & 15)}
		if c.h < 1 || c.h > 4 || c.v < 1 || c.v > 4 {
			return damaged("its colours are stored in no known way")
		}
		f.components[i] = c
	}
	return nil
}

// memory reckons what image/jpeg allocates (go1.26 src/image/jpeg/scan.go,
// makeImg and processSOS): one byte for every sample, in whole blocks; for a
// progressive picture four bytes more for each, the coefficients, which are held
// until the last scan; and a second copy of the picture where colours are
// converted.
func (f *jpegFrame) memory() int64 {
	if f.parts == 1 {
		// A grey picture is never interleaved, whatever its sampling says (A.2.2).
		f.components[0].h, f.components[0].v = 1, 1
	}
	h0, v0 := f.components[0].h, f.components[0].v
	across := int64(blocks(f.width, 8*h0))
	down := int64(blocks(f.height, 8*v0))
	var samples int64
	for _, c := range f.components[:f.parts] {
		samples += across * down * 64 * int64(c.h*c.v)
	}
	total := samples
	if f.progressive {
		total += 4 * samples
	}
	if f.converts() {
		total += 4 * int64(f.width) * int64(f.height)
	}
	return total
}

// converts reports whether decoding makes a second picture of another kind:
// of print colours, and of red, green and blue (image/jpeg, isRGB).
func (f *jpegFrame) converts() bool {
	c := f.components
	switch {
	case f.parts == 4:
		return true
	case f.parts == 1 || f.jfif:
		return false
	}
	return f.adobe && f.transform == 0 || c[0].id == 'R' && c[1].id == 'G' && c[2].id == 'B'
}

// blocks is how many blocks of a size cover a length.
func blocks(length, size int) int { return (length + size - 1) / size }
