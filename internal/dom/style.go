package dom

import "strings"

// Style is what the text directly inside an element looks like.
type Style struct {
	Hidden bool // nobody sees it, or it is as small as a dot

	// Color and Background are what is seen, both opaque. Known says that they
	// are: not over a picture or a gradient, nor by a rule that is not understood.
	Color, Background Colour
	Known             bool

	Size float64 // of the letters, in CSS pixels; 0 where it is not known
	Line float64 // height of a line, as a multiple of Size; 0 where it is normal or not known
	Bold bool

	ink              Colour // with its alpha
	inkKnown         bool
	behindKnown      bool
	gone             bool // it is not shown, with all that is in it
	veiled           bool // something over all of it changes its colours
	factor, absolute float64
}

// Style computes what the text directly inside a node looks like; of a text,
// what it looks like itself. All of a page is computed at the first question.
func (d *Document) Style(n *Node, mode Mode) Style {
	for n.Kind == Text || n.Kind == Comment {
		n = n.Parent
	}
	if d.styled[0] == nil {
		d.compute()
	}
	if d.css.overworked() {
		return Style{}
	}
	if n.Kind != Element {
		return d.around[mode]
	}
	return d.styled[mode][n.place]
}

// canvas is the style around everything: black on white. Where a page says that
// it knows a dark scheme, the mail program's own colours are behind it in the
// dark, and nobody can say which.
func (d *Document) canvas(mode Mode) Style {
	s := Style{Color: Black, Background: White, Known: true, Size: rootSize, ink: Black, inkKnown: true, behindKnown: true}
	if mode == Dark && d.SchemeDark() {
		s.Known, s.inkKnown, s.behindKnown = false, false, false
	}
	return s
}

// SchemeDark reports whether a page says that it has colours for dark (CSS Color
// Adjust 1, 2.2): by a meta element, or by the property color-scheme.
func (d *Document) SchemeDark() bool {
	for n := range d.Elements("meta") {
		name, _ := n.Attr("name")
		content, _ := n.Attr("content")
		if strings.EqualFold(name, "color-scheme") && strings.Contains(strings.ToLower(content), "dark") {
			return true
		}
	}
	for i := range d.Rules() {
		for _, s := range d.css.sheet.Rules[i].Declarations {
			if s.Property == "color-scheme" && strings.Contains(strings.ToLower(s.Value), "dark") {
				return true
			}
		}
	}
	return false
}

// compute computes all of a page in both modes.
func (d *Document) compute() {
	c := d.cascaded()
	links := [modes]string{d.linkColour(), unknown} // in the dark, a link's colour is the mail program's
	for mode := range modes {
		d.styled[mode] = make([]Style, len(d.Nodes))
		d.around[mode] = d.canvas(mode)
	}
	var matched []match
	for _, n := range d.Nodes {
		if n.Kind != Element || c.overworked() {
			continue
		}
		matched = c.matching(n, matched[:0])
		own, hint := c.inlined(n), hints(n)
		for mode := range modes {
			parent := &d.around[mode]
			if n.Parent.Kind == Element {
				parent = &d.styled[mode][n.Parent.place]
			}
			var w winners
			w.take(hint, 0, yes)
			for i, m := range matched {
				h := c.holds[mode][m.order]
				if m.maybe {
					h = min(h, perhaps)
				}
				w.take(c.set[m.order], 1+uint64(m.weight)<<20+uint64(i), h)
			}
			w.take(own, inlineRank, yes)
			d.styled[mode][n.place] = w.over(parent, n, links[mode])
		}
	}
}

// inlined gives the settings of an element's style attribute. Most of a page
// repeat, so they are kept.
func (c *cascade) inlined(n *Node) []setting {
	value, ok := n.Attr("style")
	if !ok {
		return nil
	}
	set, ok := c.inline[value]
	if !ok {
		set = settingsOf(ParseStyle(value, -1))
		c.inline[value] = set
	}
	return set
}
