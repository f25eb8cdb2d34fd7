package picture

import (
	"image"
	"image/color"
	"image/draw"
)

// reducer gives a picture row by row, as red, green, blue and alpha, each
// square of factor × factor pixels averaged into a cell. For a photo five times
// too large that saves most of the work of the better kernel behind it.
type reducer struct {
	from   image.Image
	factor int
	cells  image.Point
	y      int // the next row of from to be read

	row   *image.RGBA // one row of from
	sums  []uint32
	small []uint8
	lut   []color.RGBA // of a paletted picture
}

func newReducer(m image.Image, factor int) *reducer {
	factor = max(1, factor)
	size := m.Bounds().Size()
	r := &reducer{
		from:   m,
		factor: factor,
		cells:  image.Pt(blocks(size.X, factor), blocks(size.Y, factor)),
		row:    image.NewRGBA(image.Rect(0, 0, size.X, 1)),
	}
	if p, ok := m.(*image.Paletted); ok {
		for _, c := range p.Palette {
			r.lut = append(r.lut, color.RGBAModel.Convert(c).(color.RGBA))
		}
	}
	if factor > 1 {
		r.sums = make([]uint32, 4*r.cells.X)
		r.small = make([]uint8, 4*r.cells.X)
	}
	return r
}

// next gives the next row of cells, until the one after it is asked for.
func (r *reducer) next() []uint8 {
	if r.factor == 1 {
		r.read()
		return r.row.Pix
	}
	clear(r.sums)
	rows := min(r.factor, r.from.Bounds().Dy()-r.y)
	for range rows {
		r.read()
		r.add()
	}
	width := r.from.Bounds().Dx()
	for x := range r.cells.X {
		n := uint32(rows * min(r.factor, width-x*r.factor))
		for c := 4 * x; c < 4*x+4; c++ {
			r.small[c] = uint8((r.sums[c] + n/2) / n)
		}
	}
	return r.small
}

// add sums the row that was read, cell by cell.
func (r *reducer) add() {
	pix := r.row.Pix
	for x := 0; x < len(r.sums); x += 4 {
		var sum [4]uint32
		n := min(4*r.factor, len(pix))
		for p := pix[:n]; len(p) >= 4; p = p[4:] {
			sum[0] += uint32(p[0])
			sum[1] += uint32(p[1])
			sum[2] += uint32(p[2])
			sum[3] += uint32(p[3])
		}
		pix = pix[n:]
		for c := range sum {
			r.sums[x+c] += sum[c]
		}
	}
}

// read converts one row of the picture.
func (r *reducer) read() {
	min := r.from.Bounds().Min
	if p, ok := r.from.(*image.Paletted); ok {
		at := p.PixOffset(min.X, min.Y+r.y)
		for x := range r.row.Rect.Dx() {
			c := r.colour(p.Pix[at+x])
			r.row.Pix[4*x], r.row.Pix[4*x+1], r.row.Pix[4*x+2], r.row.Pix[4*x+3] = c.R, c.G, c.B, c.A
		}
	} else {
		draw.Draw(r.row, r.row.Rect, r.from, image.Pt(min.X, min.Y+r.y), draw.Src)
	}
	r.y++
}

// colour looks up an index; one without a colour is see-through.
func (r *reducer) colour(index uint8) color.RGBA {
	if int(index) < len(r.lut) {
		return r.lut[index]
	}
	return color.RGBA{}
}
