package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"slices"
	"testing"

	"galley/internal/fault"
)

// seeds are small files of every kind, whole and spoiled.
func seeds(f *testing.F) {
	whole := [][]byte{
		jpegOf(f, photo(40, 20)), jpegOf(f, image.NewGray(image.Rect(0, 0, 9, 9))),
		withSegment(jpegOf(f, photo(20, 40)), 0xe1, exif(6)),
		withSegment(jpegOf(f, photo(20, 20)), 0xe2, "ICC_PROFILE\x00\x01\x01"+profileOf("RGB ", "P3")),
		pngOf(f, photo(20, 10)), pngOf(f, seeThrough(20, 10)), pngOf(f, paletted(20, 10)),
		withChunk(pngOf(f, quarters(20, 10)), "eXIf", exif(8)), withChunk(pngOf(f, quarters(20, 10)), "tEXt", secret),
		gifOf(f, 20, 10, 1), gifOf(f, 20, 10, 2), gifWith(gifOf(f, 20, 10, 1), "\x21\xfe\x01x\x00"),
		webpOf(20, 10, color.NRGBA{1, 2, 3, 4}), animatedWebP(20, 10), lossyWebP(f),
		bmpOf(f, quarters(9, 9)), tiffOf(f, quarters(9, 9)), []byte(drawnSVG),
	}
	for _, data := range whole {
		f.Add(data)
		f.Add(data[:len(data)*2/3])
		f.Add(append(bytes.Clone(data), data...))
	}
}

// small keeps the pictures of a fuzzing run quick to encode.
var small = Want{Width: 8}

// FuzzProbe: whatever the bytes, an answer that makes sense or a fault in words.
func FuzzProbe(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		i, err := Probe(data)
		if err != nil {
			checkFault(t, err)
			return
		}
		if i.Width < 1 || i.Height < 1 || i.Orientation < 1 || i.Orientation > 8 || i.Format == "" {
			t.Errorf("%+v", i)
		}
	})
}

// FuzzPrepare: what comes out fits, is no larger than what went in, holds no
// metadata, is fit to go through again, and decodes if it was encoded here.
func FuzzPrepare(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		before, err := Probe(data)
		if err == nil && before.Width*before.Height > 1<<20 {
			t.Skip("a large picture takes long, and takes the same ways as a small one")
		}
		p, err := Prepare("a", data, small)
		if err != nil {
			checkFault(t, err)
			return
		}
		if p.Width > small.Width || p.Width > before.Width || p.Width < 1 || p.Height < 1 {
			t.Errorf("%d × %d out of %+v", p.Width, p.Height, before)
		}
		after, err := Probe(p.Data)
		if err != nil {
			t.Fatalf("the result is no picture: %v", err)
		}
		if after.Orientation != 1 && !p.Animated || !slices.Contains([]string{"JPEG", "PNG", "GIF"}, after.Format) {
			t.Errorf("the result is not fit: %+v", after)
		}
		if before.Format != "SVG" && (after.Width > before.Width || after.Height > before.Height) {
			t.Errorf("enlarged: %+v to %+v", before, after)
		}
		again, err := Prepare("a", p.Data, small)
		if err != nil || again.Hash != p.Hash || len(again.Changes) > 0 {
			t.Errorf("not fit to go through again: %v %v", err, again.Changes)
		}
		if encodedHere(p) {
			decoded(t, p)
		}
	})
}

// encodedHere reports whether the pixels are new: those of a picture that fits
// are passed on unseen.
func encodedHere(p Picture) bool {
	for _, c := range p.Changes {
		if c != droppedMetadata && c != droppedTail {
			return true
		}
	}
	return false
}

func checkFault(t *testing.T, err error) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != fault.BadInput || f.Message == "" || f.Hint == "" {
		t.Errorf("%#v", err)
	}
}

// FuzzOrientation: EXIF comes from anywhere.
func FuzzOrientation(f *testing.F) {
	f.Add([]byte(exif(6)[6:]))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x03\x00\x00\x00\x16\x00\x00\x00\x05\x00\x06\x00\x07\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if o := orientation(data); o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
	})
}
