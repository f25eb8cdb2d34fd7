package grounding

import (
	"strings"
	"unicode/utf8"
)

// marksOf are the pairs that words of others stand between.
var marksOf = []struct{ open, close string }{{"“", "”"}, {"«", "»"}, {"„", "“"}, {"\"", "\""}, {"‘", "’"}}

// leastQuoted is how many words a quotation has at least: one alone is a word that
// somebody keeps at arm's length.
const leastQuoted = 2

// quotations marks what stands between quotation marks and is nowhere in the story.
func quotations(have *story, draft string) []Mark {
	var marks []Mark
	for at := 0; at < len(draft); {
		_, size := utf8.DecodeRuneInString(draft[at:])
		for _, pair := range marksOf {
			if !strings.HasPrefix(draft[at:], pair.open) {
				continue
			}
			from := at + len(pair.open)
			length := closing(draft[from:], pair.close)
			if length < 0 {
				continue
			}
			size = len(pair.open) + length + len(pair.close)
			words := draft[from : from+length]
			if list := tokens(words); len(list) >= leastQuoted && !strings.Contains(have.plain, plain(words)) {
				marks = append(marks, Mark{Quotation, at, at + size, draft[at : at+size]})
			}
			break
		}
		at += size
	}
	return marks
}

// closing finds where a quotation ends, within its paragraph; -1 for nowhere. An
// apostrophe inside a word is none.
func closing(text, close string) int {
	if end := strings.IndexByte(text, '\n'); end >= 0 {
		text = text[:end]
	}
	for at := 0; ; {
		i := strings.Index(text[at:], close)
		if i < 0 {
			return -1
		}
		i += at
		next, _ := utf8.DecodeRuneInString(text[i+len(close):])
		if close != "’" || !isLetter(next) {
			return i
		}
		at = i + len(close)
	}
}

func isLetter(r rune) bool {
	return r != utf8.RuneError && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
}
