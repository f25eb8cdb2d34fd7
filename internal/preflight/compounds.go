package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// compounds finds English compounds without their hyphen before a noun. It
// goes by lists, and by what only a compound can be; where the same words may
// stand by themselves it is silent: after a verb (the team is well trained), as
// an adverb (at an early stage nobody knew), in the plural (it took two weeks);
// and where the house has decided, in its spellings or its dictionary.
func (r *round) compounds(p *piece, t *passage, words []term, list *houseSpellings) {
	for i := 0; i+2 < len(words); i++ {
		if !follows(t, words, i+1) {
			continue
		}
		switch a, b := strings.ToLower(words[i].text), strings.ToLower(words[i+1].text); {
		case b == "stage" && slices.Contains(stages, a):
			if !list.decides(t.words, words[i:i+2]) && attributive(t, words, i+2) && !adverbial(words[:i]) {
				r.hyphen(p, t, words[i:i+2])
			}
		case a == "well" && slices.Contains(wellKnown, b):
			if !list.decides(t.words, words[i:i+2]) && attributive(t, words, i+2) && before(t, words, i) {
				r.hyphen(p, t, words[i:i+2])
			}
		case slices.Contains(units, b) && plainNumber(t, words, i):
			if n := measured(t, words, i); n > 0 && !list.decides(t.words, words[i:i+n]) {
				r.hyphen(p, t, words[numbered(t, words, i):i+n])
			}
		}
	}
}

// hyphen reports words that want a hyphen between them.
func (r *round) hyphen(p *piece, t *passage, words []term) {
	var parts []string
	for i := range words {
		parts = append(parts, words[i].text)
	}
	with := strings.Join(parts, "-")
	start, end := words[0].start, words[len(words)-1].end
	if whole := strings.TrimRight(t.words[:start], ".0123456789"); strings.HasSuffix(t.words[:start], ".") && len(whole)+1 < start {
		start, with = len(whole), t.words[len(whole):start]+with // 2.5 hour
	}
	h := r.at(p, t.span(start, end), "Before a noun these words are one, and a hyphen tells a reader so: write “"+with+"”.")
	if t.typed(p, start, end) {
		h.fix("Write “"+with+"”", t.span(start, end), with)
	}
}

// follows reports whether nothing but a space stands in front of words[i].
func follows(t *passage, words []term, i int) bool {
	return i > 0 && i < len(words) && strings.Trim(t.words[words[i-1].end:words[i].start], " \n\u00a0") == "" && words[i-1].end < words[i].start
}

// attributive reports whether words[i] can be the noun, or an adjective of the
// noun, that a compound in front of it belongs to.
func attributive(t *passage, words []term, i int) bool {
	if !follows(t, words, i) {
		return false
	}
	noun := words[i].text
	first, _ := utf8.DecodeRuneInString(noun)
	small := strings.ToLower(noun)
	return unicode.IsLetter(first) && len(noun) > 1 && !slices.Contains(noNouns, small) && !strings.HasSuffix(small, "ly") &&
		!strings.ContainsAny(small, "'’")
}

// adverbial reports whether words end as “at an” does, so that a stage after
// them is one.
func adverbial(before []term) bool {
	for i := len(before) - 1; i >= max(0, len(before)-2); i-- {
		switch strings.ToLower(before[i].text) {
		case "at", "in", "during", "by", "from", "since", "until", "after":
			return true
		}
	}
	return false
}

// before reports whether what stands in front of words[i] opens what a noun
// ends: an article, a number of things, a preposition, or another adjective and
// a comma (large, well labeled datasets).
func before(t *passage, words []term, i int) bool {
	if i == 0 {
		return false
	}
	if follows(t, words, i) {
		return slices.Contains(openNouns, strings.ToLower(words[i-1].text))
	}
	gap := t.words[words[i-1].end:words[i].start]
	if strings.Trim(gap, " \n") != "," || i < 2 {
		return false
	}
	return !slices.Contains(linkVerbs, strings.ToLower(words[i-2].text)) && follows(t, words, i-1) && words[i-1].lower() &&
		slices.Contains(adjectives, words[i-1].text)
}

// plainNumber reports whether words[i] is a number from two on that counts what
// follows. Of figures, only those in a phrase of their own do: the 5 in “May 5
// day trips” or “Pier 4 hour hand” is somebody’s name.
func plainNumber(t *passage, words []term, i int) bool {
	text := strings.ToLower(words[i].text)
	if slices.Contains(numberWords, text) {
		return i == 0 || !words[i-1].capital() || !follows(t, words, i) || opensSentence(t.words[:words[i-1].start])
	}
	if strings.Trim(text, "0123456789") != "" || text == "1" || text == "0" || len(text) > 3 {
		return false
	}
	if i > 0 && !follows(t, words, i) {
		gap := t.words[words[i-1].end:words[i].start]
		return gap == "." && strings.Trim(words[i-1].text, "0123456789") == "" && i > 1 && slices.Contains(openNouns, words[i-2].text)
	}
	return i > 0 && slices.Contains(openNouns, strings.ToLower(words[i-1].text))
}

