package issue

import "strings"

// mostMatched is how many items without an id are compared with one by their words.
const mostMatched = 16

// MatchIDs gives items of which nobody knows the id the ids of those that they are
// in another version: of the same copy, under the same headline, or of the same
// kind with half of the words. What is nowhere there stays without one.
func MatchIDs(items, from []Item) {
	taken := map[string]bool{}
	for i := range items {
		taken[items[i].ID] = true
	}
	names := namer{}
	bags := map[*Item]bag{}
	words := func(it *Item) bag {
		if bags[it] == nil {
			bags[it] = names.bag(it.Copy)
		}
		return bags[it]
	}
	for _, like := range []func(a, b *Item) bool{
		func(a, b *Item) bool { return a.Kind == b.Kind && a.Copy == b.Copy },
		func(a, b *Item) bool { return headlineOf(a) != "" && headlineOf(a) == headlineOf(b) },
		func(a, b *Item) bool { return a.Kind == b.Kind && a.Story == b.Story && words(a).like(words(b)) > 0 },
	} {
		match(items, from, taken, like)
	}
}

// match goes through both in order, so that of several that fit the first ones are
// the same.
func match(items, from []Item, taken map[string]bool, like func(a, b *Item) bool) {
	first := 0 // all before it have been taken
	for i := range items {
		if items[i].ID != "" {
			continue
		}
		for first < len(from) && (from[first].ID == "" || taken[from[first].ID]) {
			first++
		}
		for j, tried := first, 0; j < len(from) && tried < mostMatched; j++ {
			if id := from[j].ID; id == "" || taken[id] {
				continue
			}
			tried++
			if like(&items[i], &from[j]) {
				items[i].ID = from[j].ID
				taken[from[j].ID] = true
				break
			}
		}
	}
}

func headlineOf(it *Item) string {
	line, _, _ := strings.Cut(it.Copy, "\n")
	if headline, ok := strings.CutPrefix(line, "# "); ok {
		return strings.TrimSpace(headline)
	}
	return ""
}
