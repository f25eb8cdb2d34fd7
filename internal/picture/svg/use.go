package svg

import "math"

// use draws an element of the same file again (SVG 1.1, 5.6).
func (p *painter) use(n *node, s style, depth int) error {
	target := p.drawing.local(n)
	if target == nil {
		if ref := n.attr["href"]; ref != "" && ref[0] != '#' {
			return &Unsupported{What: "a reference to another file"}
		}
		return nil
	}
	view := p.drawing.box
	at := n.place("x", "y", view)
	s.matrix = s.matrix.then(translate(at.x, at.y))
	s.opacity, s.clip = 1, ""
	if target.name == "symbol" || target.name == "svg" {
		own, err := s.styled(target, view)
		if err != nil {
			return err
		}
		return p.viewport(target, n, own, depth+1)
	}
	return p.element(target, s, depth+1)
}

// viewport draws the children of a symbol or an inner svg, fitted into a
// rectangle and cut off at its edges (SVG 1.1, 7.9).
func (p *painter) viewport(n, sized *node, s style, depth int) error {
	view := p.drawing.box
	if sized == n {
		at := n.place("x", "y", view)
		s.matrix = s.matrix.then(translate(at.x, at.y))
	}
	side := func(name string, whole float64) float64 {
		for _, from := range []*node{sized, n} {
			if v, err := length(from.attr[name], whole); err == nil {
				return v
			}
		}
		return whole
	}
	frame := box{w: side("width", view.w), h: side("height", view.h)}
	pen := newPen(s.matrix)
	rounded(pen, frame, 0, 0)
	mask, err := p.mask(func(mask []uint8) error { return p.lets(mask, pen, s.matrix, false) })
	if err != nil {
		return err
	}
	defer p.give(1)
	if s.matrix, err = fitted(n, s.matrix, frame); err != nil {
		return err
	}
	return p.clipped(mask, func() error { return p.children(n, s, depth) })
}

// fitted brings the space of a viewBox into a frame of the space around it.
func fitted(n *node, outer matrix, frame box) (matrix, error) {
	inner, ok := n.viewBox()
	if !ok || inner.w <= 0 || inner.h <= 0 {
		return outer, nil
	}
	if a := n.attr["preserveAspectRatio"]; a != "" && a != "xMidYMid" && a != "xMidYMid meet" {
		return outer, &Unsupported{What: "an unusual preserveAspectRatio"}
	}
	f := math.Min(frame.w/inner.w, frame.h/inner.h)
	middle := translate((frame.w-inner.w*f)/2, (frame.h-inner.h*f)/2)
	return outer.then(middle).then(scale(f, f)).then(translate(-inner.x, -inner.y)), nil
}
