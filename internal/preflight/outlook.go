package preflight

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"galley/internal/dom"
	"galley/internal/issue"
)

// outlook: what Word, which is Outlook for Windows, needs.
var outlook = []mailCheck{
	{check: check{"mso.conditionals", issue.SeverityError, onPage(msoConditionals)}},
	{check: check{"mso.maxwidth", issue.SeverityWarning, onPage(msoMaxWidth)}},
	{check: check{"mso.dpi", issue.SeverityQuery, onPage(msoDPI)}},
}

// msoConditionals finds conditional comments that do not end, ends without a
// beginning, and Word's drawings where all programs read them. It is silent on
// comments that are not conditional.
func msoConditionals(r *round, page *dom.Document) {
	for _, c := range page.Conditionals() {
		switch {
		case c.Test == "":
			r.inPage(page, c.Span, c.Span, "This [endif] ends nothing, so Outlook shows or hides the wrong part of the email: take it out, or write the [if …] that is missing.")
		case !c.Ended:
			at := c.Span
			if c.Content.Start > at.Start && c.Content.Start < at.End {
				at.End = c.Content.Start
			}
			r.inPage(page, at, at, "This condition for Outlook has no [endif], so all that follows may be missing there: end it with <![endif]-->.")
		}
	}
	for n := range page.Elements() {
		if strings.HasPrefix(n.Name, "v:") && !strings.HasPrefix(n.Parent.Name, "v:") {
			r.inPage(page, n.Span, n.Span, "This drawing for Outlook stands outside of a conditional comment, so other programs show its parts as words or gaps: put it between <!--[if mso]> and <![endif]-->.")
		}
	}
}

// The widths, in CSS pixels, of what is a sheet or a column of it.
const narrowestSheet, widestSheet = 300, 1200

// msoMaxWidth finds a width that only max-width bounds. Word ignores it outside
// of tables, and Word before 2019 everywhere, so the sheet is as wide as the
// window. It is silent on pictures, which their attribute bounds, on anything
// that has a width in pixels itself or around it, inside a ghost table for
// Outlook, and on what Outlook does not read.
func msoMaxWidth(r *round, page *dom.Document) {
	ghosts, hidden := ghostTables(page), united(notForWord(page))
	count, first := 0, issue.Span{}
	bounded := map[*dom.Node]bool{}
	for n := range page.Elements() {
		if bounded[n.Parent] || n.Is("table", "td", "th") && fixedWidth(page, n) {
			bounded[n] = true
			continue
		}
		if n.Is("img", "v:image") || within(hidden, n.Start) || within(ghosts, n.Start) {
			continue
		}
		at, ok := boundedByMax(r, page, n)
		if !ok {
			continue
		}
		bounded[n] = true // what is inside is no second mistake
		if count++; count == 1 {
			first = at
		}
	}
	if count > 0 {
		r.inPage(page, first, first, fmt.Sprintf("Outlook for Windows ignores max-width, so %s as wide as the window there: put a table with this width around it between <!--[if mso]> and <![endif]-->.", isAre(count)))
	}
}

func isAre(count int) string {
	if count == 1 {
		return "this is"
	}
	return fmt.Sprintf("this and %d more are", count-1)
}

// boundedByMax gives the max-width of a sheet, if an element has one.
func boundedByMax(r *round, page *dom.Document, n *dom.Node) (at issue.Span, ok bool) {
	for _, block := range blocksOf(r, page, n) {
		for i := range block {
			if block[i].Property != "max-width" {
				continue
			}
			if px, isPixels := pixels(block[i].Value); isPixels && px >= narrowestSheet && px <= widestSheet {
				if at = block[i].Span; at.End == 0 {
					at = n.Span
				}
				return at, true
			}
		}
	}
	return at, false
}

// fixedWidth reports whether a table or a cell has a width in pixels that Word
// keeps.
func fixedWidth(page *dom.Document, n *dom.Node) bool {
	if value, ok := n.Attr("width"); ok {
		if px, isPixels := pixels(value); isPixels && px <= widestSheet {
			return true
		}
	}
	for _, d := range page.Inline(n) {
		if px, isPixels := pixels(d.Value); d.Property == "width" && isPixels && px <= widestSheet {
			return true
		}
	}
	return false
}

// pixels reads 600 and 600px.
func pixels(value string) (px float64, ok bool) {
	px, err := strconv.ParseFloat(strings.TrimSuffix(strings.ToLower(strings.TrimSpace(value)), "px"), 64)
	return px, err == nil && px > 0
}

// ghostTables gives the parts of a page that stand in a table which Outlook
// alone reads: from the comment that opens it to the one that closes it.
func ghostTables(page *dom.Document) []issue.Span {
	var list []issue.Span
	var open []int
	for _, c := range page.Conditionals() {
		if !c.Hidden || !c.Ended || strings.Contains(c.Test, "!mso") {
			continue
		}
		inside := strings.ToLower(string(page.Source[c.Content.Start:c.Content.End]))
		depth := strings.Count(inside, "<table") - strings.Count(inside, "</table")
		for ; depth > 0; depth-- {
			open = append(open, c.End)
		}
		for ; depth < 0 && len(open) > 0; depth++ {
			list = append(list, issue.Span{Start: open[len(open)-1], End: c.Start})
			open = open[:len(open)-1]
		}
	}
	return united(list)
}

// within reports whether an offset is in one of the spans that united gave.
func within(list []issue.Span, offset int) bool {
	i := sort.Search(len(list), func(i int) bool { return list[i].End > offset })
	return i < len(list) && list[i].Start <= offset
}

// united puts spans in order, and those that overlap into one.
func united(list []issue.Span) []issue.Span {
	slices.SortFunc(list, func(a, b issue.Span) int { return a.Start - b.Start })
	var out []issue.Span
	for _, s := range list {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// msoDPI asks about an email whose sizes Outlook changes on a screen with large
// letters (120 dots to the inch and more), where it takes widths for points
// unless it is told that an inch has 96 pixels. An email without pictures and
// tables has nothing to change.
func msoDPI(r *round, page *dom.Document) {
	first := page.First("table")
	if first == nil {
		first = page.First("img")
	}
	if first == nil || strings.Contains(strings.ToLower(string(page.Source)), "pixelsperinch>96<") {
		return
	}
	r.unsaid(page, nil, "On Windows with large letters Outlook scales tables and pictures differently: put OfficeDocumentSettings with PixelsPerInch 96 into the head.")
}
