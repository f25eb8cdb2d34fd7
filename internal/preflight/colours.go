package preflight

import (
	"fmt"
	"strings"

	"galley/internal/dom"
	"galley/internal/issue"
)

// colours: text that can be read, in light and dark.
var colours = []mailCheck{
	{check{"color.contrast-light", issue.SeverityError, onPage(contrastLight)}, false},
	{check{"color.contrast-dark", issue.SeverityError, onPage(contrastDark)}, false},
	{check{"color.scheme-meta", issue.SeverityQuery, onPage(schemeMeta)}, false},
}

// What WCAG 2.2, 1.4.3 asks for: of running text, and of large text, which is
// 18 points, or 14 in bold.
const (
	pageEnough, pageEnoughLarge = 4.5, 3.0
	pageLarge, pageLargeBold    = 24.0, 56.0 / 3 // CSS pixels
)

// pagePair is a colour of letters on what is behind them, and what it has to have.
type pagePair struct {
	ink, behind dom.Colour
	least       float64
}

func pagePairOf(s *dom.Style) pagePair {
	p := pagePair{s.Color, s.Background, pageEnough}
	if s.Size >= pageLarge || s.Bold && s.Size >= pageLargeBold {
		p.least = pageEnoughLarge
	}
	return p
}

func (p pagePair) faint() bool { return dom.Contrast(p.ink, p.behind) < p.least }

// contrastLight finds text that is too faint, each pair of colours once. It is
// silent on what it does not know (text over a picture or a gradient, letters of
// a size that is not known count as small), on what nobody sees, and on signs
// that are no letters.
func contrastLight(r *round, d *dom.Document) {
	told := map[pagePair]bool{}
	for n, s := range pageTexts(d, dom.Light) {
		if p := pagePairOf(&s); s.Known && p.faint() && !told[p] {
			told[p] = true
			r.said(d, n, pageSpan(d, n), r.faintWhy(p, dom.Light))
		}
	}
}

// contrastDark finds text that is too faint where the page’s own rules for
// dark hold: often a background that turned and a colour that stayed. What looks
// the same in light is contrastLight’s.
func contrastDark(r *round, d *dom.Document) {
	if darkRule(d) == nil {
		return
	}
	told := map[pagePair]bool{}
	for n, s := range pageTexts(d, dom.Dark) {
		p, light := pagePairOf(&s), d.Style(n, dom.Light)
		if !s.Known || !p.faint() || told[p] || light.Known && !light.Hidden && pagePairOf(&light) == p {
			continue
		}
		told[p] = true
		r.said(d, n, pageSpan(d, n), r.faintWhy(p, dom.Dark))
	}
}

// faintWhy says what is wrong with a pair, in the words of the house style where
// both colours are its own.
func (r *round) faintWhy(p pagePair, mode dom.Mode) string {
	theme, start, which := &r.e.House.Theme.Light, "In light", "light"
	if mode == dom.Dark {
		theme, start, which = &r.e.House.Theme.Dark, "In the dark", "dark"
	}
	figure := float64(int(dom.Contrast(p.ink, p.behind)*10)) / 10 // 4.49 is not yet 4.5
	ink, behind := themeName(theme, p.ink, false), themeName(theme, p.behind, true)
	if r.in.Edition != nil && ink != "" && behind != "" {
		return fmt.Sprintf("%s the theme’s %s (%v) on its %s (%v) has a contrast of %.1f to 1, and weaker eyes need %.1f: change one of them under %s in the house style.",
			start, ink, p.ink, behind, p.behind, figure, p.least, which)
	}
	if mode == dom.Light {
		return fmt.Sprintf("This text is %v on %v, a contrast of %.1f to 1, and weaker eyes need %.1f: make one of them lighter or darker.", p.ink, p.behind, figure, p.least)
	}
	return fmt.Sprintf("In the dark this text is %v on %v, a contrast of %.1f to 1, and weaker eyes need %.1f: set both colours for dark.", p.ink, p.behind, figure, p.least)
}

// themeName gives what the house style calls a colour, letters or a ground; empty
// when it is none of its own.
func themeName(p *issue.Palette, c dom.Colour, ground bool) string {
	type named struct{ name, colour string }
	own := []named{{"ink", p.Ink}, {"quiet", p.Quiet}, {"accent", p.Accent}, {"link", p.Link}, {"mark", p.Mark}, {"rule", p.Rule}}
	if ground {
		own = []named{{"sheet", p.Sheet}, {"page", p.Page}, {"panel", p.Panel}, {"foot", p.Foot}}
	}
	for _, n := range own {
		if colour, ok := dom.ParseColour(n.colour); ok && colour == c {
			return n.name
		}
	}
	return ""
}

// darkRule gives the first at-rule of a page that is for the dark.
func darkRule(d *dom.Document) *dom.AtRule {
	all := d.AtRules()
	for i := range all {
		prelude := strings.Join(strings.Fields(strings.ToLower(all[i].Prelude)), "")
		if all[i].Name == "media" && strings.Contains(prelude, "prefers-color-scheme:dark") {
			return &all[i]
		}
	}
	return nil
}

// schemeMeta finds rules for dark on a page that does not say it has any
// (caniemail: html-meta-color-scheme), for which Apple Mail asks.
func schemeMeta(r *round, d *dom.Document) {
	rule := darkRule(d)
	if rule == nil {
		return
	}
	for n := range d.Elements("meta") {
		if name, _ := n.Attr("name"); strings.EqualFold(name, "color-scheme") || strings.EqualFold(name, "supported-color-schemes") {
			return
		}
	}
	r.inPage(d, rule.Span, rule.Span, "The page has colours for the dark and does not say so, and Apple Mail may then choose its own: put <meta name=\"color-scheme\" content=\"light dark\"> into its head.")
}
