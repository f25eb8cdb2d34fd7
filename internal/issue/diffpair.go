package issue

import (
	"slices"
	"strings"
)

// mostPairs is how many pairs of blocks, of one hunk, are compared by their words.
const mostPairs = 256

// paired cuts hunks of lines or blocks at those that are each other with some words
// changed, so that what was put in beside one stands for itself. Text gives the
// text of a piece.
func paired(hunks []hunk, a, b func(int) string) (out []hunk) {
	for _, h := range hunks {
		m, n := h.a1-h.a0, h.b1-h.b0
		if m == 0 || n == 0 || m*n == 1 || m > mostPairs || n > mostPairs || m*n > mostPairs {
			out = append(out, h)
			continue
		}
		names := namer{}
		p := pairing{hunk: h, n: n, a: make([]bag, m), b: make([]bag, n)}
		for i := range p.a {
			p.a[i] = names.bag(a(h.a0 + i))
		}
		for j := range p.b {
			p.b[j] = names.bag(b(h.b0 + j))
		}
		out = append(out, p.cut()...)
	}
	return out
}

// pairing is a hunk that may be cut.
type pairing struct {
	hunk
	n     int   // pieces of b
	a, b  []bag // the words of each
	alike []int // of each pair
	best  []int // from a piece of each on: how many words can be the same
}

// weigh finds, of all ways to pair pieces in order, the one in which most words are
// the same.
func (p *pairing) weigh() {
	m, n := len(p.a), p.n
	p.alike, p.best = make([]int, m*n), make([]int, (m+1)*(n+1))
	for i := m - 1; i >= 0; i-- {
		for j := n - 1; j >= 0; j-- {
			most := max(p.from(i+1, j), p.from(i, j+1))
			if like := p.a[i].like(p.b[j]); like > 0 {
				p.alike[i*n+j] = like
				most = max(most, p.from(i+1, j+1)+like)
			}
			p.best[i*(n+1)+j] = most
		}
	}
}

func (p *pairing) from(i, j int) int { return p.best[i*(p.n+1)+j] }

// cut cuts the hunk at its pairs. Where words went from one piece to another, as
// when a paragraph was split, it stays whole: they would be gone here and new there.
func (p *pairing) cut() (out []hunk) {
	p.weigh()
	if joined(p.a).both(joined(p.b)) > p.from(0, 0)+1 {
		return []hunk{p.hunk}
	}
	gap := hunk{p.a0, p.a0, p.b0, p.b0}
	closes := func(i, j int) {
		gap.a1, gap.b1 = p.a0+i, p.b0+j
		if gap.a0 < gap.a1 || gap.b0 < gap.b1 {
			out = append(out, gap)
		}
		gap.a0, gap.b0 = p.a0+i+1, p.b0+j+1
	}
	for i, j := 0, 0; i < len(p.a) && j < p.n; {
		switch p.from(i, j) {
		case p.from(i+1, j):
			i++
		case p.from(i, j+1):
			j++
		default:
			closes(i, j)
			out = append(out, hunk{p.a0 + i, p.a0 + i + 1, p.b0 + j, p.b0 + j + 1})
			i, j = i+1, j+1
		}
	}
	closes(len(p.a), p.n)
	return out
}

// bag is the words of a text, by name, in the order of names.
type bag []int32

func (n namer) bag(text string) bag {
	var b bag
	for w := range strings.FieldsSeq(text) {
		b = append(b, n.name(w))
	}
	slices.Sort(b)
	return b
}

func joined(bags []bag) bag {
	all := slices.Concat(bags...)
	slices.Sort(all)
	return all
}

// both counts the words that are in both.
func (b bag) both(other bag) (n int) {
	for i, j := 0, 0; i < len(b) && j < len(other); {
		switch {
		case b[i] < other[j]:
			i++
		case b[i] > other[j]:
			j++
		default:
			i, j, n = i+1, j+1, n+1
		}
	}
	return n
}

// like counts them where they are at least half of the words; else it is 0.
func (b bag) like(other bag) int {
	if n := b.both(other); 4*n >= len(b)+len(other) {
		return n
	}
	return 0
}
