package plain

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"galley/internal/markdown"
)

// ledger numbers addresses through the issue and keeps those that the item at
// hand refers to, in order.
type ledger struct {
	entries map[string]*entry
	items   int // that came before this one
	due     []*entry
}

type entry struct {
	address string
	number  string // [7]
	item    int    // that referred to it last
}

func newLedger() ledger { return ledger{entries: map[string]*entry{}} }

// number gives the mark for an address, which the item's list will explain.
func (l *ledger) number(address string) string {
	e, ok := l.entries[address]
	if !ok {
		e = &entry{address: address, number: "[" + strconv.Itoa(len(l.entries)+1) + "]", item: -1}
		l.entries[address] = e
	}
	if e.item != l.items {
		e.item = l.items
		l.due = append(l.due, e)
	}
	return e.number
}

// addresses ends an item: it lists where its links lead, one a line and never
// wrapped.
func (s *sheet) addresses() {
	if len(s.due) > 0 {
		s.part(1, "")
	}
	for _, e := range s.due {
		s.line(e.number + " " + e.address)
	}
	s.due = s.due[:0]
	s.items++
}

// link sets a link's words and what tells where it leads. The words stand
// alone where the address may not leave the desk, or is their neighbour.
func (s *sheet) link(r *run, n *ast.Link) {
	if s.slotLink(r, n) {
		return
	}
	s.inlines(r, n)
	if url, ok := s.LinkURL(string(markdown.Unescape(n.Destination))); ok {
		s.refer(r, url, strings.TrimSpace(markdown.PlainText(n, s.doc.Source)))
	}
}

func (s *sheet) autoLink(r *run, n *ast.AutoLink) {
	words := string(n.Label(s.doc.Source))
	url, ok := s.LinkURL(markdown.AutoURL(n, s.doc.Source))
	if !ok {
		s.say(r, words)
		return
	}
	r.verbatim(words)
	s.refer(r, url, words)
}

// refer adds an address behind its words: a number, or a mail address or
// telephone number itself; nothing when the words say it already.
func (s *sheet) refer(r *run, url, words string) {
	scheme, rest, _ := strings.Cut(url, ":")
	switch {
	case url[0] == '#' || url == words: // text has no anchors
	case strings.EqualFold(scheme, "mailto"):
		address, _, _ := strings.Cut(rest, "?")
		if address != "" && !strings.EqualFold(address, words) {
			r.mark("<" + address + ">")
		}
	case strings.EqualFold(scheme, "tel"):
		if digits(rest) != digits(words) {
			r.mark("<" + rest + ">")
		}
	default:
		r.mark(s.number(url))
	}
}

// digits gives what a telephone number comes down to.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// picture sets a picture as its words. One without any is decoration, and is
// left out. Block is a picture that is a paragraph of its own, with its
// caption below it.
func (s *sheet) picture(r *run, n *ast.Image, block bool) {
	p := markdown.PictureOf(n, s.doc.Source)
	caption := strings.TrimSpace(string(markdown.Unescape(n.Title)))
	if !block && caption != "" {
		p.Alt += " — " + caption
	}
	if p.Alt != "" {
		s.pictureWord(r)
		s.say(r, p.Alt+"]")
	}
	if block {
		r.lineBreak()
		s.say(r, caption)
		r.lineBreak()
	}
}

// pictureWord opens a picture's words. In languages that this package has no
// word for, the bracket does.
func (s *sheet) pictureWord(r *run) {
	r.text("[")
	if primary, _, _ := strings.Cut(strings.ToLower(s.Lang()), "-"); primary == "en" {
		r.text("Picture:")
		r.next = bound
	}
}
