package preflight

import (
	"fmt"

	"galley/internal/dom"
	"galley/internal/issue"
)

// headings: the outline by which a screen reader goes through an issue.
var headings = []mailCheck{
	{check{"head.order", issue.SeverityWarning, onPage(headingOrder)}, false},
	{check{"head.h1", issue.SeverityWarning, onPage(oneHeading)}, false},
}

// pageHeading is one of the page's, with its level.
type pageHeading struct {
	*dom.Node
	level int
}

// headingsOf lists the headings that are said: with words in them, and not taken
// away from screen readers.
func pageHeadings(d *dom.Document) []pageHeading {
	var list []pageHeading
	for n := range d.Elements() {
		level := 0
		role, _ := n.Attr("role")
		switch {
		case n.Is("h1", "h2", "h3", "h4", "h5", "h6"):
			level = int(n.Name[1] - '0')
			if role != "" && role != "heading" {
				continue
			}
		case role != "heading":
			continue
		}
		if aria, ok := n.Attr("aria-level"); ok && len(aria) == 1 && aria[0] >= '1' && aria[0] <= '9' {
			level = int(aria[0] - '0')
		}
		if level > 0 && pageSeen(d, n) && d.Inner(n) != "" {
			list = append(list, pageHeading{n, level})
		}
	}
	return list
}

// headingOrder finds a heading more than one step below the one before it (axe:
// heading-order). Going back up by any number of steps ends parts, and is right.
func headingOrder(r *round, d *dom.Document) {
	before := 0
	for _, h := range pageHeadings(d) {
		if before > 0 && h.level > before+1 {
			r.tag(d, h.Node, fmt.Sprintf("This heading is of level %d and the one before of level %d, so whoever goes by the outline looks for what is missing between: make it level %d.",
				h.level, before, before+1))
		}
		before = h.level
	}
}

// oneHeading finds a page without a heading of the first level, or with several
// (axe: page-has-heading-one). Of several, the second is the finding.
func oneHeading(r *round, d *dom.Document) {
	var main []pageHeading
	for _, h := range pageHeadings(d) {
		if h.level == 1 {
			main = append(main, h)
		}
	}
	switch n := len(main); {
	case n > 1:
		r.tag(d, main[1].Node, fmt.Sprintf("The page has %d main headings, and a second one says to a screen reader that another page begins: make this one, and what follows it, an h2.", n))
	case n == 0 && pageWrapping(d) != nil:
		r.unsaid(d, d.First("body"), "The page has no main heading, by which screen readers find where it begins: make the name of the newsletter or of the issue its h1.")
	}
}