// numbered gives where a number of several words begins: two hundred.
func numbered(t *passage, words []term, i int) int {
	for follows(t, words, i) && slices.Contains(numberWords, strings.ToLower(words[i-1].text)) {
		i--
	}
	return i
}

// measured reports whether a number and a unit in the singular belong to the
// noun behind them, and how many words want hyphens: the noun is in the
// singular too, or an article stands in front, because “two day trips” may be
// two trips of a day. A year and “old” take two hyphens.
func measured(t *passage, words []term, i int) int {
	if !attributive(t, words, i+2) {
		return 0
	}
	unit, noun := strings.ToLower(words[i+1].text), strings.ToLower(words[i+2].text)
	switch {
	case noun == "old" && (unit == "year" || unit == "month" || unit == "week" || unit == "day"):
		return 3
	case slices.Contains(doubtful[unit], noun) || unit == "second" && !slices.Contains(secondNouns, noun):
		return 0
	case (unit == "foot" || unit == "inch") && (slices.Contains(heights, noun) || slices.Contains(numberWords, noun)):
		return 0 // five foot nothing, six foot two
	case unit == "part" && !slices.Contains(partNouns, noun):
		return 0
	}
	article := i > 0 && (strings.EqualFold(words[i-1].text, "a") || strings.EqualFold(words[i-1].text, "an")) && follows(t, words, i)
	if plural := strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") && !strings.HasSuffix(noun, "us"); plural && !article {
		return 0
	}
	if !words[i+2].lower() && t.form != heading {
		return 0
	}
	return 2
}

// Words of English that compounds goes by.
var (
	stages = []string{"early", "late", "later", "mid"}
	units  = strings.Fields(`second minute hour day week month year decade mile kilometre kilometer metre meter foot inch yard page
		point step star storey story part course acre litre liter tonne gallon bedroom`)
	numberWords = strings.Fields(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred`)
	secondNouns = strings.Fields(`delay clip video pause rule gap timer exposure window mark lead advert ad spot silence limit`)
	partNouns   = strings.Fields(`series story report plan question interview documentary course harmony essay answer drama novel`)
	doubtful    = map[string][]string{
		"minute": strings.Fields(`detail details difference change particle amount`),
		"day":    strings.Fields(`one two three trip-goer tripper`),
		"step":   strings.Fields(`forward backward`),
		"point":  strings.Fields(`zero one two three four five six seven eight nine`),
		"foot":   strings.Fields(`bill`),
		"year":   strings.Fields(`end`),
		"story":  strings.Fields(`told`),
		"course": strings.Fields(`through`),
		"star":   strings.Fields(`alongside opposite`),
		"page":   strings.Fields(`through`),
	}
	heights   = strings.Fields(`nothing zero one tall high long deep wide thick something odd square`)
	wellKnown = strings.Fields(`known written labeled labelled trained designed documented established educated informed paid dressed
		preserved respected rounded balanced organised organized defined deserved timed tested structured maintained prepared
		read built made worn lit connected funded equipped heeled loved used crafted annotated curated planned
		researched regarded mannered intentioned behaved worded argued earned chosen understood tuned`)
	openNouns = strings.Fields(`a an the these those our your my his her its their some many most few several more with of for from
		by in on into under over after within every each another first last next new large small big other such`)
	adjectives = strings.Fields(`large small big new old good long short high low rich clean clear cheap fast deep wide broad free
		public quiet simple strong heavy light fresh young bright warm cold dry rare fine open`)
	linkVerbs = strings.Fields(`is are was were be been being seems seem looks look feels feel gets get got becomes become remains
		remain stays stay and or not very so too`)
	noNouns = strings.Fields(`a an the and or but nor yet so if of to in on at by for from with without as than then that which who
		whom whose when where while since until before after during about into over under up down out off through between
		among within across along around behind beside against per plus minus is are was were be been being am has have had do
		does did will would can could may might must shall should not no never ever also again ago later earlier soon now here
		there this these those it its he she we they you i me him her us them his our your their my one two three more most
		less least enough each every all both some any such only just even still already apart away back long because though dry empty full
		although however too very works work worked came come comes went go goes get gets got took take takes see sees saw`)
)
