package house

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"galley/internal/fault"
	"galley/internal/issue"
)

// inspection holds a house style to the rules that need more than one value:
// what is named exists, nothing is named twice, ranges are the right way round.
type inspection struct {
	name string // of the file, for errors
	text []byte
	*file
}

func (c *inspection) run() error {
	return cmp.Or(c.few(), c.whole(), c.kinds(), c.labels(), c.stories(), c.budgets(), c.profiles())
}

// place is where a value stands: a key in the n-th table of that name, 0-based.
// Above the first table the name is empty.
type place struct {
	table string
	n     int
	key   string
}

// bad refuses what stands at a place.
func (c *inspection) bad(at place, format string, args ...any) error {
	where := c.name
	if line := at.line(c.text); line > 0 {
		where = fmt.Sprintf("%s, line %d", c.name, line)
	}
	return fault.New(fault.BadInput, where+": "+fmt.Sprintf(format, shortened(args)...)+".", "Correct that line and try again.")
}

var (
	tableLine = regexp.MustCompile(`^\s*\[{1,2}\s*([A-Za-z0-9_.-]+)\s*\]{1,2}\s*(?:#.*)?$`)
	keyLine   = regexp.MustCompile(`^\s*["']?([A-Za-z0-9_-]+)["']?\s*=`)
)

// line gives the 1-based line of a place: the key's, else its table's. 0 says
// that the table was written in some other way (inline).
func (p place) line(text []byte) int {
	line, seen, inside := 0, 0, p.table == ""
	n := 0
	for row := range strings.SplitSeq(string(text), "\n") {
		n++
		if m := tableLine.FindStringSubmatch(row); m != nil {
			inside = m[1] == p.table && seen == p.n
			if inside {
				line = n
			}
			if m[1] == p.table {
				seen++
			}
			continue
		}
		if m := keyLine.FindStringSubmatch(row); m != nil && inside && m[1] == p.key {
			return n
		}
	}
	return line
}

func (c *inspection) whole() error {
	if t := c.Typography; t != "" && t != "typed" && t != "smart" {
		return c.bad(place{key: "typography"}, "typography is “typed” or “smart”, not “%s”", t)
	}
	if w := c.Theme.Width; w != 0 && (w < 320 || w > 800) {
		return c.bad(place{table: "theme", key: "width"}, "the width of the sheet must be between 320 and 800 pixels, not %d", w)
	}
	return nil
}

func (c *inspection) kinds() error {
	known := slices.Clone(issue.Kinds)
	for i, k := range c.Kinds {
		switch {
		case k.Name.kind == "":
			return c.bad(place{"kind", i, "name"}, "this kind of item has no name")
		case slices.Contains(known, k.Name.kind):
			return c.bad(place{"kind", i, "name"}, "there is a kind “%s” already", k.Name.kind)
		case !slices.Contains(issue.Kinds, k.Like):
			return c.bad(place{"kind", i, "like"}, "the kind “%s” must look like one of %s, not “%s”", k.Name.kind, strings.Join(issue.Kinds, ", "), k.Like)
		}
		known = append(known, k.Name.kind)
	}
	return nil
}

func (c *inspection) labels() error {
	known := map[string]bool{}
	for i, l := range c.Labels {
		switch {
		case strings.TrimSpace(l.Name) == "":
			return c.bad(place{"label", i, "name"}, "this label has no name")
		case known[l.Name]:
			return c.bad(place{"label", i, "name"}, "the label “%s” is there already", l.Name)
		}
		known[l.Name] = true
	}
	return nil
}

func (c *inspection) stories() error {
	budgets := 0 // of the stories above
	var known []string
	for i := range c.Stories {
		s := &c.Stories[i]
		at := func(key string) place { return place{"story", i, key} }
		switch {
		case s.Kind.kind == "":
			return c.bad(at("kind"), "this story kind has no name")
		case slices.Contains(known, s.Kind.kind):
			return c.bad(at("kind"), "there is a story kind “%s” already", s.Kind.kind)
		}
		known = append(known, s.Kind.kind)
		for _, r := range []struct {
			key string
			bounds
		}{{"bullets", s.Bullets}, {"words", s.Words}, {"headline", s.Headline}, {"standfirst", s.Standfirst}} {
			if err := c.bounds(at(r.key), fmt.Sprintf("%s of story kind “%s”", r.key, s.Kind.kind), r.bounds); err != nil {
				return err
			}
		}
		if err := c.storyLabels(s, at, budgets); err != nil {
			return err
		}
		budgets += len(s.Budgets)
	}
	return nil
}

// storyLabels holds what a story kind says of its labels together.
func (c *inspection) storyLabels(s *storyEntry, at func(key string) place, budgets int) error {
	for _, l := range s.Required {
		if !slices.Contains(s.Labels, l) {
			return c.bad(at("required"), "“%s” is required of story kind “%s” and not among its labels", l, s.Kind.kind)
		}
	}
	for _, l := range s.Labels {
		if !slices.ContainsFunc(c.Labels, func(known labelEntry) bool { return known.Name == l }) {
			return c.bad(at("labels"), "story kind “%s” has the label “%s”, which no [[label]] of this file is called", s.Kind.kind, l)
		}
	}
	for i, b := range s.Budgets {
		own := func(key string) place { return place{"story.budget", budgets + i, key} }
		if len(b.Labels) == 0 {
			return c.bad(own("labels"), "this budget of story kind “%s” is for no label", s.Kind.kind)
		}
		for _, l := range b.Labels {
			if !slices.Contains(s.Labels, l) {
				return c.bad(own("labels"), "the budget for “%s” is of no use: story kind “%s” has no such label", l, s.Kind.kind)
			}
		}
		if err := c.bounds(own("words"), fmt.Sprintf("a budget of story kind “%s”", s.Kind.kind), b.Words); err != nil {
			return err
		}
	}
	return nil
}

// bounds refuses a range that a rule could not go by.
func (c *inspection) bounds(at place, what string, b bounds) error {
	switch {
	case len(b) == 0:
		return nil
	case len(b) != 2:
		return c.bad(at, "%s needs two numbers, the least and the most, as in [2, 40]; 0 is no bound", what)
	case b[0] < 0 || b[1] < 0 || b[1] > 0 && b[1] < b[0]:
		return c.bad(at, "%s is the wrong way round: [%d, %d]", what, b[0], b[1])
	}
	return nil
}

// budgets holds those by kind of item.
func (c *inspection) budgets() error {
	for _, kind := range slices.Sorted(maps.Keys(c.Parts.Budgets)) {
		at := place{table: "parts.budget", key: kind}
		own := slices.ContainsFunc(c.Kinds, func(k kindEntry) bool { return k.Name.kind == kind })
		if !own && !slices.Contains(issue.Kinds, kind) {
			return c.bad(at, "the budget of “%s” is of no use: there is no such kind of item", kind)
		}
		if err := c.bounds(at, fmt.Sprintf("the budget of “%s”", kind), c.Parts.Budgets[kind]); err != nil {
			return err
		}
	}
	return nil
}
