package picture

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// cell is all pixels whose shades agree in their first five bits.
type cell struct {
	key uint32
	n   uint64
	sum [4]uint64
}

func cellKey(p []uint8) uint32 {
	return uint32(p[0]>>3)<<15 | uint32(p[1]>>3)<<10 | uint32(p[2]>>3)<<5 | uint32(p[3]>>3)
}

func (c *cell) shade(channel int) uint64 { return c.sum[channel] / c.n }

// gather counts the cells, in the order of their keys.
func gather(m *image.RGBA) []cell {
	found := map[uint32]*cell{}
	for p := m.Pix; len(p) >= 4; p = p[4:] {
		key := cellKey(p)
		c := found[key]
		if c == nil {
			c = &cell{key: key}
			found[key] = c
		}
		c.n++
		for i := range c.sum {
			c.sum[i] += uint64(p[i])
		}
	}
	cells := make([]cell, 0, len(found))
	for _, c := range found {
		cells = append(cells, *c)
	}
	slices.SortFunc(cells, func(a, b cell) int { return cmp.Compare(a.key, b.key) })
	return cells
}

// cut splits the box with the most to gain, at its median, until there are 256.
func cut(cells []cell) [][]cell {
	boxes := [][]cell{cells}
	for len(boxes) < 256 {
		best, bestGain, channel := -1, 0.0, 0
		for i, box := range boxes {
			c, gain := widest(box)
			if len(box) > 1 && gain > bestGain {
				best, bestGain, channel = i, gain, c
			}
		}
		if best < 0 {
			break
		}
		a, b := split(boxes[best], channel)
		boxes[best] = a
		boxes = append(boxes, b)
	}
	return boxes
}

// widest gives the channel in which a box is widest, and how much it matters:
// with the root of how many pixels there are, or a small red dot in a large grey
// window would turn grey.
func widest(box []cell) (channel int, gain float64) {
	var n uint64
	var low, high [4]uint64
	for i := range box {
		n += box[i].n
		for c := range low {
			s := box[i].shade(c)
			if i == 0 || s < low[c] {
				low[c] = s
			}
			high[c] = max(high[c], s)
		}
	}
	for c := range low {
		wide := float64(high[c] - low[c])
		if g := wide * wide * math.Sqrt(float64(n)); g > gain {
			channel, gain = c, g
		}
	}
	return channel, gain
}

// split divides a box so that each half has about as many pixels.
func split(box []cell, channel int) (a, b []cell) {
	slices.SortFunc(box, func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.shade(channel), b.shade(channel)), cmp.Compare(a.key, b.key))
	})
	var all, n uint64
	for i := range box {
		all += box[i].n
	}
	at := 1
	for n = box[0].n; at < len(box)-1 && 2*n < all; at++ {
		n += box[at].n
	}
	return box[:at], box[at:]
}

func mean(box []cell) (shade [4]uint8) {
	var n uint64
	var sum [4]uint64
	for i := range box {
		n += box[i].n
		for c := range sum {
			sum[c] += box[i].sum[c]
		}
	}
	for c := range sum {
		shade[c] = uint8((sum[c] + n/2) / max(1, n))
	}
	return shade
}
