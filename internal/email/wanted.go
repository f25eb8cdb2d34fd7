package email

import (
	"strings"

	"github.com/yuin/goldmark/util"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// wanted gives what the email must say, item by item and block by block, in
// the copy's order.
func wanted(e *issue.Edition) [][]content {
	d := markdown.New(e.House)
	items := e.Rundown()
	out := make([][]content, 0, len(items))
	for i := range items {
		doc := d.ParseFor(e, items[i].Copy)
		var blocks []content
		for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
			blocks = append(blocks, asContent(doc.Say(e, n, false)))
		}
		out = append(out, blocks)
	}
	return out
}

// asContent words a block as the HTML does.
func asContent(s markdown.Said) content {
	c := content{words: strings.Fields(s.Words)}
	for _, l := range s.Links {
		if !l.Slot {
			l.URL = string(util.URLEscape([]byte(l.URL), false))
		}
		c.links = append(c.links, l.URL)
	}
	for _, alt := range s.Alts {
		c.alts = append(c.alts, oneLine(alt))
	}
	return c
}
