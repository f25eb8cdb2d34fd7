package dom

import (
	"cmp"
	"slices"
	"strings"
)

// Rules gives all rules of the page's style elements, in their order.
func (d *Document) Rules() []Rule { return d.cascaded().sheet.Rules }

// AtRules gives all rules of the page's style elements that begin with an @.
func (d *Document) AtRules() []AtRule { return d.cascaded().sheet.AtRules }

// Inline gives what an element's style attribute says.
func (d *Document) Inline(n *Node) []Declaration {
	value, ok := n.Attr("style")
	if !ok {
		return nil
	}
	at, ok := d.AttrAt(n, "style")
	if !ok {
		at.Start = -1
	}
	return ParseStyle(value, at.Start)
}

// Matching gives the rules of which a selector is true of an element, whatever
// their media, in their order.
func (d *Document) Matching(n *Node) []*Rule {
	c := d.cascaded()
	var list []*Rule
	last := -1
	for _, m := range c.matching(n, nil) {
		if m.order != last {
			list = append(list, &c.sheet.Rules[m.order])
		}
		last = m.order
	}
	return list
}

// cascade is what the style sheets of a page say, made ready for asking which
// rules concern an element.
type cascade struct {
	sheet   Stylesheet
	entries []entry
	holds   [modes][]truth // by rule
	set     [][]setting    // by rule

	byID, byClass, byTag map[string][]int // entries by what the element itself has to be
	byNone               []int

	inline map[string][]setting // by style attribute
	work   matcher
}

// entry is a selector of a rule.
type entry struct {
	selector
	order int // of its rule
}

func (d *Document) cascaded() *cascade {
	if d.css != nil {
		return d.css
	}
	c := &cascade{
		byID: map[string][]int{}, byClass: map[string][]int{}, byTag: map[string][]int{},
		inline: map[string][]setting{}, work: matcher{maxWork},
	}
	for _, s := range d.Sheets {
		if kind, ok := s.Node.Attr("type"); ok && kind != "" && !strings.EqualFold(strings.TrimSpace(kind), "text/css") {
			continue
		}
		one := ParseSheet(s.Text, s.At)
		if query, ok := s.Node.Attr("media"); ok {
			query = "media " + query // one text for all of the rules
			for i := range one.Rules {
				one.Rules[i].Media = append([]string{query}, one.Rules[i].Media...)
			}
		}
		c.sheet.Rules = append(c.sheet.Rules, one.Rules...)
		c.sheet.AtRules = append(c.sheet.AtRules, one.AtRules...)
		if len(c.sheet.Rules) >= maxRules || len(c.sheet.AtRules) >= maxRules {
			c.work.left = -1 // what stands behind these is not read
			break
		}
	}
	for i := range c.sheet.Rules {
		if c.index(i); len(c.entries) > maxSelectors {
			c.work.left = -1
			break
		}
	}
	d.css = c
	return c
}

// index files a rule's selectors under what is rarest of the element itself.
func (c *cascade) index(rule int) {
	r := &c.sheet.Rules[rule]
	for mode := range modes {
		c.holds[mode] = append(c.holds[mode], holds(r.Media, mode))
	}
	c.set = append(c.set, settingsOf(r.Declarations))
	for s := range selectorsOf(r.Selector) {
		n := len(c.entries)
		if n > maxSelectors {
			return
		}
		c.entries = append(c.entries, entry{s, rule})
		switch own := &s.compounds[0]; {
		case own.id != "":
			c.byID[own.id] = append(c.byID[own.id], n)
		case len(own.classes) > 0:
			c.byClass[own.classes[0]] = append(c.byClass[own.classes[0]], n)
		case own.tag != "":
			c.byTag[own.tag] = append(c.byTag[own.tag], n)
		default:
			c.byNone = append(c.byNone, n)
		}
	}
}

// match is a rule that concerns an element.
type match struct {
	order, weight int
	maybe         bool
}

// matching lists the rules that concern an element, appending to list, in their
// order.
func (c *cascade) matching(n *Node, list []match) []match {
	from := len(list)
	try := func(entries []int) {
		for _, i := range entries {
			if c.overworked() {
				return // not even to be told so once for every rule and element
			}
			e := &c.entries[i]
			if ok, maybe := c.work.matches(&e.selector, n); ok {
				list = append(list, match{e.order, e.weight, maybe})
			}
		}
	}
	if len(c.byID) > 0 {
		if id, ok := n.Attr("id"); ok {
			try(c.byID[id])
		}
	}
	for i, class := range n.classes {
		if !slices.Contains(n.classes[:i], class) {
			try(c.byClass[class])
		}
	}
	try(c.byTag[n.Name])
	try(c.byNone)
	slices.SortFunc(list[from:], func(a, b match) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.weight, b.weight)) })
	return list
}

// overworked reports whether matching was given up, so that nothing is known.
func (c *cascade) overworked() bool { return c.work.left < 0 }
