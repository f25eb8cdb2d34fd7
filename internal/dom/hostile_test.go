package dom

import (
	"fmt"
	"strings"
	"testing"
)

// numbered joins so many texts, each with its number in it.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// Pages that would cost the square of their length, or many times their memory,
// are read to a bound; what is behind it makes their looks unknown and is no
// guess. Without the bounds each of them takes minutes.
func TestHostile(t *testing.T) {
	long := strings.Repeat("x", 2<<20)
	rules := strings.Repeat("a{}", maxRules-1)
	for name, c := range map[string]struct {
		page  string
		known bool // of what its last text looks like
	}{
		"a body again and again":   {numbered("<body a%d>", 300_000) + "<p>a", true},
		"an element of classes":    {`<style>.a{color:red}</style><p class="` + numbered("c%d ", 400_000) + `">a`, true},
		"a rule of selectors":      {"<style>" + strings.Repeat("a,", 1_500_000) + "a{color:red}</style><p>a", false},
		"rules beyond the bound":   {"<style>" + rules + "a{} p{color:red}</style><p>a", false},
		"sheets beyond the bound":  {strings.Repeat("<style>"+rules+"</style>", 50) + "<p>a", false},
		"a long medium":            {`<style media="` + long + `">` + rules + "</style><p>a", true},
		"a long query":             {"<style>@media " + long + "{" + rules + "}</style><p>a", true},
		"a long value, asked for":  {"<style>" + strings.Repeat("[title*=y i]{color:red}", 9000) + `</style><p title="` + long + `">a`, false},
		"words outside everything": {strings.Repeat("a<br>", 50_000), true},
	} {
		d := Read([]byte(c.page))
		looks := func() (s Style) {
			for _, n := range d.Nodes {
				if n.Kind == Text {
					s = d.Style(n, Dark)
				}
			}
			return s
		}()
		if looks.Known != c.known {
			t.Errorf("%s: known is %v", name, looks.Known)
		}
		for _, n := range d.Nodes {
			if len(n.Attrs) > maxAttrs || len(n.classes) > maxClasses {
				t.Errorf("%s: an element of %d attributes and %d classes", name, len(n.Attrs), len(n.classes))
			}
		}
		if css := d.cascaded(); len(css.entries) > maxSelectors+1 {
			t.Errorf("%s: %d selectors", name, len(css.entries))
		}
	}
}
