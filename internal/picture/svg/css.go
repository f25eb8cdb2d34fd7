package svg

import (
	"maps"
	"strings"
)

// rule is one rule of a style sheet, with one simple selector.
type rule struct {
	tag, id, class string // only those given must fit
	weight         int    // specificity
	declared       map[string]string
}

// parseCSS reads what drawing programs write into style elements: rules with
// lists of simple selectors. Anything cleverer is refused, because a rule that
// is passed over changes the picture.
func parseCSS(sheet string) ([]rule, error) {
	sheet = withoutComments(sheet)
	var rules []rule
	for {
		head, rest, ok := strings.Cut(sheet, "{")
		if !ok {
			return rules, nil
		}
		head = strings.TrimSpace(head)
		if strings.Contains(head, "@") {
			if !forOthers(head) {
				return nil, &Unsupported{What: "a style sheet that does more than set colours and lines"}
			}
			sheet = afterBlock(rest)
			continue
		}
		body, rest, _ := strings.Cut(rest, "}")
		declared := declarations(body)
		for selector := range strings.SplitSeq(head, ",") {
			r, ok := parseSelector(strings.TrimSpace(selector))
			if !ok {
				return nil, &Unsupported{What: "a style sheet with the selector " + strings.TrimSpace(selector)}
			}
			r.declared = declared
			rules = append(rules, r)
		}
		sheet = rest
	}
}

// forOthers reports whether an at-rule is for dark windows, for paper or for
// text, none of which this is.
func forOthers(head string) bool {
	return strings.HasPrefix(head, "@font-face") ||
		strings.HasPrefix(head, "@media") && (strings.Contains(head, "dark") || strings.Contains(head, "print"))
}

// afterBlock gives what follows a block of which the opening brace was read.
func afterBlock(s string) string {
	for depth := 1; ; {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			return ""
		}
		if s[i] == '{' {
			depth++
		} else {
			depth--
		}
		s = s[i+1:]
		if depth == 0 {
			return s
		}
	}
}

func withoutComments(sheet string) string {
	sheet = strings.NewReplacer("<![CDATA[", "", "]]>", "", "<!--", "", "-->", "").Replace(sheet)
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(sheet, "/*")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, sheet, _ = strings.Cut(rest, "*/")
	}
}

// parseSelector reads tag, .class, #id and tag.class.
func parseSelector(s string) (r rule, ok bool) {
	if s == "*" {
		return rule{}, true
	}
	if strings.ContainsAny(s, " >+~:[]()*\\\t\n") || s == "" {
		return r, false
	}
	tag, class, hasClass := strings.Cut(s, ".")
	tag, id, hasID := strings.Cut(tag, "#")
	if strings.ContainsAny(class, ".#") || strings.Contains(id, "#") || hasClass && class == "" || hasID && id == "" {
		return r, false
	}
	r = rule{tag: tag, id: id, class: class}
	for i, part := range []string{tag, class, id} {
		if part != "" {
			r.weight += []int{1, 10, 100}[i]
		}
	}
	return r, true
}

func (r *rule) fits(n *node) bool {
	if r.tag != "" && r.tag != n.name || r.id != "" && r.id != n.attr["id"] {
		return false
	}
	if r.class == "" {
		return true
	}
	classes := n.attr["class"]
	for class := range strings.FieldsSeq(classes[:min(len(classes), 500)]) {
		if class == r.class {
			return true
		}
	}
	return false
}

// declarations reads “fill: red; stroke: none”.
func declarations(s string) map[string]string {
	if s == "" {
		return nil
	}
	list := map[string]string{}
	for part := range strings.SplitSeq(s, ";") {
		name, value, ok := strings.Cut(part, ":")
		if ok {
			value, _, _ = strings.Cut(value, "!important")
			list[strings.ToLower(strings.TrimSpace(name))] = strings.TrimSpace(value)
		}
	}
	return list
}

// cascade works out what every element says about every property: its style
// attribute goes before the style sheets, and those go before its attributes.
// left is how many properties may still be set; false when that was not enough.
func (d *Drawing) cascade(n *node, left *int) bool {
	n.style = n.attr
	declared := declarations(n.attr["style"])
	if len(d.css) > 0 || len(declared) > 0 {
		n.style = maps.Clone(n.attr)
		for i := range d.css { // in order of specificity
			if d.css[i].fits(n) {
				maps.Copy(n.style, d.css[i].declared)
				*left -= len(d.css[i].declared)
			}
		}
		maps.Copy(n.style, declared)
	}
	for _, child := range n.children {
		if *left < 0 || !d.cascade(child, left) {
			return false
		}
	}
	return *left >= 0
}
