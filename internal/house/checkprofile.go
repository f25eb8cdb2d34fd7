package house

import (
	"maps"
	"slices"
	"strings"

	"galley/internal/issue"
)

// profiles holds the desk's own profiles to what the email does with them: a
// slot of a kind that nobody knows would quietly lose the unsubscribe link, and
// an address with a quotation mark in it would end its attribute.
func (c *inspection) profiles() error {
	var known []string
	tables := map[string]int{} // slots of that name so far
	for i, p := range c.Profiles {
		switch {
		case p.Name == "":
			return c.bad(place{"profile", i, "name"}, "this profile has no name")
		case slices.Contains(known, p.Name):
			return c.bad(place{"profile", i, "name"}, "there is a profile “%s” already", p.Name)
		}
		known = append(known, p.Name)
		for _, slot := range slices.Sorted(maps.Keys(p.Slots)) {
			table := "profile.slots." + slot
			if err := c.slot(place{table: table, n: tables[table]}, slot, p.Slots[slot]); err != nil {
				return err
			}
			tables[table]++
		}
	}
	return nil
}

// slot holds one slot of a profile.
func (c *inspection) slot(at place, slot string, v issue.SlotValue) error {
	if !slices.Contains(issue.SlotNames, slot) {
		return c.bad(at, "there is no slot called “%s”; the slots are %s", slot, strings.Join(issue.SlotNames, ", "))
	}
	at.key = "kind"
	switch v.Kind {
	case issue.SlotNone, issue.SlotLiteral, issue.SlotFallback:
		return nil
	case issue.SlotURL, issue.SlotText, issue.SlotElement:
	default:
		return c.bad(at, "a slot is of kind url, text, element, literal, fallback or none, not “%s”", string(v.Kind))
	}
	at.key = "value"
	switch {
	case v.Value == "":
		return c.bad(at, "the slot “%s” has no value", slot)
	case v.Kind == issue.SlotURL && strings.ContainsAny(v.Value, "\"<>"):
		return c.bad(at, "the value of “%s” stands inside href=\"…\", so it cannot hold \", < or >", slot)
	case v.Kind == issue.SlotElement && strings.Count(v.Value, "{words}") != 1:
		return c.bad(at, "the element of “%s” must say once where the link’s words go: {words}", slot)
	}
	at.key = "fallback"
	switch {
	case v.Fallback == "":
	case v.Kind != issue.SlotText: // the word would stand in an attribute, or in place of the link
		return c.bad(at, "a fallback word stands among words, and “%s” is of kind %s", slot, string(v.Kind))
	case !strings.Contains(v.Fallback, "{fallback}"):
		return c.bad(at, "the fallback of “%s” must say where the word goes: {fallback}", slot)
	}
	return nil
}
