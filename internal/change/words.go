package change

import "strings"

// Words tells how many words of after are not in before, and the other way
// round. It looks only at the stretch where the two differ, so that a small
// change of a long text is told soon; in it, words count as a bag.
func Words(before, after string) (added, removed int) {
	before, after = differing(before, after)
	count := map[string]int{}
	for w := range strings.FieldsSeq(before) {
		count[w]++
		removed++
	}
	for w := range strings.FieldsSeq(after) {
		if count[w] > 0 {
			count[w]--
			removed--
			continue
		}
		added++
	}
	return added, removed
}

// differing takes away what both begin and end with, to the last blank of it.
func differing(a, b string) (string, string) {
	n, blank := 0, 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
		if isBlank(a[n-1]) {
			blank = n
		}
	}
	a, b = a[blank:], b[blank:]
	n, blank = 0, 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
		if isBlank(a[len(a)-n]) {
			blank = n
		}
	}
	return a[:len(a)-blank], b[:len(b)-blank]
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }
