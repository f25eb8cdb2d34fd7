package grounding

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// value is a number in a text.
type value struct {
	value      string // as a plain number, with % where it is a share
	n          float64
	start, end int
	from, to   int // in the words
	kind       Kind
}

var small = map[string]float64{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var scales = map[string]float64{
	"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"dozens": 12, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12,
}

// behind are scales that follow a figure without a space: 40k, 3bn.
var behind = map[string]float64{"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}

var months = monthNames()

func monthNames() map[string]string {
	all := map[string]string{}
	for _, name := range []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		all[name], all[name[:3]] = name, name
	}
	all["sept"] = "september"
	for _, name := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		all[name] = name
	}
	return all
}

// figure reads a word that begins with a digit: 1,234.5, 40k, 3rd, 1990s.
func figure(text string) (n float64, rest string, ok bool) {
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune(",.\u202f", r) })
	if end < 0 {
		end = len(text)
	}
	digits := strings.TrimRight(text[:end], ",.")
	rest = strings.ToLower(strings.Trim(text[len(digits):], ".,"))
	whole, part, decimal := strings.Cut(digits, ".")
	if strings.Contains(part, ".") || len(part) == 3 && whole != "0" && strings.Count(digits, ",") == 0 && len(whole) <= 3 && decimal {
		whole, part = strings.ReplaceAll(digits, ".", ""), "" // 1.234.567, and 12.000 as it is written elsewhere
	}
	plain := strings.NewReplacer(",", "", "\u202f", "").Replace(whole)
	if part != "" {
		plain += "." + part
	}
	n, err := strconv.ParseFloat(plain, 64)
	return n, rest, err == nil
}

// valuesIn finds the numbers of a text: figures, English number words, and both with
// a scale behind them.
func valuesIn(text string, words []token) []value {
	var list []value
	for i := 0; i < len(words); i++ {
		w := &words[i]
		var n float64
		var ok bool
		next := i + 1
		switch r := rune(w.text[0]); {
		case r >= '0' && r <= '9':
			var rest string
			if n, rest, ok = figure(w.text); ok && strings.IndexFunc(rest, unicode.IsDigit) >= 0 {
				ok = false // 3D4, a range: 5-10
				list = append(list, rangeIn(w)...)
			}
			if by, is := behind[rest]; is {
				n *= by
			}
			for ok && rest == "" && n > 0 && n < 1000 && next < len(words) && isGroup(text, words, next) { // 50 000
				group, _ := strconv.ParseFloat(words[next].text, 64)
				n = n*1000 + group
				next++
			}
		default:
			n, next, ok = spelled(words, i)
		}
		if !ok {
			continue
		}
		n, next = scaled(words, n, next)
		v := value{value: strconv.FormatFloat(n, 'g', 12, 64), start: w.start, end: words[next-1].end, kind: Number}
		after := text[v.end:]
		switch {
		case strings.HasPrefix(after, "%"), strings.HasPrefix(after, " %"), strings.HasPrefix(after, "\u00a0%"), strings.HasPrefix(after, "\u202f%"):
			v.value += "%"
			v.end += strings.Index(after, "%") + 1
		case next < len(words) && words[next].joined && (words[next].low == "percent" || words[next].low == "per" && next+1 < len(words) && words[next+1].low == "cent"):
			v.value += "%"
			if words[next].low == "per" {
				next++
			}
			v.end = words[next].end
			next++
		case next == i+1 && len(w.text) == 4 && n >= 1500 && n < 2200:
			v.kind = Date
		}
		v.n, v.from, v.to = n, i, next
		list = append(list, v)
		i = next - 1
	}
	return prices(text, list)
}

// scaled takes the scales behind a number, and what is less than they are: two thousand
// four hundred and fifty.
func scaled(words []token, n float64, next int) (float64, int) {
	least := math.Inf(1)
	for next < len(words) && words[next].joined && scales[words[next].low] != 0 {
		least = min(least, scales[words[next].low])
		n *= scales[words[next].low]
		next++
	}
	at := next
	if !math.IsInf(least, 1) && at+1 < len(words) && words[at].low == "and" && words[at].joined {
		at++
	}
	if math.IsInf(least, 1) || at >= len(words) || !words[at].joined {
		return n, next
	}
	if less, after, ok := spelled(words, at); ok {
		if less, after = scaled(words, less, after); less < least {
			return n + less, after
		}
	}
	return n, next
}

