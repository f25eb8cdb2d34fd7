package preflight

import (
	"slices"
	"strings"
	"unicode/utf8"

	"galley/internal/issue"
)

// repeatedWord finds a word that stands twice in a row, across marks of emphasis
// and wrapped lines too. What is certain goes by the language: words that never
// follow themselves, in each of those below. Other words are a query: in English
// those that may (had had, what it is is), its nouns and its verbs; in languages of
// which the doubles are known (dat dat, nous nous, muy muy), whatever is none of
// them. Italian doubles any adjective for its sound (zitto zitto), so there what is
// certain is all. It is silent on names (Duran Duran), on parts of longer words (in
// in-depth), on what is doubled for its sound (bye bye, very very), three in a row,
// numbers, and where a mark or the end of a line stands between; and in languages of
// which it knows no words.
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
				if strings.EqualFold(words[n-1].text, words[n].text) && strings.Trim(t.words[words[n-1].end:words[n].start], " \n\u00a0") == "" {
					r.twice(p, t, words, n, never)
				}
			}
		}
	}
}

// twice judges words[n], which is the same as the word before it.
func (r *round) twice(p *piece, t *passage, words []term, n int, never []string) {
	opens := n == 1 || strings.ContainsAny(t.words[words[n-2].end:words[n-1].start], ".!?:“\"«¿¡")
	chant := n+1 < len(words) && strings.EqualFold(words[n].text, words[n+1].text) || n > 1 && strings.EqualFold(words[n].text, words[n-2].text)
	switch small := words[n].text; {
	case !words[n].lower() || words[n-1].capital() && !opens || hyphened(t.words, words[n-1].start, words[n].end):
	case slices.Contains(never, small):
		r.repeated(p, t, words[n-1], words[n], true)
	case chant || words[n-1].capital() || !t.typed(p, words[n-1].start, words[n].end):
	case r.english():
		if slices.Contains(maybeTwice, small) || len(small) > 3 && !slices.Contains(oftenTwice, small) && !strings.HasSuffix(small, "ly") {
			r.repeated(p, t, words[n-1], words[n], false)
		}
	default:
		if doubles := properDoubles[r.language()]; doubles != nil && utf8.RuneCountInString(small) > 3 && !slices.Contains(doubles, small) {
			r.repeated(p, t, words[n-1], words[n], false)
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
// för, como como, and what parts from its verb (er schaltet ein, hij loopt in).
var neverTwice = map[string][]string{
	"en": strings.Fields(`the a an and of or but our your their its these those they we if into than then because while upon
		without between among which she since`),
	"de": strings.Fields(`und oder im ins vom zum zur für nicht eine weil dass wenn`),
	"fr": strings.Fields(`le les de des du et un une au aux dans pour par sur avec mais ou je il elle on qui ne ce cette ces
		quand comme parce puis donc sans chez ses mes`),
	"es": strings.Fields(`el los las de del al en y o con por un una unos unas su sus pero cuando donde porque aunque mientras
		desde sin hacia esta estos estas cada muchos según`),
	"it": strings.Fields(`il di del della dei delle in con per un una e al alla ma da dal dalla nel nella quando perché mentre
		anche senza gli lo nei nelle sul sulla o che`),
	"pt": strings.Fields(`os de do da dos das em na nos nas e um uma com por mas ao quando onde porque embora enquanto sem desde
		à pela pelo sua seu`),
	"nl": strings.Fields(`de een en van maar naar omdat wanneer zonder voordat`),
	"sv": strings.Fields(`och en ett från men eller när utan eftersom`),
	"da": strings.Fields(`og en et fra men eller uden fordi`),
	"nb": strings.Fields(`og en et fra men eller uten fordi`),
	"no": strings.Fields(`og en et fra men eller uten fordi`),
}

// properDoubles lists, by language, words of four letters and more that stand twice
// in a row by right: because grammar has it so, or for their sound. Whatever is not
// among them is asked about.
var properDoubles = map[string][]string{
	"de": strings.Fields(`sehr ganz viel lange weit sich denen deren dessen ihnen ihrer eine seine aber über unter durch hinter
		wieder immer nein hallo schnell langsam lauter näher weiter höher tiefer mehr heim haha hopp klein groß noch schon doch
		gute guten liebe alte nach fort aufwärts abwärts blau grün`),
	"fr": strings.Fields(`nous vous leur très bien non oui tout petit petite jamais toujours vite doucement loin faire fait laisse
		vraiment longtemps beaucoup plus moins trop même encore être cher chère bonjour allez allons joli grand grande gros
		tourne rien mais quoi voir bravo`),
	"es": strings.Fields(`luego casi poco bueno buena claro nada todo toda café como para sobre entre vino cura mañana siempre mucho
		mucha rápido corre venga vale dale hola mira ahora lejos cerca nunca jamás nuevo nueva viejo solo sólo bien tarde temprano
		pronto fuera toma vaya anda despacio adiós cerquita bastante traje nosotros ella este nada arriba abajo algo`),
	"pt": strings.Fields(`logo quase para como sobre entre muito muita pouco nunca sempre agora longe perto devagar rápido claro bem
		tudo nada café mesmo corre olha calma vamos cedo tarde novo nova leve pronto tchau assim elas`),
	"nl": strings.Fields(`zijn haar heel erge veel weer waren hebben hadden worden werken willen kunnen zouden zullen moeten mogen
		gaan staan doen komen blijven bestaan ieder jullie over door onder voor achter neer mooi snel lang nooit altijd goed
		echt maar leuk blij langzaam zachtjes verder harder`),
	"sv": strings.Fields(`mycket väldigt länge alltid aldrig bara under över genom efter inne till varandra hela långt högre längre
		snabbt sakta lilla stora gamla kära bättre bort hem igen mera`),
	"da": strings.Fields(`meget længe altid aldrig bare under over igennem efter inde hele langt højere længere hurtigt lille store
		gamle kære bedre bort hjem igen mere rigtig`),
	"nb": strings.Fields(`veldig lenge alltid aldri bare under over gjennom etter inne hele langt høyere lengre fort lille store
		gamle kjære bedre bort hjem igjen mere mange`),
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
