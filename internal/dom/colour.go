package dom

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Colour is one of CSS: red, green and blue, and how much of it covers what is
// behind, 0 to 1.
type Colour struct {
	R, G, B uint8
	A       float64
}

// The colours of a page that says nothing.
var (
	White = Colour{255, 255, 255, 1}
	Black = Colour{0, 0, 0, 1}
)

// String writes an opaque colour as #rrggbb, another with its opacity.
func (c Colour) String() string {
	if c.A < 1 {
		return fmt.Sprintf("rgba(%d,%d,%d,%g)", c.R, c.G, c.B, c.A)
	}
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

// Over gives the opaque colour that is seen where c lies over another.
func (c Colour) Over(behind Colour) Colour {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*c.A + float64(b)*(1-c.A))) }
	return Colour{mix(c.R, behind.R), mix(c.G, behind.G), mix(c.B, behind.B), 1}
}

// Contrast gives the contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2,
// “contrast ratio”).
func Contrast(a, b Colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, with sRGB's threshold.
func (c Colour) luminance() float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// ParseColour reads a colour as CSS writes it (CSS Color 4, 4 to 7): a name,
// #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), rgba(), hsl(), hsla(), transparent.
func ParseColour(s string) (c Colour, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) > 100 {
		return c, false
	}
	if digits, isHex := strings.CutPrefix(s, "#"); isHex {
		return hexColour(digits)
	}
	if v, known := named[s]; known {
		return Colour{uint8(v >> 16), uint8(v >> 8), uint8(v), 1}, true
	}
	if s == "transparent" {
		return Colour{}, true
	}
	function, rest, found := strings.Cut(s, "(")
	inside, closed := strings.CutSuffix(rest, ")")
	if !found || !closed {
		return c, false
	}
	parts := strings.FieldsFunc(inside, func(r rune) bool { return strings.ContainsRune(" \t\n,/", r) })
	if len(parts) != 3 && len(parts) != 4 {
		return c, false
	}
	a := 1.0
	if len(parts) == 4 {
		if a, ok = portion(parts[3], 1); !ok {
			return c, false
		}
	}
	switch function {
	case "rgb", "rgba":
		return rgb(parts, a)
	case "hsl", "hsla":
		return hsl(parts, a)
	}
	return c, false
}

// attrColour reads a colour as the attributes bgcolor and color have it, where
// the # may be missing (HTML, 2.3.6). What would become a colour only by the
// rule for junk there is none.
func attrColour(s string) (c Colour, ok bool) {
	if c, ok = ParseColour(s); ok {
		return c, ok
	}
	if s = strings.TrimSpace(s); len(s) == 6 {
		return hexColour(strings.ToLower(s))
	}
	return c, false
}

func hexColour(digits string) (c Colour, ok bool) {
	if len(digits) == 3 || len(digits) == 4 {
		var long strings.Builder
		for i := range len(digits) {
			long.WriteString(digits[i:i+1] + digits[i:i+1])
		}
		digits = long.String()
	}
	if len(digits) == 6 {
		digits += "ff"
	}
	v, err := strconv.ParseUint(digits, 16, 32)
	if len(digits) != 8 || err != nil {
		return c, false
	}
	return Colour{uint8(v >> 24), uint8(v >> 16), uint8(v >> 8), float64(uint8(v)) / 255}, true
}

// portion reads a number or a percentage of whole, kept within 0 and whole.
func portion(s string, whole float64) (v float64, ok bool) {
	number, percent := strings.CutSuffix(s, "%")
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || math.IsNaN(v) {
		return 0, false
	}
	if percent {
		v = v * whole / 100
	}
	return max(0, min(v, whole)), true
}

func rgb(parts []string, a float64) (c Colour, ok bool) {
	var v [3]uint8
	for i := range v {
		p, ok := portion(parts[i], 255)
		if !ok {
			return c, false
		}
		v[i] = uint8(math.Round(p))
	}
	return Colour{v[0], v[1], v[2], a}, true
}

// hsl turns hue, saturation and lightness into a colour (CSS Color 4, 7.1).
func hsl(parts []string, a float64) (c Colour, ok bool) {
	h, err := strconv.ParseFloat(strings.TrimSuffix(parts[0], "deg"), 64)
	s, okS := portion(parts[1], 100)
	l, okL := portion(parts[2], 100)
	if err != nil || math.IsNaN(h) || math.IsInf(h, 0) || !okS || !okL {
		return c, false
	}
	s, l = s/100, l/100
	part := func(n float64) uint8 {
		k := math.Mod(n+h/30, 12)
		if k < 0 {
			k += 12
		}
		return uint8(math.Round(255 * (l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1)))))
	}
	return Colour{part(0), part(8), part(4), a}, true
}
