package plain

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// slot sets a slot that stands among words.
func (s *sheet) slot(r *run, n *markdown.Slot) {
	s.value(r, s.Fill(n.Name, n.Fallback))
}

// value writes what a provider puts in a slot's place: its own syntax as one
// unbroken word, words of ours as words.
func (s *sheet) value(r *run, f issue.Filled) {
	switch {
	case f.Kind == issue.SlotNone:
		r.leaveOut()
	case f.Plain && f.Kind == issue.SlotText:
		r.text(f.Text)
	default:
		r.verbatim(f.Text)
	}
}

// slotLink sets a link on a slot; ok is false when n is a link on something
// else.
func (s *sheet) slotLink(r *run, n *ast.Link) (ok bool) {
	name, fallback, size := markdown.ParseSlot(n.Destination)
	if size == 0 || size != len(n.Destination) || !markdown.KnownSlot(name) {
		return false
	}
	switch f := s.Fill(name, fallback); f.Kind {
	case issue.SlotURL:
		s.inlines(r, n)
		r.mark(s.number(f.Text))
	case issue.SlotText: // an address cannot be words
		s.inlines(r, n)
	default:
		s.value(r, f)
	}
	return true
}

// separators stand between the links of a footer line; one goes with a link
// that is left out.
const separators = "·•|–—-"

func separator(text []byte) bool {
	return len(text) > 0 && strings.Trim(string(text), separators+"\u00a0") == ""
}

// settle takes out the words that are gone, each with one separator: the one
// after it, or at the end of a line the one before it. When nothing but
// separators would be left, nothing is.
func settle(words []word) []word {
	kept := make([]word, 0, len(words))
	carry := glued // of what was taken out, for the next word
	for i := 0; i < len(words); i++ {
		w := words[i]
		if !w.gone {
			w.join = carried(carry, kept, w)
			if n := len(kept); n > 0 && w.join == glued {
				kept[n-1].text = append(kept[n-1].text, w.text...)
				kept[n-1].sealed = kept[n-1].sealed || w.sealed
			} else {
				kept = append(kept, w)
			}
			carry = glued
			continue
		}
		carry = max(carry, w.join)
		last := i+1 == len(words) || words[i+1].join == broken
		switch n := len(kept); {
		case !last && separator(words[i+1].text):
			i++
		case !last && words[i+1].join == glued:
			words[i+1].trim(bytes.TrimLeft)
		case last && n > 0 && carry != broken && separator(kept[n-1].text):
			carry = max(carry, kept[n-1].join)
			kept = kept[:n-1]
		case last && n > 0 && carry == glued:
			kept[n-1].trim(bytes.TrimRight)
		}
	}
	if !slices.ContainsFunc(kept, func(w word) bool { return !separator(w.text) }) {
		return nil
	}
	return kept
}

// trim takes separators off one end of a word that is no merge tag.
func (w *word) trim(side func([]byte, string) []byte) {
	if !w.sealed {
		w.text = slices.Clip(side(w.text, separators))
	}
}

// stops stand close to the word before them.
const stops = ",.;:!?)"

// carried gives the join of a word behind something that was taken out. A stop
// moves up to the word before the gap, unless that ends in one too.
func carried(carry join, before []word, w word) join {
	c, _ := utf8.DecodeRune(w.text)
	if w.join == glued && carry < broken && strings.ContainsRune(stops, c) && len(before) > 0 {
		if last, _ := utf8.DecodeLastRune(before[len(before)-1].text); !strings.ContainsRune(stops, last) {
			return glued
		}
	}
	return max(carry, w.join)
}
