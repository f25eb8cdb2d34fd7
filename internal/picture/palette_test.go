package picture

import (
	"image"
	"image/color"
	"testing"
)

func TestExactPalette(t *testing.T) {
	m := quarters(20, 20)
	p := exactPalette(m)
	if p == nil || len(p.Palette) != 4 {
		t.Fatalf("four colours gave %v", p)
	}
	for y := range 20 {
		for x := range 20 {
			if color.RGBAModel.Convert(p.At(x, y)) != m.At(x, y) {
				t.Fatalf("%d, %d: %v, want %v", x, y, p.At(x, y), m.At(x, y))
			}
		}
	}
	if exactPalette(photo(100, 100)) != nil {
		t.Error("a photograph has more than 256 colours")
	}
}

// TestNearPalette: soft edges between few colours fit into a palette that
// nobody can tell, a small mark keeps its own colour, and a photograph is not
// for palettes.
func TestNearPalette(t *testing.T) {
	window := shrink(quarters(997, 997), 399, 399)
	window.SetRGBA(5, 300, color.RGBA{90, 0, 160, 255})
	p := nearPalette(window, unseen)
	if p == nil {
		t.Fatal("there is a palette for flat colours with soft edges")
	}
	if !near(p.At(5, 300), color.RGBA{90, 0, 160, 255}, unseen.worst) {
		t.Errorf("the mark became %v", p.At(5, 300))
	}
	for i, at := range []image.Point{{10, 10}, {390, 10}, {390, 390}, {10, 390}} {
		if !near(p.At(at.X, at.Y), corners[i], 0) {
			t.Errorf("quarter %d became %v", i, p.At(at.X, at.Y))
		}
	}
	if nearPalette(photo(300, 300), unseen) != nil {
		t.Error("a photograph was given a palette")
	}
}

// TestPalePanelStays: flat colours a few steps apart stay apart, however many
// others there are.
func TestPalePanelStays(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 400, 400))
	draw := func(r image.Rectangle, c func(x, y int) color.RGBA) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				m.SetRGBA(x, y, c(x, y))
			}
		}
	}
	ground, panel := color.RGBA{255, 255, 255, 255}, color.RGBA{253, 253, 254, 255}
	draw(m.Rect, func(int, int) color.RGBA { return ground })
	draw(image.Rect(100, 100, 150, 150), func(int, int) color.RGBA { return panel })
	draw(image.Rect(0, 380, 400, 400), func(x, y int) color.RGBA { return color.RGBA{uint8(x / 2), uint8(200 - x/2), uint8(y / 2), 255} })
	p := nearPalette(m, unseen)
	if p == nil {
		t.Fatal("there is a palette for it")
	}
	if got := p.At(120, 120); !near(got, panel, 0) {
		t.Errorf("the panel became %v", got)
	}
	if got := p.At(10, 10); !near(got, ground, 0) {
		t.Errorf("the ground became %v", got)
	}
}

// TestDrawingKeepsItsPalette: making a drawing smaller does not make its file
// larger.
func TestDrawingKeepsItsPalette(t *testing.T) {
	data := pngOf(t, paletted(800, 800))
	p := prepared(t, "a.png", data, Want{Width: 200})
	if _, ok := decoded(t, p).(*image.Paletted); !ok {
		t.Errorf("it is %T now", decoded(t, p))
	}
}
