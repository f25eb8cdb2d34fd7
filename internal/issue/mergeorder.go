package issue

import "slices"

// order merges three orders. The items that nobody moved are the spine, in base's
// order; what a side added or moved stands behind the item of the spine that it
// stands behind there. Where both put something at one place, the order is that of
// their ids, so that both get the same issue.
func (m *merger) order(base, mine, theirs []string) (all []string) {
	o := orders{inMine: places(mine), inTheirs: places(theirs)}
	o.movedMine, o.movedTheirs = movedIn(base, mine), movedIn(base, theirs)
	for _, key := range base {
		if !o.movedMine[key] && !o.movedTheirs[key] {
			o.spine = append(o.spine, key)
		}
	}
	hangMine := o.hang(mine, func(key string) bool { return !o.movedTheirs[key] || o.movedMine[key] })
	hangTheirs := o.hang(theirs, func(key string) bool {
		_, both := o.inMine[key]
		return !both || o.movedTheirs[key] && !o.movedMine[key]
	})
	for _, key := range append([]string{""}, o.spine...) {
		if key != "" {
			all = append(all, key)
		}
		first, second := hangMine[key], hangTheirs[key]
		if len(first) > 0 && len(second) > 0 && second[0] < first[0] {
			first, second = second, first
		}
		all = append(append(all, first...), second...)
	}
	return all
}

type orders struct {
	spine                  []string
	inMine, inTheirs       map[string]int
	movedMine, movedTheirs map[string]bool
}

// hang gives what stands behind each item of the spine in a side's order, as far
// as it is that side's to say.
func (o *orders) hang(side []string, says func(key string) bool) map[string][]string {
	spine := places(o.spine)
	behind, at := map[string][]string{}, ""
	for _, key := range side {
		if _, ok := spine[key]; ok {
			at = key
		} else if says(key) {
			behind[at] = append(behind[at], key)
		}
	}
	return behind
}

func places(keys []string) map[string]int {
	at := make(map[string]int, len(keys))
	for i, key := range keys {
		at[key] = i
	}
	return at
}

// movedIn gives the items that a side moved: the fewest without which the others
// are in base's order.
func movedIn(base, side []string) map[string]bool {
	was := places(base)
	var common []string
	for _, key := range side {
		if _, ok := was[key]; ok {
			common = append(common, key)
		}
	}
	moved := map[string]bool{}
	for _, key := range common {
		moved[key] = true
	}
	for _, i := range rising(common, was) {
		delete(moved, common[i])
	}
	return moved
}

// rising gives the places of a longest rising row among keys, by the number that
// each has.
func rising(keys []string, number map[string]int) []int {
	var ends []int // by length: the place of the least end of a row that long
	before := make([]int, len(keys))
	for i, key := range keys {
		n, _ := slices.BinarySearchFunc(ends, number[key], func(end, want int) int { return number[keys[end]] - want })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	row := make([]int, len(ends))
	for n, i := len(ends)-1, 0; n >= 0; n-- {
		if n == len(ends)-1 {
			i = ends[n]
		}
		row[n], i = i, before[i]
	}
	return row
}

// orderConflicts tells of items that both moved, to different places.
func (m *merger) orderConflicts(base, mine, theirs keyedItems) {
	movedMine, movedTheirs := movedIn(base.keys, mine.keys), movedIn(base.keys, theirs.keys)
	was := places(base.keys)
	spine := func(key string) bool {
		_, ok := was[key]
		return ok && !movedMine[key] && !movedTheirs[key]
	}
	anything := func(string) bool { return true }
	spineMine, spineTheirs := mine.above(spine), theirs.above(spine)
	aboveBase, aboveMine, aboveTheirs := base.above(anything), mine.above(anything), theirs.above(anything)
	for _, key := range mine.keys {
		if movedMine[key] && movedTheirs[key] && spineMine[key] != spineTheirs[key] {
			m.conflict(Conflict{Item: mine.items[key].ID, What: WhatOrder, Base: aboveBase[key], Mine: aboveMine[key], Theirs: aboveTheirs[key]})
		}
	}
}

// above gives, by key, the id of the nearest item above that counts.
func (k *keyedItems) above(counts func(key string) bool) map[string]string {
	ids, last := make(map[string]string, len(k.keys)), ""
	for _, key := range k.keys {
		ids[key] = last
		if counts(key) {
			last = k.items[key].ID
		}
	}
	return ids
}
