package dom

import (
	"slices"
	"strings"
)

// matcher matches selectors within a bound of work: a sheet of ten thousand
// rules over a hundred thousand elements is nobody's newsletter.
type matcher struct{ left int }

const maxWork = 20_000_000 // looks at one element

// matches reports whether an element is what a selector says. With maybe it is
// so only if something is that is not known here.
func (m *matcher) matches(s *selector, n *Node) (ok, maybe bool) {
	return m.from(s.compounds, n, false)
}

func (m *matcher) from(list []compound, n *Node, maybe bool) (bool, bool) {
	m.left -= 1 + list[0].cost(n)
	if m.left < 0 || !list[0].fits(n) {
		return false, false
	}
	maybe = maybe || list[0].maybe
	if len(list) == 1 {
		return true, maybe
	}
	list = list[1:]
	switch list[0].joint {
	case '>':
		if n.Parent.Kind == Element {
			return m.from(list, n.Parent, maybe)
		}
	case '+':
		if p := n.before(); p != nil {
			return m.from(list, p, maybe)
		}
	case '~':
		for p := n.before(); p != nil && m.left > 0; p = p.before() {
			if ok, may := m.from(list, p, maybe); ok {
				return true, may
			}
		}
	default:
		for p := n.Parent; p.Kind == Element && m.left > 0; p = p.Parent {
			if ok, may := m.from(list, p, maybe); ok {
				return true, may
			}
		}
	}
	return false, false
}

// cost is what looking at an element's attributes costs beside a look: a value
// may be as long as the page.
func (c *compound) cost(n *Node) int {
	const cheap = 64 // bytes
	bytes := 0
	for i := range c.attrs {
		value, _ := n.Attr(c.attrs[i].name)
		bytes += len(value)
	}
	return bytes / cheap
}

// before gives the element before another among its parent's.
func (n *Node) before() *Node {
	p := n.Prev
	for p != nil && p.Kind != Element {
		p = p.Prev
	}
	return p
}

func (n *Node) after() *Node {
	p := n.Next
	for p != nil && p.Kind != Element {
		p = p.Next
	}
	return p
}

func (c *compound) fits(n *Node) bool {
	switch {
	case c.never,
		c.tag != "" && c.tag != n.Name,
		c.root && n.Name != "html",
		c.first && n.before() != nil,
		c.last && n.after() != nil:
		return false
	}
	for _, class := range c.classes {
		if !slices.Contains(n.classes, class) {
			return false
		}
	}
	if c.id != "" {
		if id, _ := n.Attr("id"); id != c.id {
			return false
		}
	}
	if c.link {
		if _, has := n.Attr("href"); !has || n.Name != "a" && n.Name != "area" {
			return false
		}
	}
	for i := range c.attrs {
		if !c.attrs[i].fits(n) {
			return false
		}
	}
	return true
}

func (t *attrTest) fits(n *Node) bool {
	value, ok := n.Attr(t.name)
	if !ok || t.how == 0 {
		return ok
	}
	want := t.value
	if t.fold {
		value, want = strings.ToLower(value), strings.ToLower(want)
	}
	switch t.how {
	case '=':
		return value == want
	case '~':
		return want != "" && slices.Contains(strings.Fields(value), want)
	case '|':
		return value == want || strings.HasPrefix(value, want+"-")
	case '^':
		return want != "" && strings.HasPrefix(value, want)
	case '$':
		return want != "" && strings.HasSuffix(value, want)
	}
	return want != "" && strings.Contains(value, want)
}
