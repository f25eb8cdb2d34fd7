package svg

import "math"

// raster turns outlines into coverage. Every edge adds the area to its right,
// with the sign of its direction, to the pixels it crosses; the running sum of a
// row then says how much of each pixel is inside, and how often (the method of
// Raph Levien's font-rs, which golang.org/x/image/vector uses too; that one
// knows no even-odd rule).
type raster struct {
	w, h   int
	sums   []float32 // w+2 for every row
	dirty  bounds
	budget *int // pixels that may still be touched
}

// bounds is the part of the raster that edges have touched.
type bounds struct{ x0, y0, x1, y1 int }

func newRaster(w, h int, budget *int) *raster {
	r := &raster{w: w, h: h, sums: make([]float32, (w+2)*h), budget: budget}
	r.dirty = bounds{w, h, 0, 0}
	return r
}

// edgeCost is what an edge costs that touches nothing.
const edgeCost = 8

// outline adds a closed outline, in pixels.
func (r *raster) outline(points []point) error {
	for i, p := range points {
		if err := r.edge(p, points[(i+1)%len(points)]); err != nil {
			return err
		}
	}
	return nil
}

// piece adds a closed outline that counts as inside whichever way it turns.
func (r *raster) piece(points []point) error {
	area := 0.0
	for i, p := range points {
		area += p.cross(points[(i+1)%len(points)])
	}
	if area < 0 {
		for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
			points[i], points[j] = points[j], points[i]
		}
	}
	return r.outline(points)
}

// edge adds the edge from a to b: cut to the rows that there are, then at the
// left and the right side. What lies left of the picture covers all of the row;
// what lies right of it covers nothing.
func (r *raster) edge(a, b point) error {
	if !(math.Abs(a.x) < 1e9 && math.Abs(a.y) < 1e9 && math.Abs(b.x) < 1e9 && math.Abs(b.y) < 1e9) {
		return &Unsupported{What: "parts that are far too large"}
	}
	if *r.budget -= edgeCost; *r.budget < 0 {
		return errWork
	}
	sign := float32(1)
	if a.y > b.y {
		a, b, sign = b, a, -1
	}
	top, bottom := math.Max(a.y, 0), math.Min(b.y, float64(r.h))
	if top >= bottom {
		return nil
	}
	slope := (b.x - a.x) / (b.y - a.y)
	at := func(y float64) float64 { return a.x + (y-a.y)*slope }
	ys := [4]float64{top, top, bottom, bottom}
	if slope != 0 {
		l, e := a.y+(0-a.x)/slope, a.y+(float64(r.w)-a.x)/slope
		ys[1], ys[2] = math.Min(l, e), math.Max(l, e)
		for i := 1; i <= 2; i++ {
			ys[i] = math.Max(top, math.Min(bottom, ys[i]))
		}
	}
	for i := range 3 {
		if err := r.part(point{at(ys[i]), ys[i]}, point{at(ys[i+1]), ys[i+1]}, sign); err != nil {
			return err
		}
	}
	return nil
}

// part adds a downward edge that crosses neither side.
func (r *raster) part(a, b point, sign float32) error {
	if a.y >= b.y {
		return nil
	}
	side := float64(r.w)
	a.x, b.x = math.Max(0, math.Min(side, a.x)), math.Max(0, math.Min(side, b.x))
	first, last := int(a.y), min(r.h-1, int(math.Ceil(b.y))-1)
	*r.budget -= last - first + 1 + int(math.Abs(b.x-a.x))
	if *r.budget < 0 {
		return errWork
	}
	r.dirty.y0, r.dirty.y1 = min(r.dirty.y0, first), max(r.dirty.y1, last+1)
	r.dirty.x0 = min(r.dirty.x0, int(math.Min(a.x, b.x)))
	r.dirty.x1 = max(r.dirty.x1, min(r.w, int(math.Max(a.x, b.x))+2))
	slope := (b.x - a.x) / (b.y - a.y)
	x := a.x
	for y := first; y <= last; y++ {
		up, down := math.Max(a.y, float64(y)), math.Min(b.y, float64(y+1))
		next := math.Max(0, math.Min(side, x+slope*(down-up)))
		r.row(r.sums[y*(r.w+2):(y+1)*(r.w+2)], x, next, sign*float32(down-up))
		x = next
	}
	return nil
}

// row adds an edge that goes from x to next within one row, over the part d of
// its height.
func (r *raster) row(sums []float32, x, next float64, d float32) {
	left, right := math.Min(x, next), math.Max(x, next)
	first := int(left)
	if right <= float64(first+1) { // within one pixel
		mid := float32((left+right)/2 - float64(first))
		sums[first] += d - d*mid
		sums[first+1] += d * mid
		return
	}
	// Over several: the area to the right of the edge up to each pixel's end.
	per := 1 / (right - left)
	before := 0.0
	for i := first; ; i++ {
		end := math.Min(float64(i+1), right)
		begin := math.Max(float64(i), left)
		share := (end - begin) * per // of the edge's height within this pixel
		covered := before + share*(float64(i+1)-(begin+end)/2)
		// covered is all area in the pixel; the sums hold differences.
		sums[i] += d * float32(covered-before)
		sums[i+1] += d * float32(before+share-covered)
		before += share
		if end >= right {
			return
		}
	}
}

// cover calls do with the coverage, 0 to 1, of the touched part of every
// touched row, and forgets what was added.
func (r *raster) cover(evenOdd bool, do func(y, x int, coverage []float32)) error {
	b := r.dirty
	r.dirty = bounds{r.w, r.h, 0, 0}
	if b.x0 >= b.x1 || b.y0 >= b.y1 {
		r.wipe(b)
		return nil
	}
	*r.budget -= (b.x1 - b.x0) * (b.y1 - b.y0)
	if *r.budget < 0 {
		return errWork
	}
	for y := b.y0; y < b.y1; y++ {
		row := r.sums[y*(r.w+2)+b.x0 : y*(r.w+2)+b.x1]
		var sum float32
		for i, d := range row {
			sum += d
			row[i] = inside(sum, evenOdd)
		}
		do(y, b.x0, row)
	}
	r.wipe(b)
	return nil
}

// wipe clears the rows that were touched, to their ends.
func (r *raster) wipe(b bounds) {
	for y := b.y0; y < b.y1; y++ {
		clear(r.sums[y*(r.w+2) : (y+1)*(r.w+2)])
	}
}

// inside says how much of a pixel is inside, by how often it is surrounded.
func inside(sum float32, evenOdd bool) float32 {
	if sum < 0 {
		sum = -sum
	}
	if evenOdd {
		sum -= 2 * float32(int(sum/2))
		if sum > 1 {
			sum = 2 - sum
		}
	}
	return min(sum, 1)
}
