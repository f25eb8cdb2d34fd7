package svg

import "strings"

// pathData reads the d attribute of a path (SVG 1.1, 8.3).
type pathData struct {
	scanner
	pen     *pen
	control point // of the curve before, for the smooth ones
	before  byte  // the command before, as a capital
}

// draw follows the commands. Data that goes wrong is drawn up to there, as the
// standard says (F.2).
func (d *pathData) draw() error {
	var command byte
	for d.separator(); d.s != ""; d.separator() {
		if c := d.s[0]; strings.IndexByte("MmLlHhVvCcSsQqTtAaZz", c) >= 0 {
			command = c
			d.s = d.s[1:]
			d.space()
		} else if command == 0 || command == 'z' || command == 'Z' {
			return nil
		}
		if d.before == 0 && command != 'M' && command != 'm' {
			return nil
		}
		if !d.command(command) {
			return nil
		}
		if d.pen.points > maxPoints {
			return errPoints
		}
		switch command { // further pairs after a move are lines
		case 'M':
			command = 'L'
		case 'm':
			command = 'l'
		}
	}
	return nil
}

// command does one command, with its numbers; false when they make no sense.
func (d *pathData) command(c byte) bool {
	var origin point
	capital := c
	if c >= 'a' {
		capital, origin = c-'a'+'A', d.pen.at
	}
	err := d.segment(capital, origin)
	d.before = capital
	return err == nil
}

func (d *pathData) segment(capital byte, origin point) error {
	p := d.pen
	switch capital {
	case 'Z':
		p.close()
		return nil
	case 'A':
		return d.arc(origin)
	case 'H', 'V':
		v, err := d.numbers(1)
		if err != nil {
			return err
		}
		to := point{origin.x + v[0], p.at.y}
		if capital == 'V' {
			to = point{p.at.x, origin.y + v[0]}
		}
		p.lineTo(to)
		return nil
	}
	count := map[byte]int{'M': 1, 'L': 1, 'T': 1, 'Q': 2, 'S': 2, 'C': 3}[capital]
	q, err := d.points(count, origin)
	if err != nil {
		return err
	}
	d.curve(capital, q)
	return nil
}

// curve draws the commands that take points.
func (d *pathData) curve(capital byte, q []point) {
	p := d.pen
	mirrored := p.at
	if smooth := strings.IndexByte("CS", d.before) >= 0; capital == 'S' && smooth || capital == 'T' && strings.IndexByte("QT", d.before) >= 0 {
		mirrored = p.at.times(2).sub(d.control)
	}
	switch capital {
	case 'M':
		p.moveTo(q[0])
	case 'L':
		p.lineTo(q[0])
	case 'T':
		d.control = mirrored
		p.quadTo(mirrored, q[0])
	case 'Q':
		d.control = q[0]
		p.quadTo(q[0], q[1])
	case 'S':
		d.control = q[0]
		p.cubicTo(mirrored, q[0], q[1])
	case 'C':
		d.control = q[1]
		p.cubicTo(q[0], q[1], q[2])
	}
}

func (d *pathData) arc(origin point) error {
	r, err := d.numbers(3)
	if err != nil {
		return err
	}
	large, err := d.flag()
	if err != nil {
		return err
	}
	d.separator()
	sweep, err := d.flag()
	if err != nil {
		return err
	}
	d.separator()
	q, err := d.points(1, origin)
	if err != nil {
		return err
	}
	d.pen.arcTo(r[0], r[1], r[2], large, sweep, q[0])
	return nil
}

// points reads n points, from the origin.
func (d *pathData) points(n int, origin point) ([]point, error) {
	v, err := d.numbers(2 * n)
	if err != nil {
		return nil, err
	}
	list := make([]point, n)
	for i := range list {
		list[i] = origin.add(point{v[2*i], v[2*i+1]})
	}
	return list, nil
}

// numbers reads n numbers and the separators behind them.
func (d *pathData) numbers(n int) ([]float64, error) {
	list := make([]float64, n)
	for i := range list {
		v, err := d.number()
		if err != nil {
			return nil, err
		}
		list[i] = v
		d.separator()
	}
	return list, nil
}
