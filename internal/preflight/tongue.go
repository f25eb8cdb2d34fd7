package preflight

import (
	"strings"
)

// tongue is what the merge tags of the issue's own provider look like, read
// off the profile's values. A provider has more tags than the four that a
// profile names, so its whole syntax is let through where the syntax is its
// own; double braces belong to many, and there the name decides.
type tongue struct {
	forms map[int]bool    // forms other than braces
	exact map[string]bool // tags in braces, without spaces
	roots map[string]bool // what comes before the first dot: subscriber, contact
	gotpl bool            // Go's templates: .Subscriber.Name and functions in capitals
}

// own gives the tongue of the profile.
func (r *round) own() *tongue {
	if r.tongue == nil {
		r.tongue = &tongue{forms: map[int]bool{}, exact: map[string]bool{}, roots: map[string]bool{}}
		for _, v := range r.e.Profile.Slots {
			for _, s := range []string{v.Value, v.Text, v.Fallback} {
				r.tongue.learn(s)
			}
		}
	}
	return r.tongue
}

func (g *tongue) learn(s string) {
	for _, t := range tagsIn(s) {
		words := s[t.Start:t.End]
		if t.form != braces {
			g.forms[t.form] = true
			continue
		}
		g.exact[spaceless(words)] = true
		root, dotted := rootOf(words)
		switch {
		case dotted && root == "":
			g.gotpl = true
		case dotted:
			g.roots[root] = true
		}
	}
}

// has reports whether the provider knows a tag.
func (g *tongue) has(form int, words string) bool {
	switch {
	case form == conditions:
		return len(g.exact) > 0 && !g.gotpl
	case form != braces:
		return g.forms[form]
	}
	if g.exact[spaceless(words)] {
		return true
	}
	root, dotted := rootOf(words)
	if g.gotpl {
		return dotted && root == "" || isGoTemplate(words) && mistyped(words) == ""
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
