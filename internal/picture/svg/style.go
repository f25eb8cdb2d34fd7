package svg

import (
	"math"
	"strings"
)

// style is how an element is drawn. Elements inherit it whole, but for what
// starts afresh with each (SVG 1.1, appendix N): opacity and clip.
type style struct {
	matrix matrix // from the element's space to pixels

	fill, stroke               paint
	fillOpacity, strokeOpacity float64
	evenOdd, clipEvenOdd       bool
	line                       line
	colour                     shade // what currentColor means
	invisible                  bool

	opacity float64
	clip    string // the id of a clipPath
}

// paint is a colour, a gradient, or nothing.
type paint struct {
	none bool
	shade
	ref string // the id of a gradient
}

// line is the look of strokes.
type line struct {
	width      float64
	cap, join  string
	miter      float64
	dashes     []float64
	dashOffset float64
}

var initial = style{
	matrix:        identity,
	fill:          paint{shade: shade{a: 1}},
	stroke:        paint{none: true},
	fillOpacity:   1,
	strokeOpacity: 1,
	line:          line{width: 1, cap: "butt", join: "miter", miter: 4},
	colour:        shade{a: 1},
	opacity:       1,
}

// refused are the properties that change a picture in ways not drawn here,
// unless they have the harmless value.
var refused = []struct{ property, harmless, what string }{
	{"filter", "none", "a filter"},
	{"mask", "none", "a mask"},
	{"marker", "none", "arrowheads or other markers"},
	{"marker-start", "none", "arrowheads or other markers"},
	{"marker-mid", "none", "arrowheads or other markers"},
	{"marker-end", "none", "arrowheads or other markers"},
	{"mix-blend-mode", "normal", "a blend mode"},
	{"paint-order", "normal", "a paint order"},
	{"vector-effect", "none", "a vector effect"},
}

// styled gives the style of an element in one of style s.
func (s style) styled(n *node, view box) (style, error) {
	s.opacity, s.clip = 1, ""
	for _, r := range refused {
		if v, ok := n.style[r.property]; ok && v != r.harmless && v != "inherit" && v != "" {
			return s, &Unsupported{What: r.what}
		}
	}
	if t, ok := n.style["transform"]; ok {
		m, err := parseTransform(t)
		if err != nil {
			return s, &Unsupported{What: "the transform " + t}
		}
		s.matrix = s.matrix.then(m)
	}
	if err := s.colours(n); err != nil {
		return s, err
	}
	s.lines(n, view)
	s.switches(n)
	err := s.clipping(n)
	return s, err
}

// colours reads what fills and strokes are made of.
func (s *style) colours(n *node) error {
	own := paint{shade: s.colour}
	if err := s.paint(&own, n.style["color"]); err != nil {
		return err
	}
	s.colour = own.shade
	if err := s.paint(&s.fill, n.style["fill"]); err != nil {
		return err
	}
	if err := s.paint(&s.stroke, n.style["stroke"]); err != nil {
		return err
	}
	set(&s.fillOpacity, n.style["fill-opacity"], fraction)
	set(&s.strokeOpacity, n.style["stroke-opacity"], fraction)
	set(&s.opacity, n.style["opacity"], fraction)
	return nil
}

// set puts a value where it belongs; one that makes no sense is passed over, as
// browsers do.
func set(to *float64, value string, read func(string) (float64, error)) {
	if v, err := read(value); err == nil {
		*to = v
	}
}

// paint reads a colour, “none” or a reference with what to take in its place.
func (s *style) paint(to *paint, value string) error {
	if rest, ok := strings.CutPrefix(value, "url("); ok {
		target, _, _ := strings.Cut(rest, ")")
		id, local := strings.CutPrefix(strings.Trim(target, `"' `), "#")
		if !local {
			return &Unsupported{What: "a reference to another file"}
		}
		*to = paint{ref: id}
		return nil
	}
	switch strings.ToLower(value) {
	case "", "inherit":
		return nil
	case "none":
		*to = paint{none: true}
		return nil
	case "currentcolor":
		*to = paint{shade: s.colour}
		return nil
	}
	c, err := parseColour(value)
	if err != nil && strings.Contains(value, "(") {
		return &Unsupported{What: "the colour " + value}
	}
	if err == nil {
		*to = paint{shade: c}
	}
	return nil
}

// lines reads the look of strokes.
func (s *style) lines(n *node, view box) {
	diagonal := math.Hypot(view.w, view.h) / math.Sqrt2 // SVG 1.1, 7.10
	of := func(v string) (float64, error) { return length(v, diagonal) }
	set(&s.line.width, n.style["stroke-width"], of)
	set(&s.line.miter, n.style["stroke-miterlimit"], of)
	set(&s.line.dashOffset, n.style["stroke-dashoffset"], of)
	word(&s.line.cap, n.style["stroke-linecap"], "butt", "round", "square")
	word(&s.line.join, n.style["stroke-linejoin"], "miter", "round", "bevel")
	switch dashes := n.style["stroke-dasharray"]; dashes {
	case "", "inherit":
	case "none":
		s.line.dashes = nil
	default:
		s.line.dashes = parseDashes(dashes, of)
	}
}

func word(to *string, value string, known ...string) {
	for _, k := range known {
		if value == k {
			*to = value
		}
	}
}

// switches reads what is on or off.
func (s *style) switches(n *node) {
	on := func(to *bool, value, yes string, no ...string) {
		if value == yes {
			*to = true
		}
		for _, v := range no {
			if value == v {
				*to = false
			}
		}
	}
	on(&s.evenOdd, n.style["fill-rule"], "evenodd", "nonzero")
	on(&s.clipEvenOdd, n.style["clip-rule"], "evenodd", "nonzero")
	on(&s.invisible, n.style["visibility"], "hidden", "visible")
	if n.style["visibility"] == "collapse" {
		s.invisible = true
	}
}

func (s *style) clipping(n *node) error {
	value := n.style["clip-path"]
	if value == "" || value == "none" {
		return nil
	}
	rest, ok := strings.CutPrefix(value, "url(")
	id, local := strings.CutPrefix(strings.Trim(strings.TrimSuffix(rest, ")"), `"' `), "#")
	if !ok || !local {
		return &Unsupported{What: "an unusual clip"}
	}
	s.clip = id
	return nil
}

// hidden reports whether an element and all in it is left out.
func hidden(n *node) bool { return n.style["display"] == "none" }
