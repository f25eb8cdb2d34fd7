package intake

import (
	"strings"

	"galley/internal/issue"
)

var footnote = lazily(`^\s*\[\^[^\]\[\n]+\]:`)

// showFootnotes keeps the footnotes of other tools from being read as addresses,
// which nobody would see. CommonMark has no footnotes, and takes one of a single
// word, “[^1]: Ibid.”, for the address of a link (0.31, 4.7). Longer ones are
// words anyhow.
func showFootnotes(body string, blocks []mdBlock) (string, []issue.Note) {
	var b strings.Builder
	at, n := 0, 0
	for _, block := range blocks {
		if block.kind != blockDefinition || !footnote().MatchString(block.text) {
			continue
		}
		mark := block.at + strings.IndexByte(body[block.at:], '[')
		b.WriteString(body[at:mark] + `\`)
		at = mark
		n++
	}
	if n == 0 {
		return body, nil
	}
	return b.String() + body[at:], []issue.Note{footnoteNote(n)}
}
