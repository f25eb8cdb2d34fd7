package plain

import "slices"

// join says what stands between a word and the one before it.
type join int

// The joins, weakest first: of two that meet, the stronger counts.
const (
	glued  join = iota // nothing
	folded             // nothing, and the line may break: between two Han characters
	bound              // a space, and the line breaks here only when it must: before a link's number
	spaced             // a space or a line break
	broken             // a line break
)

func (j join) space() string {
	if j == bound || j == spaced {
		return " "
	}
	return ""
}

func (j join) columns() int { return len(j.space()) }

// word is a run of characters that no line breaks. A merge tag is one word,
// spaces and all.
type word struct {
	start, end int // in the run's buffer
	join       join
	text       []byte
	width      int // in columns
}

// run is a paragraph as it is being put together. All its words share one
// buffer, so that a word made of a thousand inline nodes costs no more than
// one made of one.
type run struct {
	buf   []byte
	words []word
	next  join // before what comes next
}

// verbatim adds what stays as it is and together: a merge tag, an address.
func (r *run) verbatim(s string) {
	if s != "" {
		r.put(fit(s))
	}
}

// put adds characters to the last word, or as the next one.
func (r *run) put(s string) {
	r.buf = append(r.buf, s...)
	if n := len(r.words); r.next == glued && n > 0 {
		r.words[n-1].end = len(r.buf)
	} else {
		r.words = append(r.words, word{start: len(r.buf) - len(s), end: len(r.buf), join: r.next})
	}
	r.next = glued
}

// mark adds a note about the words before it, such as a link's number.
func (r *run) mark(s string) {
	after := r.next
	r.next = bound
	r.verbatim(s)
	r.next = after
}

// lineBreak ends the line.
func (r *run) lineBreak() { r.next = broken }

// copy adds the words of another run.
func (r *run) copy(words []word) {
	for i := range words {
		if i > 0 {
			r.next = words[i].join
		}
		start := len(r.buf)
		r.buf = append(r.buf, words[i].text...)
		r.words = append(r.words, word{start: start, end: len(r.buf), join: r.next})
		r.next = glued
	}
}

// finish gives the words, measured.
func (r *run) finish() []word {
	for i := range r.words {
		w := &r.words[i]
		w.text = slices.Clip(r.buf[w.start:w.end])
		w.width = width(w.text)
	}
	return r.words
}
