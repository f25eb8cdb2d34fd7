package dom

import (
	"slices"
	"strings"
)

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
	if n.Kind != Element {
		return d.canvas(mode)
	}
	if d.css.overworked() {
		return Style{}
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
	var around [modes]Style
	links := [modes]string{d.linkColour(), unknown} // in the dark, a link's colour is the mail program's
	for mode := range modes {
		d.styled[mode] = make([]Style, len(d.Nodes))
		around[mode] = d.canvas(mode)
	}
	var matched []match
	for _, n := range d.Nodes {
		if n.Kind != Element || c.overworked() {
			continue
		}
		matched = c.matching(n, matched[:0])
		own, hint := c.inlined(n), hints(n)
		for mode := range modes {
			parent := &around[mode]
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

// winners are the values that the cascade chose (CSS Cascade 4, 6.1).
type winners struct {
	value [properties]string
	rank  [properties]uint64
}

const (
	inlineRank    = 1 << 60
	importantRank = 1 << 61
)

// take lets settings of a rank compete. Those of which it is not known whether
// they hold make what they would win unknown.
func (w *winners) take(list []setting, rank uint64, holds truth) {
	if holds == no {
		return
	}
	for i := range list {
		s, r := &list[i], rank
		if s.important {
			r += importantRank
		}
		if w.value[s.property] != "" && r < w.rank[s.property] {
			continue
		}
		w.rank[s.property] = r
		w.value[s.property] = s.value
		if holds == perhaps {
			w.value[s.property] = unknown
		}
	}
}

// linkColour is the colour of a link to which nobody gave one.
func (d *Document) linkColour() string {
	if body := d.First("body"); body != nil {
		if v, ok := body.Attr("link"); ok {
			if c, ok := attrColour(v); ok {
				return c.String()
			}
		}
	}
	return "#0000ee"
}

// over computes an element's style from what won and from its parent's.
func (w *winners) over(parent *Style, n *Node, link string) Style {
	s := *parent
	if n.Name == "a" && w.value[pColor] == "" {
		if _, ok := n.Attr("href"); ok {
			w.value[pColor] = link
		}
	}
	w.letters(&s, parent)
	w.ink(&s, parent)
	w.behind(&s, parent)
	s.Hidden = s.Hidden || w.hides(&s)
	s.Known = s.inkKnown && s.behindKnown && !s.veiled
	s.Color = s.ink.Over(s.Background)
	return s
}

// letters computes the size and weight of letters, and the height of a line.
func (w *winners) letters(s, parent *Style) {
	switch v := w.value[pSize]; v {
	case "", "inherit", "unset":
	case "initial", "revert":
		s.Size = rootSize
	default:
		s.Size = sizeOf(v, parent.Size)
	}
	switch v := w.value[pLine]; v {
	case "", "inherit", "unset":
	case "normal", "initial", unknown:
		s.factor, s.absolute = 0, 0
	default:
		s.factor, s.absolute = 0, 0
		if f, unit, ok := number(v); ok && unit == "" {
			s.factor = f
		} else if px, ok := pixels(v, s.Size, s.Size); ok {
			s.absolute = px
		}
	}
	s.Line = s.factor
	if s.absolute > 0 && s.Size > 0 {
		s.Line = s.absolute / s.Size
	}
	switch v := w.value[pWeight]; v {
	case "", "inherit", "unset":
	case "bold", "bolder":
		s.Bold = true
	default:
		weight, _, _ := number(v)
		s.Bold = weight >= 600
	}
}

// ink computes the colour of letters.
func (w *winners) ink(s, parent *Style) {
	v := w.value[pColor]
	if fill := w.value[pFill]; fill != "" && fill != "inherit" && fill != "currentcolor" {
		v = fill
	}
	switch v {
	case "", "inherit", "unset", "currentcolor":
	case "initial":
		s.ink, s.inkKnown = Black, true
	default:
		s.ink, s.inkKnown = ParseColour(v)
	}
	if s.inkKnown && s.ink.A == 0 {
		s.Hidden = true
	}
	if o := w.value[pOpacity]; o != "" {
		part, ok := portion(o, 1)
		s.veiled = s.veiled || !ok || part < 1
		s.Hidden = s.Hidden || ok && part <= 0.05
	}
	for _, p := range []property{pFilter, pBlend} {
		if v := w.value[p]; v != "" && v != "none" && v != "normal" && v != "initial" {
			s.veiled = true
		}
	}
	s.veiled = s.veiled || w.value[pClip] == "text"
}

// behind computes what is behind the letters.
func (w *winners) behind(s, parent *Style) {
	if p := w.value[pPosition]; p == "absolute" || p == "fixed" {
		s.behindKnown = false
	}
	switch v := w.value[pBackColor]; v {
	case "", "unset", "initial", "revert", "transparent":
	case "inherit":
		s.behindKnown = false // the parent's own, which is not kept apart
	case "currentcolor":
		s.Background, s.behindKnown = s.ink.Over(s.Background), s.inkKnown && s.ink.A == 1
	default:
		c, ok := ParseColour(v)
		switch {
		case !ok:
			s.behindKnown = false
		case c.A == 1:
			s.Background, s.behindKnown = c, true
		case c.A > 0:
			s.Background = c.Over(s.Background)
		}
	}
	if v := w.value[pBackImage]; v != "" && v != "none" && v != "initial" && v != "unset" {
		s.behindKnown = false
	}
}

// hides reports whether what won hides an element from everybody.
func (w *winners) hides(s *Style) bool {
	const dot, away = 2, -500 // CSS pixels
	length := func(p property) (float64, bool) {
		if w.value[p] == "" {
			return 0, false
		}
		px, ok := pixels(w.value[p], s.Size, viewport)
		return px, ok && !strings.HasSuffix(w.value[p], "%")
	}
	none := func(p property, most float64) bool {
		px, ok := length(p)
		return ok && px <= most
	}
	indent, hasIndent := length(pIndent)
	return w.value[pDisplay] == "none" ||
		slices.Contains([]string{"hidden", "collapse"}, w.value[pVisibility]) ||
		none(pMaxHeight, 0) || none(pMaxWidth, 0) ||
		strings.HasPrefix(w.value[pOverflow], "hidden") && (none(pHeight, dot) || none(pWidth, dot) || none(pMaxHeight, dot)) ||
		s.Size > 0 && s.Size <= dot ||
		hasIndent && indent <= away
}
