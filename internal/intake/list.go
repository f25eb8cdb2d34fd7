package intake

import "slices"

// listMarks gives the mark of every line that is a list item. Numbers and
// letters count only beside a neighbour: “1. FC Köln won” and “A. Sen wrote”
// open sentences. A lone star before words refers back to another star.
func listMarks(lines []line) map[int]mark {
	marks := map[int]mark{}
	s := sequence{lines: lines, marks: marks}
	for i, l := range lines {
		m, ok := readMark(l.text)
		switch {
		case l.text == "":
		case isRule(l.text):
			s.end()
		case ok && !m.alone():
			s.add(i, m)
		case ok && i+1 < len(lines) && isWords(lines[i+1].text):
			s.add(i, m) // Word puts the bullet on a line of its own
		case i > 0 && s.continued(i):
		case s.open && i > 0 && s.lone(i-1):
		default:
			s.end()
		}
	}
	s.end()
	return marks
}

func isWords(text string) bool {
	return text != "" && !opensBlock(text)
}

// sequence follows one run of list items.
type sequence struct {
	lines   []line
	marks   map[int]mark
	open    bool
	indent  int                // of the last item
	stars   []int              // lines of star bullets
	others  int                // items with any other mark
	pending map[series]numeral // the last number or letter of each series
}

// series is a list that counts: its indentation and its kind of mark.
type series struct {
	indent int
	kind   markKind
	char   rune
}

type numeral struct {
	n, line int
	mark    mark
}

func (s *sequence) add(i int, m mark) {
	s.open, s.indent = true, s.lines[i].indent
	if m.kind == bulletMark {
		s.marks[i] = m
		if m.char == '*' {
			s.stars = append(s.stars, i)
		} else {
			s.others++
		}
		return
	}
	key := series{s.lines[i].indent, m.kind, m.char}
	if last, ok := s.pending[key]; ok && last.n+1 == m.n {
		s.marks[last.line], s.marks[i] = last.mark, m
		s.others++
	}
	if s.pending == nil {
		s.pending = map[series]numeral{}
	}
	s.pending[key] = numeral{m.n, i, m}
}

// continued reports whether line i goes on with the item above it: it follows
// at once and is indented more than the item's mark.
func (s *sequence) continued(i int) bool {
	return s.open && s.lines[i-1].text != "" && s.lines[i].indent > s.indent
}

// lone reports whether line i is a mark without words.
func (s *sequence) lone(i int) bool {
	m, ok := s.marks[i]
	return ok && m.alone()
}

// end closes the run.
func (s *sequence) end() {
	if len(s.stars) == 1 && s.others == 0 && !s.marks[s.stars[0]].alone() {
		delete(s.marks, s.stars[0])
	}
	s.open, s.stars, s.others = false, nil, 0
	clear(s.pending)
}

// bullet is one item of a list.
type bullet struct {
	level int // 0 is the outermost
	mark  mark
	text  string
}

// deepest is how far lists are nested: past that, indentation means nothing.
const deepest = 5

// levels turns indentation into depth.
type levels []int // the indentation of each open level

func (l *levels) of(indent int) int {
	keep := slices.IndexFunc(*l, func(at int) bool { return at > indent })
	if keep >= 0 {
		*l = (*l)[:keep]
	}
	if n := len(*l); n == 0 || indent > (*l)[n-1]+1 && n <= deepest {
		*l = append(*l, indent)
	}
	return len(*l) - 1
}
