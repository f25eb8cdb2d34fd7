package picture

import (
	"image"
	"image/draw"
	"math"
)

// shrink gives a picture w by h pixels large, which is never more than it has.
//
// It works row by row, so that beside the picture itself only a handful of rows
// is in memory: x/image/draw's kernels want 32 bytes for every pixel of a whole
// intermediate picture. All sums are whole numbers, so every machine makes the
// same bytes.
func shrink(m image.Image, w, h int) *image.RGBA {
	size := m.Bounds().Size()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if size.X == w && size.Y == h {
		draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
		return out
	}
	src := newReducer(m, min(size.X/(2*w), size.Y/(2*h)))
	across := newKernel(w, src.cells.X, float64(size.X)/float64(src.factor))
	down := newKernel(h, src.cells.Y, float64(size.Y)/float64(src.factor))
	ring := make([][]int32, down.taps)
	for i := range ring {
		ring[i] = make([]int32, 4*w)
	}
	read := 0
	for y := range h {
		for ; read < down.start[y]+down.taps; read++ {
			across.row(ring[read%down.taps], src.next())
		}
		down.column(out.Pix[y*out.Stride:y*out.Stride+4*w], ring, y)
	}
	return out
}

// kernel holds, for every pixel of a new row, the pixels of the old one that it
// is made of, and their weights.
type kernel struct {
	taps    int
	start   []int
	weights []int32 // taps for every pixel; together 1<<weightBits
	sums    []int32 // of the row that column makes
}

const (
	weightBits = 14 // of a weight
	sumBits    = 6  // that a half-finished pixel has beyond its 8
)

// newKernel makes a Catmull–Rom kernel that gives to pixels out of cells. The
// old picture is length cells long, which may be a little less than cells when
// the last one is not full.
func newKernel(to, cells int, length float64) *kernel {
	ratio := math.Max(1, length/float64(to))
	reach := 2 * ratio
	k := &kernel{taps: min(cells, 2*int(math.Ceil(reach))+1), start: make([]int, to)}
	k.weights = make([]int32, to*k.taps)
	shares := make([]float64, k.taps)
	for i := range to {
		centre := (float64(i)+0.5)*length/float64(to) - 0.5
		first := int(math.Floor(centre-reach)) + 1
		k.start[i] = max(0, min(first, cells-k.taps))
		sum := 0.0
		for j := range shares {
			shares[j] = catmullRom((float64(k.start[i]+j) - centre) / ratio)
			sum += shares[j]
		}
		wholeNumbers(k.weights[i*k.taps:(i+1)*k.taps], shares, sum)
	}
	return k
}

// wholeNumbers turns shares of sum into weights that add up exactly, or flat
// colours would change by a shade.
func wholeNumbers(weights []int32, shares []float64, sum float64) {
	left, most := int32(1<<weightBits), 0
	for j, s := range shares {
		weights[j] = int32(math.Round(s / sum * (1 << weightBits)))
		left -= weights[j]
		if weights[j] > weights[most] {
			most = j
		}
	}
	weights[most] += left
}

// catmullRom is the cubic of Catmull and Rom: sharp, with very little ringing.
func catmullRom(t float64) float64 {
	t = math.Abs(t)
	switch {
	case t < 1:
		return (1.5*t-2.5)*t*t + 1
	case t < 2:
		return ((-0.5*t+2.5)*t-4)*t + 2
	}
	return 0
}

// row makes one half-finished row out of a row of pixels.
func (k *kernel) row(to []int32, from []uint8) {
	const shift = weightBits - sumBits
	for i, start := range k.start {
		var r, g, b, a int32
		p := from[4*start : 4*(start+k.taps)]
		for _, w := range k.weights[i*k.taps : (i+1)*k.taps] {
			r += w * int32(p[0])
			g += w * int32(p[1])
			b += w * int32(p[2])
			a += w * int32(p[3])
			p = p[4:]
		}
		const half = 1 << (shift - 1)
		to[4*i], to[4*i+1], to[4*i+2], to[4*i+3] = (r+half)>>shift, (g+half)>>shift, (b+half)>>shift, (a+half)>>shift
	}
}

// column makes the row y of the new picture out of half-finished rows.
func (k *kernel) column(to []uint8, ring [][]int32, y int) {
	const shift = weightBits + sumBits
	if k.sums == nil {
		k.sums = make([]int32, len(to))
	}
	sums := k.sums
	clear(sums)
	for j, w := range k.weights[y*k.taps : (y+1)*k.taps] {
		if w == 0 {
			continue
		}
		row := ring[(k.start[y]+j)%k.taps]
		for i := range sums {
			sums[i] += w * row[i]
		}
	}
	for i := 0; i < len(to); i += 4 {
		a := clamp((sums[i+3]+1<<(shift-1))>>shift, 255)
		to[i+3] = uint8(a)
		for c := range 3 {
			// Colours are stored times alpha, so none can be more.
			to[i+c] = uint8(clamp((sums[i+c]+1<<(shift-1))>>shift, a))
		}
	}
}

func clamp(v, most int32) int32 { return max(0, min(v, most)) }
