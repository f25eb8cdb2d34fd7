package grounding

import (
	"slices"
	"strconv"
	"strings"
)

// What a story holds of numbers beside those that stand in it: ordinals, shares, how
// many are listed; and what stands with them, for twelve minutes are not twelve hours.

// said are words that say a number, in a story.
var said = map[string][]string{
	"third": {"3", "33.3%"}, "fourth": {"4", "25%"}, "fifth": {"5", "20%"}, "sixth": {"6"}, "seventh": {"7"}, "eighth": {"8"}, "ninth": {"9"}, "tenth": {"10", "10%"},
	"hundredth": {"100"}, "thousandth": {"1000"}, "millionth": {"1000000"}, "billionth": {"1000000000"},
	"half": {"50%", "2"}, "halved": {"50%", "2"}, "halves": {"50%", "2"}, "quarter": {"25%", "4"}, "quarters": {"75%", "4"}, "double": {"2"}, "doubled": {"2"}, "doubles": {"2"}, "doubling": {"2"},
	"twice": {"2"}, "both": {"2"}, "pair": {"2"}, "couple": {"2"}, "triple": {"3"}, "tripled": {"3"}, "thrice": {"3"}, "trio": {"3"}, "quadrupled": {"4"},
	"decade": {"10"}, "decades": {"10"}, "century": {"100"}, "centuries": {"100"}, "fortnight": {"14", "2"}, "dozen": {"12"}, "all": {"100%"}, "none": {"0%"},
}

// count keeps the numbers of a story.
func (s *story) count(text string, words []token) {
	values := valuesIn(text, words)
	for i, v := range values {
		s.values[v.value] = true
		s.sizes = append(s.sizes, v.n)
		at := s.units[v.value]
		at.add(unitOf(text, words, &v))
		s.units[v.value] = at
		if i > 0 && isInto(text[values[i-1].end:v.start], " in ", " of every ", " out of ") && v.n > 0 { // nine in ten, 97 readings in 100
			s.values[share(values[i-1].n/v.n)] = true
		}
	}
	for _, v := range values {
		if after := text[v.end:min(len(text), v.end+len(" of these"))]; strings.HasPrefix(after, " of them") || strings.HasPrefix(after, " of the") {
			s.parts[v.value] = true
		}
	}
	for i := range words {
		low := words[i].low
		for _, value := range said[low] {
			s.values[value] = true
		}
		if by, is := strings.CutSuffix(low, "fold"); is {
			s.values[strconv.FormatFloat(small[strings.TrimRight(by, "-‑")], 'g', 12, 64)] = true
		}
		if low == "one" && i+2 < len(words) && words[i+1].low == "in" { // one in ten
			if n, _, ok := spelled(words, i+2); ok {
				s.values[share(1/n)] = true
			}
		}
	}
	for _, n := range listed(text, words) {
		s.values[strconv.Itoa(n)] = true
	}
}

func share(part float64) string { return strconv.FormatFloat(part*100, 'g', 4, 64) + "%" }

// isInto reports whether a number is set against the one before it, with at most one
// word of what is counted between them.
func isInto(between string, words ...string) bool {
	return len(between) < 40 && len(strings.Fields(between)) <= 3 && slices.ContainsFunc(words, func(word string) bool { return strings.HasSuffix(between, word) })
}

// listed gives how many names stand in each list of three or more: Leeds, Cork and
// Utrecht.
func listed(text string, words []token) (counts []int) {
	n, end := 0, -1
	for _, one := range runs(words) {
		if n == 0 || !isList(text[end:words[one.from].start]) {
			n = 0
		}
		for i := one.from; i < one.to; i++ { // two names and an “and” between them are one run
			if i == one.from || words[i-1].low == "and" {
				n++
			}
		}
		if end = words[one.to-1].end; n >= 3 {
			counts = append(counts, n)
		}
	}
	return counts
}

func isList(between string) bool {
	between = strings.TrimSpace(between)
	return between == "," || between == ", and" || between == "and" || between == ", or" || between == "or"
}

