package svg

import (
	"errors"
	"math"
	"strings"
)

// point is a place in user space or in pixels.
type point struct{ x, y float64 }

func (p point) add(q point) point           { return point{p.x + q.x, p.y + q.y} }
func (p point) sub(q point) point           { return point{p.x - q.x, p.y - q.y} }
func (p point) times(f float64) point       { return point{p.x * f, p.y * f} }
func (p point) length() float64             { return math.Hypot(p.x, p.y) }
func (p point) cross(q point) float64       { return p.x*q.y - p.y*q.x }
func (p point) dot(q point) float64         { return p.x*q.x + p.y*q.y }
func (p point) to(q point, t float64) point { return point{p.x + (q.x-p.x)*t, p.y + (q.y-p.y)*t} }

// matrix is an affine transform: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

func translate(x, y float64) matrix { return matrix{a: 1, d: 1, e: x, f: y} }
func scale(x, y float64) matrix     { return matrix{a: x, d: y} }

// then gives the transform that does n first and m after it, as nested
// elements do: the inner one's is on the right.
func (m matrix) then(n matrix) matrix {
	return matrix{
		a: m.a*n.a + m.c*n.b, b: m.b*n.a + m.d*n.b,
		c: m.a*n.c + m.c*n.d, d: m.b*n.c + m.d*n.d,
		e: m.a*n.e + m.c*n.f + m.e, f: m.b*n.e + m.d*n.f + m.f,
	}
}

func (m matrix) apply(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

func (m matrix) det() float64 { return m.a*m.d - m.b*m.c }

// size is how much larger things become, on the whole.
func (m matrix) size() float64 { return math.Sqrt(math.Abs(m.det())) }

// inverse gives the way back; ok is false when everything fell onto a line.
func (m matrix) inverse() (inv matrix, ok bool) {
	det := m.det()
	if math.Abs(det) < 1e-12 || math.IsNaN(det) || math.IsInf(det, 0) {
		return inv, false
	}
	return matrix{
		a: m.d / det, b: -m.b / det, c: -m.c / det, d: m.a / det,
		e: (m.c*m.f - m.d*m.e) / det, f: (m.b*m.e - m.a*m.f) / det,
	}, true
}

var errTransform = errors.New("bad transform")

// parseTransform reads a list of transforms (SVG 1.1, 7.6).
func parseTransform(s string) (matrix, error) {
	m := identity
	for {
		s = strings.TrimLeft(s, " \t\r\n,")
		if s == "" || s == "none" {
			return m, nil
		}
		name, rest, ok := strings.Cut(s, "(")
		args, tail, ok2 := strings.Cut(rest, ")")
		v, err := numbers(args)
		if !ok || !ok2 || err != nil {
			return m, errTransform
		}
		t, ok := transform(strings.TrimSpace(name), v)
		if !ok {
			return m, errTransform
		}
		m, s = m.then(t), tail
	}
}

func transform(name string, v []float64) (m matrix, ok bool) {
	n := len(v)
	v = append(v, 0, 0, 0, 0, 0, 0)
	switch {
	case name == "translate" && (n == 1 || n == 2):
		return translate(v[0], v[1]), true
	case name == "scale" && n == 1:
		return scale(v[0], v[0]), true
	case name == "scale" && n == 2:
		return scale(v[0], v[1]), true
	case name == "rotate" && (n == 1 || n == 3):
		sin, cos := math.Sincos(v[0] * math.Pi / 180)
		return translate(v[1], v[2]).then(matrix{cos, sin, -sin, cos, 0, 0}).then(translate(-v[1], -v[2])), true
	case name == "skewX" && n == 1:
		return matrix{1, 0, math.Tan(v[0] * math.Pi / 180), 1, 0, 0}, true
	case name == "skewY" && n == 1:
		return matrix{1, math.Tan(v[0] * math.Pi / 180), 0, 1, 0, 0}, true
	case name == "matrix" && n == 6:
		return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}, true
	}
	return m, false
}
