package picture

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// maxCells is how many colours a drawing has at most, soft edges included.
const maxCells = 1 << 16

// cell is a colour, and how many pixels have it.
type cell struct {
	shade [4]uint8
	n     int
}

// off says how far a cell is from a shade: the sum of the squares of its four
// channels, and the largest of them.
func (c *cell) off(shade [4]uint8) (square, worst int) {
	for i, v := range c.shade {
		d := int(v) - int(shade[i])
		square += d * d
		worst = max(worst, d, -d)
	}
	return square, worst
}

// masked is a colour without the bits that are not looked at.
func masked(p []uint8, mask uint8) [4]uint8 {
	return [4]uint8{p[0] & mask, p[1] & mask, p[2] & mask, p[3] & mask}
}

// gather counts the colours of a picture, in their order; those that agree
// under the mask count as one, their mean. It gives nil when there are too many.
func gather(m *image.RGBA, mask uint8) []cell {
	type pile struct {
		n   int
		sum [4]int
	}
	found := map[[4]uint8]*pile{}
	for p := m.Pix; len(p) >= 4; p = p[4:] {
		key := masked(p, mask)
		q := found[key]
		if q == nil {
			if len(found) == maxCells {
				return nil
			}
			q = &pile{}
			found[key] = q
		}
		q.n++
		for i := range q.sum {
			q.sum[i] += int(p[i])
		}
	}
	cells := make([]cell, 0, len(found))
	for _, q := range found {
		c := cell{n: q.n}
		for i, s := range q.sum {
			c.shade[i] = uint8(s / q.n)
		}
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b cell) int { return slices.Compare(a.shade[:], b.shade[:]) })
	return cells
}

// box is a group of colours that will become one.
type box struct {
	cells   []cell
	channel int     // in which it is widest
	gain    float64 // how much splitting it matters
}

// cut makes at most 256 groups. A flat colour, one of a thousandth of the
// picture, is a group of its own, or a pale panel on a paler ground would
// vanish. The others are one box, and the box with the most to gain is split at
// its median until there are enough.
func cut(cells []cell) [][]cell {
	all := 0
	for i := range cells {
		all += cells[i].n
	}
	const mostFlats = 128
	var boxes []box
	var others []cell
	for _, c := range cells {
		if c.n*1000 >= all && len(boxes) < mostFlats {
			boxes = append(boxes, box{cells: []cell{c}})
		} else {
			others = append(others, c)
		}
	}
	if len(others) > 0 {
		boxes = append(boxes, newBox(others))
	}
	for len(boxes) < 256 {
		best := len(boxes) - 1
		for i := range boxes {
			if boxes[i].gain > boxes[best].gain {
				best = i
			}
		}
		if boxes[best].gain == 0 {
			break
		}
		a, b := boxes[best].split()
		boxes[best] = newBox(a)
		boxes = append(boxes, newBox(b))
	}
	groups := make([][]cell, len(boxes))
	for i := range boxes {
		groups[i] = boxes[i].cells
	}
	return groups
}

// newBox finds the channel in which a box is widest, and how much that matters:
// with the root of how many pixels there are, or a small red dot in a large grey
// window would turn grey.
func newBox(cells []cell) box {
	low, high, n := cells[0].shade, cells[0].shade, 0
	for i := range cells {
		n += cells[i].n
		for c, v := range cells[i].shade {
			low[c], high[c] = min(low[c], v), max(high[c], v)
		}
	}
	b := box{cells: cells}
	for c := range low {
		wide := float64(high[c] - low[c])
		if g := wide * wide * math.Sqrt(float64(n)); g > b.gain {
			b.channel, b.gain = c, g
		}
	}
	return b
}

// split divides a box so that each half has about as many pixels.
func (b *box) split() (low, high []cell) {
	slices.SortFunc(b.cells, func(x, y cell) int {
		return cmp.Or(cmp.Compare(x.shade[b.channel], y.shade[b.channel]), slices.Compare(x.shade[:], y.shade[:]))
	})
	all := 0
	for i := range b.cells {
		all += b.cells[i].n
	}
	at, n := 1, b.cells[0].n
	for ; at < len(b.cells)-1 && 2*n < all; at++ {
		n += b.cells[at].n
	}
	return b.cells[:at], b.cells[at:]
}

// mean gives the shade that stands for a group.
func mean(cells []cell) (shade [4]uint8) {
	n := 0
	var sum [4]int
	for _, c := range cells {
		n += c.n
		for i, v := range c.shade {
			sum[i] += int(v) * c.n
		}
	}
	for i, s := range sum {
		shade[i] = uint8((s + n/2) / n)
	}
	return shade
}
