package preflight

import (
	"fmt"
	"slices"
	"strings"

	"galley/internal/clients"
	"galley/internal/dom"
	"galley/internal/issue"
)

// styles: CSS that the chosen clients know.
var styles = []mailCheck{
	{check: check{"css.unsupported", issue.SeverityWarning, onPage(cssUnsupported)}},
	{check: check{"css.not-inlined", issue.SeverityWarning, onPage(cssNotInlined)}},
}

// lack is something that breaks what readers see where a client does not know
// it. What merely looks plainer there is none: corners, shadows, transitions,
// animations, columns of text, max-width (mso.maxwidth has it), fonts with
// others behind them, and all that stands in a media query, which is meant for
// those who know it.
type lack struct {
	name  string // as it is said: display:flex
	value string // that a note may except; empty for none
	of    clients.Feature
	what  string // what happens, and what to do
}

// lacking says what a declaration on an element would break; nil for nothing.
func lacking(n *dom.Node, d *dom.Declaration) *lack {
	value := strings.ToLower(d.Value)
	switch {
	case d.Property == "display" && slices.Contains([]string{"flex", "inline-flex", "grid", "inline-grid"}, value):
		kind := strings.TrimPrefix(value, "inline-")
		return &lack{"display:" + value, value, clients.Feature("css-display-" + kind), "what stands side by side falls below one another there: make columns with table cells"}
	case d.Property == "position" && (value == "absolute" || value == "fixed"):
		return &lack{"position:" + value, value, "css-position", "what it places lands elsewhere there: place it with table cells"}
	case d.Property == "float" && (value == "left" || value == "right"):
		if _, ok := n.Attr("align"); ok || n.Is("img") { // a picture stands above its words then
			return nil
		}
		return &lack{"float", value, "css-float", "what stands side by side falls below one another there: use a table with align"}
	case strings.HasPrefix(d.Property, "background") && strings.Contains(value, "url("):
		return &lack{"background pictures", "", "css-background-image", "words on it may have nothing behind them there: add a background colour, or VML for Outlook"}
	case d.Property == "transform" && strings.Contains(value, "translate"):
		return &lack{"transform", "", "css-transform", "what it moves stays where it was there: place it with table cells"}
	case strings.Contains(value, "var(") && !strings.HasPrefix(d.Property, "--"):
		return &lack{"var()", "", "css-variables", "this has no such colour or size there: write the value itself"}
	}
	return nil
}

// without lists the clients that lack something. What is supported in part is
// lacked when the note names the value: “Supports relative but not absolute”.
func (l *lack) without(list []clients.Client) []string {
	var titles []string
	for _, c := range list {
		level, note := clients.Support(c.Name, l.of)
		_, not, _ := strings.Cut(note, "not ")
		if level == clients.No || level == clients.Partly && l.value != "" && slices.Contains(letters(not), l.value) {
			titles = append(titles, c.Title)
		}
	}
	return titles
}

// use is one lack on a page: where it stands first, on how many elements, and
// who shows it otherwise.
type use struct {
	*lack
	at       issue.Span
	elements int
	titles   []string
}

func cssUnsupported(r *round, page *dom.Document) {
	usual := clients.Usual()
	others := slices.DeleteFunc(slices.Clone(usual), func(c clients.Client) bool { return c.Name == clients.OutlookWindows })
	hidden := united(notForWord(page))
	drawn := strings.Contains(strings.ToLower(string(page.Source)), "<v:fill") // VML stands behind the picture
	var uses []*use
	for n := range page.Elements() {
		asked := usual
		if within(hidden, n.Start) {
			asked = others
		}
		for _, u := range usesIn(r, page, n, drawn) {
			if u.titles = u.without(asked); len(u.titles) > 0 {
				uses = timesUsed(uses, u)
			}
		}
	}
	for _, u := range uses {
		verb := "ignore"
		if len(u.titles) == 1 {
			verb = "ignores"
		}
		r.inPage(page, u.at, u.at, fmt.Sprintf("%s %s %s (%s here), so %s.", enumerated(u.titles), verb, u.name, ofElements(u.elements), u.what))
	}
}

// usesIn gives what an element uses that somebody may lack, each once. Drawn
// says that VML stands behind background pictures.
func usesIn(r *round, page *dom.Document, n *dom.Node, drawn bool) []*use {
	var list []*use
	said := map[string]bool{}
	for _, block := range blocksOf(r, page, n) {
		given := map[string]bool{} // before, in another way: what a client without it shows
		for i := range block {
			l := lacking(n, &block[i])
			if l == nil {
				given[block[i].Property] = true
				continue
			}
			if given[block[i].Property] || said[l.name] || l.of == "css-background-image" && (drawn || coloured(r, page, n)) {
				continue
			}
			said[l.name] = true
			at := block[i].Span
			if at.End == 0 {
				at = n.Span
			}
			list = append(list, &use{l, at, 1, nil})
		}
	}
	return list
}

// timesUsed adds a use to those of the same lack.
func timesUsed(uses []*use, u *use) []*use {
	for _, known := range uses {
		if known.name == u.name {
			known.elements++
			for _, t := range u.titles {
				if !slices.Contains(known.titles, t) {
					known.titles = append(known.titles, t)
				}
			}
			return uses
		}
	}
	return append(uses, u)
}

// blocksOf gives the declarations of an element: of its style attribute, and of
// the rules for it that stand in no media query.
func blocksOf(r *round, page *dom.Document, n *dom.Node) [][]dom.Declaration {
	var list [][]dom.Declaration
	if inline := page.Inline(n); len(inline) > 0 {
		list = append(list, inline)
	}
	for _, rule := range page.Matching(n) {
		if len(rule.Media) == 0 && !r.traits(rule).states {
			list = append(list, rule.Declarations)
		}
	}
	return list
}

// coloured reports whether an element has a colour behind its picture.
func coloured(r *round, page *dom.Document, n *dom.Node) bool {
	if _, ok := n.Attr("bgcolor"); ok {
		return true
	}
	for _, block := range blocksOf(r, page, n) {
		for i := range block {
			if block[i].Property == "background-color" {
				return true
			}
			if block[i].Property == "background" {
				for part := range strings.FieldsSeq(block[i].Value) {
					if _, ok := dom.ParseColour(part); ok {
						return true
					}
				}
			}
		}
	}
	return false
}

func ofElements(n int) string {
	if n == 1 {
		return "one element"
	}
	return fmt.Sprintf("%d elements", n)
}

// enumerated joins names: Outlook for Windows, Gmail and Yahoo Mail.
func enumerated(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}
