package preflight

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/internal/dom"
	"galley/internal/issue"
)

// lettering: text that is large enough and has air.
var lettering = []mailCheck{
	{check{"type.size", issue.SeverityWarning, onPage(letterSize)}, false},
	{check{"type.line-height", issue.SeverityQuery, onPage(lineHeight)}, false},
}

// Sizes of letters in CSS pixels: below the first nobody reads with ease, below
// the second nobody reads on for long.
const (
	pageTiny  = 11
	pageSmall = 13
)

// letterSize finds letters that are too small, each size once. Small print of 11
// and 12 pixels (a footer's, a caption's) is let be unless most of the page is in
// it; so are raised and lowered signs.
func letterSize(r *round, d *dom.Document) {
	first := map[float64]*dom.Node{}
	count := map[float64]int{}
	all := 0
	for n, s := range pageTexts(d, dom.Light) {
		if s.Size == 0 || n.Parent.Is("sup", "sub") || n.Within("sup", "sub") != nil {
			continue
		}
		if first[s.Size] == nil {
			first[s.Size] = n
		}
		letters := utf8.RuneCountInString(strings.TrimSpace(n.Words))
		count[s.Size] += letters
		all += letters
	}
	body := 0
	for size, n := range count {
		if size < pageSmall {
			body += n
		}
	}
	for _, size := range slices.Sorted(maps.Keys(first)) {
		switch n := first[size]; {
		case size < pageTiny:
			r.said(d, n, pageSpan(d, n), fmt.Sprintf("These letters are %s pixels large, which many readers cannot read: use at least %d.", pageFigure(size), pageSmall))
		case size < pageSmall && body*2 > all:
			r.said(d, n, pageSpan(d, n), fmt.Sprintf("Most of this page is set in letters of less than %d pixels, here %s, which tires the eye: use 14 to 18.", pageSmall, pageFigure(size)))
		}
	}
}

// pageFigure writes a size with at most one decimal.
func pageFigure(px float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", px), ".0")
}

// Running text without air: of so many characters, with lines closer than this.
const (
	pageRunning = 100
	pageTight   = 1.2
)

// lineHeight finds running text whose lines are too close, each height once.
// What fits on a line (a heading, a button, a dateline) has none, and the height
// that a program takes by itself is its own.
func lineHeight(r *round, d *dom.Document) {
	told := map[string]bool{}
	for n, s := range pageTexts(d, dom.Light) {
		if s.Line <= 0 || s.Line >= pageTight || utf8.RuneCountInString(strings.Join(strings.Fields(n.Words), " ")) < pageRunning {
			continue
		}
		if height := fmt.Sprintf("%.2g", s.Line); !told[height] {
			told[height] = true
			r.said(d, n, pageSpan(d, n), fmt.Sprintf("The lines of this text are %s times as high as its letters, so they run into each other: use about 1.5.", height))
		}
	}
}
