package issue

import (
	"slices"
	"strings"
)

// Tongue is what the merge tags of a provider look like, read off its
// profile's values. A provider has more tags than the four that a profile
// names, so its whole syntax is its own where nobody shares it; double braces
// belong to many, and there the name decides.
type Tongue struct {
	forms map[int]bool    // forms other than braces
	exact map[string]bool // tags in braces, without spaces
	roots map[string]bool // what comes before the first dot: subscriber, contact
	gotpl bool            // Go's templates: .Subscriber.Name and functions in capitals
}

// Tongue gives the tongue of a profile.
func (p *Profile) Tongue() *Tongue {
	g := &Tongue{forms: map[int]bool{}, exact: map[string]bool{}, roots: map[string]bool{}}
	for _, v := range p.Slots {
		for _, s := range []string{v.Value, v.Text, v.Fallback} {
			g.learn(s)
		}
	}
	return g
}

// Silent reports whether nothing is a tag where this profile goes.
func (g *Tongue) Silent() bool { return len(g.exact)+len(g.forms) == 0 }

func (g *Tongue) learn(s string) {
	for _, t := range TagsIn(s) {
		words := s[t.Start:t.End]
		if t.form != braces {
			g.forms[t.form] = true
			continue
		}
		g.exact[Spaceless(words)] = true
		root, dotted := rootOf(words)
		switch {
		case dotted && root == "":
			g.gotpl = true
		case dotted:
			g.roots[root] = true
		}
	}
}

// Has reports whether the provider knows a tag of these words.
func (g *Tongue) Has(t Tag, words string) bool {
	switch {
	case t.form == conditions:
		return len(g.exact) > 0 && !g.gotpl
	case t.form != braces:
		return g.forms[t.form]
	}
	if g.exact[Spaceless(words)] {
		return true
	}
	root, dotted := rootOf(words)
	if g.gotpl {
		return dotted && root == "" || isGoTemplate(words) && MeantSlot(words) == ""
	}
	return dotted && g.roots[root]
}

// rootOf gives what comes before the first dot of a tag in braces.
func rootOf(words string) (root string, dotted bool) {
	name := strings.TrimSpace(strings.Trim(words, "{}"))
	if i := strings.IndexAny(name, " |"); i >= 0 {
		name = name[:i]
	}
	root, _, dotted = strings.Cut(name, ".")
	return root, dotted
}

// isGoTemplate reports whether a tag is a call of a template function (they
// begin with a capital: TrackLink) or one of the language's own words.
func isGoTemplate(words string) bool {
	name := strings.TrimSpace(strings.Trim(words, "{}-"))
	if name == "" {
		return false
	}
	word, _, _ := strings.Cut(name, " ")
	switch word {
	case "if", "else", "end", "range", "with":
		return true
	}
	return name[0] >= 'A' && name[0] <= 'Z'
}

// Own finds the provider's own tags in words, in their order. Elements are
// left out: in Markdown they are HTML.
func (g *Tongue) Own(s string) []Span {
	var own []Span
	for _, t := range TagsIn(s) {
		if words := s[t.Start:t.End]; g.Has(t, words) && !strings.ContainsAny(words, "<>") {
			own = append(own, t.Span)
		}
	}
	slices.SortFunc(own, func(a, b Span) int { return a.Start - b.Start })
	return own
}

// openings are what the provider's parser stops at, wherever it stands. With
// other words behind it is an error there, or a tag that nobody meant.
func (g *Tongue) openings() []string {
	switch {
	case g.gotpl:
		return []string{"{{"}
	case len(g.exact) > 0:
		return []string{"{{", "{%", "{#"}
	}
	var list []string
	for form := range g.forms {
		if sign := tagForms[form].sign; sign == "*|" || sign == "{$" || sign == "%%" || sign == "[[" {
			list = append(list, sign)
		}
	}
	return list
}

// Inert finds where words that are no tags would be taken for one: the byte
// offset behind the first character of each place, in order.
func (g *Tongue) Inert(s string) []int {
	var at []int
	for _, opening := range g.openings() {
		for i := 0; ; i++ {
			n := strings.Index(s[i:], opening)
			if n < 0 {
				break
			}
			i += n
			at = append(at, i+1)
		}
	}
	if f := tagForms[brackets]; g.forms[brackets] && strings.Contains(s, f.sign) {
		for _, m := range f.form().FindAllStringIndex(s, -1) {
			at = append(at, m[0]+1)
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// MeantSlot gives the slot that a tag in braces is when marks and case do not
// count: {{ FirstName }}, {{unsubscribe_url}}; empty when it is none.
func MeantSlot(words string) string {
	inner, ok := strings.CutPrefix(words, "{{")
	if !ok {
		return ""
	}
	name, fallback, _ := strings.Cut(strings.TrimSuffix(inner, "}}"), "|")
	fold := func(s string) string {
		return strings.ToLower(strings.Map(func(r rune) rune {
			if isLetter(r) {
				return r
			}
			return -1
		}, s))
	}
	got := fold(name)
	for _, slot := range SlotNames {
		if want := fold(slot); got == want || got == want+"url" || got == want+"link" {
			return WriteSlot(slot, strings.TrimSpace(fallback))
		}
	}
	return ""
}

// WriteSlot writes a slot as copy has it.
func WriteSlot(name, fallback string) string {
	if fallback == "" {
		return "{{" + name + "}}"
	}
	return "{{" + name + "|" + fallback + "}}"
}

// Spaceless takes the spaces out of a tag, which mean nothing in it.
func Spaceless(s string) string { return strings.ReplaceAll(s, " ", "") }
