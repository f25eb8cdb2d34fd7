package simulate

import (
	"fmt"
	"math"
	"strconv"

	"galley/internal/dom"
)

// colour is one of sRGB, each part from 0 to 1.
type colour struct{ r, g, b, a float64 }

// parseColour reads a colour as CSS and HTML write it. What shows nothing
// (transparent), currentcolor and what it does not know are none.
func parseColour(s string) (c colour, ok bool) {
	read, ok := dom.ParseColour(s)
	if !ok || read.A == 0 {
		return c, false
	}
	return colour{float64(read.R) / 255, float64(read.G) / 255, float64(read.B) / 255, read.A}, true
}

func of(rgb uint32) colour {
	return colour{float64(rgb>>16&255) / 255, float64(rgb>>8&255) / 255, float64(rgb&255) / 255, 1}
}

func between(v float64) float64 { return max(0, min(1, v)) }

func (c colour) String() string {
	r, g, b := math.Round(c.r*255), math.Round(c.g*255), math.Round(c.b*255)
	if c.a < 1 {
		return fmt.Sprintf("rgba(%d,%d,%d,%s)", int(r), int(g), int(b), strconv.FormatFloat(c.a, 'f', 2, 64))
	}
	return fmt.Sprintf("#%02x%02x%02x", int(r), int(g), int(b))
}

// The lightness (CIELAB L*, 0 to 100) that white and black become.
const (
	darkest   = 11 // #1d1d1d
	lightness = 100
)

// inverted gives a colour with its lightness turned over: white becomes nearly
// black and black white, in CIELAB (CIE 15, D65), where a difference of
// lightness is one for the eye, so that contrast survives. The hue stays; a
// colour that the screen cannot show loses of its strength until it can.
func (c colour) inverted() colour {
	l, a, b := c.lab()
	l = lightness - l*(lightness-darkest)/100
	for strength := 1.0; strength > 0; strength -= 0.0625 {
		if out, ok := fromLab(l, a*strength, b*strength); ok {
			out.a = c.a
			return out
		}
	}
	out, _ := fromLab(l, 0, 0)
	out.a = c.a
	return out
}

// The white of sRGB (D65), as CIE XYZ.
const whiteX, whiteZ = 0.95047, 1.08883

func (c colour) lab() (l, a, b float64) {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	bend := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	red, green, blue := linear(c.r), linear(c.g), linear(c.b)
	x := bend((0.4124564*red + 0.3575761*green + 0.1804375*blue) / whiteX)
	y := bend(0.2126729*red + 0.7151522*green + 0.0721750*blue)
	z := bend((0.0193339*red + 0.1191920*green + 0.9503041*blue) / whiteZ)
	return 116*y - 16, 500 * (x - y), 200 * (y - z)
}

// fromLab gives a colour; ok is false for one that a screen cannot show.
func fromLab(l, a, b float64) (c colour, ok bool) {
	unbend := func(f float64) float64 {
		if f*f*f > 216.0/24389 {
			return f * f * f
		}
		return (116*f - 16) / (24389.0 / 27)
	}
	fy := (l + 16) / 116
	x, y, z := whiteX*unbend(fy+a/500), unbend(fy), whiteZ*unbend(fy-b/200)
	ok = true
	part := func(v float64) float64 {
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		ok = ok && v > -0.002 && v < 1.002
		return between(v)
	}
	c = colour{part(3.2404542*x - 1.5371385*y - 0.4985314*z), part(-0.9692660*x + 1.8760108*y + 0.0415560*z), part(0.0556434*x - 0.2040259*y + 1.0572252*z), 1}
	return c, ok
}
