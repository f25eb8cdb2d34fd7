package simulate

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"galley/internal/clients"
)

// dark turns every colour over, as programs do that force a dark theme on mail
// which does not ask for one, and on mail which does: Gmail's app for iPhone,
// and Outlook for Windows (Litmus, “The ultimate guide to dark mode for email
// marketers”: full colour invert; Outlook.com and Outlook's apps turn over only
// what is light behind and dark before).
//
// It is an approximation. None of the programs publishes its arithmetic; this
// one turns over the lightness of CIELAB and keeps the hue. Colours are turned
// over where they are written (style attributes, style elements, bgcolor and its
// kin), each for itself, which is the same as turning over what is computed of
// them, because the same is done to all; gradients and colours with other names
// than [parseColour] knows stay. Pictures are never touched, as in those
// programs, so a picture with a white ground stands out. The email's own dark
// rules are not read: Gmail knows no prefers-color-scheme (caniemail).
func (s *simulation) dark(root *html.Node) {
	s.drops = func(f clients.Feature) bool { return f == "css-at-media-prefers-color-scheme" }
	s.sheets(root, func(string) func(declaration) (string, bool) { return s.turned })
	restyle(root, func(_ *html.Node, list []declaration) []declaration {
		for i := range list {
			list[i].value, _ = s.turned(list[i])
		}
		return list
	})
	each(root, func(n *html.Node) bool {
		for _, name := range []string{"bgcolor", "color", "text", "link", "vlink", "alink", "bordercolor"} {
			if value := attr(n, name); value != "" && (name != "color" || n.DataAtom == atom.Font || n.DataAtom == atom.Hr) {
				set(n, name, s.turn(value))
			}
		}
		return true
	})
	addSheet(root, ":root{color-scheme:dark}html,body{background-color:"+of(0xffffff).inverted().String()+";color:"+of(0).inverted().String()+"}"+
		":where(a){color:"+of(0x0000ee).inverted().String()+"}")
	s.notes.weigh("Every colour is turned over: light becomes dark and dark becomes light, in the same hue")
	if first(root, atom.Img) != nil {
		s.notes.add("Pictures stay as they are: one with a white ground stands out")
	}
}

// turned turns over the colours of a declaration.
func (s *simulation) turned(d declaration) (string, bool) {
	switch {
	case d.name == "color-scheme", d.name == "supported-color-schemes":
		return "", false
	case strings.HasSuffix(d.name, "color"), strings.HasPrefix(d.name, "background"), strings.HasPrefix(d.name, "border"),
		strings.HasPrefix(d.name, "outline"), strings.HasPrefix(d.name, "text-decoration"), d.name == "box-shadow", d.name == "fill":
	default:
		return d.value, true
	}
	value, mark := important(d.value)
	words := parts(value, " ")
	for i := range words {
		words[i] = s.turn(words[i])
	}
	return strings.Join(words, " ") + mark, true
}

func (s *simulation) turn(value string) string {
	if c, ok := parseColour(value); ok {
		return c.inverted().String()
	}
	return value
}
