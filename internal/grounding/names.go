package grounding

import (
	"strings"
)

// run is names that follow each other, as words[from:to].
type run struct{ from, to int }

// between stand inside names, in small letters.
var between = set("of the for and de la le von van der den da di del y al")

// opening words begin sentences; with a capital they are no names.
var opening = set(`a about above across after again against ah all almost along already also although always among an and another any anybody anyone
anything anyway apparently are as ask at away back be because become been before behind being believe below beside besides better between beyond big both
but by call can can't cannot certainly clearly come consider could dare dear dependably despite did didn't do does doesn't don't done down during each
early either else enough even eventually ever every everybody everyone everything everywhere evidently except far few finally find first for forget
fortunately from further get give given go good great had half happily hardly has have haven't having he hello help hence her here here's hers hey him his
honestly hooray hope hopefully how how's however i i'd i'll i'm i've if imagine in indeed inside instead into is isn't it it's it'll its just keep kudos last
lately later least less let let's like likewise little long look luckily make many may maybe meanwhile might mind more moreover most much must my near nearly
neither never nevertheless next nice no nobody none nonetheless nor not nothing now nowhere of off often oh ok okay on once one only onto or other others
otherwise ought our ours ourselves out outside over overall perhaps please plus possibly presumably previously probably put quite rarely rather read really
remember right sadly say see seems seldom send set several shall she should show similarly simply since so some somebody somehow someone something sometimes
somewhere soon sooner still such suddenly suppose sure surely take tell than thank thanks that that's the their theirs them themselves then there there's
therefore these they they'd they'll they're they've think this those though three through throughout thus to today together tomorrow tonight too toward
towards true try turns two under unfortunately unless unlike until up upon us usually very was watch we we'd we'll we're we've welcome well were what what's
whatever when whenever where where's wherever whether which while who who's whoever whose why will wish with within without won't wonder would yes yesterday
yet you you'd you'll you're you've your yours`)

// speaking follows a name that begins a sentence: “Tidewater says”.
var speaking = set("says said told announced wants plans hopes promises argues claims insists believes thinks admits denies reports wrote writes called")

// acting follows it, too: “Tidewater could learn”. A word for a thing stands there
// without an article only when it is not counted.
var acting = set("could should would will can must might has had is was does did never")

// things are words that are not counted, beside those that isThing knows by their end.
var things = set(`history science legend rumor rumour tradition law nature experience conscience fate wisdom logic reason religion theory evidence research
progress water air fire earth bread money time love hope art music truth trust faith luck beauty death life language speech thought silence sleep rain snow
wind weather light sound noise heat cold energy power force speed data code news work play fun food coffee tea wine beer paper ink gold silver steel glass
wood stone sand salt sugar oil gas coal electricity traffic travel health wealth peace war crime justice freedom privacy safety security democracy
humanity mankind society culture advice help homework housework knowledge common anger fear joy grief guilt pride shame envy greed charity mercy patience
practice genius talent skill humour humor laughter gossip tomorrow home school church court congress parliament government business industry commerce trade
finance capital labor labour debt credit cash everyone nobody somebody man woman mother father grandma grandpa mom dad god heaven hell paradise winter
spring summer autumn morning evening night midnight noon honesty courage size taste style fashion luxury quality quantity space matter magic`)

