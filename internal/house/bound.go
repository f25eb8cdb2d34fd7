package house

import (
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"

	"galley/internal/fault"
)

// What people write into house.toml and publication.toml is a few kilobytes.
// What it says is gone through for every item and every label of an issue, and
// stands in every finding, so each of these keeps somebody else's house style
// from taking minutes or gigabytes.
const (
	maxFile    = 256 << 10 // bytes of a file
	maxSetting = 4 << 10   // bytes of a setting that is no copy
	maxEntries = 200       // of a list that rules go by
	maxFonts   = 200       // bytes of a list of fonts, which stands in every table cell
)

// copyText is a setting that is copy: a masthead, a footer. It is bounded with
// the copy of the issue that it is printed with.
type copyText string

// small refuses a file that is no settings any more.
func small(name string, text []byte) error {
	if len(text) <= maxFile {
		return nil
	}
	return fault.New(fault.BadInput, fmt.Sprintf("%s is too large: %d KB, and Galley reads up to %d KB of settings.", name, (len(text)+1<<10-1)>>10, maxFile>>10),
		"Take out what is no setting; copy belongs into an issue.")
}

// modest refuses a setting that is longer than anybody means one to be.
func modest(name string, v reflect.Value) error {
	long, ok := find(v, func(v reflect.Value) bool { return v.Len() > maxSetting && v.Type() != reflect.TypeFor[copyText]() })
	if !ok {
		return nil
	}
	return fault.New(fault.BadInput, fmt.Sprintf("%s: the setting that begins “%s” is too long: %d characters.", name, short(long), utf8.RuneCountInString(long)),
		"Shorten it; a setting is a line or two.")
}

// steady refuses a control character. A TOML file can say such only by an
// escape, and nobody means one: the email's slots travel between two of them,
// and they steer terminals.
func steady(name string, v reflect.Value) error {
	s, ok := find(v, steering)
	if !ok {
		return nil
	}
	return fault.New(fault.BadInput, fmt.Sprintf("%s: a setting holds a control character: %q.", name, short(s)), "Take its escape out of the file.")
}

// few refuses lists that have more entries than rules can go by.
func (c *inspection) few() error {
	lists := []list{
		{"kind", len(c.Kinds)},
		{"label", len(c.Labels)},
		{"story", len(c.Stories)},
		{"profile", len(c.Profiles)},
		{"parts.budget", len(c.Parts.Budgets)},
		{"checks", len(c.Checks)},
	}
	for _, l := range c.Labels {
		lists = append(lists, list{"also", len(l.Also)})
	}
	for i := range c.Stories {
		s := &c.Stories[i]
		lists = append(lists, list{"labels", len(s.Labels)}, list{"required", len(s.Required)}, list{"story.budget", len(s.Budgets)})
		for _, b := range s.Budgets {
			lists = append(lists, list{"labels", len(b.Labels)})
		}
	}
	for _, l := range lists {
		if l.n > maxEntries {
			return fault.New(fault.BadInput, fmt.Sprintf("%s: “%s” has %d entries, and Galley goes by up to %d.", c.name, l.key, l.n, maxEntries),
				"Keep those that the desk uses.")
		}
	}
	return nil
}

// list is how many entries there are under a key.
type list struct {
	key string
	n   int
}

// maxShown is how much of a value a sentence repeats, in letters.
const maxShown = 60

// short gives the beginning of a value, on one line, for a sentence about it.
func short(s string) string {
	s = strings.Join(strings.Fields(head(s, 4*maxShown)), " ") // all of it may be 256 KB
	if utf8.RuneCountInString(s) <= maxShown {
		return s
	}
	return head(s, maxShown-1) + "…"
}

// shortened gives the arguments of a sentence with their strings shortened.
func shortened(args []any) []any {
	out := make([]any, len(args))
	for i, arg := range args {
		if s, ok := arg.(string); ok {
			arg = short(s)
		}
		out[i] = arg
	}
	return out
}

// head gives the first n letters of s.
func head(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
