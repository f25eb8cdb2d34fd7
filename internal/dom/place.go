package dom

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// marks are milestones in a source, so that the line and column of a place are
// found at once: a page may be one line of four megabytes.
type marks struct {
	lines []int // where each line begins
	count []milestone
}

// milestone says how many characters stand before an offset.
type milestone struct{ offset, runes int }

const between = 1 << 10 // bytes, about, from one milestone to the next

func marked(source []byte) marks {
	m := marks{lines: make([]int, 1, 1+bytes.Count(source, []byte("\n"))), count: []milestone{{}}}
	for at := 0; ; {
		n := bytes.IndexByte(source[at:], '\n')
		if n < 0 {
			break
		}
		at += n + 1
		m.lines = append(m.lines, at)
	}
	for at, runes := 0, 0; at < len(source); {
		end := min(at+between, len(source))
		for end < len(source) && end < at+between+utf8.UTFMax && !utf8.RuneStart(source[end]) {
			end++
		}
		runes += utf8.RuneCount(source[at:end])
		m.count = append(m.count, milestone{end, runes})
		at = end
	}
	return m
}

// Position gives the 1-based line and column, in characters, of an offset in the
// source.
func (d *Document) Position(offset int) (line, column int) {
	offset = max(0, min(offset, len(d.Source)))
	line = sort.SearchInts(d.marks.lines, offset+1)
	return line, 1 + d.runes(offset) - d.runes(d.marks.lines[line-1])
}

// runes counts the characters before an offset.
func (d *Document) runes(offset int) int {
	i := sort.Search(len(d.marks.count), func(i int) bool { return d.marks.count[i].offset > offset }) - 1
	m := d.marks.count[i]
	return m.runes + utf8.RuneCount(d.Source[m.offset:offset])
}