// abbreviate keeps the initials of names within a run: the United States and the
// European Union are two.
func (s *story) abbreviate(words []token) {
	var letters strings.Builder
	flush := func() {
		if letters.Len() > 1 {
			s.initials[letters.String()] = true
		}
		letters.Reset()
	}
	for i := range words {
		if !words[i].capital || !words[i].joined {
			flush()
		}
		if words[i].capital {
			letters.WriteString(strings.ToLower(words[i].text[:1]))
		}
	}
	flush()
}

// units are what stands with a number, by its kind: time, length, money … A number that
// stands somewhere without one says nothing against any.
type units struct {
	of   map[string]string // unit by kind, where it is always the same
	bare bool
}

// unitKinds has every unit by its names, the first of which is its own.
var unitKinds = unitNames(map[string]string{
	"time":   "second/sec minute/min hour/hr day week month year decade",
	"length": "millimetre/millimeter/mm centimetre/centimeter/cm metre/meter kilometre/kilometer/km mile foot/feet inch yard",
	"weight": "gram/gramme kilogram/kilo/kg tonne/ton ounce",
	"money":  "dollar euro yen rupee franc krona",
	"data":   "byte kilobyte/kb megabyte/mb gigabyte/gb terabyte/tb", "heat": "celsius fahrenheit kelvin",
})

// unitName is what a unit is called, and of which kind it is.
type unitName struct{ unit, kind string }

func unitNames(of map[string]string) map[string]unitName {
	all := map[string]unitName{}
	for kind, list := range of {
		for one := range strings.FieldsSeq(list) {
			names := strings.Split(one, "/")
			for _, name := range names {
				all[name] = unitName{names[0], kind}
			}
		}
	}
	return all
}

var coinSigns = map[rune]string{'$': "dollar", '€': "euro", '£': "£", '¥': "yen"}

// unitOf gives what stands with a number, and of which kind it is.
func unitOf(text string, words []token, v *value) (unit, kind string) {
	if before := []rune(text[max(0, v.start-4):v.start]); len(before) > 0 {
		if coin := coinSigns[before[len(before)-1]]; coin != "" {
			return coin, "money"
		}
	}
	if v.to < len(words) {
		one := unitKinds[strings.TrimSuffix(words[v.to].low, "s")]
		return one.unit, one.kind
	}
	return "", ""
}

func (u *units) add(unit, kind string) {
	if kind == "" {
		u.bare = true
		return
	}
	if u.of == nil {
		u.of = map[string]string{}
	}
	if was, has := u.of[kind]; has && was != unit {
		unit = "" // either
	}
	u.of[kind] = unit
}

// differs reports whether a number stands in the story with another unit of the same
// kind, and only so.
func (u units) differs(unit, kind string) bool {
	was, has := u.of[kind]
	return kind != "" && has && was != "" && was != unit && !u.bare
}

// about are words that make a number a round one: the story's own is then a little
// more, a little less, or near.
var about = map[string][2]float64{
	"over": {1, 1.25}, "than": {1, 1.25}, "above": {1, 1.25}, "nearly": {0.85, 1}, "almost": {0.85, 1}, "under": {0.85, 1}, "below": {0.85, 1},
	"about": {0.9, 1.1}, "around": {0.9, 1.1}, "some": {0.9, 1.1}, "roughly": {0.9, 1.1}, "approximately": {0.9, 1.1}, "circa": {0.9, 1.1},
}

// idioms are numbers that count nothing.
var idioms = []string{
	"two cents", "two pence", "two minds", "two sides", "two things", "two ways", "two wrongs", "two birds", "two hoots", "three cheers", "four corners", "seven seas",
	"nine lives", "nine times out of ten", "ten a penny", "ten to one", "catch 22", "catch-22", "24/7", "fifty-fifty", "50-50", "50/50", "a thousand words", "a thousand cuts", "a thousand miles",
	"a million miles", "a million times", "one in a million", "a hundred percent", "100 percent", "100%", "a hundred per cent", "twenty-twenty", "20/20", "two left feet", "two-way", "three-way",
	"two or three", "a hundred times", "a thousand times", "thank you a million",
}

