package svg

// withClip draws inside the element's clip, when it has one.
func (p *painter) withClip(s style, paint func() error) error {
	if s.clip == "" {
		return paint()
	}
	c := p.drawing.ids[s.clip]
	if c == nil || c.name != "clipPath" {
		return paint() // SVG 2: a reference to nothing clips nothing
	}
	if c.attr["clipPathUnits"] == "objectBoundingBox" || c.style["clip-path"] != "" && c.style["clip-path"] != "none" {
		return &Unsupported{What: "an unusual clip"}
	}
	mask, err := p.mask(func(mask []uint8) error { return p.clipShapes(c, s, mask) })
	if err != nil {
		return err
	}
	defer p.give(1)
	return p.clipped(mask, paint)
}

// clipShapes adds the shapes of a clipPath (SVG 1.1, 14.3.5).
func (p *painter) clipShapes(c *node, s style, mask []uint8) error {
	s, err := s.styled(c, p.drawing.box)
	if err != nil {
		return err
	}
	for _, n := range c.children {
		if silent[n.name] || hidden(n) {
			continue
		}
		if err := p.pay(n); err != nil {
			return err
		}
		if err := p.clipShape(n, s, mask); err != nil {
			return err
		}
	}
	return nil
}

// clipShape adds one of them, or the one that it uses.
func (p *painter) clipShape(n *node, s style, mask []uint8) error {
	own, err := s.styled(n, p.drawing.box)
	if err != nil {
		return err
	}
	if target := p.drawing.local(n); n.name == "use" && target != nil {
		at := n.place("x", "y", p.drawing.box)
		own.matrix = own.matrix.then(translate(at.x, at.y))
		if own, err = own.styled(target, p.drawing.box); err != nil {
			return err
		}
		n = target
	}
	pen := newPen(own.matrix)
	ok, err := shape(n, p.drawing.box, pen)
	if err != nil {
		return err
	}
	if !ok || own.clip != "" {
		return &Unsupported{What: "an unusual clip"}
	}
	return p.lets(mask, pen, own.matrix, own.clipEvenOdd)
}

// clipped paints only where a clip lets it.
func (p *painter) clipped(mask []uint8, paint func() error) error {
	outer := p.clip
	for i, v := range outer {
		mask[i] = uint8((int(mask[i])*int(v) + 127) / 255)
	}
	p.clip = mask
	err := paint()
	p.clip = outer
	return err
}

// mask makes a clip out of what the given function adds to it.
func (p *painter) mask(add func(mask []uint8) error) ([]uint8, error) {
	if err := p.take(1); err != nil {
		return nil, err
	}
	if p.budget -= p.w * p.h; p.budget < 0 {
		return nil, errWork
	}
	mask := make([]uint8, p.w*p.h)
	return mask, add(mask)
}

// lets adds the inside of trails to a clip.
func (p *painter) lets(mask []uint8, pen *pen, m matrix, evenOdd bool) error {
	for _, t := range pen.trails {
		if err := p.raster.outline(toPixels(t.points, m)); err != nil {
			return err
		}
	}
	return p.raster.cover(evenOdd, func(y, x int, coverage []float32) {
		row := mask[y*p.w+x:]
		for i, c := range coverage {
			row[i] = max(row[i], uint8(c*255+0.5))
		}
	})
}
