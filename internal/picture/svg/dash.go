package svg

import "math"

// parseDashes reads a pattern; nil is a whole line. One of an odd number of
// lengths is taken twice (SVG 1.1, 11.4).
func parseDashes(s string, of func(string) (float64, error)) []float64 {
	var list []float64
	sum := 0.0
	for _, part := range fields(s) {
		v, err := of(part)
		if err != nil || v < 0 {
			return nil
		}
		list = append(list, v)
		sum += v
	}
	if sum <= 0 {
		return nil
	}
	if len(list)%2 == 1 {
		list = append(list, list...)
	}
	return list
}

// dashed cuts trails into dashes.
func (l line) dashed(trails []trail) ([]trail, error) {
	if len(l.dashes) == 0 {
		return trails, nil
	}
	period := 0.0
	for _, d := range l.dashes {
		period += d
	}
	var out []trail
	for _, t := range trails {
		if n := t.length() / period * float64(len(l.dashes)); n > maxPoints/5 {
			return nil, &Unsupported{What: "far too many dashes"}
		}
		out = append(out, l.dash(t, period)...)
	}
	return out, nil
}

func (t trail) length() float64 {
	sum := 0.0
	for i := 1; i < len(t.points); i++ {
		sum += t.points[i].sub(t.points[i-1]).length()
	}
	return sum
}

// dash cuts one trail.
func (l line) dash(t trail, period float64) []trail {
	points := t.points
	if t.closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	i, left := l.begin(period)
	var out []trail
	var open []point
	if i%2 == 0 {
		open = []point{points[0]}
	}
	for j := 1; j < len(points); j++ {
		from, to := points[j-1], points[j]
		long := to.sub(from).length()
		for done := 0.0; long > 0; {
			if left > long-done {
				left -= long - done
				break
			}
			done += left
			cut := from.to(to, done/long)
			if i%2 == 0 {
				out = append(out, trail{points: append(open, cut)})
				open = nil
			} else {
				open = []point{cut}
			}
			i = (i + 1) % len(l.dashes)
			left = l.dashes[i]
		}
		if i%2 == 0 {
			open = append(open, to)
		}
	}
	if i%2 == 0 && len(open) > 1 {
		out = append(out, trail{points: open})
	}
	return out
}

// begin gives the dash in which a trail begins, and what is left of it.
func (l line) begin(period float64) (i int, left float64) {
	offset := math.Mod(l.dashOffset, period)
	if offset < 0 {
		offset += period
	}
	for offset >= l.dashes[i] {
		offset -= l.dashes[i]
		i = (i + 1) % len(l.dashes)
	}
	return i, l.dashes[i] - offset
}
