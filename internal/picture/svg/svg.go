// Package svg draws SVG as pixels, for email, in which SVG is not shown.
//
// It draws what logos, icons and exported charts are made of: shapes and paths,
// fills and strokes, dashes, gradients, groups, transforms, clips, opacity,
// reuse and simple style sheets (SVG 1.1, and what of SVG 2 the drawing programs
// write). A drawing that looks different without something that is not here
// (text set in a font, a filter, an embedded picture, a script) is refused with
// the name of that thing: a wrong picture in an email is worse than none.
//
// Nothing outside the file is ever opened, and nothing in it runs. The tree is
// bounded, and so is the work: every edge that is drawn is paid for out of a
// budget.
//
// The promise: a drawing is drawn whole or refused in words, in bounded time and
// memory.
package svg

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"math"
	"slices"
)

// The bounds, each far above any drawing that belongs into an email.
const (
	maxBytes  = 4 << 20     // of the file
	maxNodes  = 20_000      // elements; when drawing, those that are reused count each time
	maxRules  = 1_000       // in style sheets
	maxStyles = 5_000_000   // properties that style sheets set, counted for every element
	maxDepth  = 100         // elements in elements
	maxPoints = 500_000     // of one shape, after its curves became lines
	maxWork   = 200_000_000 // pixels that are touched: a few seconds
)

// MaxMemory is what drawing may take, the result included: eight bytes for
// every pixel, and more for every see-through group and every clip.
const MaxMemory = 64 << 20

// Unsupported says what a drawing has that is not drawn here.
type Unsupported struct {
	What string // text set in a font
}

func (e *Unsupported) Error() string { return "svg: " + e.What }

// Broken says what is wrong with a file.
type Broken struct {
	Why   string // its end is missing
	Cause error
}

func (e *Broken) Error() string { return "svg: " + e.Why }
func (e *Broken) Unwrap() error { return e.Cause }

// The bounds in words.
var (
	errParts  = &Unsupported{What: "far too many parts"}
	errRules  = &Unsupported{What: "far too many style rules"}
	errPoints = &Unsupported{What: "far too many points"}
	errWork   = &Unsupported{What: "far too much to draw"}
)

// Drawing is a file that was read. It is not changed by drawing it.
type Drawing struct {
	// Width and Height are the size that the drawing asks for, in CSS pixels.
	Width, Height float64

	root *node
	ids  map[string]*node
	box  box // the part of its own space that is shown
	fit  bool
	css  []rule
}

// box is a rectangle in user space.
type box struct{ x, y, w, h float64 }

// Read reads a drawing. The error is an *Unsupported or a *Broken.
func Read(data []byte) (*Drawing, error) {
	if len(data) > maxBytes {
		return nil, &Unsupported{What: fmt.Sprintf("more than %d MB", maxBytes>>20)}
	}
	// An attribute takes twenty times the memory of its shortest spelling.
	if bytes.Count(data, []byte("<")) > 5*maxNodes || bytes.Count(data, []byte("=")) > 10*maxNodes {
		return nil, errParts
	}
	root, err := parse(data)
	if err != nil {
		return nil, err
	}
	d := &Drawing{root: root, ids: map[string]*node{}}
	if err := d.index(root); err != nil {
		return nil, err
	}
	slices.SortStableFunc(d.css, func(a, b rule) int { return cmp.Compare(a.weight, b.weight) })
	if left := maxStyles; !d.cascade(root, &left) {
		return nil, errRules
	}
	if err := d.measure(); err != nil {
		return nil, err
	}
	return d, nil
}

// index finds the elements that others refer to, and the style sheets.
func (d *Drawing) index(n *node) error {
	if id := n.attr["id"]; id != "" && d.ids[id] == nil {
		d.ids[id] = n
	}
	if n.name == "style" {
		rules, err := parseCSS(string(n.text))
		if err != nil {
			return err
		}
		d.css = append(d.css, rules...)
		if len(d.css) > maxRules {
			return errRules
		}
	}
	for _, child := range n.children {
		if err := d.index(child); err != nil {
			return err
		}
	}
	return nil
}

// measure finds out how large the drawing is (SVG 1.1, 7.2 and 7.7).
func (d *Drawing) measure() error {
	view, hasView := d.root.viewBox()
	w, hasW := absolute(d.root.attr["width"])
	h, hasH := absolute(d.root.attr["height"])
	switch {
	case !hasView && hasW && hasH:
		view = box{w: w, h: h}
	case !hasView:
		view = box{w: 300, h: 150} // what browsers take
	}
	switch {
	case hasW && !hasH:
		h = w * view.h / view.w
	case hasH && !hasW:
		w = h * view.w / view.h
	case !hasW && !hasH:
		w, h = view.w, view.h
	}
	if !(w > 0 && h > 0 && view.w > 0 && view.h > 0) || w > 1e6 || h > 1e6 {
		return &Broken{Why: "it says that it has no size"}
	}
	aspect := d.root.attr["preserveAspectRatio"]
	switch aspect {
	case "", "xMidYMid", "xMidYMid meet":
		d.fit = true
	case "none":
	default:
		if math.Abs(w*view.h-h*view.w) > 0.01*w*view.h {
			return &Unsupported{What: "an unusual preserveAspectRatio"}
		}
		d.fit = true
	}
	d.Width, d.Height, d.box = w, h, view
	return nil
}

// Draw draws the drawing w by h pixels large, on nothing: where it draws
// nothing, the picture is see-through. The error is an *Unsupported or a
// *Broken.
func (d *Drawing) Draw(w, h int) (*image.RGBA, error) {
	sx, sy := float64(w)/d.box.w, float64(h)/d.box.h
	if d.fit {
		sx = math.Min(sx, sy)
		sy = sx
	}
	dx := (float64(w) - d.box.w*sx) / 2
	dy := (float64(h) - d.box.h*sy) / 2
	toPixels := translate(dx, dy).then(scale(sx, sy)).then(translate(-d.box.x, -d.box.y))
	p, err := newPainter(d, w, h)
	if err != nil {
		return nil, err
	}
	start := initial
	start.matrix = toPixels
	if err := p.root(d.root, start); err != nil {
		return nil, err
	}
	return p.top, nil
}
