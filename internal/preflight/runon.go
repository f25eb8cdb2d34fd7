package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// runTogether finds a space that is missing between two sentences, back.Ortega, or
// behind a comma. Between sentences it wants a word in small letters, a mark, and a
// word with a capital alone; hosts and firms (Booking.com, FourthBrain.AI, Node.js,
// ASP.Net, Yahoo!Mail), initials and abbreviations are none. Names of programs
// look the same (io.Writer, context.Context), so a word that does not often begin a
// sentence counts in the middle of prose alone: not where an item has code, before
// a bracket, behind words that they begin with, or where the same stands in the item
// again. A row of words with commas (name,email,city) is a file’s, not a sentence’s.
func (r *round) runTogether(p *piece, t *passage, twins map[string]bool) {
	if t.form == cell || !strings.ContainsAny(t.words, ".!?,;") {
		return
	}
	words := t.terms()
	for n := 1; n < len(words); n++ {
		a, b := &words[n-1], &words[n]
		gap := t.words[a.end:b.start]
		if gap == "" || len(gap) > 5 || unicode.IsSpace(rune(gap[0])) || !t.typed(p, a.start, b.end) || !wordsOfProse(t, words, n) {
			continue
		}
		switch {
		case gap == "," || gap == ";":
			if tightRow(t, words, n) || b.start-a.start < 5 {
				continue
			}
			h := r.at(p, t.span(a.start, b.end), "No space stands behind this “"+gap+"”: put one in.")
			h.fix("Put in a space", t.span(a.end, b.start), gap+" ")
		case slices.Contains(sentenceEnds, gap) && a.lower() && b.titleCase():
			if gap == "." && !slices.Contains(sentenceOpeners, strings.ToLower(b.text)) && programs(p, t, words, n, twins) || r.english() && slices.Contains(openers, strings.ToLower(b.text)) && t.form != heading {
				continue // the latter is sentence.fused’s
			}
			h := r.at(p, t.span(a.start, b.end), "No space stands between these two sentences, so they run together: put one in.")
			h.fix("Put in a space", t.span(a.end, b.start), gap+" ")
		}
	}
}

var sentenceEnds = []string{".", "!", "?", ".”", "!”", "?”", ".’", ".\"", "!\"", "?\"", ".»", ".)"}

// wordsOfProse reports whether words[n-1] and words[n] are two words of letters, of
// which neither is part of something longer: an address, a handle, a path.
func wordsOfProse(t *passage, words []term, n int) bool {
	a, b := &words[n-1], &words[n]
	before, _ := utf8.DecodeLastRuneInString(t.words[:a.start])
	after, _ := utf8.DecodeRuneInString(t.words[b.end:])
	if strings.ContainsRune("./\\@#_-:=$&+'’{|<`", before) || strings.ContainsRune("/\\@#_(=[{&+}|>`", after) || after == '.' && joined(t.words[b.end:]) {
		return false
	}
	for _, w := range []*term{a, b} {
		if utf8.RuneCountInString(w.text) < 2 || strings.IndexFunc(w.text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsMark(c) && c != '’' && c != '\'' }) >= 0 {
			return false
		}
		if first, _ := utf8.DecodeRuneInString(w.text); partsItself(first) {
			return false
		}
	}
	return true
}

// joined reports whether a word follows on a mark with no space between.
func joined(rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest[1:])
	return unicode.IsLetter(next) || unicode.IsNumber(next)
}

// tightRow reports whether a comma stands in a row of words without spaces, or in a
// line that has nothing else.
func tightRow(t *passage, words []term, n int) bool {
	tight := func(i int) bool {
		if i < 1 || i >= len(words) {
			return false
		}
		gap := t.words[words[i-1].end:words[i].start]
		return gap == "," || gap == ";"
	}
	plain := func(i int) bool {
		return i >= 1 && i < len(words) && strings.Trim(t.words[words[i-1].end:words[i].start], " \n") == ""
	}
	return tight(n-1) || tight(n+1) || !plain(n-1) || !plain(n+1)
}

// programs reports whether two words with a stop between may be the name of part of
// a program, and not the ends of two sentences. Twins are those that were looked for,
// and whether they stand in the item again.
func programs(p *piece, t *passage, words []term, n int, twins map[string]bool) bool {
	a, b := &words[n-1], &words[n]
	small := strings.ToLower(b.text)
	if utf8.RuneCountInString(b.text) < 3 || p.prose != p.Copy || t.form == heading || small == a.text ||
		slices.Contains(modules, a.text) || slices.Contains(topDomains, small) {
		return true
	}
	const most = 500 // nobody lost so many spaces
	whole := t.words[a.start:b.end]
	if _, known := twins[whole]; !known && len(twins) < most {
		twins[whole] = strings.Count(p.Copy, whole) > 1
	}
	if twin, known := twins[whole]; twin || !known {
		return true
	}
	return !(n > 2 && follows(t, words, n-1) && follows(t, words, n-2) && follows(t, words, n+1))
}

var (
	modules = strings.Fields(`torch numpy np pandas pd tf keras java javax system console math string strings net scala kotlin react vue
		window document app os sys std fmt http json django flask rails self super io sync context errors bytes stream http https sql jax flax sklearn scipy plt matplotlib
		module package class object api v node js py rb go asp`)
	// Words of several languages that begin sentences.
	sentenceOpeners = strings.Fields(`the this these those there it we they you he she but however because although then and please if
		while so its nobody nothing everyone everybody somebody when where why what how who in on at by from with after before as
		an all some many most each every no not yet now here our your my his her their also still today last next once since
		until unless under over even just
		el la los las un una unos unas en por para con pero porque cuando después antes ayer hoy luego así también se su sus este
		esta eso nadie le les des une il elle ils elles nous vous je ce cette ces dans pour par avec mais et quand après avant
		puis der die das ein eine er sie es wir ihr ich im am auf mit und aber dann nach vor wenn als lo gli ma poi dopo quando
		nel de het een hij zij ze wij maar dan os as um uma mas depois den det han hon vi men och`)
	topDomains = strings.Fields(`com net org edu gov info biz app dev shop blog news art online site store tech cloud live club
		wiki design media studio world london berlin paris nyc example`)
)
