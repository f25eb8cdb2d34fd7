package plain

import "iter"

// wrap gives the lines of a run, each as full as room allows. A word that is
// wider than room stands alone.
func wrap(words []word, room int) iter.Seq[[]word] {
	return func(yield func([]word) bool) {
		start, used := 0, 0
		for i := range words {
			w := &words[i]
			if i > start && !fits(words[i:], used, room) {
				if !yield(words[start:i]) {
					return
				}
				start = i
			}
			if i == start {
				used = w.width
			} else {
				used += w.join.columns() + w.width
			}
		}
		if start < len(words) {
			yield(words[start:])
		}
	}
}

// fits reports whether the first of words still goes onto the line, together
// with what must not be parted from it.
func fits(words []word, used, room int) bool {
	first := &words[0]
	if first.join == broken {
		return false
	}
	used += first.join.columns() + first.width
	for i := 1; i < len(words) && words[i].join == bound && used <= room; i++ {
		used += words[i].join.columns() + words[i].width
	}
	return used <= room
}
