package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// The pictures of these tests are made here: nobody's photograph is needed to
// show that nobody's photograph is given away.

// photo is a picture of many colours, with grain.
func photo(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			noise := uint32(x*7919+y*104729) * 2654435761 >> 16
			m.SetRGBA(x, y, color.RGBA{uint8(x*200/w) + uint8(noise%32), uint8(y*200/h) + uint8(noise>>5%32), 90 + uint8(noise>>10%32), 255})
		}
	}
	return m
}

// corners are the colours of quarters, from the top left, clockwise.
var corners = [4]color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 0, 255}}

// quarters is a picture of four flat quarters.
func quarters(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			i := 0
			switch {
			case x >= w/2 && y < h/2:
				i = 1
			case x >= w/2:
				i = 2
			case y >= h/2:
				i = 3
			}
			m.SetRGBA(x, y, corners[i])
		}
	}
	return m
}

// seeThrough is a picture of which the right half cannot be seen.
func seeThrough(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w / 2 {
			m.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), 200, 255})
		}
	}
	return m
}

func paletted(w, h int) *image.Paletted {
	m := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Black, corners[0], corners[2]})
	for i := range m.Pix {
		m.Pix[i] = uint8(i / 10 % 4)
	}
	return m
}

func asBytes(t testing.TB, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	return asBytes(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, m, &jpeg.Options{Quality: 95}) })
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	return asBytes(t, func(b *bytes.Buffer) error { return png.Encode(b, m) })
}

func gifOf(t testing.TB, w, h, frames int) []byte {
	t.Helper()
	g := &gif.GIF{}
	for i := range frames {
		m := paletted(w, h)
		m.Pix[0] = uint8(i % 4)
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	return asBytes(t, func(b *bytes.Buffer) error { return gif.EncodeAll(b, g) })
}

func bmpOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	return asBytes(t, func(b *bytes.Buffer) error { return bmp.Encode(b, m) })
}

func tiffOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	return asBytes(t, func(b *bytes.Buffer) error {
		return tiff.Encode(b, m, &tiff.Options{Compression: tiff.Deflate})
	})
}

// withSegment puts a segment into a JPEG, behind its first marker.
func withSegment(file []byte, mark byte, payload string) []byte {
	out := append([]byte{}, file[:2]...)
	out = append(out, 0xff, mark)
	out = binary.BigEndian.AppendUint16(out, uint16(len(payload)+2))
	out = append(out, payload...)
	return append(out, file[2:]...)
}

// exif is EXIF data with an orientation, a camera and a place.
func exif(orientation int) string {
	b := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x02")
	b = binary.BigEndian.AppendUint16(b, tagOrientation)
	b = append(b, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0)
	b = append(b, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38) // where the GPS directory is
	b = append(b, 0, 0, 0, 0)
	return string(b) + secret
}

// secret stands for what a camera knows about its owner.
const secret = "SECRET 59 North 18 East"

// pngChunk is a chunk of a PNG.
func pngChunk(kind, payload string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(payload)))
	out = append(out, kind+payload...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(kind+payload)))
}

// withChunk puts a chunk into a PNG, behind its header.
func withChunk(file []byte, kind, payload string) []byte {
	const header = len(pngSignature) + 25
	return bytes.Join([][]byte{file[:header], pngChunk(kind, payload), file[header:]}, nil)
}

// flatVP8L is a lossless WebP picture of one colour: after the header every code
// has one symbol, so no bit of a pixel is left to be written.
func flatVP8L(w, h int, c color.NRGBA) []byte {
	var bits uint64
	var n uint
	out := []byte{0x2f}
	put := func(v uint64, count uint) {
		bits |= v << n
		for n += count; n >= 8; n -= 8 {
			out = append(out, byte(bits))
			bits >>= 8
		}
	}
	put(uint64(w-1), 14)
	put(uint64(h-1), 14)
	put(1, 1) // alpha may be used
	put(0, 3) // version
	put(0, 3) // no transform, no colour cache, one group of codes
	for _, symbol := range []uint8{c.G, c.R, c.B, c.A, 0} {
		put(1|0<<1|1<<2, 3) // a simple code, of one symbol, of eight bits
		put(uint64(symbol), 8)
	}
	put(0, 16)
	return out
}

func webpFile(chunks ...[]byte) []byte {
	return appendChunk(nil, "RIFF", append([]byte("WEBP"), bytes.Join(chunks, nil)...))
}

func webpOf(w, h int, c color.NRGBA) []byte {
	return webpFile(appendChunk(nil, "VP8L", flatVP8L(w, h, c)))
}

// animatedWebP is two frames of half the canvas.
func animatedWebP(w, h int) []byte {
	canvas := make([]byte, 10)
	canvas[0] = 1<<1 | 1<<4
	putUint24(canvas[4:], w-1)
	putUint24(canvas[7:], h-1)
	chunks := [][]byte{appendChunk(nil, "VP8X", canvas), appendChunk(nil, "ANIM", make([]byte, 6))}
	for i := range 2 {
		frame := make([]byte, 16)
		putUint24(frame[6:], w/2-1)
		putUint24(frame[9:], h-1)
		frame = appendChunk(frame, "VP8L", flatVP8L(w/2, h, color.NRGBA(corners[i])))
		chunks = append(chunks, appendChunk(nil, "ANMF", frame))
	}
	return webpFile(chunks...)
}

// lossyWebP is the smallest lossy WebP picture: one pixel.
func lossyWebP(t testing.TB) []byte {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// profileOf is as much of a colour profile as anyone looks at here.
func profileOf(space, name string) string {
	b := make([]byte, 132, 300)
	copy(b[16:], space)
	copy(b[36:], "acsp")
	return string(append(b, name...))
}

const drawnSVG = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="60" height="60" fill="red"/><circle cx="90" cy="30" r="20" fill="#00f"/></svg>`

// decoded is a picture's pixels.
func decoded(t testing.TB, p Picture) image.Image {
	t.Helper()
	m, _, err := image.Decode(bytes.NewReader(p.Data))
	if err != nil {
		t.Fatalf("the result does not decode: %v", err)
	}
	return m
}

func prepared(t testing.TB, name string, data []byte, want Want) Picture {
	t.Helper()
	p, err := Prepare(name, data, want)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func cornersNRGBA(i int) color.NRGBA { return color.NRGBA(corners[i]) }
