package dom

import (
	"slices"
	"strings"
)

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
	w.ink(&s)
	w.behind(&s)
	s.gone = s.gone || w.hides(&s)
	// Letters can be nothing around others that are something: a cell of no size
	// is an old way to close gaps.
	s.Hidden = s.gone || s.Size > 0 && s.Size <= dot || s.inkKnown && s.ink.A == 0
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
func (w *winners) ink(s *Style) {
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
	if o := w.value[pOpacity]; o != "" {
		part, ok := portion(o, 1)
		s.veiled = s.veiled || !ok || part < 1
		s.gone = s.gone || ok && part <= 0.05
	}
	for _, p := range []property{pFilter, pBlend} {
		if v := w.value[p]; v != "" && v != "none" && v != "normal" && v != "initial" {
			s.veiled = true
		}
	}
	s.veiled = s.veiled || w.value[pClip] == "text"
}

// behind computes what is behind the letters.
func (w *winners) behind(s *Style) {
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

// dot is a size that nobody sees, in CSS pixels.
const dot = 2

// hides reports whether what won hides an element from everybody.
func (w *winners) hides(s *Style) bool {
	const away = -500
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
		hasIndent && indent <= away
}
