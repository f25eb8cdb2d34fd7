package svg

import (
	"image"
	"math"
)

// painter draws elements onto the uppermost layer.
type painter struct {
	drawing *Drawing
	w, h    int
	top     *image.RGBA
	raster  *raster
	clip    []uint8 // how much of each pixel may be painted; nil for all

	budget int // pixels that may still be touched
	memory int // bytes that may still be taken
	nodes  int // elements that may still be drawn
}

func newPainter(d *Drawing, w, h int) (*painter, error) {
	p := &painter{drawing: d, w: w, h: h, budget: maxWork, memory: MaxMemory, nodes: maxNodes}
	if w <= 0 || h <= 0 || w > 1<<15 || h > 1<<15 {
		return nil, &Unsupported{What: "an extreme size"}
	}
	if err := p.take(8); err != nil {
		return nil, err
	}
	p.top = image.NewRGBA(image.Rect(0, 0, w, h))
	p.raster = newRaster(w, h, &p.budget)
	return p, nil
}

// take pays for so many bytes for every pixel; give returns them.
func (p *painter) take(bytes int) error {
	if p.memory -= bytes * p.w * p.h; p.memory < 0 {
		return &Unsupported{What: "too many see-through parts for its size"}
	}
	return nil
}

func (p *painter) give(bytes int) { p.memory += bytes * p.w * p.h }

// pay pays for reading an element, which can be drawn again and again.
func (p *painter) pay(n *node) error {
	if p.nodes--; p.nodes < 0 {
		return errParts
	}
	if p.budget -= n.cost; p.budget < 0 {
		return errWork
	}
	return nil
}

// fill paints the inside of trails.
func (p *painter) fill(pen *pen, s style) error {
	if s.fill.none || s.invisible {
		return nil
	}
	for _, t := range pen.trails {
		if err := p.raster.outline(toPixels(t.points, s.matrix)); err != nil {
			return err
		}
	}
	return p.colour(pen, s, s.fill, s.fillOpacity, s.evenOdd)
}

// stroke paints along trails.
func (p *painter) stroke(pen *pen, s style) error {
	if s.stroke.none || s.invisible || s.line.width <= 0 {
		return nil
	}
	trails, err := s.line.dashed(pen.trails)
	if err != nil {
		return err
	}
	st := stroker{line: s.line, half: s.line.width / 2, flat: pen.flat}
	st.emit = func(piece []point) error { return p.raster.piece(toPixels(piece, s.matrix)) }
	for _, t := range trails {
		if err := st.trail(t); err != nil {
			return err
		}
	}
	return p.colour(pen, s, s.stroke, s.strokeOpacity, false)
}

func toPixels(points []point, m matrix) []point {
	out := make([]point, len(points))
	for i, q := range points {
		out[i] = m.apply(q)
	}
	return out
}

// colour paints what the raster covers.
func (p *painter) colour(pen *pen, s style, with paint, opacity float64, evenOdd bool) error {
	flat := with.shade
	var g *gradient
	if with.ref != "" {
		extent, _ := pen.extent()
		var err error
		if g, flat, err = p.gradient(with.ref, s, extent); err != nil {
			return err
		}
	}
	return p.raster.cover(evenOdd, func(y, x int, coverage []float32) {
		row := p.top.Pix[y*p.top.Stride:]
		for i, c := range coverage {
			if c < 1.0/512 {
				continue
			}
			paint := flat
			if g != nil {
				paint = g.at(x+i, y)
			}
			a := paint.a * opacity * float64(c)
			if p.clip != nil {
				a *= float64(p.clip[y*p.w+x+i]) / 255
			}
			over(row[4*(x+i):4*(x+i)+4], paint, a)
		}
	})
}

// over lays a colour over a pixel, which holds its colours times its alpha.
func over(pixel []uint8, c shade, a float64) {
	rest := 1 - a
	pixel[0] = uint8(math.Round(c.r*a*255 + float64(pixel[0])*rest))
	pixel[1] = uint8(math.Round(c.g*a*255 + float64(pixel[1])*rest))
	pixel[2] = uint8(math.Round(c.b*a*255 + float64(pixel[2])*rest))
	pixel[3] = uint8(math.Round(a*255 + float64(pixel[3])*rest))
}

// layered paints on a layer of its own, and lays that over what there is.
func (p *painter) layered(opacity float64, paint func() error) error {
	if err := p.take(4); err != nil {
		return err
	}
	defer p.give(4)
	if p.budget -= 2 * p.w * p.h; p.budget < 0 {
		return errWork
	}
	below := p.top
	p.top = image.NewRGBA(below.Rect)
	err := paint()
	for i := 0; i < len(below.Pix); i += 4 {
		layer := p.top.Pix[i : i+4]
		if layer[3] == 0 {
			continue
		}
		rest := 1 - opacity*float64(layer[3])/255
		for c, v := range layer {
			below.Pix[i+c] = uint8(math.Round(float64(v)*opacity + float64(below.Pix[i+c])*rest))
		}
	}
	p.top = below
	return err
}
