package clients

import "strings"

// elements are those whose answers stand under another name than their own.
var elements = map[string]string{
	"h1": "html-h1-h6", "h2": "html-h1-h6", "h3": "html-h1-h6", "h4": "html-h1-h6", "h5": "html-h1-h6", "h6": "html-h1-h6",
	"ul": "html-lists", "ol": "html-lists", "dl": "html-lists",
	"map": "html-image-maps", "area": "html-image-maps",
	"article": "html-semantics", "aside": "html-semantics", "details": "html-semantics", "figcaption": "html-semantics",
	"figure": "html-semantics", "footer": "html-semantics", "header": "html-semantics", "main": "html-semantics",
	"mark": "html-semantics", "nav": "html-semantics", "section": "html-semantics", "summary": "html-semantics", "time": "html-semantics",
	"s": "html-strike",
}

// attributes are those that caniemail tested. Others have no answer: a slug
// such as html-table is an element's.
var attributes = map[string]string{
	"align": "html-align", "aria-describedby": "html-aria-describedby", "aria-hidden": "html-aria-hidden", "aria-label": "html-aria-label",
	"aria-labelledby": "html-aria-labelledby", "aria-live": "html-aria-live", "background": "html-background", "cellpadding": "html-cellpadding",
	"cellspacing": "html-cellspacing", "dir": "html-dir", "height": "html-height", "hidden": "html-hidden", "lang": "html-lang",
	"loading": "html-loading-attribute", "popover": "html-popover", "required": "html-required", "role": "html-role",
	"sizes": "html-srcset", "srcset": "html-srcset", "target": "html-target", "valign": "html-valign", "width": "html-width",
}

// Element gives the feature of an HTML element by its name in lower case.
// Input and button are asked for with their type: “input-checkbox”.
func Element(name string) (f Feature, ok bool) {
	if slug := elements[name]; slug != "" {
		return has(slug)
	}
	if _, isAttribute := attributes[name]; isAttribute {
		return "", false
	}
	return has("html-" + name)
}

// Attribute gives the feature of an HTML attribute by its name in lower case.
func Attribute(name string) (f Feature, ok bool) {
	if slug := attributes[name]; slug != "" {
		return has(slug)
	}
	return "", false
}

// Image gives the feature of a picture format: png, webp, svg; jpeg is jpg.
func Image(format string) (f Feature, ok bool) {
	format = strings.ToLower(format)
	if format == "jpeg" {
		format = "jpg"
	}
	return has("image-" + format)
}
