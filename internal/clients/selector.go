package clients

import (
	"slices"
	"strings"
)

// Selector lists the features that a selector needs: its combinators, its
// pseudo-classes and what it names elements by. It reads what it knows and
// passes over the rest, so that no text is a mistake.
func Selector(s string) []Feature {
	var list []Feature
	add := func(slug string) {
		if f, ok := has(slug); ok && !slices.Contains(list, f) {
			list = append(list, f)
		}
	}
	s = oneSpaced(s)
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			add("css-selector-attribute")
			i += closing(s[i:], ']')
		case '#':
			add("css-selector-id")
		case '.':
			add("css-selector-class")
		case '*':
			add("css-selector-universal")
		case ',':
			add("css-selector-grouping")
		case '>':
			add("css-selector-child")
		case '+':
			add("css-selector-adjacent-sibling")
		case '~':
			add("css-selector-general-sibling")
		case ':':
			i += pseudo(s[i:], add)
		case ' ':
			if between(s, i) {
				add("css-selector-descendant")
			}
		default:
			if partOfName(s[i]) && (i == 0 || strings.IndexByte(" ,>+~", s[i-1]) >= 0) {
				add("css-selector-type")
			}
		}
	}
	return list
}

// oneSpaced gives a text in lower case with one space where any white space was.
func oneSpaced(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// pseudo reads a pseudo-class or pseudo-element at the beginning of s and gives
// how many bytes follow the colon.
func pseudo(s string, add func(string)) int {
	name := strings.TrimLeft(s, ":")
	colons := len(s) - len(name)
	end := 0
	for end < len(name) && partOfName(name[end]) {
		end++
	}
	add("css-pseudo-class-" + name[:end])
	add("css-pseudo-element-" + name[:end])
	length := colons + end
	if end < len(name) && name[end] == '(' {
		length += closing(name[end:], ')') + 1
	}
	return length - 1
}

// closing gives the offset of a bracket's end, else of the last byte.
func closing(s string, end byte) int {
	if i := strings.IndexByte(s, end); i >= 0 {
		return i
	}
	return len(s) - 1
}

// between reports whether the space at i parts two compounds, with no other
// combinator beside it.
func between(s string, i int) bool {
	after := strings.TrimLeft(s[i:], " ")
	return i > 0 && after != "" && strings.IndexByte(" ,>+~", s[i-1]) < 0 && strings.IndexByte(",>+~", after[0]) < 0
}
