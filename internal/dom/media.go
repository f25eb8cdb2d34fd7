package dom

import "strings"

// Mode says how a reader's device is set.
type Mode uint8

// Light and dark; dark is where prefers-color-scheme: dark holds.
const (
	Light Mode = iota
	Dark
	modes
)

// viewport is the width that media queries are asked about, in CSS pixels: that
// of a window in which a newsletter stands beside nothing.
const viewport = 1000

// truth is whether something holds: not, perhaps, or surely.
type truth int8

const (
	no truth = iota
	perhaps
	yes
)

// maxQuery is how long a media query may be, in bytes, for anything to be known
// of it: it is asked for every rule inside.
const maxQuery = 1024

// holds evaluates the at-rules around a rule.
func holds(around []string, mode Mode) truth {
	all := yes
	for _, rule := range around {
		if query, isMedia := strings.CutPrefix(rule, "media "); isMedia && len(query) <= maxQuery {
			all = min(all, mediaList(strings.ToLower(query), mode))
		} else {
			all = min(all, perhaps)
		}
	}
	return all
}

// mediaList evaluates queries of which one has to hold (Media Queries 4).
func mediaList(list string, mode Mode) truth {
	if strings.Trim(list, whites) == "" {
		return yes
	}
	any := no
	for query := range strings.SplitSeq(list, ",") {
		any = max(any, media(strings.Join(strings.Fields(query), " "), mode))
	}
	return any
}

func media(query string, mode Mode) truth {
	query = strings.TrimPrefix(query, "only ")
	query, negated := strings.CutPrefix(query, "not ")
	all := yes
	for part := range strings.SplitSeq(strings.ReplaceAll(query, ")and", ") and"), " and ") {
		all = min(all, feature(strings.TrimSpace(part), mode))
	}
	if negated {
		return yes - all
	}
	return all
}

func feature(part string, mode Mode) truth {
	inside, bracket := strings.CutPrefix(part, "(")
	if !bracket {
		switch part {
		case "all", "screen":
			return yes
		}
		if strings.ContainsAny(part, " ()") {
			return perhaps
		}
		return no // print, and what no mail program calls itself: yahoo
	}
	name, value, _ := strings.Cut(strings.TrimSuffix(inside, ")"), ":")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	switch name {
	case "prefers-color-scheme":
		return truthOf(value == "dark" && mode == Dark || value == "light" && mode == Light)
	case "max-width", "max-device-width":
		if px, ok := pixels(value, rootSize, rootSize); ok {
			return truthOf(px >= viewport)
		}
	case "min-width", "min-device-width":
		if px, ok := pixels(value, rootSize, rootSize); ok {
			return truthOf(px <= viewport)
		}
	}
	return perhaps
}

func truthOf(is bool) truth {
	if is {
		return yes
	}
	return no
}
