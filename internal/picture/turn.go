package picture

import "image"

// turn gives a picture upright that lies as an EXIF orientation says (EXIF 2.32,
// 4.6.5.1.6): 1 is upright, 2 mirrored, 3 upside down, 4 both; 5 to 8 are the
// same with rows and columns swapped.
func turn(m *image.RGBA, orientation int) *image.RGBA {
	if orientation <= 1 || orientation > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	from, right, down := 0, 4, m.Stride // where upright's first pixel lies, and the steps to its neighbours
	last := struct{ x, y int }{(w - 1) * 4, (h - 1) * m.Stride}
	switch orientation {
	case 2:
		from, right = last.x, -4
	case 3:
		from, right, down = last.x+last.y, -4, -m.Stride
	case 4:
		from, down = last.y, -m.Stride
	case 5:
		right, down = m.Stride, 4
	case 6:
		from, right, down = last.y, -m.Stride, 4
	case 7:
		from, right, down = last.x+last.y, -m.Stride, -4
	case 8:
		from, right, down = last.x, m.Stride, -4
	}
	if lies(orientation) {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	to := 0
	for y := range h {
		at := from + y*down
		for range w {
			copy(out.Pix[to:to+4], m.Pix[at:at+4])
			to += 4
			at += right
		}
	}
	return out
}
