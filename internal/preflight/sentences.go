package preflight

import (
	"slices"
	"strings"

	"galley/internal/issue"
)

// sentences: slips inside a sentence that a reader stumbles over.
var sentences = []check{
	{"sentence.fused", issue.SeverityError, fusedSentence},
	{"sentence.broken", issue.SeverityWarning, brokenSentence},
	{"word.stray-letter", issue.SeverityWarning, strayLetter},
	{"word.repeated", issue.SeverityWarning, repeatedWord},
}

// fusedSentence finds two sentences with nothing between them, in two forms.
//
// A capital in mid-sentence is nearly always a name's, so only words that are
// none begin the second sentence here: “rose It fell”, or an imperative with
// what it is about, “send to Avoid our letters”. English alone is known well
// enough for that. It is silent on names, headlines, a capital behind any mark
// (Jr. Subsequently, D.C., a colon), at the beginning of a line, in emphasis,
// quotation marks or a link, and behind words that announce a title (the film
// It came) or a button (press Send your file).
func fusedSentence(r *round) {
	if !r.english() {
		return
	}
	for _, p := range r.everywhere() {
		for i := range p.passages() {
			t := &(*p.read)[i]
			if t.form == heading || t.form == cell {
				continue
			}
			words := t.terms()
			for n := 1; n+1 < len(words); n++ {
				if words[n].titleCase() && words[n-1].lower() && words[n+1].lower() {
					r.fused(p, t, words, n)
				}
			}
		}
	}
}

// fused reports that words[n] begins a sentence which nothing parts from the
// one before.
func (r *round) fused(p *piece, t *passage, words []term, n int) {
	before, first, next := &words[n-1], &words[n], &words[n+1]
	small := strings.ToLower(first.text)
	gap := t.words[before.end:first.start]
	if len(gap) == 1 && strings.ContainsAny(gap, ".!?") && len(before.text) > 1 {
		if slices.Contains(openers, small) && t.words[first.end:next.start] == " " && t.typed(p, before.end, first.start) {
			h := r.at(p, t.span(before.start, first.end), "No space stands between these two sentences, so they run together: put one in.")
			h.fix("Put in a space", t.span(first.start, first.end), " "+first.text)
		}
		return
	}
	if gap != " " || t.words[first.end:next.start] != " " || !t.typed(p, before.start, next.end) || slices.Contains(titles, before.text) {
		return
	}
	imperative := slices.Contains(imperatives, small) && (slices.Contains(objects, next.text) ||
		slices.Contains(prepositions, before.text) && slices.Contains(onwards, next.text))
	if !imperative && !slices.Contains(openers, small) || pressed(t.words, words[:n]) {
		return
	}
	start := n - 1
	if start > 0 && slices.Contains(dangling, before.text) && t.words[words[start-1].end:before.start] == " " {
		start-- // send to Avoid
	}
	h := r.at(p, t.span(words[start].start, first.end), "Two sentences run into each other before “"+first.text+"”: a full stop is missing there, or a word, or the capital is a slip.")
	if !slices.Contains(dangling, before.text) {
		h.fix("Put in a full stop", t.span(before.start, before.end), before.text+".")
	}
}

// pressed reports whether the sentence tells somebody to press something, whose
// name may be words like these.
func pressed(line string, words []term) bool {
	for i := len(words) - 1; i >= 0 && len(words)-i < 12; i-- {
		if slices.Contains(pressing, strings.ToLower(words[i].text)) {
			return true
		}
		if i+1 < len(words) && strings.ContainsAny(line[words[i].end:words[i+1].start], ".!?") {
			return false
		}
	}
	return false
}

// Words of English that fusedSentence goes by. Openers name nothing, so that a
// capital among them can only begin a sentence: He and You can be God, Will and
// May are people, A is a grade, and When and How begin titles.
var (
	openers = strings.Fields(`the this these those there it we they but however because although then she and please if while
		so its`)
	imperatives = strings.Fields(`add apply avoid book buy check choose click consider contact donate don’t don't download
		email enter find follow forward get give help join keep learn let make please read register remember reply send share
		sign subscribe support take tell thank try unsubscribe update use visit watch write`)
	objects      = strings.Fields(`our your the a an this these those my their its his her us it them me any all every`)
	dangling     = strings.Fields(`to of from with at by for in on into about and or the a an our your their its than as`)
	prepositions = strings.Fields(`to of from with at by for`)
	onwards      = strings.Fields(`to for on up here more what if about through now today`)
	titles       = strings.Fields(`book novel film movie song album single track series show podcast play paper essay article poem
		column newsletter magazine called titled entitled named dubbed game painting story report hymn band group campaign
		slogan motto scheme project programme program exhibition event course word words letter term phrase hashtag
		the a an our your their its his her my this that annual new first last`)
	pressing = strings.Fields(`click press tap hit select choose pick toggle button menu tab open go says reads labelled labeled
		marked headed tick untick under`)
)
