package dom

import (
	"iter"
	"slices"
	"strings"
)

// selector is one of a rule's: its compounds from right to left, as they are
// matched.
type selector struct {
	compounds []compound
	weight    int // specificity (Selectors 4, 17)
}

// compound is what one element has to be.
type compound struct {
	joint       byte // how it stands to the one at its right: ' ', '>', '+' or '~'; 0 for the first
	tag, id     string
	classes     []string
	attrs       []attrTest
	root, link  bool
	first, last bool
	never       bool // a state or a box that a mail at rest does not have
	maybe       bool // it asks for something that is not known here
}

type attrTest struct {
	name, value string
	how         byte // '=' and what may stand before it, 0 for “has it”
	fold        bool
}

const maxCompounds = 24

// maxSelectors is how many selectors a page may have before nothing is known of
// its looks.
const maxSelectors = 20_000

// selectorsOf reads a list of selectors. What cannot be read is left out, as a
// mail program leaves out the whole rule.
func selectorsOf(list string) iter.Seq[selector] {
	return func(yield func(selector) bool) {
		for i := 0; i <= len(list); {
			end := until(list, i, ",")
			if s, ok := selectorOf(strings.Trim(list[i:end], whites)); ok && !yield(s) {
				return
			}
			i = end + 1
		}
	}
}

func selectorOf(s string) (selector, bool) {
	var out selector
	joint := byte(0)
	for i := 0; i < len(s); {
		c, n, ok := compoundOf(s[i:])
		if !ok || len(out.compounds) >= maxCompounds {
			return out, false
		}
		i += n
		out.weight += c.weight()
		out.compounds = append(out.compounds, c)
		joint = 0
		for ; i < len(s) && strings.IndexByte(whites+">+~", s[i]) >= 0; i++ {
			if strings.IndexByte(whites, s[i]) < 0 {
				if joint != 0 && joint != ' ' {
					return out, false
				}
				joint = s[i]
			} else if joint == 0 {
				joint = ' '
			}
		}
		out.compounds[len(out.compounds)-1].joint = joint
	}
	slices.Reverse(out.compounds)
	return out, len(out.compounds) > 0 && (joint == 0 || joint == ' ')
}

// weight gives a compound's specificity: ids count 1,000,000, classes and their
// like 1,000, types 1.
func (c *compound) weight() int {
	w := 1000 * (len(c.classes) + len(c.attrs))
	if c.tag != "" {
		w++
	}
	if c.id != "" {
		w += 1_000_000
	}
	for _, is := range []bool{c.root, c.link, c.first, c.last, c.maybe} {
		if is {
			w += 1000
		}
	}
	return w
}

// compoundOf reads a compound from the beginning of a text.
func compoundOf(s string) (c compound, n int, ok bool) {
	for n < len(s) && strings.IndexByte(whites+">+~", s[n]) < 0 {
		at := n
		switch s[n] {
		case '*':
			n++
		case '#':
			c.id, n = ident(s, n+1)
		case '.':
			var class string
			class, n = ident(s, n+1)
			c.classes = append(c.classes, class)
		case '[':
			end := n + 1 + until(s[n+1:], 0, "]")
			if end >= len(s) || !c.attribute(s[n+1:end]) {
				return c, n, false
			}
			n = end + 1
		case ':':
			if n = c.pseudo(s, n); n < 0 {
				return c, 0, false
			}
		default:
			c.tag, n = ident(s, n)
			c.tag = strings.ToLower(c.tag)
		}
		if n == at || n == at+1 && (s[at] == '#' || s[at] == '.') {
			return c, n, false
		}
	}
	return c, n, n > 0
}

// ident reads a name; a backslash takes the next character as it is.
func ident(s string, i int) (name string, end int) {
	var b strings.Builder
	for ; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case c == '-' || c == '_' || c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z':
			b.WriteByte(c)
		default:
			return b.String(), i
		}
	}
	return b.String(), i
}

// attribute reads what stands between the brackets of [name="value" i].
func (c *compound) attribute(s string) bool {
	s = strings.Trim(s, whites)
	name, i := ident(s, 0)
	t := attrTest{name: strings.ToLower(name)}
	rest := strings.Trim(s[i:], whites)
	if rest != "" {
		if strings.IndexByte("~|^$*", rest[0]) >= 0 {
			t.how, rest = rest[0], rest[1:]
		} else {
			t.how = '='
		}
		value, found := strings.CutPrefix(rest, "=")
		if !found {
			return false
		}
		value = strings.Trim(value, whites)
		for _, flag := range []string{" i", " s", "\"i", "'i"} {
			if strings.HasSuffix(value, flag) {
				value, t.fold = strings.TrimRight(value[:len(value)-1], whites), flag[1] == 'i'
			}
		}
		t.value = strings.Trim(value, `"'`)
	}
	c.attrs = append(c.attrs, t)
	return t.name != ""
}

// pseudo reads :hover, ::before, :not(…); it gives the offset behind it, -1 when
// it is none.
func (c *compound) pseudo(s string, i int) int {
	element := strings.HasPrefix(s[i:], "::")
	name, end := ident(s, i+1)
	if element {
		name, end = ident(s, i+2)
	}
	if name == "" {
		return -1
	}
	if end < len(s) && s[end] == '(' {
		end += 1 + until(s[end+1:], 0, ")")
		if end >= len(s) {
			return -1
		}
		end++
		name += "()"
	}
	switch name = strings.ToLower(name); {
	case element || name == "before" || name == "after" || name == "first-letter" || name == "first-line":
		c.never = true
	case slices.Contains([]string{"hover", "active", "focus", "visited", "checked", "target", "focus-within", "focus-visible"}, name):
		c.never = true
	case name == "root":
		c.root = true
	case name == "link" || name == "any-link":
		c.link = true
	case name == "first-child":
		c.first = true
	case name == "last-child":
		c.last = true
	default:
		c.maybe = true
	}
	return end
}
