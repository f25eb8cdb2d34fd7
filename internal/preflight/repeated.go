package preflight

import (
	"slices"
	"strings"

	"galley/internal/issue"
)

// repeatedWord finds a word that stands twice in a row, across marks of emphasis
// and wrapped lines too. What is certain goes by the language: in English, French
// and the others below, words that never follow themselves. English words that
// may (had had, what it is is) are a query, and so are its nouns and verbs. It is
// silent on names (Duran Duran), on parts of longer words (in in-depth), on what is doubled for its sound (bye bye, very
// very, far far away), three in a row, numbers, and where a mark or the end of a
// line stands between; and in languages of which it knows no words.
func repeatedWord(r *round) {
	never := neverTwice[r.language()]
	if never == nil {
		return
	}
	for _, p := range r.everywhere() {
		for i := range p.passages() {
			t := &(*p.read)[i]
			words := t.terms()
			for n := 1; n < len(words); n++ {
				if !strings.EqualFold(words[n-1].text, words[n].text) || strings.Trim(t.words[words[n-1].end:words[n].start], " \n\u00a0") != "" {
					continue
				}
				opens := n == 1 || strings.ContainsAny(t.words[words[n-2].end:words[n-1].start], ".!?:“\"")
				chant := n+1 < len(words) && strings.EqualFold(words[n].text, words[n+1].text) || n > 1 && strings.EqualFold(words[n].text, words[n-2].text)
				switch small := words[n].text; {
				case !words[n].lower() || words[n-1].capital() && !opens || hyphened(t.words, words[n-1].start, words[n].end):
				case slices.Contains(never, small):
					r.repeated(p, t, words[n-1], words[n], true)
				case chant || words[n-1].capital() || !r.english() || !t.typed(p, words[n-1].start, words[n].end):
				case slices.Contains(maybeTwice, small) || len(small) > 3 && !slices.Contains(oftenTwice, small) && !strings.HasSuffix(small, "ly"):
					r.repeated(p, t, words[n-1], words[n], false)
				}
			}
		}
	}
}

func (r *round) repeated(p *piece, t *passage, a, b term, sure bool) {
	at := t.span(a.start, b.end)
	if strings.ContainsAny(p.Copy[at.Start:at.End], "[]()<>") {
		at = t.span(b.start, b.end) // the edge of a link: its address is no part of what is wrong
	}
	if !sure {
		r.at(p, at, "“"+b.text+"” stands here twice in a row, which may be meant: read it once more, and take one out if it is not.").ask()
		return
	}
	h := r.at(p, at, "“"+b.text+"” stands here twice in a row: take one out.")
	if strings.TrimSpace(p.Copy[t.copyAt(a.end-1)+1:t.copyAt(b.start)]) == "" {
		h.fix("Remove the second “"+b.text+"”", issue.Span{Start: t.copyAt(a.end-1) + 1, End: at.End}, "")
	}
}

// hyphened reports whether words are part of longer ones: a check-in in May, in
// in-depth talks.
func hyphened(line string, start, end int) bool {
	return start > 0 && line[start-1] == '-' || end < len(line) && line[end] == '-'
}

// neverTwice lists, by language, words that never follow themselves. Not here
// are those that grammar can double: die die, ihr ihr, dat dat, nous nous, för
// för, and what parts from its verb (er schaltet ein, hij loopt in).
var neverTwice = map[string][]string{
	"en": strings.Fields(`the a an and of or but our your their its these those they we if into than then because while upon
		without between among which she`),
	"de": strings.Fields(`und oder im ins vom zum zur für nicht eine`),
	"fr": strings.Fields(`le les de des du et un une au aux dans pour par sur avec mais ou je il elle on qui ne ce cette ces`),
	"es": strings.Fields(`el los las de del al en y o con por un una unos unas su sus pero`),
	"it": strings.Fields(`il di del della dei delle in con per un una e al alla ma da dal dalla nel nella`),
	"pt": strings.Fields(`os de do da dos das em na nos nas e um uma com por mas ao`),
	"nl": strings.Fields(`de een en van maar naar`),
	"sv": strings.Fields(`och en ett från men`),
	"da": strings.Fields(`og en et fra men`),
	"nb": strings.Fields(`og en et fra men`),
	"no": strings.Fields(`og en et fra men`),
}

// Words of English that repeatedWord is less sure of, or silent on.
var (
	maybeTwice = strings.Fields(`from through he had that is was are were be as at by for to in on with has have do did it this his her you who
		what where when will can can’t not`)
	oftenTwice = strings.Fields(`very really much many long again never ever more less most blah hear there well tick knock chop
		night bang ding dong quack woof beep boing clap choo cheep honk hush tweet ring plop drip drop splash yeah hello goodbye
		okay pretty please gimme dear poor good nice tiny little great big small deep high higher wide over round around down
		away older younger better worse faster slower closer further farther nearer louder only just such same old new hard
		home work hurry quick quickly wait stop look come push pull rock roll yada rinse repeat girly wishy talk walk even both
		tutu aye-aye chow pompom beri cous mahi wiki tsetse dodo yoyo juju voodoo paw choochoo couscous`)
)
