package preflight

import (
	"regexp"
	"slices"
	"strings"
)

var (
	// interval is a range of numbers that is open at one end: [0, 1), ]0; 1].
	interval = regexp.MustCompile(`[\[\](][ ]?[^\s()\[\],;]{1,12}[ ]?[,;][ ]?[^\s()\[\],;]{1,12}[ ]?[\[\])]`)
	// emoticon is a face made of marks; one that closes a bracket as well is
	// taken for both.
	emoticon = regexp.MustCompile(`(?:^|[\s(])([:;=8xX][-^o'’]?[()\[\]]+|[()\[\]]+[-^o]?[:;=])(?:[\s).,!?…]|$)`)
	// letterMark is what opens the parts of a list in a line: a) 1) iv).
	letterMark = regexp.MustCompile(`(?:^|[\s(])(?:\p{L}|\d{1,3}|[ivxIVX]{1,5})\)`)
)

// unbalancedBrackets finds round and square brackets without their other one.
// It is silent on emoticons, a) and 1), intervals, and a parenthesis that goes on
// over several paragraphs.
func unbalancedBrackets(r *round) {
	spanish := r.language() == "es"
	for _, p := range r.everywhere() {
		var found []loose
		for i := range p.passages() {
			if t := &(*p.read)[i]; strings.ContainsAny(t.words, "()[]") {
				found = append(found, brackets(t)...)
			}
			if t := &(*p.read)[i]; spanish {
				r.openMarks(p, t)
			}
		}
		r.unpaired(p, found, "This bracket is never closed: close it, or take it out.", "This bracket closes nothing: open it, or take it out.")
	}
}

func brackets(t *passage) []loose {
	none := func(int) bool { return false }
	if found, _ := unmatched(t, none, none); len(found) == 0 {
		return nil // as nearly always; what follows is slower
	}
	faces, parts := map[int]bool{}, map[int]bool{}
	for _, m := range emoticon.FindAllStringSubmatchIndex(t.words, -1) {
		for i := m[2]; i < m[3]; i++ {
			faces[i] = true
		}
	}
	for _, m := range interval.FindAllStringIndex(t.words, -1) {
		if opens, closes := t.words[m[0]], t.words[m[1]-1]; pairs[closes] != opens {
			faces[m[0]], faces[m[1]-1] = true, true
		}
	}
	for _, m := range letterMark.FindAllStringIndex(t.words, -1) {
		parts[m[1]-1] = true
	}
	found, smiles := unmatched(t, func(i int) bool { return faces[i] }, func(i int) bool { return parts[i] })
	for i := len(found) - 1; i >= 0 && smiles > 0; i-- {
		if found[i].opens { // (see you there :)
			found, smiles = slices.Delete(found, i, i+1), smiles-1
		}
	}
	return found
}

// unmatched walks over brackets. Faces are none, but how many of them close
// something is told; parts may close nothing.
func unmatched(t *passage, faces, parts func(int) bool) (found []loose, smiles int) {
	var open []loose
	for i := range len(t.words) {
		switch c := t.words[i]; {
		case c != '(' && c != ')' && c != '[' && c != ']':
		case faces(i):
			if pairs[c] != 0 {
				smiles++
			}
		case pairs[c] == 0:
			open = append(open, loose{t, i, true})
		default:
			n, deepest := len(open)-1, max(0, len(open)-3)
			for n >= deepest && t.words[open[n].i] != pairs[c] {
				n--
			}
			if n >= deepest {
				found, open = append(found, open[n+1:]...), open[:n]
			} else if !parts(i) {
				found = append(found, loose{t, i, false})
			}
		}
	}
	found = append(found, open...)
	slices.SortFunc(found, func(a, b loose) int { return a.i - b.i })
	return found, smiles
}

var pairs = map[byte]byte{')': '(', ']': '['}
