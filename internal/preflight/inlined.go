package preflight

import (
	"fmt"
	"slices"
	"strings"

	"galley/internal/dom"
)

// shaping are the properties without which an email falls apart or turns
// unreadable, each with the attributes and the shorthand that say the same.
var shaping = map[string][]string{
	"color": {"color"}, "background-color": {"bgcolor", "background"}, "background": {"bgcolor", "background-color"},
	"width": {"width"}, "float": {"align"}, "text-align": {"align"}, "display": nil,
	"padding": nil, "padding-top": {"padding"}, "padding-right": {"padding"}, "padding-bottom": {"padding"}, "padding-left": {"padding"},
}

// plainTypes are elements that style sheets reset: what a rule for all of one
// kind gives them is an extra.
var plainTypes = []string{"a", "img", "table", "html", "body", "*", "center"}

// cssNotInlined finds colour and layout that stand in a style element alone.
// Gmail's app drops it for accounts of other providers, and Gmail drops all of
// it when it is too large or has a mistake in it (caniemail: html-style). It is
// silent on media queries, on states (:hover), on rules for one program
// ([data-ogsc], .ExternalClass, #outlook), on resets, on what is !important,
// which is there to overrule what stands inline, and on a link's colour.
func cssNotInlined(r *round, page *dom.Document) {
	elements, first := 0, (*dom.Declaration)(nil)
	for n := range page.Elements() {
		if n.Within("head") != nil || page.Style(n, dom.Light).Hidden {
			continue
		}
		var inline []dom.Declaration
		lost := false
		for _, rule := range page.Matching(n) {
			if len(rule.Media) > 0 || r.traits(rule).special {
				continue
			}
			if inline == nil {
				inline = page.Inline(n)
			}
			for i := range rule.Declarations {
				d := &rule.Declarations[i]
				if !d.Important && shapes(d) && !inlined(n, inline, d.Property) {
					if lost = true; first == nil {
						first = d
					}
				}
			}
		}
		if lost {
			elements++
		}
	}
	if first != nil {
		r.inPage(page, first.Span, first.Span, fmt.Sprintf("The style element alone gives colour or layout to %s, and Gmail drops it for a part of its readers: write it into the style attributes too.", ofElements(elements)))
	}
}

// traits are what the selector of a rule says of it. Thousands of elements may
// ask for those of one that has a megabyte.
type traits struct {
	states  bool // it holds in a state or for an attribute
	special bool // see forOneProgram
}

func (r *round) traits(rule *dom.Rule) traits {
	known, ok := r.rules[rule]
	if !ok {
		known = traits{strings.ContainsAny(rule.Selector, ":["), forOneProgram(rule.Selector)}
		if r.rules == nil {
			r.rules = map[*dom.Rule]traits{}
		}
		r.rules[rule] = known
	}
	return known
}

// forOneProgram reports whether a selector is for one mail program, or a reset.
func forOneProgram(selector string) bool {
	lower := strings.ToLower(selector)
	if strings.ContainsAny(lower, ":[+~") || strings.Contains(lower, "externalclass") || strings.Contains(lower, "readmsgbody") || strings.Contains(lower, "#outlook") || strings.Contains(lower, "moz-text-html") {
		return true
	}
	for one := range strings.SplitSeq(lower, ",") {
		if !slices.Contains(plainTypes, strings.TrimSpace(one)) {
			return false
		}
	}
	return true
}

// shapes reports whether a declaration shapes: not one that says what is so
// anyway, or leaves it to what is around.
func shapes(d *dom.Declaration) bool {
	if _, ok := shaping[d.Property]; !ok {
		return false
	}
	switch value := strings.ToLower(d.Value); value {
	case "0", "0px", "0 0", "0 0 0 0", "none", "inherit", "initial", "unset", "auto", "normal", "left", "start", "transparent", "currentcolor", "100%", "block", "inline", "table-cell", "table", "inline-block":
		return false
	}
	return true
}

// inlined reports whether the element itself says a property, or what is the
// same.
func inlined(n *dom.Node, inline []dom.Declaration, property string) bool {
	same := append([]string{property}, shaping[property]...)
	for i := range inline {
		p := inline[i].Property
		if slices.Contains(same, p) || property == "padding" && strings.HasPrefix(p, "padding-") || property == "width" && p == "max-width" {
			return true
		}
	}
	for _, name := range same {
		if _, ok := n.Attr(name); ok {
			return true
		}
	}
	return false
}
