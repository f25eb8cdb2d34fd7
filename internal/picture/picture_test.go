package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"
)

// TestPrepare is the table of what becomes of what.
func TestPrepare(t *testing.T) {
	wide := Want{Width: 100}
	cases := []struct {
		name string
		data []byte
		want string // extension, size in CSS pixels, size in pixels, what was done
	}{
		{"photo that fits.jpg", jpegOf(t, photo(200, 100)), ".jpg 100×50 of 200×100"},
		{"small photo.jpg", jpegOf(t, photo(60, 30)), ".jpg 60×30 of 60×30"},
		{"photo between.jpg", jpegOf(t, photo(150, 75)), ".jpg 100×50 of 150×75"},
		{"large photo.jpg", jpegOf(t, photo(800, 400)), ".jpg 100×50 of 200×100; made smaller, from 800 × 400 to 200 × 100 pixels"},
		{"very large photo.jpg", jpegOf(t, photo(1001, 665)), ".jpg 100×66 of 200×133; made smaller, from 1001 × 665 to 200 × 133 pixels"},
		{"grey photo.jpg", jpegOf(t, image.NewGray(image.Rect(0, 0, 300, 300))), ".jpg 100×100 of 200×200; made smaller, from 300 × 300 to 200 × 200 pixels"},
		{"lying photo.jpg", withSegment(jpegOf(t, photo(200, 100)), 0xe1, exif(6)), ".jpg 100×200 of 100×200; turned upright; metadata removed"},
		{"large lying photo.jpg", withSegment(jpegOf(t, photo(400, 800)), 0xe1, exif(8)), ".jpg 100×50 of 200×100; turned upright; made smaller, from 800 × 400 to 200 × 100 pixels; metadata removed"},
		{"photo with a place.jpg", withSegment(jpegOf(t, photo(50, 50)), 0xe1, exif(1)), ".jpg 50×50 of 50×50; metadata removed"},
		{"drawing.png", pngOf(t, quarters(200, 200)), ".png 100×100 of 200×200"},
		{"large drawing.png", pngOf(t, quarters(400, 400)), ".png 100×100 of 200×200; made smaller, from 400 × 400 to 200 × 200 pixels"},
		{"see-through.png", pngOf(t, seeThrough(400, 400)), ".png 100×100 of 200×200; made smaller, from 400 × 400 to 200 × 200 pixels"},
		{"photo in disguise.png", pngOf(t, photo(600, 600)), ".jpg 100×100 of 200×200; made smaller, from 600 × 600 to 200 × 200 pixels; converted from PNG to JPEG"},
		{"lying.png", withChunk(pngOf(t, quarters(20, 10)), "eXIf", exif(6)), ".png 10×20 of 10×20; turned upright; metadata removed"},
		{"large palette.png", pngOf(t, paletted(400, 400)), ".png 100×100 of 200×200; made smaller, from 400 × 400 to 200 × 200 pixels"},
		{"still.gif", gifOf(t, 100, 50, 1), ".gif 100×50 of 100×50"},
		{"large still.gif", gifOf(t, 400, 200, 1), ".png 100×50 of 200×100; made smaller, from 400 × 200 to 200 × 100 pixels; converted from GIF to PNG"},
		{"animation.gif", gifOf(t, 400, 200, 3), ".gif 100×50 of 400×200"},
		{"flat.webp", webpOf(40, 20, color.NRGBA{10, 20, 30, 255}), ".png 40×20 of 40×20; converted from WebP to PNG"},
		{"veil.webp", webpOf(400, 200, color.NRGBA{10, 20, 30, 128}), ".png 100×50 of 200×100; made smaller, from 400 × 200 to 200 × 100 pixels; converted from WebP to PNG"},
		{"animation.webp", animatedWebP(80, 40), ".png 80×40 of 80×40; the first frame of the animation taken; converted from WebP to PNG"},
		{"lossy.webp", lossyWebP(t), ".jpg 1×1 of 1×1; converted from WebP to JPEG"},
		{"screen.bmp", bmpOf(t, quarters(40, 40)), ".png 40×40 of 40×40; converted from BMP to PNG"},
		{"scan.tiff", tiffOf(t, photo(400, 400)), ".jpg 100×100 of 200×200; made smaller, from 400 × 400 to 200 × 200 pixels; converted from TIFF to JPEG"},
		{"logo.svg", []byte(drawnSVG), ".png 100×50 of 200×100; converted from SVG to PNG"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := prepared(t, c.name, c.data, wide)
			m := decoded(t, p).Bounds().Size()
			got := fmt.Sprintf("%s %d×%d of %d×%d", p.Ext, p.Width, p.Height, m.X, m.Y)
			got = strings.Join(append([]string{got}, p.Changes...), "; ")
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if again := prepared(t, c.name, c.data, wide); !bytes.Equal(again.Data, p.Data) || again.Name != p.Name {
				t.Error("twice the same gave two different pictures")
			}
			if fit := prepared(t, c.name, p.Data, wide); !bytes.Equal(fit.Data, p.Data) || len(fit.Changes) > 0 {
				t.Errorf("what was made fit was changed again: %v", fit.Changes)
			}
		})
	}
}

