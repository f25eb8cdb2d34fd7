package svg

import "image"

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
	plain := flat.ink()
	return p.raster.cover(evenOdd, func(y, x int, coverage []float32) {
		row := p.top.Pix[y*p.top.Stride+4*x:]
		for i, c := range coverage {
			paint := plain
			if g != nil {
				paint = g.at(x+i, y)
			}
			a := paint.a * float32(opacity) * c
			if p.clip != nil {
				a *= float32(p.clip[y*p.w+x+i]) / 255
			}
			paint.over(row[4*i:4*i+4], uint32(a*255+0.5))
		}
	})
}

// ink is a shade in the numbers of pixels, but for its alpha.
type ink struct {
	r, g, b uint32 // 0 to 255
	a       float32
}

func (s shade) ink() ink {
	part := func(v float64) uint32 { return uint32(unit(v)*255 + 0.5) }
	return ink{part(s.r), part(s.g), part(s.b), float32(s.a)}
}

// over lays ink over a pixel, which holds its colours times its alpha.
func (k ink) over(pixel []uint8, alpha uint32) {
	rest := 255 - alpha
	pixel[0] = uint8((k.r*alpha + uint32(pixel[0])*rest + 127) / 255)
	pixel[1] = uint8((k.g*alpha + uint32(pixel[1])*rest + 127) / 255)
	pixel[2] = uint8((k.b*alpha + uint32(pixel[2])*rest + 127) / 255)
	pixel[3] = uint8((255*alpha + uint32(pixel[3])*rest + 127) / 255)
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
	share := uint32(unit(opacity)*255 + 0.5)
	for i := 0; i < len(below.Pix); i += 4 {
		layer := p.top.Pix[i : i+4]
		if layer[3] == 0 {
			continue
		}
		rest := 255*255 - share*uint32(layer[3])
		for c, v := range layer {
			below.Pix[i+c] = uint8((share*255*uint32(v) + rest*uint32(below.Pix[i+c]) + 255*127) / (255 * 255))
		}
	}
	p.top = below
	return err
}