// isGroup reports whether a word is three more digits of the figure before it.
func isGroup(text string, words []token, i int) bool {
	w := &words[i]
	return w.joined && len(w.text) == 3 && strings.Trim(w.text, "0123456789") == "" && w.start-words[i-1].end <= len("\u202f") &&
		strings.TrimSpace(text[words[i-1].end:w.start]) == ""
}

// coins are what may stand between two numbers of one price: four euros fifty.
var coins = set("euro euros dollar dollars pound pounds franc francs")

// prices makes one number of a price in words.
func prices(text string, list []value) []value {
	for i := 0; i+1 < len(list); i++ {
		a, b := &list[i], &list[i+1]
		if a.end > b.start || !coins[strings.ToLower(strings.TrimSpace(text[a.end:b.start]))] {
			continue
		}
		whole, bad := strconv.ParseFloat(a.value, 64)
		part, worse := strconv.ParseFloat(b.value, 64)
		if bad == nil && worse == nil && part < 100 {
			a.value, a.end = strconv.FormatFloat(whole+part/100, 'g', 12, 64), b.end
			list = append(list[:i+1], list[i+2:]...)
		}
	}
	return list
}

// rangeIn reads figures with a hyphen between them.
func rangeIn(w *token) []value {
	var list []value
	at := w.start
	for part := range strings.FieldsFuncSeq(w.text, func(r rune) bool { return r == '-' || r == '‑' }) {
		at = w.start + strings.Index(w.text[at-w.start:], part) + at - w.start
		if n, rest, ok := figure(part); ok && rest == "" {
			list = append(list, value{value: strconv.FormatFloat(n, 'g', 12, 64), start: at, end: at + len(part), kind: Number})
		}
		at += len(part)
	}
	return list
}

// spelled reads a number in words: twelve, twenty-five, three hundred. “One” is most
// often no number.
func spelled(words []token, i int) (n float64, next int, ok bool) {
	tens, units, both := strings.Cut(strings.ReplaceAll(words[i].low, "‑", "-"), "-")
	n = small[tens]
	if both {
		if kind, _, _ := strings.Cut(units, "-"); n > 0 && unitKinds[strings.TrimSuffix(kind, "s")].kind != "" {
			return n, i + 1, true // twelve-year
		}
		unit := small[units]
		if units == "one" {
			unit = 1
		}
		return n + unit, i + 1, n >= 20 && unit > 0 && unit < 10
	}
	if n != 0 {
		return n, i + 1, true
	}
	// “A dozen”, “one million”: the scale makes it one.
	if (tens == "a" || tens == "one" || tens == "an") && i+1 < len(words) && words[i+1].joined && scales[words[i+1].low] != 0 {
		return scales[words[i+1].low], i + 2, true
	}
	return 0, i, false
}

// numbers marks the numbers and dates that the story does not hold.
func numbers(have *story, draft string, words []token) []Mark {
	var marks []Mark
	values := valuesIn(draft, words)
	for i, v := range values {
		if !have.holdsNumber(draft, words, values, i) {
			marks = append(marks, Mark{v.kind, v.start, v.end, draft[v.start:v.end]})
		}
	}
	marks = append(marks, have.fractions(draft, words)...)
	for i := range words {
		w := &words[i]
		name := months[w.low]
		if day := strings.TrimSuffix(w.low, "s"); name == "" && strings.HasSuffix(day, "day") {
			if name = months[day]; have.words[w.low] {
				continue
			}
		}
		if name == "" || !w.capital || have.words[name] || len(w.low) < len(name) && have.words[w.low] {
			continue
		}
		if (w.low == "may" || w.low == "march" || w.low == "mar" || w.low == "sun") && (w.first || !near(words, i)) {
			continue // a word as well
		}
		marks = append(marks, Mark{Date, w.start, w.end, w.text})
	}
	return marks
}

// near reports whether a figure stands beside a word.
func near(words []token, i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(words) && words[j].text[0] >= '0' && words[j].text[0] <= '9' {
			return true
		}
	}
	return i > 0 && (words[i-1].low == "in" || words[i-1].low == "since" || words[i-1].low == "last" || words[i-1].low == "next")
}