// isThing reports whether a word that begins a sentence is a word for a thing.
func isThing(low string) bool {
	if things[low] || strings.HasSuffix(low, "s") {
		return true
	}
	for _, end := range []string{"ness", "ity", "tion", "sion", "ment", "ence", "ance", "ism", "ing", "ship", "hood", "dom", "ware", "ology", "ture", "age", "ty", "cy", "ery", "phy", "ology", "one", "body"} {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	return false
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}

// isName reports whether a word is written as a name. What begins a sentence is one
// only where something else says so.
func isName(words []token, i int) bool {
	w := &words[i]
	low := strings.ReplaceAll(strings.ToLower(w.text), "’", "'")
	if opening[low] || opening[w.low] || months[w.low] != "" {
		return w.inner && !w.first && len(w.low) > 1 && low == w.low && strings.ToUpper(w.text) == w.text && len(w.text) > 1
	}
	if titles[w.low] || common[w.low] || w.first && i+1 < len(words) && titles[words[i+1].low] {
		return false
	}
	if w.inner && !isFigure(w) {
		return true
	}
	if !w.capital {
		return false
	}
	if !w.first {
		return true
	}
	if i+1 >= len(words) || !words[i+1].joined {
		return false
	}
	next := &words[i+1]
	if !next.capital && (speaking[next.low] || acting[next.low] || w.text != possessed(w.text)) {
		return !isThing(w.low)
	}
	return next.capital && !opening[next.low] && !next.first
}

// isFigure reports whether a word is a number with something behind it: 40k, 1990s,
// 3rd, 12-year-old.
func isFigure(w *token) bool { return w.text[0] >= '0' && w.text[0] <= '9' }

// runs finds the names of a text, each with all of its words.
func runs(words []token) []run {
	var list []run
	for i := 0; i < len(words); i++ {
		if !isName(words, i) {
			continue
		}
		to := i + 1
		for end := to; end < len(words) && words[end].joined; end++ {
			if isName(words, end) {
				to = end + 1
			} else if !between[words[end].low] || end-to >= 2 {
				break
			}
		}
		list = append(list, run{i, to})
		i = to - 1
	}
	return list
}

// names marks the names that the story does not hold. Of one that it holds in part
// the rest is marked.
func names(have *story, draft string, words []token) []Mark {
	var marks []Mark
	nouns := have.nouns || isTitle(words)
	for _, one := range runs(words) {
		from, to := -1, -1
		for i := one.from; i < one.to; i++ {
			w := &words[i]
			if between[w.low] && !w.capital || have.holds(w) || nouns && !w.inner {
				continue
			}
			if from < 0 {
				from = w.start
			}
			to = w.start + len(possessed(w.text))
		}
		if from < 0 && !nouns {
			from, to = have.mixed(words[one.from:one.to])
		}
		if from >= 0 {
			marks = append(marks, Mark{Name, from, to, draft[from:to]})
		}
	}
	return marks
}

// titles stand before names, and are none.
var titles = set("mr mrs ms miss mx dr prof professor sir dame lord lady")

// common are words with a capital that name nobody of the news: units, days (they are dates), and
// those that literature has given to the language.
var common = set(`mwh kwh gwh twh mw gw kw khz mhz ghz kb mb gb tb db phd ceo cfo tv dna luddite luddites orwellian kafkaesque machiavellian faustian pyrrhic
herculean sisyphean trojan achilles pandora darwinian freudian dickensian shakespearean goldilocks quixotic sundays mondays tuesdays wednesdays thursdays fridays saturdays`)

// demonyms are those that their countries do not begin as.
var demonyms = countries(`danish dane danes:denmark british briton britons:britain french:france dutch:netherlands swiss:switzerland spanish spaniard spaniards:spain welsh:wales
scottish scots scot:scotland irish:ireland norwegian norwegians:norway greek greeks:greece turkish turks:turkey polish poles:poland finnish finns:finland
swedish swedes swede:sweden german germans:germany chinese:china english:england thai:thailand filipino filipinos:philippines peruvian:peru kiwi kiwis:zealand
american americans:america czech czechs:czechia belgian belgians:belgium cypriot:cyprus maltese:malta burmese:burma lebanese:lebanon iraqi:iraq israeli:israel`)

func countries(list string) map[string]string {
	all := map[string]string{}
	var names []string
	for word := range strings.FieldsSeq(list) {
		name, country, ends := strings.Cut(word, ":")
		names = append(names, name)
		if !ends {
			continue
		}
		for _, one := range names {
			all[one] = country
		}
		names = nil
	}
	return all
}

// call remembers who has which first name.
func (s *story) call(words []token) {
	for i := 1; i < len(words); i++ {
		first, last := &words[i-1], &words[i]
		for j := max(0, i-3); j < i; j++ { // Mayor Otto Tolliver is Mayor Tolliver, too
			s.called[words[j].low+" "+last.low] = true
		}
		if first.capital && last.capital && last.joined && !titles[first.low] {
			s.firsts[first.low], s.lasts[last.low] = true, true
		}
	}
}

// mixed finds a first name of one person with the last name of another.
func (s *story) mixed(words []token) (from, to int) {
	for i := 1; i < len(words); i++ {
		first, last := &words[i-1], &words[i]
		if first.capital && last.capital && last.joined && !s.called[first.low+" "+last.low] && s.firsts[first.low] && s.lasts[last.low] {
			return first.start, last.start + len(possessed(last.text))
		}
	}
	return -1, -1
}

// longestTitle is how many words a headline has at most.
const longestTitle = 16

// isTitle reports whether a draft is written as English headlines are: every longer word
// with a capital, so that none of them says that it is a name.
func isTitle(words []token) bool {
	longer := 0
	for i := range words {
		w := &words[i]
		switch {
		case i == 0 || w.inner || len(w.low) < 3:
		case w.capital:
			longer++
		case len(w.low) > 3:
			return false
		}
	}
	return longer > 0 && len(words) <= longestTitle
}

// isOf reports whether a word says that somebody is of a place that the story names:
// Portuguese, Canadian.
func (s *story) isOf(low string) bool {
	for _, end := range []string{"ese", "ish", "ian", "ians", "an", "ans", "ic", "ers", "er"} {
		if base, ok := strings.CutSuffix(low, end); ok && len(base) >= leastStem {
			return s.begins[base[:leastStem]]
		}
	}
	return false
}

// holds reports whether the story has a word, or one that it is made of.
func (s *story) holds(w *token) bool {
	low := w.low
	if country := demonyms[low]; country != "" && s.words[country] {
		return true
	}
	if s.words[low] || s.words[strings.ReplaceAll(low, ".", "")] || s.initials[strings.ReplaceAll(low, ".", "")] {
		return true
	}
	if len([]rune(low)) >= leastStem && !w.inner && (s.stems[stem(low)] || s.isOf(low)) {
		return true
	}
	parts := w.parts()
	if len(parts) < 2 || strings.IndexFunc(low, func(r rune) bool { return r >= '0' && r <= '9' }) >= 0 {
		return false
	}
	for _, part := range parts[:len(parts)-1] { // joined by hyphens: each of them
		if !s.words[part] && !opening[part] {
			return false
		}
	}
	return true
}
