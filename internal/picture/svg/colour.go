package svg

import (
	"errors"
	"image/color"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// shade is a colour with its alpha, not multiplied, each from 0 to 1.
type shade struct{ r, g, b, a float64 }

var errColour = errors.New("not a colour")

// parseColour reads a colour (CSS Color 4, sections 4 to 7, without the wide
// gamuts).
func parseColour(s string) (shade, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	switch {
	case strings.HasPrefix(s, "#"):
		return hexColour(s[1:])
	case s == "transparent":
		return shade{}, nil
	case strings.HasSuffix(s, ")"):
		name, args, _ := strings.Cut(s[:len(s)-1], "(")
		return functionColour(strings.TrimSuffix(name, "a"), args)
	}
	if c, ok := colornames.Map[s]; ok {
		return ofRGBA(c), nil
	}
	return shade{}, errColour
}

func ofRGBA(c color.RGBA) shade {
	return shade{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255, float64(c.A) / 255}
}

func hexColour(s string) (shade, error) {
	if len(s) == 3 || len(s) == 4 {
		var long strings.Builder
		for i := range len(s) {
			long.WriteString(s[i:i+1] + s[i:i+1])
		}
		s = long.String()
	}
	if len(s) == 6 {
		s += "ff"
	}
	v, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 8 {
		return shade{}, errColour
	}
	return shade{float64(v>>24) / 255, float64(v>>16&255) / 255, float64(v>>8&255) / 255, float64(v&255) / 255}, nil
}

// functionColour reads the arguments of rgb() and hsl(), old style and new.
func functionColour(name, args string) (shade, error) {
	parts := strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == '/' || r == ' ' || r == '\t' || r == '\n' })
	if len(parts) != 3 && len(parts) != 4 {
		return shade{}, errColour
	}
	alpha := 1.0
	if len(parts) == 4 {
		var err error
		if alpha, err = fraction(parts[3]); err != nil {
			return shade{}, errColour
		}
	}
	whole := 255.0 // of which a percentage is taken
	if name == "hsl" {
		whole = 1
		parts[0] = strings.TrimSuffix(parts[0], "deg")
	}
	var v [3]float64
	for i, part := range parts[:3] {
		var err error
		if v[i], err = length(part, whole); err != nil {
			return shade{}, errColour
		}
	}
	switch name {
	case "rgb":
		return shade{unit(v[0] / 255), unit(v[1] / 255), unit(v[2] / 255), alpha}, nil
	case "hsl":
		return hsl(v[0], unit(v[1]), unit(v[2]), alpha), nil
	}
	return shade{}, errColour
}

func unit(v float64) float64 { return math.Max(0, math.Min(1, v)) }

// hsl converts hue, saturation and lightness (CSS Color 4, 7.1).
func hsl(h, s, l, a float64) shade {
	f := func(n float64) float64 {
		k := math.Mod(math.Mod(n+h/30, 12)+12, 12)
		return l - s*math.Min(l, 1-l)*math.Max(-1, math.Min(math.Min(k-3, 9-k), 1))
	}
	return shade{f(0), f(8), f(4), a}
}
