package dom

import (
	"math"
	"strconv"
	"strings"
)

// rootSize is the size of letters of a page that says nothing, in CSS pixels.
const rootSize = 16

// units are CSS's absolute units in pixels (CSS Values 4, 6.2).
var units = map[string]float64{"px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}

// pixels reads a length in CSS pixels. Em is what 1em is, and whole what 100 %
// is; ok is false for what depends on anything else.
func pixels(s string, em, whole float64) (px float64, ok bool) {
	v, unit, ok := number(s)
	if !ok {
		return 0, false
	}
	switch f := units[unit]; {
	case f > 0:
		return v * f, true
	case unit == "em":
		return v * em, true
	case unit == "rem":
		return v * rootSize, true
	case unit == "ex" || unit == "ch":
		return v * em / 2, true
	case unit == "%":
		return v * whole / 100, true
	case unit == "" && v == 0:
		return 0, true
	}
	return 0, false
}

// number parts a value into its number and its unit, in lower case.
func number(s string) (v float64, unit string, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || end == 0 && (s[end] == '-' || s[end] == '+')) {
		end++
	}
	v, err := strconv.ParseFloat(s[:end], 64)
	if err != nil || math.IsInf(v, 0) || len(s) > 64 {
		return 0, "", false
	}
	return v, s[end:], true
}

// keywordSizes are the sizes of letters that have names (CSS Fonts 4, 2.5).
var keywordSizes = map[string]float64{
	"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32, "xxx-large": 48,
}

// fontSizes are those of the attribute size, from 1 to 7 (HTML, 15.3.1).
var fontSizes = [...]float64{10, 13, 16, 18, 24, 32, 48}

// sizeOf reads a font-size; 0 when it is not known.
func sizeOf(value string, parent float64) float64 {
	value = strings.ToLower(value)
	switch value {
	case "smaller":
		return parent / 1.2
	case "larger":
		return parent * 1.2
	}
	if px, ok := keywordSizes[value]; ok {
		return px
	}
	px, ok := pixels(value, parent, parent)
	switch {
	case !ok || parent == 0 && strings.ContainsAny(value, "%e") && !strings.HasSuffix(value, "rem"):
		return 0
	case px <= 0:
		return nothing
	}
	return px
}

// nothing is a size of letters that nobody sees, told from one that is not known.
const nothing = 0.01
