package issue

import (
	"strings"
	"unicode/utf8"
)

// Position gives the 1-based line and column, in characters, of a byte offset
// in the item's copy, counted in the issue file when the item came from one.
func (it *Item) Position(offset int) (line, column int) {
	offset = max(0, min(offset, len(it.Copy)))
	before := it.Copy[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	line = 1 + strings.Count(before, "\n")
	if it.Line > 0 {
		line += it.Line - 1
	}
	return line, 1 + utf8.RuneCountInString(before[start:])
}

// Name gives what people call the item: its headline, else its kind.
func (it *Item) Name() string {
	if it.Reading.Headline.Words != "" {
		return it.Reading.Headline.Words
	}
	return it.Kind
}

// Offset gives the byte of the item's copy at a line and column, as [Item.Position]
// counts them; ok is false for a place outside of it.
func (it *Item) Offset(line, column int) (offset int, ok bool) {
	if it.Line > 0 {
		line -= it.Line - 1
	}
	for ; line > 1; line-- {
		n := strings.IndexByte(it.Copy[offset:], '\n')
		if n < 0 {
			return 0, false
		}
		offset += n + 1
	}
	for ; column > 1; column-- {
		_, size := utf8.DecodeRuneInString(it.Copy[offset:])
		if size == 0 || it.Copy[offset] == '\n' {
			return 0, false
		}
		offset += size
	}
	return offset, line == 1 && column == 1
}
