package svg

import "math"

// stroker covers a line with simple pieces: a rectangle for every stretch, a
// wedge for every bend, a cap for every end. The pieces overlap, and all turn
// the same way round, so the filler takes them for one shape.
type stroker struct {
	line
	half float64 // of the width
	flat float64
	emit func(piece []point) error
}

// trail strokes one trail.
func (s *stroker) trail(t trail) error {
	points := distinct(t.points)
	if t.closed && len(points) > 1 && points[0] != points[len(points)-1] {
		points = append(points, points[0])
	}
	if len(points) < 2 {
		return s.dot(t)
	}
	directions := make([]point, len(points)-1)
	for i := range directions {
		d := points[i+1].sub(points[i])
		directions[i] = d.times(1 / d.length())
		if err := s.stretch(points[i], points[i+1], directions[i]); err != nil {
			return err
		}
		if i > 0 {
			if err := s.bend(points[i], directions[i-1], directions[i]); err != nil {
				return err
			}
		}
	}
	last := len(directions) - 1
	if t.closed {
		return s.bend(points[0], directions[last], directions[0])
	}
	if err := s.end(points[0], directions[0].times(-1)); err != nil {
		return err
	}
	return s.end(points[len(points)-1], directions[last])
}

// distinct leaves out points that lie on the one before.
func distinct(points []point) []point {
	var list []point
	for _, p := range points {
		if n := len(list); n == 0 || p.sub(list[n-1]).length() > 1e-9 {
			list = append(list, p)
		}
	}
	return list
}

// normal gives the direction a quarter turn on.
func normal(d point) point { return point{-d.y, d.x} }

func (s *stroker) stretch(a, b, d point) error {
	n := normal(d).times(s.half)
	return s.emit([]point{a.add(n), b.add(n), b.sub(n), a.sub(n)})
}

// bend fills the outer side of a corner (SVG 1.1, 11.4).
func (s *stroker) bend(p, in, out point) error {
	turn, along := in.cross(out), in.dot(out)
	if math.Abs(turn) < 1e-6 && along > 0 {
		return nil
	}
	side := -s.half
	if turn < 0 {
		side = s.half
	}
	a, b := normal(in).times(side), normal(out).times(side)
	switch {
	case s.join == "round":
		return s.wedge(p, a, math.Atan2(turn, along))
	case s.join == "miter" && 2 <= s.miter*s.miter*(1+along):
		tip := a.add(b).times(1 / (1 + along))
		return s.emit([]point{p, p.add(a), p.add(tip), p.add(b)})
	}
	return s.emit([]point{p, p.add(a), p.add(b)})
}

// wedge fills the slice of a circle from the arm a on, through an angle.
func (s *stroker) wedge(p, a point, angle float64) error {
	step := 2 * math.Acos(math.Max(0, 1-s.flat/s.half))
	n := int(math.Min(100, math.Ceil(math.Abs(angle)/math.Max(step, 0.01))))
	piece := []point{p}
	for i := 0; i <= n; i++ {
		sin, cos := math.Sincos(angle * float64(i) / float64(max(n, 1)))
		piece = append(piece, p.add(point{a.x*cos - a.y*sin, a.x*sin + a.y*cos}))
	}
	return s.emit(piece)
}

// end puts a cap on the end of a line that goes in direction d.
func (s *stroker) end(p, d point) error {
	n := normal(d).times(s.half)
	switch s.cap {
	case "round":
		return s.wedge(p, n, -math.Pi)
	case "square":
		out := d.times(s.half)
		return s.emit([]point{p.add(n), p.add(n).add(out), p.sub(n).add(out), p.sub(n)})
	}
	return nil
}

// dot strokes a trail without any length, of which only the caps are seen.
func (s *stroker) dot(t trail) error {
	if len(t.points) < 2 && !t.closed || s.cap == "butt" {
		return nil
	}
	right := point{1, 0}
	if err := s.end(t.points[0], right); err != nil {
		return err
	}
	return s.end(t.points[0], right.times(-1))
}
