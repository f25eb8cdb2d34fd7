package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// brokenSentence finds, in English, what is left of a sentence that somebody cut:
// an article before a word that cannot follow it (read a that we print), one right
// before a full stop (to the.), and a paragraph that ends in the middle (by the).
//
// It is silent on headings, bullets, cells and captions, which may be fragments, on
// verse and on quotations, on words in emphasis or quotation marks, which are
// spoken of, on letters that name something (plan a.), on what breaks off with a
// dash or an ellipsis, on by the by, and on a paragraph that leads into a list, a
// picture, code, a table or a quotation.
func brokenSentence(r *round) {
	if !r.english() {
		return
	}
	for _, p := range r.everywhere() {
		list := p.passages()
		for i := range list {
			t := &list[i]
			if t.form != paragraph || verse(p, t) {
				continue
			}
			words := t.terms()
			for n := range words {
				r.brokenAt(p, t, words, n)
			}
			r.brokenOff(p, t, words)
		}
	}
}

// brokenAt judges what follows an article.
func (r *round) brokenAt(p *piece, t *passage, words []term, n int) {
	a := &words[n]
	small := strings.ToLower(a.text)
	if cannotFollow[small] == nil || !a.lower() && !(a.capital() && a.text[1:] == small[1:] && opensSentence(t.words[:a.start])) {
		return
	}
	if n > 0 && strings.HasSuffix(t.words[:a.start], "-") {
		return
	}
	spoken := func() bool { return inQuotation(r, &surroundings{line: t.words, start: a.start}) }
	rest := t.words[a.end:]
	if strings.HasPrefix(rest, ".") {
		if a.lower() && endsHere(rest) && n > 0 && (small != "a" || slices.Contains(beforeArticles, words[n-1].text)) && t.typed(p, words[n-1].start, a.end) && follows(t, words, n) && !spoken() {
			r.at(p, t.span(words[n-1].start, a.end+1), "This sentence ends in the middle: something was taken out after “"+a.text+"”, so say what it was or end the sentence before it.")
		}
		return
	}
	if n+1 >= len(words) || rest[:words[n+1].start-a.end] != " " {
		return
	}
	b := &words[n+1]
	if !b.lower() || !slices.Contains(cannotFollow[small], b.text) || !t.typed(p, a.start, b.end) || strings.HasPrefix(t.words[b.end:], "-") || t.words[b.end:] == "" {
		return
	}
	if next, _ := utf8.DecodeRuneInString(t.words[b.end:]); !unicode.IsSpace(next) {
		return // the a/b test, an of, as it is called
	}
	if n+2 < len(words) && slices.Contains(spokenWords, words[n+2].text) {
		return // the that clause, the a cappella choir
	}
	if spoken() {
		return
	}
	r.at(p, t.span(a.start, b.end), "“"+b.text+"” cannot follow “"+a.text+"”: a word is missing between them, or one of the two is too many.")
}

// endsHere reports whether a full stop ends a sentence, and no more stops follow.
func endsHere(rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest[1:])
	return len(rest) == 1 || unicode.IsSpace(next)
}

// brokenOff reports a paragraph whose last word cannot be one.
func (r *round) brokenOff(p *piece, t *passage, words []term) {
	const shortest = 5 // words; less is a sign on a door
	if len(words) < shortest {
		return
	}
	last, before := &words[len(words)-1], &words[len(words)-2]
	if last.end != len(t.words) || !last.lower() || !slices.Contains(neverLast, last.text) || !t.typed(p, before.start, last.end) {
		return
	}
	if last.text == "a" && !slices.Contains(beforeArticles, before.text) || inQuotation(r, &surroundings{line: t.words, start: last.start}) {
		return
	}
	behind := p.Copy[t.copyAt(last.end-1)+1:]
	next := strings.TrimLeft(behind, " \t\n")
	if strings.HasPrefix(behind, "*") || strings.HasPrefix(behind, "_") || bulletSize(next) > 0 || next != "" && strings.ContainsAny(next[:1], "!>`~|#$<{[") {
		return
	}
	if at := strings.TrimLeft(behind, "\n"); strings.HasPrefix(at, "    ") || strings.HasPrefix(at, "\t") {
		return
	}
	r.at(p, t.span(before.start, last.end), "This paragraph ends in the middle of a sentence: its end was lost, so bring it back or end it before “"+last.text+"”.")
}

// Words of English that brokenSentence goes by.
var (
	cannotFollow = map[string][]string{
		"the": strings.Fields(`a an of that is are was were than our your their my its this these those and to with by from`),
		"an":  strings.Fields(`a the of that our your their my its this these those is was`),
		"a":   strings.Fields(`an the that our your their my its this these those`),
		"our": strings.Fields(`the a an of their your my`), "your": strings.Fields(`the a an of their our my`),
		"their": strings.Fields(`the a an of our your my`), "my": strings.Fields(`the a an of our your`),
	}
	// Behind such a pair these say that it is a word of its own: the that clause.
	spokenWords = strings.Fields(`clause clauses statement statements line lines field fields operator operators keyword loop word
		button key pointer value type sign gate gates function command cappella capella la priori posteriori fortiori list team side be do by z of and or`)
	beforeArticles = strings.Fields(`of in by for with to from at on into as is was and than`)
	neverLast      = strings.Fields(`the an a and or our their your my than`)
)
