package clients

import (
	"slices"
	"strings"
)

// shared are properties whose answers stand under the name of another one, or
// of a group. A name that is here as itself has a slug that is spelled another
// way.
var shared = map[string]string{
	"background-position-x": "css-background-position", "background-position-y": "css-background-position",
	"top": "css-left-right-top-bottom", "right": "css-left-right-top-bottom", "bottom": "css-left-right-top-bottom", "left": "css-left-right-top-bottom",
	"row-gap": "css-gap", "column-gap": "css-gap", "grid-gap": "css-gap",
	"grid-template-columns": "css-grid-template", "grid-template-rows": "css-grid-template", "grid-template-areas": "css-grid-template",
	"columns": "css-column-layout-properties", "column-width": "css-column-layout-properties", "column-rule": "css-column-layout-properties",
	"column-span": "css-column-layout-properties", "column-fill": "css-column-layout-properties",
	"inline-size": "css-block-inline-size", "block-size": "css-block-inline-size",
	"margin-inline": "css-margin-inline-block", "margin-block": "css-margin-inline-block",
	"padding-inline": "css-padding-inline-block", "padding-block": "css-padding-inline-block",
	"margin-inline-start": "css-margin-inline-start-end", "margin-inline-end": "css-margin-inline-start-end",
	"margin-block-start": "css-margin-block-start-end", "margin-block-end": "css-margin-block-start-end",
	"padding-inline-start": "css-padding-inline-start-end", "padding-inline-end": "css-padding-inline-start-end",
	"padding-block-start": "css-padding-block-start-end", "padding-block-end": "css-padding-block-start-end",
	"animation-name": "css-animation", "animation-duration": "css-animation",
	"transition-property": "css-transition", "transition-duration": "css-transition",
}

// longhands are the beginnings of properties that share the answer of the
// whole: padding-left has that of padding.
var longhands = []string{"padding-", "margin-", "border-", "outline-", "font-", "list-style-"}

// Property gives the feature of a CSS property by its name in lower case. Ok is
// false where caniemail has no answer: color, for one, needs none.
func Property(name string) (f Feature, ok bool) {
	if slug := shared[name]; slug != "" {
		return has(slug)
	}
	if strings.HasPrefix(name, "--") {
		return has("css-variables")
	}
	if strings.HasPrefix(name, "border-") && strings.HasSuffix(name, "-radius") {
		return has("css-border-radius")
	}
	if f, ok = has("css-" + name); ok {
		return f, true
	}
	for _, start := range longhands {
		if strings.HasPrefix(name, start) && !strings.Contains(name, "inline") && !strings.Contains(name, "block") {
			return has("css-" + strings.TrimSuffix(start, "-"))
		}
	}
	return "", false
}

// inValue lists what a value can ask for beside its property.
var inValue = []struct{ part, slug string }{
	{"var(", "css-variables"},
	{"calc(", "css-unit-calc"},
	{"min(", "css-function-min"},
	{"max(", "css-function-max"},
	{"clamp(", "css-function-clamp"},
	{"rgba(", "css-rgba"},
	{"rgb(", "css-rgb"},
	{"lch(", "css-modern-color"},
	{"lab(", "css-modern-color"},
	{"light-dark(", "css-function-light-dark"},
	{"linear-gradient(", "css-linear-gradient"},
	{"radial-gradient(", "css-radial-gradient"},
	{"conic-gradient(", "css-conic-gradient"},
}

// Declaration lists the features that a declaration needs: that of its
// property, of its value where that has an answer of its own (display:flex), and
// of the functions in it. Name and value are as they stand in the style sheet.
func Declaration(name, value string) []Feature {
	name, value = strings.ToLower(strings.TrimSpace(name)), strings.ToLower(strings.TrimSpace(value))
	value = strings.TrimSpace(strings.TrimSuffix(value, "!important"))
	var list []Feature
	add := func(slug string) {
		if f, ok := has(slug); ok && !slices.Contains(list, f) {
			list = append(list, f)
		}
	}
	switch {
	case name == "display" && (value == "inline-flex" || value == "inline-grid"):
		add("css-display-" + strings.TrimPrefix(value, "inline-"))
	case name == "display":
		add("css-display-" + value)
	}
	byDefault := name == "flex-direction" && !strings.HasPrefix(value, "column") || name == "flex-wrap" && value == "nowrap"
	if f, ok := Property(name); ok && len(list) == 0 && !byDefault {
		add(string(f))
	}
	for _, in := range inValue {
		if calls(value, in.part) {
			add(in.slug)
		}
	}
	return list
}

// calls reports whether a function is called in a value: min( in min(1px,2px),
// and not in fit-min(.
func calls(value, function string) bool {
	for rest := value; ; {
		before, after, found := strings.Cut(rest, function)
		if !found {
			return false
		}
		if before == "" || !partOfName(before[len(before)-1]) || strings.HasPrefix(function, "l") && strings.HasSuffix(before, "ok") {
			return true
		}
		rest = after
	}
}

func partOfName(c byte) bool {
	return c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 0x80
}

// mediaFeatures are the media queries with answers of their own.
var mediaFeatures = []string{"prefers-color-scheme", "prefers-reduced-motion", "orientation", "hover", "device-pixel-ratio"}

// AtRule lists the features that an at-rule needs, by all that stands before
// its block or its semicolon: “@media (prefers-color-scheme: dark)”.
func AtRule(prelude string) []Feature {
	prelude = oneSpaced(prelude)
	name, rest, _ := strings.Cut(strings.TrimPrefix(prelude, "@"), " ")
	name, _, _ = strings.Cut(name, "(")
	var list []Feature
	if f, ok := has("css-at-" + name); ok {
		list = append(list, f)
	}
	if name == "media" {
		for _, m := range mediaFeatures {
			if f, ok := has("css-at-media-" + m); ok && strings.Contains(rest+prelude, m) {
				list = append(list, f)
			}
		}
	}
	return list
}
