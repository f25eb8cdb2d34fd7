package picture

import (
	"bytes"
	"errors"
	"image/color"
	"strings"
	"testing"

	"galley/internal/fault"
)

// TestFlaws: what is no picture, or not a whole one, is refused in one sentence
// with the name, and in one that says what to do.
func TestFlaws(t *testing.T) {
	photograph, drawing, still := jpegOf(t, photo(64, 64)), pngOf(t, photo(64, 64)), gifOf(t, 64, 64, 1)
	spoiled := bytes.Clone(drawing)
	spoiled[len(spoiled)/2] ^= 1
	cases := []struct {
		what string
		data []byte
		says string
	}{
		{"nothing", nil, "is empty"},
		{"words", []byte("Dear readers,"), "is not a picture that Galley knows"},
		{"a web page", []byte("\n<!DOCTYPE html><title>x</title>"), "is a web page"},
		{"33 MB", make([]byte, MaxBytes+1), "has 32 MB"},
		{"a HEIC photo", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), "is a HEIC photo"},
		{"an AVIF picture", []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"), "is an AVIF picture"},
		{"a PDF", []byte("%PDF-1.7\n"), "is a PDF document"},
		{"a JPEG without its end", photograph[:len(photograph)-2], "is cut off"},
		{"half a JPEG", photograph[:len(photograph)/2], "is cut off"},
		{"three bytes of a JPEG", photograph[:3], "is cut off"},
		{"a JPEG without pixels", []byte("\xff\xd8\xff\xd9"), "is damaged"},
		{"a JPEG of no height", jpegHeight(photograph, 0), "has no size"},
		{"a PNG without its end", drawing[:len(drawing)-12], "is cut off"},
		{"half a PNG", drawing[:len(drawing)/2], "is cut off"},
		{"a PNG with a wrong bit", spoiled, "a checksum in it does not fit"},
		{"a PNG of no width", pngSize(0, 5), "has no size"},
		{"a PNG without pixels", pngSize(5, 5), "holds no pixels"},
		{"an iPhone's own PNG", append([]byte(pngSignature), pngChunk("CgBI", "\x00\x00\x00\x00")...), "is damaged"},
		{"a GIF without its end", still[:len(still)-1], "is cut off"},
		{"half a GIF", still[:len(still)/2], "is cut off"},
		{"six bytes of a GIF", still[:6], "is cut off"},
		{"half a WebP", webpOf(64, 64, color.NRGBA{})[:20], "is cut off"},
		{"half a BMP", bmpOf(t, photo(64, 64))[:2000], "is cut off"},
		{"half a TIFF", tiffOf(t, photo(64, 64))[:100], "is cut off"},
		{"half an SVG", []byte(drawnSVG[:100]), "is damaged"},
		{"an SVG with words", []byte(`<svg width="9" height="9"><text>Hi</text></svg>`), "text that is set in a font"},
		{"a huge JPEG", jpegHeight(jpegHeight(photograph, 60000), -60000), "is too large to open: 3600.0 megapixels (60000 × 60000 pixels)"},
		{"a huge PNG", pngOfSize(30000, 30000), "is too large to open: 900.0 megapixels"},
		{"a huge WebP", webpOf(16384, 16384, color.NRGBA{}), "is too large to open: 268.4 megapixels"},
	}
	for _, c := range cases {
		t.Run(c.what, func(t *testing.T) {
			_, err := Prepare("pictures/fax.png", c.data, Want{})
			var f *fault.Error
			if !errors.As(err, &f) {
				t.Fatalf("got %v, want a fault", err)
			}
			if f.Code != fault.BadInput || !strings.HasPrefix(f.Message, "The picture pictures/fax.png ") ||
				!strings.HasSuffix(f.Message, ".") || f.Hint == "" {
				t.Errorf("code %s, message %q, hint %q", f.Code, f.Message, f.Hint)
			}
			if !strings.Contains(f.Message, c.says) {
				t.Errorf("got %q, want %q in it", f.Message, c.says)
			}
		})
	}
}

// jpegHeight changes what a JPEG says about its height; a negative number is
// its width.
func jpegHeight(file []byte, height int) []byte {
	out := bytes.Clone(file)
	at := bytes.Index(out, []byte{0xff, markSOF0}) + 5
	if height < 0 {
		at, height = at+2, -height
	}
	out[at], out[at+1] = byte(height>>8), byte(height)
	return out
}

func pngHeaderOf(w, h int) string {
	return string([]byte{byte(w >> 24), byte(w >> 16), byte(w >> 8), byte(w), byte(h >> 24), byte(h >> 16), byte(h >> 8), byte(h), 8, pngAlpha, 0, 0, 0})
}

func pngSize(w, h int) []byte {
	pixels := []byte{}
	if w == 0 {
		pixels = pngChunk("IDAT", "")
	}
	return bytes.Join([][]byte{[]byte(pngSignature), pngChunk("IHDR", pngHeaderOf(w, h)), pixels, pngChunk("IEND", "")}, nil)
}

func pngOfSize(w, h int) []byte {
	return bytes.Join([][]byte{[]byte(pngSignature), pngChunk("IHDR", pngHeaderOf(w, h)), pngChunk("IDAT", "x"), pngChunk("IEND", "")}, nil)
}

// TestNameStaysOnItsLine: a file's name is printed, so it may not break out.
func TestNameStaysOnItsLine(t *testing.T) {
	_, err := Prepare("a\x1b[31m\nb.png", nil, Want{})
	if err == nil || strings.ContainsAny(err.Error(), "\x1b\n") {
		t.Errorf("got %q", err)
	}
	if _, err := Probe(nil); err == nil || !strings.HasPrefix(err.Error(), "The picture is empty") {
		t.Errorf("without a name: %q", err)
	}
}

// TestDamagedPixels: a sound shell around pixels that make no sense is found
// when they are needed.
func TestDamagedPixels(t *testing.T) {
	data := jpegOf(t, photo(400, 400))
	scan := bytes.Index(data, []byte{0xff, markSOS})
	copy(data[scan+100:], bytes.Repeat([]byte{0x55}, 4000))
	_, err := Prepare("a.jpg", data, Want{Width: 50})
	if err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("got %v", err)
	}
}

// TestStructureIsEnough: what fits is not decoded, so it costs no more than
// its bytes are read; the price is that damage inside the pixels is passed on.
func TestStructureIsEnough(t *testing.T) {
	data := jpegOf(t, photo(400, 400))
	if n := testing.AllocsPerRun(10, func() { prepared(t, "a.jpg", data, Want{}) }); n > 40 {
		t.Errorf("%v allocations for a picture that fits", n)
	}
}
