package issue

import "strings"

// blocks is a text cut at its blank lines. A fence is one block with the blank
// lines in it.
type blocks struct {
	texts  []string
	before []string // what stands above each: blank lines
	after  string   // and below the last
	names  []int32
}

func (b *blocks) text(i int) string { return b.texts[i] }

// lead gives what stands above the first block.
func (b *blocks) lead() string {
	if len(b.before) == 0 {
		return ""
	}
	return b.before[0]
}

// words gives the text of blocks [from, to) as it stands.
func (b *blocks) words(from, to int) string {
	var s strings.Builder
	for i := from; i < to; i++ {
		if i > from {
			s.WriteString(b.before[i])
		}
		s.WriteString(b.texts[i])
	}
	return s.String()
}

// blocks cuts a text into blocks.
func (n namer) blocks(text string) *blocks {
	b := &blocks{}
	start, end, gap := -1, 0, 0 // of the block at hand, and where the blank above it begins
	fence := ""
	closes := func() {
		if start >= 0 {
			b.before, b.texts = append(b.before, text[gap:start]), append(b.texts, text[start:end])
			start, gap = -1, end
		}
	}
	for at := 0; at < len(text); {
		next := len(text)
		stop := next
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			stop, next = at+i, at+i+1
		}
		line := strings.Trim(text[at:stop], " \t")
		if line == "" && fence == "" {
			closes()
		} else {
			if start < 0 {
				start = at
			}
			end = stop
			fence = fenceAfter(fence, line)
		}
		at = next
	}
	closes()
	b.after = text[gap:]
	for _, t := range b.texts {
		b.names = append(b.names, n.name(t))
	}
	return b
}

// fenceAfter gives the fence that is open below a line.
func fenceAfter(fence, line string) string {
	switch {
	case fence == "" && (strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~")):
		return line[:3]
	case fence != "" && strings.HasPrefix(line, fence):
		return ""
	}
	return fence
}
