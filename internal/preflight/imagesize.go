package preflight

import (
	"strconv"
	"strings"
	"unicode"

	"galley/internal/dom"
)

// pixelsOf gives a picture's width or height as its attribute says it, else its
// style.
func pixelsOf(n *dom.Node, name string) (px float64, ok bool) {
	value, has := n.Attr(name)
	if !has {
		style, _ := n.Attr("style")
		for _, s := range dom.ParseStyle(style, -1) {
			if s.Property == name && (strings.HasSuffix(s.Value, "px") || s.Value == "0") {
				value = s.Value
			}
		}
	}
	px, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), "px"), 64)
	return px, err == nil && px >= 0
}

// A page of pictures: so few words beside so much picture, in words and in square
// pixels. A picture whose height nobody says counts as a low one.
const (
	pageFewWords    = 50
	pageMuchPicture = 400_000
	pageLowPicture  = 0.4 // of its width
	pageWidest      = 1200
)

// imageOnly finds pages that are pictures with next to no words: with pictures
// off they are empty, and filters take them for what they so often are.
func imageOnly(r *round, d *dom.Document) {
	var largest *dom.Node
	var most, all float64
	for n := range d.Elements("img") {
		w, ok := pixelsOf(n, "width")
		if !ok || w > pageWidest || !pageSeen(d, n) {
			continue
		}
		h, ok := pixelsOf(n, "height")
		if !ok {
			h = w * pageLowPicture
		}
		if all += w * h; w*h > most {
			most, largest = w*h, n
		}
	}
	if all < pageMuchPicture {
		return
	}
	words := 0
	for n := range pageTexts(d, dom.Light) {
		if words += pageCount(n.Words); words >= pageFewWords {
			return
		}
	}
	r.tag(d, largest, "Nearly all of this page is pictures, so with pictures off there is next to nothing to read, and filters distrust it: set its words as text.")
}

// pageCount counts words; where they are not parted by spaces, two signs count as
// one.
func pageCount(s string) int {
	n, signs := 0, 0
	for word := range strings.FieldsSeq(s) {
		if strings.IndexFunc(word, pageRune) < 0 {
			continue
		}
		n++
		for _, c := range word {
			if unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer) {
				signs++
			}
		}
	}
	return n + signs/2
}
