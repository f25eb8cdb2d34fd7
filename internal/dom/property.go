package dom

import (
	"slices"
	"strings"
)

// property is one that decides how a text is seen.
type property uint8

const (
	pColor property = iota
	pFill           // -webkit-text-fill-color
	pBackColor
	pBackImage
	pClip // background-clip
	pFilter
	pBlend
	pSize
	pLine
	pWeight
	pDisplay
	pVisibility
	pOpacity
	pMaxHeight
	pHeight
	pMaxWidth
	pWidth
	pOverflow
	pPosition
	pIndent
	properties
)

var propertyNames = map[string]property{
	"color": pColor, "-webkit-text-fill-color": pFill, "background-color": pBackColor, "background-image": pBackImage,
	"background-clip": pClip, "-webkit-background-clip": pClip, "filter": pFilter, "mix-blend-mode": pBlend,
	"font-size": pSize, "line-height": pLine, "font-weight": pWeight, "display": pDisplay, "visibility": pVisibility,
	"opacity": pOpacity, "max-height": pMaxHeight, "height": pHeight, "max-width": pMaxWidth, "width": pWidth,
	"overflow": pOverflow, "position": pPosition, "text-indent": pIndent,
}

// setting is a declaration of such a property.
type setting struct {
	property
	value     string // in lower case; unknown for what is not understood
	important bool
}

// unknown is the value of a property whose value is not known.
const unknown = "?"

// settingsOf keeps of declarations those that decide how a text is seen,
// shorthands taken apart.
func settingsOf(list []Declaration) []setting {
	var out []setting
	for i := range list {
		d := &list[i]
		value := strings.ToLower(d.Value)
		if strings.Contains(value, "var(") || strings.Contains(value, "env(") {
			value = unknown
		}
		add := func(p property, v string) { out = append(out, setting{p, v, d.Important}) }
		switch d.Property {
		case "background":
			colour, picture := background(value)
			add(pBackColor, colour)
			add(pBackImage, picture)
		case "font":
			size, line, weight := shorthand(value)
			add(pSize, size)
			add(pLine, line)
			add(pWeight, weight)
		case "all":
			for p := range properties {
				add(p, unknown)
			}
		default:
			if p, ok := propertyNames[d.Property]; ok && (value == unknown || valid(p, value)) {
				add(p, value)
			}
		}
	}
	return out
}

// globals are the values that every property takes (CSS Cascade 4, 7.3).
var globals = []string{"inherit", "initial", "unset", "revert"}

// valid reports whether a value is one at all: a declaration with a value that
// is none is left out, and the one before it counts (colour: 333).
func valid(p property, value string) bool {
	if slices.Contains(globals, value) {
		return true
	}
	switch p {
	case pColor, pFill, pBackColor:
		_, ok := ParseColour(value)
		return ok || value == "currentcolor" || strings.Contains(value, "(") || strings.HasPrefix(value, "-")
	case pSize, pMaxHeight, pHeight, pMaxWidth, pWidth, pIndent:
		v, unit, isNumber := number(value)
		return !isNumber || unit != "" || v == 0
	}
	return true
}

// background takes the shorthand apart: its colour, and none, or what lies
// before the colour.
func background(value string) (colour, picture string) {
	if value == unknown || slices.Contains(globals, value) {
		return value, value
	}
	colour, picture = "transparent", "none"
	for _, part := range words(value) {
		switch {
		case strings.HasPrefix(part, "url(") || strings.Contains(part, "gradient(") || strings.Contains(part, "image"):
			picture = part
		case part == "none" || part == "," || part == "/":
		default:
			if _, ok := ParseColour(part); ok || part == "currentcolor" {
				colour = part
			} else if strings.Contains(part, "(") && !strings.HasPrefix(part, "calc(") {
				colour = unknown
			}
		}
	}
	return colour, picture
}

// shorthand takes font apart; a part that it does not name is the initial one.
func shorthand(value string) (size, line, weight string) {
	if value == unknown || slices.Contains(globals, value) {
		return value, value, value
	}
	size, line, weight = unknown, "normal", "normal"
	for _, part := range words(value) {
		first, second, both := strings.Cut(part, "/")
		_, unit, isNumber := number(first)
		switch {
		case isNumber && unit != "" || keywordSizes[first] > 0 || first == "smaller" || first == "larger":
			size = first
			if both && second != "" {
				line = second
			}
			return size, line, weight // behind it is the family
		case isNumber || first == "bold" || first == "bolder" || first == "lighter":
			weight = first
		}
	}
	return size, line, weight
}

// words parts a value at its white space, brackets kept whole.
func words(value string) []string {
	var list []string
	depth, start := 0, -1
	for i := 0; i <= len(value); i++ {
		blank := i == len(value) || depth == 0 && strings.IndexByte(whites, value[i]) >= 0
		switch {
		case blank && start >= 0:
			list = append(list, value[start:i])
			start = -1
		case !blank && start < 0:
			start = i
		}
		if i < len(value) && value[i] == '(' {
			depth++
		} else if i < len(value) && value[i] == ')' {
			depth = max(0, depth-1)
		}
	}
	return list
}
