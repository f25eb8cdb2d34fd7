package intake

import "galley/internal/issue"

type blockKind int

const (
	paragraph blockKind = iota
	list
	picture
)

// block is a paragraph, a list or a picture of the pasted text.
type block struct {
	kind    blockKind
	text    string   // of a paragraph; the alternative text of a picture
	file    string   // of a picture, when its name is left
	bullets []bullet // of a list
	gap     int      // blank lines above it
	ruled   bool     // a drawn line above it
	under   bool     // a drawn line below it, of its own length: a headline
	line    int      // 1-based, in the file

	known    string // the house's name of the label that it opens with
	colon    int    // where that label's colon stands in text
	labelled bool   // it is written with a label
}

// words counts what counts of the block.
func (b *block) words() int {
	n := 0
	if b.kind == paragraph {
		n = issue.CountWords(b.text)
	}
	for _, item := range b.bullets {
		n += issue.CountWords(item.text)
	}
	return n
}
