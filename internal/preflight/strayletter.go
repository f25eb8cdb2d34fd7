package preflight

import (
	"fmt"
	"slices"
	"strings"
)

// strayLetter finds what is left of a short word whose other letter was lost:
// use them o empower. Lone letters have many trades, so this is narrow. It knows
// English, takes only the letters that short words are made of, and wants a
// small one between two words of small letters, with nothing but a space on
// either side. It is silent on a letter that the item uses twice (a variable),
// in emphasis, behind a word that letters belong to (vitamin d, plan b, the
// letter o) or before one (t shirt, e mail), on numbers and their units, beside
// words of other languages (documentação e tipos), and on will o the wisp.
func strayLetter(r *round) {
	if !r.english() {
		return
	}
	for _, p := range r.everywhere() {
		var found []strayed
		times := map[string]int{}
		for i := range p.passages() {
			t := &(*p.read)[i]
			if t.form == aside {
				continue
			}
			words := t.terms()
			for n := range words {
				if len(words[n].text) == 1 {
					times[words[n].text]++
				}
				if n > 0 && behindStop(p, t, words, n) {
					r.strayBehindStop(p, t, &words[n-1], &words[n])
				}
				if n > 0 && n+1 < len(words) && strays(p, t, words[n-1:n+2]) {
					found = append(found, strayed{t, words[n-1], words[n], words[n+1]})
				}
			}
		}
		for i := range found {
			if f := &found[i]; times[f.letter.text] == 1 {
				r.stray(p, f)
			}
		}
	}
}

// strayed is a lone letter and the words beside it.
type strayed struct {
	t                    *passage
	before, letter, next term
}

// strays reports whether the middle one of three words is a lost word's letter.
func strays(p *piece, t *passage, three []term) bool {
	before, letter, next := &three[0], &three[1], &three[2]
	if len(letter.text) != 1 || lostWords[letter.text] == nil || len(before.text) < 2 || len(next.text) < 2 {
		return false
	}
	foreign := strings.IndexFunc(before.text+next.text, func(c rune) bool { return c >= 0x80 && c != '’' }) >= 0
	return !foreign && before.lower() && next.lower() && t.typed(p, before.start, next.end) &&
		t.words[before.end:letter.start] == " " && t.words[letter.end:next.start] == " " &&
		!slices.Contains(lettered, before.text) && !slices.Contains(letterNouns, next.text)
}

func (r *round) stray(p *piece, f *strayed) {
	could := lostWords[f.letter.text]
	best := could[0]
	if f.letter.text == "o" && (slices.Contains(parts, f.before.text) || slices.Contains(objects, f.next.text)) {
		could = []string{"of", "to"}
		best = "of" // a lot o people, one o the best
	}
	var others []string
	for _, word := range could[1:] {
		others = append(others, "“"+word+"”")
	}
	why := fmt.Sprintf("“%s” is no word, so a letter is missing here: make it “%s”, or %s, whichever is meant.", f.letter.text, best, strings.Join(others, " or "))
	h := r.at(p, f.t.span(f.letter.start, f.next.end), why)
	if f.letter.text != "o" && f.letter.text != "f" {
		return // too many words end or begin so
	}
	h.fix("Change to “"+best+"”", f.t.span(f.letter.start, f.letter.end), best)
}

// behindStop reports whether words[n] is a lone letter right behind the stop of a
// word: January.s. It is silent on abbreviations (e.g), on the names of files
// (main.c, kernel.h), and on a letter that may be a word.
func behindStop(p *piece, t *passage, words []term, n int) bool {
	before, letter := &words[n-1], &words[n]
	if len(letter.text) != 1 || !letter.lower() || len(before.text) < 3 || t.words[before.end:letter.start] != "." || !t.typed(p, before.start, letter.end) {
		return false
	}
	rest := t.words[letter.end:]
	if strings.ContainsAny(before.text, "0123456789") || before.start > 0 && strings.ContainsAny(t.words[before.start-1:before.start], "./@_-#:") || rest != "" && rest[0] != ' ' && rest[0] != '\n' {
		return false
	}
	if before.titleCase() {
		return strings.ContainsAny(letter.text, "stenxy")
	}
	return before.lower() && strings.ContainsAny(letter.text, "tens") && n+1 < len(words) && words[n+1].capital() && t.words[letter.end:words[n+1].start] == " "
}

func (r *round) strayBehindStop(p *piece, t *passage, before, letter *term) {
	h := r.at(p, t.span(before.start, letter.end), "A lone “"+letter.text+"” stands behind this full stop: take it out, or write the word that it is left of.")
	h.fix("Take “"+letter.text+"” out", t.span(letter.start, letter.end), "")
}

// lostWords is what each letter can be the rest of, the likeliest first.
var lostWords = map[string][]string{
	"o": {"to", "of", "on"},
	"f": {"of", "if"},
	"t": {"it", "to", "at"},
	"n": {"in", "on", "an"},
	"s": {"is", "as", "’s"},
	"r": {"or", "are"},
	"h": {"he", "the"},
	"u": {"us", "you"},
	"w": {"we", "with"},
	"e": {"be", "he", "the"},
}

// Words of English that strayLetter goes by.
var (
	lettered = strings.Fields(`letter letters vowel vowels consonant vitamin vitamins plan grade grades type types class hepatitis
		group groups section option point points line lines row rows column columns axis side size sizes key string strings
		variable variables value values parameter parameters note notes symbol symbols note series appendix figure exhibit
		strep influenza factor sound sounds character characters initial capital double a an the this each every by times over
		under plus minus equals than where let for with as when if per of will jack top cat tam man barrel ten eleven twelve
		twenty thirty forty fifty sixty hundred thousand million two three four five six seven eight nine`)
	letterNouns = strings.Fields(`shirt shirts mail mails ray rays axis axes test tests value values word words bar bars string
		minor major sharp flat level levels curve curves turn turns book books reader readers bike bikes commerce cell cells
		wave waves shape shaped is are equals grows goes times plus minus per percent clock war lantern lanterns wisp shanter
		coli numbers number numbered sport sports learning scooter scooters cigarette cigarettes cig or and roll`)
	parts = strings.Fields(`lot lots kind kinds sort sorts number part parts one some most many out because instead rest end
		edge top bottom side middle couple pair piece pieces bit group version list set series map way result day days`)
)
