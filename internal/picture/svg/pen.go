package svg

import "math"

// trail is a line through points.
type trail struct {
	points []point
	closed bool
}

// pen draws trails: it turns curves into as many short lines as nobody can
// tell from the curve.
type pen struct {
	trails []trail
	at     point
	flat   float64 // how far a line may be off, in the shape's own units
	points int
}

// newPen makes a pen for a shape that the matrix brings to pixels.
func newPen(m matrix) *pen {
	size := math.Max(m.size(), math.Max(math.Hypot(m.a, m.b), math.Hypot(m.c, m.d)))
	return &pen{flat: 0.1 / math.Max(size, 1e-9)}
}

func (p *pen) moveTo(to point) {
	p.trails = append(p.trails, trail{points: []point{to}})
	p.at = to
	p.points++
}

func (p *pen) lineTo(to point) {
	if len(p.trails) == 0 {
		p.moveTo(p.at)
	}
	t := &p.trails[len(p.trails)-1]
	if t.closed { // a new trail begins where the last one was closed
		p.moveTo(p.at)
		t = &p.trails[len(p.trails)-1]
	}
	t.points = append(t.points, to)
	p.at = to
	p.points++
}

func (p *pen) close() {
	if n := len(p.trails); n > 0 && !p.trails[n-1].closed {
		p.trails[n-1].closed = true
		p.at = p.trails[n-1].points[0]
	}
}

func (p *pen) quadTo(c, to point) {
	from := p.at
	// The same curve as a cubic.
	p.cubicTo(from.to(c, 2.0/3), to.to(c, 2.0/3), to)
}

func (p *pen) cubicTo(c, d, to point) {
	from := p.at
	bend := math.Max(from.add(d).sub(c.times(2)).length(), c.add(to).sub(d.times(2)).length())
	n := p.steps(math.Sqrt(0.75 * bend / p.flat))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		ab, bc, cd := from.to(c, t), c.to(d, t), d.to(to, t)
		p.lineTo(ab.to(bc, t).to(bc.to(cd, t), t))
	}
	p.lineTo(to)
}

// steps bounds how many lines a curve becomes.
func (p *pen) steps(n float64) int {
	if !(n >= 1) { // also for what is no number
		return 1
	}
	return int(math.Min(math.Ceil(n), 500))
}

// arcTo draws part of an ellipse (SVG 1.1, F.6).
func (p *pen) arcTo(rx, ry, degrees float64, large, sweep bool, to point) {
	from := p.at
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx == 0 || ry == 0 || from == to {
		p.lineTo(to)
		return
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	turn := matrix{a: cos, b: sin, c: -sin, d: cos}
	back := matrix{a: cos, b: -sin, c: sin, d: cos}
	half := back.apply(from.sub(to).times(0.5))
	if l := math.Hypot(half.x/rx, half.y/ry); l > 1 { // too small to reach: just large enough
		rx, ry = rx*l, ry*l
	}
	u, v := half.x/rx, half.y/ry
	k := math.Sqrt(math.Max(0, (1-u*u-v*v)/(u*u+v*v)))
	if large == sweep {
		k = -k
	}
	centre := point{k * rx * v, -k * ry * u} // in the ellipse's own direction
	start := math.Atan2((half.y-centre.y)/ry, (half.x-centre.x)/rx)
	end := math.Atan2((-half.y-centre.y)/ry, (-half.x-centre.x)/rx)
	angle := end - start
	if sweep && angle < 0 {
		angle += 2 * math.Pi
	} else if !sweep && angle > 0 {
		angle -= 2 * math.Pi
	}
	middle := turn.apply(centre).add(from.to(to, 0.5))
	p.turns(middle, turn.then(scale(rx, ry)), start, angle, math.Max(rx, ry))
	p.lineTo(to)
}

// turns draws the inner points of an arc: a part of the unit circle that m
// brings into its place around the middle.
func (p *pen) turns(middle point, m matrix, start, angle, radius float64) {
	step := 2 * math.Acos(math.Max(0, 1-p.flat/radius))
	n := p.steps(math.Abs(angle) / math.Max(step, 1e-6))
	for i := 1; i < n; i++ {
		sin, cos := math.Sincos(start + angle*float64(i)/float64(n))
		p.lineTo(middle.add(m.apply(point{cos, sin})))
	}
}

// ellipse draws a whole one.
func (p *pen) ellipse(c point, rx, ry float64) {
	p.moveTo(point{c.x + rx, c.y})
	p.turns(c, scale(rx, ry), 0, 2*math.Pi, math.Max(rx, ry))
	p.close()
}

// extent gives the rectangle around all trails.
func (p *pen) extent() (b box, ok bool) {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, t := range p.trails {
		for _, q := range t.points {
			low = point{math.Min(low.x, q.x), math.Min(low.y, q.y)}
			high = point{math.Max(high.x, q.x), math.Max(high.y, q.y)}
		}
	}
	return box{low.x, low.y, high.x - low.x, high.y - low.y}, low.x <= high.x
}
