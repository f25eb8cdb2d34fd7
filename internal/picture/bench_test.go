package picture

import (
	"image"
	"testing"
)

// A picture that fits is the usual case: an issue's seven go through at every
// export.
func BenchmarkPassThrough(b *testing.B) {
	for name, data := range map[string][]byte{
		"JPEG":          jpegOf(b, photo(1200, 800)),
		"JPEG/metadata": withSegment(jpegOf(b, photo(1200, 800)), 0xe1, exif(1)),
		"PNG":           pngOf(b, photo(1200, 800)),
		"GIF":           gifOf(b, 1200, 800, 1),
	} {
		b.Run(name, func(b *testing.B) { prepareOften(b, data) })
	}
}

// A photo as it comes from a telephone.
func BenchmarkResize(b *testing.B) {
	photograph := image.NewYCbCr(image.Rect(0, 0, 4032, 3024), image.YCbCrSubsampleRatio420)
	for i := range photograph.Y {
		photograph.Y[i] = uint8(i/4032/12) + uint8(uint32(i)*2654435761>>28)
	}
	for name, data := range map[string][]byte{
		"JPEG/12MP":        jpegOf(b, photograph),
		"JPEG/12MP/turned": withSegment(jpegOf(b, photograph), 0xe1, exif(6)),
		"PNG/3MP":          pngOf(b, photo(2000, 1500)),
		"PNG/3MP/palette":  pngOf(b, paletted(2000, 1500)),
	} {
		b.Run(name, func(b *testing.B) { prepareOften(b, data) })
	}
}

func BenchmarkProbe(b *testing.B) {
	data := jpegOf(b, photo(1200, 800))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Probe(data); err != nil {
			b.Fatal(err)
		}
	}
}

func prepareOften(b *testing.B, data []byte) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Prepare("photo.jpg", data, Want{}); err != nil {
			b.Fatal(err)
		}
	}
}
