package dom

import (
	"fmt"
	"strings"
)

// hinted are the settings that elements have by themselves (HTML, 15.3).
var hinted = map[string][]setting{
	"b": {{pWeight, "bold", false}}, "strong": {{pWeight, "bold", false}}, "th": {{pWeight, "bold", false}},
	"small": {{pSize, "smaller", false}}, "sub": {{pSize, "smaller", false}}, "sup": {{pSize, "smaller", false}},
	"big":  {{pSize, "larger", false}},
	"mark": {{pColor, "black", false}, {pBackColor, "yellow", false}},

	// What a program draws in its own way.
	"button": drawn, "input": drawn, "select": drawn, "textarea": drawn, "meter": drawn, "progress": drawn,

	// What is not shown.
	"head": away, "script": away, "style": away, "title": away, "template": away, "noembed": away, "noframes": away, "xml": away,

	"h1": headed("2em"), "h2": headed("1.5em"), "h3": headed("1.17em"), "h4": headed("1em"), "h5": headed("0.83em"), "h6": headed("0.67em"),
}

var (
	drawn = []setting{{pColor, unknown, false}, {pBackColor, unknown, false}}
	away  = []setting{{pDisplay, "none", false}}
)

func headed(size string) []setting { return []setting{{pSize, size, false}, {pWeight, "bold", false}} }

// hints gives what an element is by itself and by its attributes, as settings
// that any style stands over.
func hints(n *Node) []setting {
	out := hinted[n.Name]
	if len(n.Attrs) == 0 {
		return out
	}
	out = out[:len(out):len(out)]
	colour := func(p property, name string) {
		v, ok := n.Attr(name)
		if v = strings.TrimSpace(v); !ok || v == "" {
			return
		}
		value := unknown
		if c, ok := attrColour(v); ok {
			value = c.String()
		}
		out = append(out, setting{property: p, value: value})
	}
	switch n.Name {
	case "body":
		colour(pColor, "text")
	case "font":
		colour(pColor, "color")
		if v, ok := n.Attr("size"); ok {
			out = append(out, setting{property: pSize, value: fontSize(v)})
		}
	}
	if n.Is("body", "table", "tr", "td", "th", "thead", "tbody", "tfoot", "col", "colgroup") {
		colour(pBackColor, "bgcolor")
		if v, ok := n.Attr("background"); ok && strings.TrimSpace(v) != "" {
			out = append(out, setting{property: pBackImage, value: "url()"})
		}
	}
	if _, ok := n.Attr("hidden"); ok {
		out = append(out, setting{property: pDisplay, value: "none"})
	}
	return out
}

// fontSize reads the attribute size of a font.
func fontSize(v string) string {
	n, unit, ok := number(v)
	if !ok || unit != "" {
		return unknown
	}
	if v = strings.TrimSpace(v); v[0] == '+' || v[0] == '-' {
		n += 3
	}
	return fmt.Sprintf("%gpx", fontSizes[int(max(1, min(n, 7)))-1])
}
