package issue

// windows gives the stretches of copy in which a quote is looked for: all of it,
// or of a long one those that have most of the quote's seeds, the rare ones
// counting more, and the one where the quote was.
func (s *sought) windows(copy string, start int) []Span {
	if len(copy) <= window {
		return []Span{{0, len(copy)}}
	}
	const bucket = 1 << 10
	counts := make([]int32, len(s.heads))
	for at := 0; at+seed <= len(copy); at++ {
		if h := headOf(copy, at); s.heads[h] != 0 {
			counts[h]++
		}
	}
	weights := make([]int, len(copy)/bucket+1)
	for at := 0; at+seed <= len(copy); at++ {
		if h := headOf(copy, at); s.heads[h] != 0 {
			weights[at/bucket] += 1 << 16 / int(counts[h])
		}
	}
	// A window has the quote, and as much again for what was put in between.
	wide := 2*len(s.text)/bucket + 4
	around := func(b int) Span {
		return Span{max(0, (b-wide)*bucket), min(len(copy), (b+wide)*bucket)}
	}
	list := []Span{around(min(max(start, 0), len(copy)) / bucket)}
	for range windows {
		best := -1
		for b, w := range weights {
			if w > 0 && (best < 0 || w > weights[best]) {
				best = b
			}
		}
		if best < 0 {
			break
		}
		list = append(list, around(best))
		for b := max(0, best-wide); b < min(len(weights), best+wide); b++ {
			weights[b] = 0
		}
	}
	return list
}