// holdsNumber reports whether the story holds a number of a draft, as it stands there
// or as a fair reader would take it.
func (s *story) holdsNumber(draft string, words []token, values []value, i int) bool {
	v := &values[i]
	if s.values[v.value] {
		return !s.units[v.value].differs(unitOf(draft, words, v))
	}
	low := strings.ToLower(draft[v.start:min(len(draft), v.end+30)])
	if slices.ContainsFunc(idioms, func(idiom string) bool { return strings.HasPrefix(low, idiom) }) {
		return true
	}
	return s.isRound(words, v) || s.isYear(draft, v) || s.isShare(draft, values, i) || s.isRest(draft, values, i)
}

// isRound knows “over two hundred” where the story has 212.
func (s *story) isRound(words []token, v *value) bool {
	if v.from == 0 || strings.HasSuffix(v.value, "%") {
		return false
	}
	bounds, is := about[words[v.from-1].low]
	digits := strings.TrimRight(strings.Trim(strings.TrimRightFunc(strconv.FormatFloat(v.n, 'f', -1, 64), func(r rune) bool { return r == '.' }), "0"), ".")
	if !is || len(digits) > 2 || words[v.from-1].low == "than" && (v.from < 2 || words[v.from-2].low != "more") {
		return false
	}
	return slices.ContainsFunc(s.sizes, func(n float64) bool { return n >= v.n*bounds[0] && n <= v.n*bounds[1] })
}

// isYear knows ’22.
func (s *story) isYear(draft string, v *value) bool {
	before := draft[:v.start]
	if !strings.HasSuffix(before, "’") && !strings.HasSuffix(before, "'") && !strings.HasSuffix(before, "‘") || v.end-v.start != 2 {
		return false
	}
	return s.values["20"+draft[v.start:v.end]] || s.values["19"+draft[v.start:v.end]]
}

// isShare knows “1 in 20” where the story has 5 per cent.
func (s *story) isShare(draft string, values []value, i int) bool {
	for _, at := range []int{i, i + 1} {
		if at > 0 && at < len(values) && values[at].n > 0 && isInto(draft[values[at-1].end:values[at].start], " in ", " of every ", " out of ") && s.values[share(values[at-1].n/values[at].n)] {
			return true
		}
	}
	before := strings.ToLower(draft[max(0, values[i].start-len("one in ")):values[i].start])
	return before == "one in " && values[i].n > 0 && s.values[share(1/values[i].n)]
}

// isRest knows “thirteen out of seventeen” where in the story it is
// four of them that are not.
func (s *story) isRest(draft string, values []value, i int) bool {
	if i+1 >= len(values) {
		return false
	}
	of := &values[i+1]
	between := draft[values[i].end:of.start]
	rest := of.n - values[i].n
	return strings.HasSuffix(between, " out of ") && len(strings.Fields(between)) <= 5 && rest > 0 && s.values[of.value] &&
		s.parts[strconv.FormatFloat(rest, 'g', 12, 64)]
}

// fractions marks parts of something that the story does not tell: a quarter of it.
func (s *story) fractions(draft string, words []token) []Mark {
	var marks []Mark
	for i := 0; i+2 < len(words); i++ {
		n := small[words[i].low]
		if words[i].low == "a" || words[i].low == "one" {
			n = 1
		}
		part := &words[i+1]
		by := parts[strings.TrimSuffix(part.low, "s")]
		if n == 0 || by == 0 || n >= by || !part.joined || words[i+2].low != "of" || !words[i+2].joined || s.tells(n, by) {
			continue
		}
		marks = append(marks, Mark{Number, words[i].start, part.end, draft[words[i].start:part.end]})
	}
	return marks
}

var parts = map[string]float64{"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

// tells reports whether the story has a part, in words or as a share that rounds to it.
func (s *story) tells(n, by float64) bool {
	for name, size := range parts {
		if size == by && (s.words[name] || s.words[name+"s"]) {
			return true
		}
	}
	part := 100 * n / by
	for value := range s.values {
		if is, ok := strings.CutSuffix(value, "%"); ok {
			if share, err := strconv.ParseFloat(is, 64); err == nil && share > part-2.5 && share < part+2.5 {
				return true
			}
		}
	}
	return false
}
