package picture

import (
	"image"
	"image/color"
	"testing"
)

// TestOrientations turns a picture in each of the eight ways in which EXIF says
// that pixels may lie (EXIF 2.32, 4.6.5.1.6). The corners are named from the top
// left, clockwise, by the number of the stored corner that has to end there.
func TestOrientations(t *testing.T) {
	want := map[int][4]int{
		1: {0, 1, 2, 3},
		2: {1, 0, 3, 2}, // the first column is the right side
		3: {2, 3, 0, 1}, // the first row is the bottom
		4: {3, 2, 1, 0},
		5: {0, 3, 2, 1}, // rows and columns swapped
		6: {3, 0, 1, 2}, // a quarter turn clockwise
		7: {2, 1, 0, 3},
		8: {1, 2, 3, 0}, // a quarter turn the other way
	}
	for orientation, order := range want {
		file := withSegment(jpegOf(t, quarters(96, 64)), 0xe1, exif(orientation))
		w, h := 96, 64
		if orientation >= 5 {
			w, h = h, w
		}
		for _, width := range []int{600, 16} { // turned only, and made smaller too
			p := prepared(t, "a.jpg", file, Want{Width: width})
			m := decoded(t, p)
			size := m.Bounds().Size()
			if width == 600 && size != image.Pt(w, h) {
				t.Fatalf("orientation %d: %v", orientation, size)
			}
			places := [4]image.Point{{size.X / 4, size.Y / 4}, {size.X * 3 / 4, size.Y / 4}, {size.X * 3 / 4, size.Y * 3 / 4}, {size.X / 4, size.Y * 3 / 4}}
			for i, at := range places {
				if got := m.At(at.X, at.Y); !near(got, corners[order[i]], 40) {
					t.Errorf("orientation %d, %d wide, corner %d: %v, want %v", orientation, width, i, got, corners[order[i]])
				}
			}
		}
	}
}

// near reports whether two colours are alike, JPEG being what it is.
func near(got color.Color, want color.RGBA, most int) bool {
	r, g, b, a := got.RGBA()
	for _, p := range [4][2]int{{int(r >> 8), int(want.R)}, {int(g >> 8), int(want.G)}, {int(b >> 8), int(want.B)}, {int(a >> 8), int(want.A)}} {
		if d := p[0] - p[1]; d > most || d < -most {
			return false
		}
	}
	return true
}

// TestOrientationReader: both byte orders, and nothing for what makes no sense.
func TestOrientationReader(t *testing.T) {
	big := exif(6)[6:]
	little := "II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x08\x00\x00\x00"
	far := "II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x03\x00\x00\x00\x16\x00\x00\x00\x05\x00\x06\x00\x07\x00"
	for data, want := range map[string]int{
		big: 6, little: 8, far: 5,
		"":                               1,
		"MM\x00*":                        1,
		"MM\x00*\xff\xff\xff\xff":        1,
		big[:12]:                         1,
		little[:20]:                      1,
		little[:18] + "\x09\x00\x00\x00": 1,
		far[:20] + "\xff\xff":            1,
	} {
		if got := orientation([]byte(data)); got != want {
			t.Errorf("%q: %d, want %d", data, got, want)
		}
	}
}
