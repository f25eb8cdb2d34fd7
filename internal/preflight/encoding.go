package preflight

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/internal/issue"
)

// encoding: letters that a program read as others.
var encoding = []check{
	{"text.encoding", issue.SeverityError, wrongEncoding},
}

const (
	garbledWhy = "Some program read this text in a wrong encoding, so readers would see these characters in place of others: put back what was meant"
	lostWhy    = "A character was lost here when some program read the text in a wrong encoding, and readers would see what stands for it: put back what was there"
)

// wrongEncoding finds UTF-8 that was read as Windows-1252 and written again: cafÃ©,
// donâ€™t, Â£5. What is certain is mended with one key, all of it in an item. It is
// silent on letters that languages have (SÃO, MAÇÃ, PÅ) wherever what follows can
// be a mark of punctuation, on code, and on those who write about it.
func wrongEncoding(r *round) {
	for _, p := range r.everywhere() {
		var certain, lost []garbled
		for i := range p.passages() {
			t := &(*p.read)[i]
			for _, g := range garbledIn(t.words) {
				g.t = t
				if g.lost {
					lost = append(lost, g)
				} else {
					certain = append(certain, g)
				}
			}
		}
		r.garbled(p, certain, lost)
	}
	for _, line := range []string{r.e.Issue.Subject, r.e.Issue.Preheader} {
		if found := garbledIn(line); r.in.Edition != nil && len(found) > 0 {
			why := garbledWhy
			if found[0].lost {
				why = lostWhy
			}
			start, end := found[0].word(line)
			r.whole(line[start:end], why+".").within(line)
		}
	}
}

// garbled is a place at which words were misread, and what they were.
type garbled struct {
	t          *passage
	start, end int
	was        string
	lost       bool // nobody can tell what it was
}

// word takes in the word around it.
func (g *garbled) word(line string) (start, end int) {
	o := oddity{&passage{words: line}, g.start, g.end}
	return o.words()
}

// garbled reports what was misread in an item, at the first place of its kind.
func (r *round) garbled(p *piece, certain, lost []garbled) {
	if len(lost) > 0 {
		r.atGarbled(p, &lost[0], also(lostWhy, len(lost)))
	}
	if len(certain) == 0 {
		return
	}
	slices.SortStableFunc(certain, func(a, b garbled) int { return a.t.copyAt(a.start) - b.t.copyAt(b.start) })
	first := &certain[0]
	start, end := first.word(first.t.words)
	whole := strings.Trim(first.t.words[start:first.start]+first.was+first.t.words[first.end:end], " \u00a0.,;:!?()“”\"")
	label := "Make it “" + whole + "”"
	if whole == "" {
		label = "Take it out"
	}
	if len(certain) > 1 {
		label = "Put back the right characters, everywhere in this item"
	}
	h := r.atGarbled(p, first, also(garbledWhy, len(certain)))
	var places []issue.Span
	with := map[issue.Span]string{}
	for i := range certain {
		g := &certain[i]
		at := g.t.span(g.start, g.end)
		places, with[at] = append(places, at), g.was
	}
	h.mend(label, p, places, func(at issue.Span) string { return with[at] })
}

// also says of a finding that it is one of several in its item.
func also(why string, n int) string {
	if n > 1 {
		why += fmt.Sprintf("; it is so in %s of this item as well", issue.Counted(n-1, "more place", "more places"))
	}
	return why + "."
}

func (r *round) atGarbled(p *piece, g *garbled, why string) hit {
	start, end := g.word(g.t.words)
	if !g.t.typed(p, start, end) {
		start, end = g.start, g.end
	}
	return r.at(p, g.t.span(start, end), why)
}

// garbledIn finds what was misread in a line.
func garbledIn(line string) []garbled {
	i := strings.IndexFunc(line, suspicious)
	if i < 0 {
		return nil
	}
	if low := strings.ToLower(line); strings.Contains(low, "mojibake") || strings.Contains(low, "u+fffd") {
		return nil
	}
	var found []garbled
	for i < len(line) {
		c, size := utf8.DecodeRuneInString(line[i:])
		if !suspicious(c) {
			i += size
			continue
		}
		g := garbledAt(line, i)
		if g.end == 0 || quotedAlone(line, g.start, g.end) {
			i += size
			continue
		}
		found = append(found, g)
		i = g.end
	}
	return found
}

// suspicious reports whether a character can begin what was misread.
func suspicious(c rune) bool {
	return c >= 'Â' && c <= 'Å' || c >= 'Ð' && c <= 'Ñ' || c == 'â' || c == 'ï' || c == 'ð' || c == utf8.RuneError || c == '‚'
}

// quotedAlone reports whether a sequence is quoted, as by those who explain it.
func quotedAlone(line string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:start])
	after, _ := utf8.DecodeRuneInString(line[end:])
	return strings.ContainsRune("“„\"«‘'", before) && strings.ContainsRune("”“\"»’'", after)
}