// TestUntouched: a picture that is fit goes through byte for byte.
func TestUntouched(t *testing.T) {
	for name, data := range map[string][]byte{
		"a.jpg": jpegOf(t, photo(1200, 100)),
		"a.png": pngOf(t, photo(1200, 100)),
		"a.gif": gifOf(t, 1200, 100, 1),
		"b.gif": gifOf(t, 2400, 30, 2),
		"c.jpg": withSegment(jpegOf(t, photo(30, 30)), 0xe2, "ICC_PROFILE\x00\x01\x01"+profileOf("RGB ", "Display P3")),
		"c.png": withChunk(pngOf(t, photo(30, 30)), "gAMA", "\x00\x00\xb1\x8f"),
	} {
		p := prepared(t, name, data, Want{})
		if !bytes.Equal(p.Data, data) || p.Changes != nil {
			t.Errorf("%s: changed: %v", name, p.Changes)
		}
	}
}

func TestName(t *testing.T) {
	data := pngOf(t, quarters(8, 8))
	for given, want := range map[string]string{
		"pictures/Fax machine (2).PNG":    "fax-machine-2",
		`C:\Users\Ada\harbour.jpeg`:       "harbour",
		"../../etc/passwd":                "passwd",
		"Bildschirmfoto – 3.png":          "bildschirmfoto-3",
		"潮.png":                           "picture",
		"":                                "picture",
		"...":                             "picture",
		strings.Repeat("long", 40) + ".x": strings.Repeat("long", 10),
		"a\nb\"><script>.png":             "a-b-script",
	} {
		p := prepared(t, given, data, Want{})
		if want += "-" + p.Hash[:8] + ".png"; p.Name != want {
			t.Errorf("%q is called %s, not %s", given, p.Name, want)
		}
	}
}

func TestHeavyAndAnimated(t *testing.T) {
	frames := gifOf(t, 400, 400, 2)
	if p := prepared(t, "a.gif", frames, Want{}); !p.Animated || p.Heavy {
		t.Errorf("a small animation: animated %v, heavy %v", p.Animated, p.Heavy)
	}
	noise := image.NewRGBA(image.Rect(0, 0, 700, 700))
	x := uint32(1)
	for i := range noise.Pix {
		x = x*1664525 + 1013904223
		noise.Pix[i] = uint8(x>>24) | uint8(i%4/3)*255
	}
	if p := prepared(t, "a.png", pngOf(t, noise), Want{}); p.Animated || !p.Heavy {
		t.Errorf("noise: animated %v, heavy %v", p.Animated, p.Heavy)
	}
}

func TestProbe(t *testing.T) {
	for want, data := range map[string][]byte{
		"JPEG 30×20, orientation 1":           jpegOf(t, photo(30, 20)),
		"JPEG 20×30, orientation 6":           withSegment(jpegOf(t, photo(30, 20)), 0xe1, exif(6)),
		"PNG 30×20, orientation 1":            pngOf(t, photo(30, 20)),
		"GIF 30×20, orientation 1, animated":  gifOf(t, 30, 20, 2),
		"WebP 30×20, orientation 1":           webpOf(30, 20, color.NRGBA{}),
		"WebP 30×20, orientation 1, animated": animatedWebP(30, 20),
		"BMP 30×20, orientation 1":            bmpOf(t, photo(30, 20)),
		"TIFF 30×20, orientation 1":           tiffOf(t, photo(30, 20)),
		"SVG 120×60, orientation 1":           []byte(drawnSVG),
	} {
		i, err := Probe(data)
		if err != nil {
			t.Errorf("%s: %v", want, err)
			continue
		}
		got := fmt.Sprintf("%s %d×%d, orientation %d", i.Format, i.Width, i.Height, i.Orientation)
		if i.Animated {
			got += ", animated"
		}
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
