package picture

import (
	"bytes"
	"encoding/binary"
	"image"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// BMP and TIFF come from screenshots, scanners and clip-art. No email carries
// them, so they are always converted.

// walkBMP reads the header of a Windows bitmap.
func walkBMP(data []byte) (*source, error) {
	config, err := bmp.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, unusual("BMP", err)
	}
	s := &source{
		Info:   Info{Format: "BMP"},
		stored: image.Pt(config.Width, config.Height),
		memory: saturate(int64(config.Width), int64(config.Height), 4),
	}
	depth := int64(binary.LittleEndian.Uint16(data[28:]))
	if bits := saturate(int64(config.Width), int64(config.Height), depth); bits/8 > int64(len(data)) {
		return nil, errCutOff
	}
	s.decode = func(int, int) (image.Image, error) { return bmp.Decode(bytes.NewReader(data)) }
	return s, nil
}

// walkTIFF reads the first directory of a TIFF file; further pages are left out.
func walkTIFF(data []byte) (*source, error) {
	config, err := tiff.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, unusual("TIFF", err)
	}
	d, ok := readDirectory(data)
	if !ok {
		return nil, errCutOff
	}
	s := &source{
		Info:   Info{Format: "TIFF", Orientation: orientation(data)},
		stored: image.Pt(config.Width, config.Height),
		memory: tiffMemory(d, config),
	}
	s.decode = func(int, int) (image.Image, error) { return tiff.Decode(bytes.NewReader(data)) }
	return s, nil
}

// tiffMemory reckons what x/image/tiff allocates: eight bytes for every pixel
// at most, and for the strip or tile that is being unpacked up to eight bytes
// for every pixel of it, thrice while the buffer grows.
func tiffMemory(d directory, config image.Config) int64 {
	across, down := config.Width, config.Height
	if rows, ok := d.number(tagRowsPerStrip); ok && rows > 0 {
		down = min(down, rows)
	}
	if w, ok := d.number(tagTileWidth); ok && w > 0 {
		across = w
		down, _ = d.number(tagTileHeight)
	}
	perPixel := int64(4)
	if bits, ok := d.number(tagBits); ok && bits == 16 {
		perPixel = 8
	}
	block := int64(3 * 8)
	switch c, _ := d.number(tagCompression); c {
	case 0, 1: // not packed: read as it is
		block = 2 * perPixel
	case 3, 4: // fax: one bit for every pixel
		block = 1
	}
	return saturate(int64(config.Width), int64(config.Height), perPixel) + saturate(int64(across), int64(down), block)
}

// unusual is for the many kinds of BMP and TIFF that nothing but a photo
// editor opens.
func unusual(format string, err error) error {
	if cutOff(err) {
		return unreadable(err)
	}
	return &flaw{says: "is a kind of " + format + " that Galley cannot read", hint: "Open it and save it as PNG or JPEG.", cause: err}
}
