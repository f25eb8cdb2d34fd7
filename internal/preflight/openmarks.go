package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// openMarks finds, in Spanish, a question or an exclamation without the mark that
// opens it. A sentence may open anywhere (Si vienes, ¿traes pan?) and with either
// mark (¡Qué dices?), so one “¿” or “¡” since the last is enough. It is silent on
// ?! and !!! of which nothing opened, on (?) and (!), on what goes on in small
// letters behind (Yahoo! compró), and on words that are not clearly Spanish, as a
// title or a quotation in another language.
func (r *round) openMarks(p *piece, t *passage) {
	from := 0
	for i := 0; i < len(t.words); i++ {
		if c := t.words[i]; c != '?' && c != '!' {
			continue
		}
		end := i
		for end < len(t.words) && (t.words[end] == '?' || t.words[end] == '!') {
			end++
		}
		said := t.words[from:i]
		if end == i+1 && !strings.ContainsAny(said, "¿¡") && !asideMark(t.words, i) {
			start := from + sentenceStart(said)
			if clearlySpanish(t.words[start:i]) {
				r.unopened(p, t, start, i)
			}
		}
		from, i = end, end-1
	}
}

// asideMark reports whether a mark stands alone, in brackets, or within a sentence
// that goes on.
func asideMark(words string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(words[:i])
	rest := strings.TrimLeft(words[i+1:], "”»\"’) ")
	next, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLetter(before) && !unicode.IsNumber(before) && !strings.ContainsRune("”»\"’)…", before) ||
		rest != "" && (unicode.IsLower(next) || next == ',' || next == '/' || next == '=')
}

// sentenceStart gives where the last sentence in some words begins: behind a full
// stop, the end of a line, a dash, or a mark that opens a quotation.
func sentenceStart(said string) int {
	start := 0
	for i, c := range said {
		n := i + utf8.RuneLen(c)
		switch {
		case strings.ContainsRune("«“„\"(—–…:", c), c == '\n' && opensSentence(said[:i]), c == hardBreak:
			start = n
		case c == '.' && (n == len(said) || said[n] == ' ' || said[n] == '\n'):
			start = n
		}
	}
	return start + len(said[start:]) - len(strings.TrimLeft(said[start:], " \n\u00a0”»"))
}

// Words of Spanish: those that no neighbour of it has, and those of which two are
// enough.
var (
	onlySpanish = strings.Fields(`más qué cómo cuándo dónde quién quiénes cuál cuáles está están también hay usted
		ustedes tú aquí ahí muy pero porque y hoy mañana ayer nosotros ellos eso esto algo nada nadie vas puedes quieres sabes`)
	oftenSpanish = strings.Fields(`el la los las un una unos unas que del en es por para con os te se lo le les nos su sus tu mi al ha
		has he de ya este esta ese esa como si no vamos voy va`)
)

func clearlySpanish(words string) bool {
	often := 0
	for _, w := range terms(words) {
		small := strings.ToLower(w.text)
		if slices.Contains(onlySpanish, small) || strings.ContainsRune(small, 'ñ') || strings.HasPrefix(small, "cuánt") {
			return true
		}
		if slices.Contains(oftenSpanish, small) {
			often++
		}
	}
	return often > 1
}

// unopened reports a question or an exclamation from start to its mark.
func (r *round) unopened(p *piece, t *passage, start, mark int) {
	open, what := "¿", "a question"
	if t.words[mark] == '!' {
		open, what = "¡", "an exclamation"
	}
	last := terms(t.words[start:mark])
	from := start
	if len(last) > 0 {
		from = start + last[len(last)-1].start
	}
	if !t.typed(p, from, mark+1) {
		from = mark
	}
	h := r.at(p, t.span(from, mark+1), "Spanish opens "+what+" with “"+open+"” as well, and none stands here: put it where "+what+" begins.")
	if first := t.words[start:mark]; !strings.ContainsAny(first, ",;") && len(last) > 0 && last[0].start == 0 {
		at := t.span(start, start+len(last[0].text))
		h.fix("Put “"+open+"” in front of “"+last[0].text+"”", at, open+last[0].text)
	}
}
