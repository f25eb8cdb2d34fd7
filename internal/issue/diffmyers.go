package issue

// hunk says that a's [a0, a1) became b's [b0, b1).
type hunk struct{ a0, a1, b0, b1 int }

// The bounds of one comparison. Texts that have little in common cost the square
// of what differs, and nobody can read what comes of it: a search that went
// diffReach steps settles for the best that it has, and when diffSteps are spent
// on one comparison, what is left is one change.
const (
	diffReach = 512
	diffSteps = 2_000_000
)

// hunksOf gives what makes b of a, in order: the fewest changes where the texts
// are alike (Myers, “An O(ND) Difference Algorithm”, 1986, in linear space). Left
// is how many steps it may take, and what remains of them.
func hunksOf(a, b []int32, left *int) []hunk {
	a0, b0, a1, b1 := 0, 0, len(a), len(b)
	d := differ{a: a, b: b, left: left}
	a0, a1, b0, b1 = d.trim(a0, a1, b0, b1)
	switch {
	case a0 == a1 && b0 == b1:
		return nil
	case a0 == a1 || b0 == b1:
		return []hunk{{a0, a1, b0, b1}}
	}
	d.gone, d.come = make([]bool, len(a)), make([]bool, len(b))
	d.zero = len(b) + 1
	d.ahead, d.back = make([]int32, len(a)+len(b)+3), make([]int32, len(a)+len(b)+3)
	d.compare(a0, a1, b0, b1)
	return d.hunks()
}

type differ struct {
	a, b        []int32
	gone, come  []bool  // of each piece of a, of b: it is in no other
	ahead, back []int32 // by diagonal a-b, counted from zero: how far a search came, in a
	zero        int
	left        *int // steps
}

// trim leaves out what is the same at both ends.
func (d *differ) trim(a0, a1, b0, b1 int) (int, int, int, int) {
	for a0 < a1 && b0 < b1 && d.a[a0] == d.b[b0] {
		a0, b0 = a0+1, b0+1
	}
	for a0 < a1 && b0 < b1 && d.a[a1-1] == d.b[b1-1] {
		a1, b1 = a1-1, b1-1
	}
	return a0, a1, b0, b1
}

func (d *differ) compare(a0, a1, b0, b1 int) {
	for {
		a0, a1, b0, b1 = d.trim(a0, a1, b0, b1)
		if a0 == a1 || b0 == b1 || *d.left <= 0 {
			break
		}
		a, b := d.split(a0, a1, b0, b1)
		d.compare(a0, a, b0, b)
		a0, b0 = a, b
	}
	for i := a0; i < a1; i++ {
		d.gone[i] = true
	}
	for i := b0; i < b1; i++ {
		d.come[i] = true
	}
}

// far is behind every place.
const far = int32(1<<31 - 1)

// split searches from both ends at once and gives a place where they meet: one
// through which the shortest way goes, or, at a bound, a good one.
func (d *differ) split(a0, a1, b0, b1 int) (a, b int) {
	least, most := a0-b1, a1-b0 // diagonals that there are
	f, k := band{a0 - b0, a0 - b0}, band{a1 - b1, a1 - b1}
	odd := (f.low-k.low)&1 != 0
	d.ahead[d.zero+f.low], d.back[d.zero+k.low] = int32(a0), int32(a1)
	for reach := 1; ; reach++ {
		f.widen(d.ahead, d.zero, least, most, -1)
		for at := f.high; at >= f.low; at -= 2 {
			x := d.ahead[d.zero+at+1]
			if before := d.ahead[d.zero+at-1]; before >= x {
				x = before + 1
			}
			i, j := int(x), int(x)-at
			for i < a1 && j < b1 && d.a[i] == d.b[j] {
				i, j = i+1, j+1
			}
			d.ahead[d.zero+at] = int32(i)
			if odd && k.low <= at && at <= k.high && int(d.back[d.zero+at]) <= i {
				return i, j
			}
		}
		k.widen(d.back, d.zero, least, most, far)
		for at := k.high; at >= k.low; at -= 2 {
			x := d.back[d.zero+at-1]
			if behind := d.back[d.zero+at+1]; x >= behind {
				x = behind - 1
			}
			i, j := int(x), int(x)-at
			for i > a0 && j > b0 && d.a[i-1] == d.b[j-1] {
				i, j = i-1, j-1
			}
			d.back[d.zero+at] = int32(i)
			if !odd && f.low <= at && at <= f.high && i <= int(d.ahead[d.zero+at]) {
				return i, j
			}
		}
		*d.left -= f.high - f.low + k.high - k.low + 2
		if reach >= diffReach || *d.left <= 0 {
			return d.settle(f, k, a0, a1, b0, b1)
		}
	}
}

// band is the diagonals that a search has come to.
type band struct{ low, high int }

// widen takes one more at each side, as long as there are more; beyond them
// stands none.
func (s *band) widen(reached []int32, zero, least, most int, none int32) {
	if s.low > least {
		s.low--
		reached[zero+s.low-1] = none
	} else {
		s.low++
	}
	if s.high < most {
		s.high++
		reached[zero+s.high+1] = none
	} else {
		s.high--
	}
}

// settle gives the place that one of the two searches came farthest to.
func (d *differ) settle(f, k band, a0, a1, b0, b1 int) (a, b int) {
	a, b = a0, b0
	for at := f.high; at >= f.low; at -= 2 {
		i := min(int(d.ahead[d.zero+at]), a1)
		if i-at > b1 {
			i = b1 + at
		}
		if i+i-at > a+b {
			a, b = i, i-at
		}
	}
	x, y := a1, b1
	for at := k.high; at >= k.low; at -= 2 {
		i := max(int(d.back[d.zero+at]), a0)
		if i-at < b0 {
			i = b0 + at
		}
		if i+i-at < x+y {
			x, y = i, i-at
		}
	}
	if a1+b1-x-y < a+b-a0-b0 {
		return a, b
	}
	return x, y
}

// hunks gathers what was marked.
func (d *differ) hunks() (all []hunk) {
	for i, j := 0, 0; i < len(d.a) || j < len(d.b); {
		if i < len(d.a) && j < len(d.b) && !d.gone[i] && !d.come[j] {
			i, j = i+1, j+1
			continue
		}
		h := hunk{i, i, j, j}
		for h.a1 < len(d.a) && d.gone[h.a1] {
			h.a1++
		}
		for h.b1 < len(d.b) && d.come[h.b1] {
			h.b1++
		}
		all = append(all, h)
		i, j = h.a1, h.b1
	}
	return all
}
