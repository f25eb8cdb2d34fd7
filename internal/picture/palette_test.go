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

// TestDrawingKeepsItsPalette: making a drawing smaller does not make its file
// larger.
func TestDrawingKeepsItsPalette(t *testing.T) {
	data := pngOf(t, paletted(1600, 1600))
	p := prepared(t, "a.png", data, Want{Width: 400})
	if _, ok := decoded(t, p).(*image.Paletted); !ok {
		t.Errorf("it is %T now", decoded(t, p))
	}
}
