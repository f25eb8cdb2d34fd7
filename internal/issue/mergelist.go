package issue

import (
	"maps"
	"reflect"
	"strconv"
)

// occurrence tells things that should have a name of their own, and have not: the
// second of a name is another key.
func occurrence(name string, seen map[string]int) string {
	seen[name]++
	if n := seen[name]; n > 1 || name == "" {
		return name + "\x00" + strconv.Itoa(n)
	}
	return name
}

// mergeMap merges values by name. Clash gives what stands where both sides changed
// one differently; one that a side took out and the other changed stays.
func mergeMap[V comparable](base, mine, theirs map[string]V, clash func(name string, base, mine, theirs V) V) map[string]V {
	names := maps.Clone(mine)
	if names == nil {
		names = map[string]V{}
	}
	maps.Copy(names, theirs)
	out := map[string]V{}
	for _, name := range sortedKeys(names) {
		b, inBase := base[name]
		m, inMine := mine[name]
		t, inTheirs := theirs[name]
		switch {
		case inMine == inTheirs && m == t, inTheirs == inBase && t == b:
			if inMine {
				out[name] = m
			}
		case inMine == inBase && m == b:
			if inTheirs {
				out[name] = t
			}
		case !inTheirs:
			out[name] = m
		case !inMine:
			out[name] = t
		default:
			out[name] = clash(name, b, m, t)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// mergeList merges lists of things that have a key: what a side added is there,
// what a side took out is not unless the other changed it, and join makes one of
// two that both changed. It is in mine's order, with theirs behind.
func mergeList[T any](base, mine, theirs []T, key func(*T) string, join func(base, mine, theirs T) T) []T {
	switch {
	case same(mine, theirs), same(theirs, base):
		return mine
	case same(mine, base):
		return theirs
	}
	_, was := byKey(base, key)
	mineKeys, mineBy := byKey(mine, key)
	theirKeys, theirsBy := byKey(theirs, key)
	var out []T
	for _, k := range mineKeys {
		m := mineBy[k]
		t, inTheirs := theirsBy[k]
		b, inBase := was[k]
		switch {
		case inTheirs && (same(m, t) || inBase && same(t, b)):
			out = append(out, m)
		case inTheirs && inBase && same(m, b):
			out = append(out, t)
		case inTheirs:
			out = append(out, join(b, m, t))
		case !inBase || !same(m, b):
			out = append(out, m)
		}
	}
	for _, k := range theirKeys {
		_, inMine := mineBy[k]
		b, inBase := was[k]
		if t := theirsBy[k]; !inMine && (!inBase || !same(t, b)) {
			out = append(out, t)
		}
	}
	return out
}

func byKey[T any](list []T, key func(*T) string) (keys []string, by map[string]T) {
	by = make(map[string]T, len(list))
	seen := map[string]int{}
	for i := range list {
		k := occurrence(key(&list[i]), seen)
		keys, by[k] = append(keys, k), list[i]
	}
	return keys, by
}

// same compares; no list and one with nothing in it are the same.
func same[T any](a, b T) bool {
	v, w := reflect.ValueOf(a), reflect.ValueOf(b)
	if k := v.Kind(); (k == reflect.Slice || k == reflect.Map) && v.Len() == 0 && w.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(a, b)
}
