package simulate

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// colour is one of sRGB, each part from 0 to 1.
type colour struct{ r, g, b, a float64 }

// named are the colours that emails name (CSS Color 4, 6.1: of its 148 those
// that are not seen in mail are left out, and stay as they are).
var named = map[string]uint32{
	"black": 0x000000, "white": 0xffffff, "red": 0xff0000, "green": 0x008000, "blue": 0x0000ff, "yellow": 0xffff00, "orange": 0xffa500,
	"purple": 0x800080, "gray": 0x808080, "grey": 0x808080, "silver": 0xc0c0c0, "maroon": 0x800000, "olive": 0x808000, "lime": 0x00ff00,
	"aqua": 0x00ffff, "cyan": 0x00ffff, "teal": 0x008080, "navy": 0x000080, "fuchsia": 0xff00ff, "magenta": 0xff00ff, "whitesmoke": 0xf5f5f5,
	"lightgray": 0xd3d3d3, "lightgrey": 0xd3d3d3, "darkgray": 0xa9a9a9, "darkgrey": 0xa9a9a9, "dimgray": 0x696969, "dimgrey": 0x696969,
	"gainsboro": 0xdcdcdc, "ivory": 0xfffff0, "beige": 0xf5f5dc, "brown": 0xa52a2a, "crimson": 0xdc143c, "darkblue": 0x00008b,
	"darkgreen": 0x006400, "darkred": 0x8b0000, "gold": 0xffd700, "indigo": 0x4b0082, "pink": 0xffc0cb, "snow": 0xfffafa, "steelblue": 0x4682b4,
	"tomato": 0xff6347, "skyblue": 0x87ceeb, "lightblue": 0xadd8e6, "lightyellow": 0xffffe0, "linen": 0xfaf0e6, "salmon": 0xfa8072,
}

// parseColour reads a colour as CSS and HTML write it: #rgb, #rrggbb (with or
// without its opacity), rgb(), rgba(), hsl(), hsla() and the names that mail
// uses. transparent, currentcolor and what it does not know are none.
func parseColour(s string) (c colour, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if rgb, known := named[s]; known {
		return of(rgb), true
	}
	if hex, found := strings.CutPrefix(s, "#"); found {
		return parseHex(hex)
	}
	name, rest, found := strings.Cut(s, "(")
	if !found || !strings.HasSuffix(rest, ")") || len(rest) > 64 {
		return c, false
	}
	fields := strings.FieldsFunc(strings.TrimSuffix(rest, ")"), func(c rune) bool { return c == ',' || c == '/' || c == ' ' })
	if len(fields) != 3 && len(fields) != 4 {
		return c, false
	}
	var n [4]float64
	n[3] = 1
	for i, f := range fields {
		unit := 1.0
		if number, percent := strings.CutSuffix(f, "%"); percent {
			f, unit = number, 0.01
		} else if strings.HasPrefix(name, "rgb") && i < 3 {
			unit = 1.0 / 255
		} else if i == 0 {
			f, unit = strings.TrimSuffix(f, "deg"), 1.0/360
		}
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return c, false
		}
		n[i] = v * unit
	}
	switch name {
	case "rgb", "rgba":
		return colour{between(n[0]), between(n[1]), between(n[2]), between(n[3])}, true
	case "hsl", "hsla":
		return ofHSL(n[0]-math.Floor(n[0]), between(n[1]), between(n[2]), between(n[3])), true
	}
	return c, false
}

func of(rgb uint32) colour {
	return colour{float64(rgb>>16&255) / 255, float64(rgb>>8&255) / 255, float64(rgb&255) / 255, 1}
}

func between(v float64) float64 { return max(0, min(1, v)) }

func parseHex(hex string) (colour, bool) {
	if len(hex) == 3 || len(hex) == 4 {
		var long strings.Builder
		for i := range len(hex) {
			long.WriteString(hex[i:i+1] + hex[i:i+1])
		}
		hex = long.String()
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	switch {
	case err != nil:
	case len(hex) == 6:
		return of(uint32(v)), true
	case len(hex) == 8:
		c := of(uint32(v >> 8))
		c.a = float64(v&255) / 255
		return c, true
	}
	return colour{}, false
}

// ofHSL is CSS Color 4, 7.1.
func ofHSL(h, s, l, a float64) colour {
	part := func(n float64) float64 {
		k := math.Mod(n+h*12, 12)
		return l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))
	}
	return colour{part(0), part(8), part(4), a}
}

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
