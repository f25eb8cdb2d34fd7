package svg

import "math"

// shape draws the outline of a basic shape or a path with a pen (SVG 1.1,
// sections 8 and 9); ok is false for elements that are none.
func shape(n *node, view box, p *pen) (ok bool, err error) {
	switch n.name {
	case "path":
		d := pathData{scanner: scanner{n.style["d"]}, pen: p}
		err = d.draw()
	case "rect":
		rectangle(n, view, p)
	case "circle":
		c, r := n.place("cx", "cy", view), n.size("r", math.Hypot(view.w, view.h)/math.Sqrt2)
		if r > 0 {
			p.ellipse(c, r, r)
		}
	case "ellipse":
		c := n.place("cx", "cy", view)
		rx, ry := n.size("rx", view.w), n.size("ry", view.h)
		if rx > 0 && ry > 0 {
			p.ellipse(c, rx, ry)
		}
	case "line":
		p.moveTo(n.place("x1", "y1", view))
		p.lineTo(n.place("x2", "y2", view))
	case "polyline", "polygon":
		polygon(n, p)
	default:
		return false, nil
	}
	if err == nil && p.points > maxPoints {
		err = errPoints
	}
	return true, err
}

// size reads a length of an element; none is zero.
func (n *node) size(name string, whole float64) float64 {
	v, err := length(n.style[name], whole)
	if err != nil {
		return 0
	}
	return v
}

func (n *node) place(x, y string, view box) point {
	return point{n.size(x, view.w), n.size(y, view.h)}
}

func rectangle(n *node, view box, p *pen) {
	at := n.place("x", "y", view)
	w, h := n.size("width", view.w), n.size("height", view.h)
	if w <= 0 || h <= 0 {
		return
	}
	rx, ry := n.size("rx", view.w), n.size("ry", view.h)
	if n.style["rx"] == "" {
		rx = ry
	}
	if n.style["ry"] == "" {
		ry = rx
	}
	rx, ry = math.Min(math.Max(rx, 0), w/2), math.Min(math.Max(ry, 0), h/2)
	rounded(p, box{at.x, at.y, w, h}, rx, ry)
}

// rounded draws a rectangle; the radii may be zero.
func rounded(p *pen, b box, rx, ry float64) {
	right, bottom := b.x+b.w, b.y+b.h
	p.moveTo(point{b.x + rx, b.y})
	p.lineTo(point{right - rx, b.y})
	p.arcTo(rx, ry, 0, false, true, point{right, b.y + ry})
	p.lineTo(point{right, bottom - ry})
	p.arcTo(rx, ry, 0, false, true, point{right - rx, bottom})
	p.lineTo(point{b.x + rx, bottom})
	p.arcTo(rx, ry, 0, false, true, point{b.x, bottom - ry})
	p.lineTo(point{b.x, b.y + ry})
	p.arcTo(rx, ry, 0, false, true, point{b.x + rx, b.y})
	p.close()
}

func polygon(n *node, p *pen) {
	v, _ := numbers(n.attr["points"]) // drawn up to where it goes wrong
	for i := 0; i+1 < len(v); i += 2 {
		if q := (point{v[i], v[i+1]}); i == 0 {
			p.moveTo(q)
		} else {
			p.lineTo(q)
		}
	}
	if n.name == "polygon" {
		p.close()
	}
}
