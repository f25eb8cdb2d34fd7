package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// duplicates: what was pasted, or moved and not taken away.
var duplicates = []check{
	{"text.repeated", issue.SeverityWarning, repeatedText},
}

const (
	sentenceWords  = 4  // fewer are said twice for their sound: So do we. So do we.
	paragraphWords = 12 // within an item
	elsewhereWords = 20 // within an issue
)

// repeatedText finds the same sentence twice in a row and the same paragraph
// twice. It is silent on verse (lines that their writer broke, quotations), what
// somebody says, what comes three times in a row and more (a refrain), headings
// and labels, what links somewhere (an event stands in two lists), and footers, whose lines the law repeats. The paragraphs of jobs and
// promos come again on purpose.
func repeatedText(r *round) {
	var all []pasted
	by := map[string][]int{}
	for _, p := range r.items {
		if p.like == issue.KindFooter {
			continue
		}
		list := p.passages()
		for i := range list {
			t := &list[i]
			if t.form != paragraph && t.form != bullet || verse(p, t) {
				continue
			}
			if words := t.terms(); len(words) >= paragraphWords && !mayDiffer(p, t, &stated{start: words[0].start, end: words[len(words)-1].end}) {
				key := foldWords(t.words, words)
				by[key] = append(by[key], len(all))
				all = append(all, pasted{p, t, key})
			}
			r.sameSentence(p, list, i)
		}
	}
	for i := range all {
		if same := by[all[i].key]; len(same) == 2 && same[1] == i { // three are a refrain
			r.samePlace(&all[same[0]], &all[i])
		}
	}
}

// pasted is a paragraph that may stand in the issue twice.
type pasted struct {
	p   *piece
	t   *passage
	key string
}

// samePlace reports the second of two paragraphs, unless they are short and in two
// items, or in one whose paragraphs come again.
func (r *round) samePlace(a, b *pasted) {
	words := b.t.terms()
	why := "This paragraph stands in this item twice: take one of them out."
	if a.p != b.p {
		again := func(p *piece) bool { return p.like == issue.KindJobs || p.like == issue.KindPromo }
		if len(words) < elsewhereWords || again(a.p) || again(b.p) {
			return
		}
		why = "This paragraph stands in “" + cut(a.p.Name(), 60) + "” as well: take one of them out."
	}
	at := b.t.span(words[0].start, words[len(words)-1].end)
	h := r.at(b.p, at, why)
	if n := strings.IndexByte(b.p.Copy[at.End:], '\n'); n >= 0 {
		at.End += n
	} else {
		at.End = len(b.p.Copy)
	}
	if whole, ok := b.p.lines(at); ok && b.t.form == paragraph && words[0].start == 0 {
		h.fix("Take this one out", whole, "")
	}
}

// stated is a sentence in a passage.
type stated struct {
	start, end int // end is behind its mark
	key        string
	words      int
}

// sameSentence reports sentences of list[i] that say what the one before said.
// The first one is compared with the last of the paragraph above.
func (r *round) sameSentence(p *piece, list []passage, i int) {
	t := &list[i]
	said := sentencesOf(t)
	if t.form == paragraph && i > 0 && list[i-1].form == paragraph && len(said) > 0 && !verse(p, &list[i-1]) {
		above := sentencesOf(&list[i-1])
		if n := len(above); n > 0 && said[0].key == above[n-1].key && said[0].words >= sentenceWords && !mayDiffer(p, t, &said[0]) && n+len(said) > 2 {
			r.at(p, t.span(said[0].start, said[0].end), "The paragraph above ends with this sentence as well: take one of them out.")
		}
	}
	for n := 1; n < len(said); n++ {
		a, b := &said[n-1], &said[n]
		if a.key != b.key || b.words < sentenceWords || n > 1 && said[n-2].key == b.key || n+1 < len(said) && said[n+1].key == b.key || b.spoken(t) || mayDiffer(p, t, b) {
			continue
		}
		h := r.at(p, t.span(b.start, b.end), "This sentence stands here twice in a row: take one of them out.")
		if t.typed(p, a.end, b.end) {
			h.fix("Take the second one out", t.span(a.end, b.end), "")
		}
	}
}

// spoken reports whether a sentence stands in a quotation.
func (s *stated) spoken(t *passage) bool {
	return inQuotation(nil, &surroundings{line: t.words, start: s.start}) || strings.IndexFunc(t.words[s.start:s.end], func(c rune) bool { return strings.ContainsRune("“”„«»\"", c) }) >= 0
}

// mayDiffer reports whether something in a sentence may differ from what reads the
// same: a link, or what stands in code.
func mayDiffer(p *piece, t *passage, s *stated) bool {
	at := t.span(s.start, s.end)
	return strings.Contains(p.Copy[at.Start:min(len(p.Copy), at.End+len(`**](`))], "](") || strings.ContainsRune(t.words[s.start:s.end], thing)
}

// sentencesOf cuts a passage where marks end a sentence and a space follows.
func sentencesOf(t *passage) []stated {
	var list []stated
	words := t.terms()
	from := 0
	for n := range words {
		end := words[n].end
		next := len(t.words)
		if n+1 < len(words) {
			next = words[n+1].start
		}
		gap := t.words[end:next]
		mark := strings.IndexAny(gap, ".!?…")
		if n+1 < len(words) && (mark < 0 || strings.IndexFunc(gap[mark:], unicode.IsSpace) < 0 || !words[n+1].capital() && !opensName(words[n+1].text)) {
			continue
		}
		if mark >= 0 {
			space := strings.IndexFunc(gap[mark:], unicode.IsSpace)
			if space < 0 {
				space = len(gap) - mark
			}
			end += mark + space
		}
		sentence := words[from : n+1]
		list = append(list, stated{start: words[from].start, end: end, key: foldWords(t.words, sentence), words: len(sentence)})
		from = n + 1
	}
	return list
}

// opensName reports whether a word can begin a sentence without a capital: a figure,
// or one of a script without cases.
func opensName(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsLower(first)
}

// verse reports whether lines end in a passage where their writer ended them: by
// a hard break, in a quotation, or because all of them are short.
func verse(p *piece, t *passage) bool {
	if strings.ContainsRune(t.words, hardBreak) {
		return true
	}
	at := t.copyAt(0)
	start := strings.LastIndexByte(p.Copy[:at], '\n') + 1
	if strings.HasPrefix(strings.TrimLeft(p.Copy[start:], " "), ">") {
		return true
	}
	const longest = 50 // characters of a line of verse; one that an editor wrapped has 60 and more
	return strings.Contains(t.words, "\n") && !slices.ContainsFunc(strings.Split(t.words, "\n"), func(line string) bool { return utf8.RuneCountInString(line) > longest })
}
