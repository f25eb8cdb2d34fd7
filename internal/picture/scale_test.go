package picture

import (
	"image"
	"image/color"
	"testing"

	"golang.org/x/image/draw"
)

// TestShrinkIsCatmullRom: where no cells are averaged first, the result is what
// the well-known kernel gives, but for rounding.
func TestShrinkIsCatmullRom(t *testing.T) {
	for _, size := range [][4]int{{300, 200, 200, 133}, {300, 201, 299, 200}, {97, 55, 31, 18}, {8, 8, 5, 5}, {640, 1, 400, 1}} {
		from := photo(size[0], size[1])
		got := shrink(from, size[2], size[3])
		want := image.NewRGBA(got.Rect)
		draw.CatmullRom.Scale(want, want.Rect, from, from.Rect, draw.Src, nil)
		for i := range want.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d > 2 || d < -2 {
				t.Fatalf("%v: byte %d is %d, and %d in x/image/draw", size, i, got.Pix[i], want.Pix[i])
			}
		}
	}
}

// TestShrinkIsFaithful: averaging cells first, for pictures that are far too
// large, changes almost nothing against the kernel alone.
func TestShrinkIsFaithful(t *testing.T) {
	from := photo(1003, 601)
	got := shrink(from, 75, 45)
	want := image.NewRGBA(got.Rect)
	draw.CatmullRom.Scale(want, want.Rect, from, from.Rect, draw.Src, nil)
	sum := 0
	for i := range want.Pix {
		d := int(got.Pix[i]) - int(want.Pix[i])
		sum += d * d
	}
	if mean := float64(sum) / float64(len(want.Pix)); mean > 2 {
		t.Errorf("off by a mean square of %.1f", mean)
	}
}

// TestFlatStaysFlat: the weights add up exactly, so a colour is never a shade
// off, whatever the sizes and the kind of picture.
func TestFlatStaysFlat(t *testing.T) {
	shade := color.NRGBA{200, 100, 50, 255}
	veil := color.NRGBA{255, 255, 255, 128}
	for _, w := range []int{1, 2, 3, 7, 50, 99, 100} {
		for _, flat := range []color.NRGBA{shade, veil, {}} {
			from := image.NewNRGBA(image.Rect(3, 5, 103, 65))
			draw.Draw(from, from.Rect, image.NewUniform(flat), image.Point{}, draw.Src)
			want := color.RGBAModel.Convert(flat).(color.RGBA)
			m := shrink(from, w, max(1, w*60/100))
			for i := 0; i < len(m.Pix); i += 4 {
				if got := (color.RGBA{m.Pix[i], m.Pix[i+1], m.Pix[i+2], m.Pix[i+3]}); got != want {
					t.Fatalf("width %d: %v became %v", w, want, got)
				}
			}
		}
	}
}

// TestEveryKindOfPicture is read alike, wherever its pixels begin.
func TestEveryKindOfPicture(t *testing.T) {
	rect := image.Rect(-7, 3, 33, 43)
	kinds := []draw.Image{
		image.NewRGBA(rect), image.NewNRGBA(rect), image.NewRGBA64(rect), image.NewNRGBA64(rect), image.NewCMYK(rect),
		image.NewPaletted(rect, color.Palette{corners[0], corners[1], corners[2], corners[3]}),
	}
	from := quarters(40, 40)
	for _, m := range kinds {
		draw.Draw(m, rect, from, image.Point{}, draw.Src)
		for _, w := range []int{40, 20, 10} {
			small := shrink(m, w, w)
			for i, at := range []image.Point{{1, 1}, {w - 2, 1}, {w - 2, w - 2}, {1, w - 2}} {
				if got := small.RGBAAt(at.X, at.Y); !near(got, corners[i], 2) {
					t.Errorf("%T to %d: corner %d is %v", m, w, i, got)
				}
			}
		}
	}
}
