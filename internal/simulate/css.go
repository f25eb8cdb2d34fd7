package simulate

import (
	"strings"
)

// declaration is one of a style: its name in lower case, its value as it is
// written, !important with it.
type declaration struct{ name, value string }

// rule is a rule of a style sheet, or an at-rule with declarations (@font-face)
// or with rules (@media) in it, or with neither (@import).
type rule struct {
	prelude string
	has     []declaration
	rules   []rule
	nested  bool
	bare    bool
}

// deepest is how far at-rules nest; what is deeper is dropped.
const deepest = 4

// nesting are the at-rules with rules in them.
var nesting = []string{"@media", "@supports", "@layer", "@container", "@document", "@-moz-document", "@keyframes", "@-webkit-keyframes"}

// rulesOf reads a style sheet. What is broken ends where its bracket does, as
// CSS has it; a rule that never ends is dropped.
func rulesOf(css string, depth int) []rule {
	var list []rule
	if depth == 0 {
		css = uncommented(css)
	}
	for css = clean(css); css != ""; css = clean(css) {
		end := until(css, "{;")
		if end < 0 {
			return list
		}
		prelude := strings.TrimSpace(css[:end])
		if css[end] == ';' {
			if strings.HasPrefix(prelude, "@") {
				list = append(list, rule{prelude: prelude, bare: true})
			}
			css = css[end+1:]
			continue
		}
		body, rest := block(css[end+1:])
		css = rest
		r := rule{prelude: prelude}
		if nests(prelude) {
			if depth >= deepest {
				continue
			}
			r.nested, r.rules = true, rulesOf(body, depth+1)
		} else {
			r.has = declarations(body)
		}
		list = append(list, r)
	}
	return list
}

func clean(css string) string { return strings.TrimLeft(css, " \t\r\n\f}") }

func nests(prelude string) bool {
	name, _, _ := strings.Cut(strings.ToLower(prelude), " ")
	name, _, _ = strings.Cut(name, "(")
	for _, n := range nesting {
		if name == n {
			return true
		}
	}
	return false
}

// uncommented takes comments away, and the marks that hide a style sheet from
// browsers of 1996.
func uncommented(css string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(css, "/*")
		b.WriteString(before)
		if !found {
			break
		}
		_, css, found = strings.Cut(after, "*/")
		if !found {
			break
		}
	}
	return strings.NewReplacer("<!--", "", "-->", "").Replace(b.String())
}

// until gives the offset of the first of some bytes that is in no string and in
// no bracket; -1 when there is none.
func until(css, bytes string) int {
	depth := 0
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case c == '\\':
			i++
		case c == '"' || c == '\'':
			i += quoted(css[i:])
		case depth == 0 && strings.IndexByte(bytes, c) >= 0:
			return i
		case c == '(' || c == '[':
			depth++
		case (c == ')' || c == ']') && depth > 0:
			depth--
		}
	}
	return -1
}

// quoted gives the offset of the quotation mark that ends a string; one that
// does not end ends with its line.
func quoted(css string) int {
	for i := 1; i < len(css); i++ {
		switch css[i] {
		case '\\':
			i++
		case css[0]:
			return i
		case '\n':
			return i - 1
		}
	}
	return len(css) - 1
}

// block gives the inside of a block and what follows it.
func block(css string) (body, rest string) {
	depth := 1
	for i := 0; i < len(css); i++ {
		switch css[i] {
		case '\\':
			i++
		case '"', '\'':
			i += quoted(css[i:])
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return css[:i], css[i+1:]
			}
		}
	}
	return css, ""
}

// declarations reads a style attribute, or the inside of a rule.
func declarations(css string) []declaration {
	var list []declaration
	for css != "" {
		one := css
		if end := until(css, ";"); end >= 0 {
			one, css = css[:end], css[end+1:]
		} else {
			css = ""
		}
		name, value, found := strings.Cut(one, ":")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		if found && name != "" && value != "" && !strings.ContainsAny(name, " \t\r\n{}<>\"'") {
			list = append(list, declaration{name, value})
		}
	}
	return list
}

// styled writes declarations as a style attribute has them.
func styled(list []declaration) string {
	var b strings.Builder
	for i, d := range list {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(d.name + ":" + d.value)
	}
	return b.String()
}

// written writes rules as a style sheet. Nothing with a < in it is written: in
// a style element it could end it.
func written(list []rule) string {
	var b strings.Builder
	for i := range list {
		r := &list[i]
		body := ";"
		switch {
		case r.nested:
			body = "{" + written(r.rules) + "}"
		case !r.bare:
			body = "{" + styled(r.has) + "}"
		}
		if strings.Contains(r.prelude+body, "<") {
			continue
		}
		b.WriteString(r.prelude + body)
	}
	return b.String()
}

// important takes !important off a value.
func important(value string) (bare, mark string) {
	if i := strings.LastIndexByte(value, '!'); i >= 0 && strings.EqualFold(strings.TrimSpace(value[i+1:]), "important") {
		return strings.TrimSpace(value[:i]), "!important"
	}
	return value, ""
}

// parts splits a list at a byte that is in no string and in no bracket.
func parts(value, at string) []string {
	var list []string
	for {
		end := until(value, at)
		if end < 0 {
			return append(list, strings.TrimSpace(value))
		}
		list = append(list, strings.TrimSpace(value[:end]))
		value = value[end+1:]
	}
}
