package svg

import (
	"math"
	"slices"
)

// gradient is a run of colours along a line or out of a circle (SVG 1.1, 13.2).
type gradient struct {
	radial     bool
	toGradient matrix // from pixels
	from, to   point  // linear: t is 0 and 1; radial: to is the centre, from the focus
	r          float64
	spread     string
	colours    [1024]ink
}

// chain gives a gradient and those that it refers to for what it lacks.
func (d *Drawing) chain(id string) []*node {
	var list []*node
	for n := d.ids[id]; n != nil && len(list) < 8; n = d.local(n) {
		if n.name != "linearGradient" && n.name != "radialGradient" {
			break
		}
		list = append(list, n)
	}
	return list
}

// local gives the element that an href names; nil when it is not in the file.
func (d *Drawing) local(n *node) *node {
	ref := n.attr["href"]
	if ref == "" || ref[0] != '#' {
		return nil
	}
	return d.ids[ref[1:]]
}

// attrs gives the first value of an attribute along the chain.
func attrs(chain []*node) func(name string) string {
	return func(name string) string {
		for _, n := range chain {
			if v, ok := n.attr[name]; ok {
				return v
			}
		}
		return ""
	}
}

// gradient makes a gradient for a shape with an extent, drawn in the style s.
// It gives one colour in place of it when there is no room for more, and
// nothing when the gradient does not exist.
func (p *painter) gradient(id string, s style, extent box) (g *gradient, flat shade, err error) {
	chain := p.drawing.chain(id)
	if len(chain) == 0 {
		if n := p.drawing.ids[id]; n != nil {
			return nil, flat, &Unsupported{What: "a fill with <" + n.name + ">"}
		}
		return nil, flat, nil
	}
	attr := attrs(chain)
	const cost = 20_000 // of working out all colours
	if p.budget -= cost; p.budget < 0 {
		return nil, flat, errWork
	}
	stops, err := p.stops(chain, s)
	if err != nil || len(stops) == 0 {
		return nil, flat, err
	}
	last := stops[len(stops)-1].shade
	g = &gradient{radial: chain[0].name == "radialGradient", spread: attr("spreadMethod")}
	space, view := s.matrix, p.drawing.box
	if attr("gradientUnits") != "userSpaceOnUse" {
		if extent.w <= 0 || extent.h <= 0 {
			return nil, flat, nil // SVG 1.1, 7.11: then there is no paint
		}
		space = space.then(translate(extent.x, extent.y)).then(scale(extent.w, extent.h))
		view = box{w: 1, h: 1}
	}
	own, err := parseTransform(attr("gradientTransform"))
	if err != nil {
		return nil, flat, &Unsupported{What: "the transform " + attr("gradientTransform")}
	}
	inverse, ok := space.then(own).inverse()
	if !ok || !g.place(attr, view) {
		return nil, last, nil
	}
	g.toGradient = inverse
	g.fill(stops)
	return g, flat, nil
}

// place reads where the gradient lies; false when it has no extent.
func (g *gradient) place(attr func(string) string, view box) bool {
	read := func(name, none string, whole float64) float64 {
		v := attr(name)
		if v == "" {
			v = none
		}
		f, _ := length(v, whole)
		return f
	}
	if !g.radial {
		g.from = point{read("x1", "0%", view.w), read("y1", "0%", view.h)}
		g.to = point{read("x2", "100%", view.w), read("y2", "0%", view.h)}
		return g.to != g.from
	}
	g.to = point{read("cx", "50%", view.w), read("cy", "50%", view.h)}
	g.r = read("r", "50%", math.Hypot(view.w, view.h)/math.Sqrt2)
	g.from = g.to
	if attr("fx") != "" {
		g.from.x = read("fx", "", view.w)
	}
	if attr("fy") != "" {
		g.from.y = read("fy", "", view.h)
	}
	// A focus outside is moved to the edge (13.2.3), and a little further in, or
	// half the picture would have no colour.
	if off := g.from.sub(g.to); off.length() > 0.999*g.r && off.length() > 0 {
		g.from = g.to.add(off.times(0.999 * g.r / off.length()))
	}
	return g.r > 0
}

// stop is a colour and where it is reached.
type stop struct {
	at float64
	shade
}

// stops reads the colours, from the first of the chain that has any.
func (p *painter) stops(chain []*node, s style) ([]stop, error) {
	var list []stop
	for _, n := range chain {
		for _, c := range n.children {
			if c.name != "stop" {
				continue
			}
			if p.budget -= 100 + c.cost; p.budget < 0 {
				return nil, errWork
			}
			own := paint{shade: shade{a: 1}}
			if err := s.paint(&own, c.style["stop-color"]); err != nil {
				return nil, err
			}
			opacity, at := 1.0, 0.0
			set(&opacity, c.style["stop-opacity"], fraction)
			set(&at, c.attr["offset"], fraction)
			if k := len(list); k > 0 {
				at = math.Max(at, list[k-1].at)
			}
			own.a *= opacity
			list = append(list, stop{at, own.shade})
		}
		if len(list) > 0 {
			break
		}
	}
	return list, nil
}

// fill works out the colours between the stops.
func (g *gradient) fill(stops []stop) {
	for i := range g.colours {
		t := float64(i) / float64(len(g.colours)-1)
		k, _ := slices.BinarySearchFunc(stops, t, func(s stop, t float64) int {
			if s.at <= t {
				return -1
			}
			return 1
		})
		switch k {
		case 0:
			g.colours[i] = stops[0].ink()
		case len(stops):
			g.colours[i] = stops[k-1].ink()
		default:
			a, b := stops[k-1], stops[k]
			g.colours[i] = a.mix(b.shade, (t-a.at)/(b.at-a.at)).ink()
		}
	}
}

func (s shade) mix(o shade, t float64) shade {
	return shade{s.r + (o.r-s.r)*t, s.g + (o.g-s.g)*t, s.b + (o.b-s.b)*t, s.a + (o.a-s.a)*t}
}

// at gives the colour of a pixel.
func (g *gradient) at(x, y int) ink {
	q := g.toGradient.apply(point{float64(x) + 0.5, float64(y) + 0.5})
	t := g.along(q)
	switch g.spread {
	case "repeat":
		t -= math.Floor(t)
	case "reflect":
		t = math.Abs(t - 2*math.Floor(t/2+0.5))
	}
	if math.IsNaN(t) {
		t = 1
	}
	return g.colours[int(unit(t)*float64(len(g.colours)-1)+0.5)]
}

// along says how far along the gradient a place is.
func (g *gradient) along(q point) float64 {
	if !g.radial {
		d := g.to.sub(g.from)
		return q.sub(g.from).dot(d) / d.dot(d)
	}
	// On the ray from the focus through q, where q lies between focus and circle.
	d, f := q.sub(g.from), g.from.sub(g.to)
	a := d.dot(d)
	if a == 0 {
		return 0
	}
	b, c := f.dot(d), f.dot(f)-g.r*g.r
	reach := (-b + math.Sqrt(math.Max(0, b*b-a*c))) / a
	return 1 / reach
}
