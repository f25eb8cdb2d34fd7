package preflight

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// amount is a number with what it is of: a share, money, or the word behind it.
type amount struct {
	issue.Span         // with its sign and its unit
	typed      string  // the number as it is written
	value      float64 // with its scale
	unit       string  // "%", a currency as its sign, or "" for a mere count
	scale      float64 // 1, or that of its million
	noun       string  // of a count: the word behind it, in lower case
}

// scales are the words for large numbers, currencies the words, signs and codes
// for money, and shares the words for a hundredth.
var (
	scales = valued([]valueOf[float64]{
		{1e3, "thousand k tausend mille mil mila duizend"},
		{1e6, "million millions mn m mio millionen millón millones milione milioni miljoen milhão milhões"},
		{1e9, "billion billions bn mrd milliarde milliarden milliard milliards miliardo miliardi miljard"},
		{1e12, "trillion trillions trn tn"},
	})
	currencies = valued([]valueOf[string]{
		{"$", "$ dollar dollars dólares dollari usd"},
		{"€", "€ euro euros eur"},
		{"£", "£ pounds gbp"},
		{"¥", "¥ yen yuan jpy cny"},
		{"₹", "₹ rupees inr"},
		{"CHF", "franken francs chf"},
	})
	shares = listed("%|percent|prozent|procent|pct|per cent|pour cent|por ciento|por cento|per cento")
)

// valueOf is a value and the words for it.
type valueOf[T any] struct {
	of    T
	words string
}

func valued[T any](rows []valueOf[T]) map[string]T {
	all := map[string]T{}
	for _, row := range rows {
		for word := range strings.FieldsSeq(row.words) {
			all[word] = row.of
		}
	}
	return all
}

// amounts lists the numbers in text that stand alone. Dates, times, ranges,
// negative numbers, ordinals and numbers inside words are none.
func amounts(text string) []amount {
	var list []amount
	for i := 0; i < len(text); {
		if text[i] < '0' || text[i] > '9' {
			i++
			continue
		}
		end, _, _ := number(text, i)
		a := amount{Span: issue.Span{Start: i, End: end}, typed: text[i:end], scale: 1}
		if a.measure(text) && a.alone(text) && (len(list) == 0 || list[len(list)-1].End <= a.Start) { // the € of 5 € 6 is of the first
			list = append(list, a)
		}
		i = end
	}
	return list
}

// measure reads what stands around a number; ok is false where it is none that
// could be reckoned with.
func (a *amount) measure(text string) (ok bool) {
	if a.value, ok = valueOfNumber(a.typed); !ok {
		return false
	}
	if sign, size := signBefore(text[:a.Start]); sign != "" {
		a.unit = sign
		a.Start -= size
	}
	word, end := wordAfter(text, a.End)
	if scale := scales[word]; scale > 0 && (a.unit != "" || utf8.RuneCountInString(word) > 2) {
		a.scale, a.End = scale, end
		a.value *= scale
		word, end = wordAfter(text, end)
	}
	second, after := wordAfter(text, end)
	switch {
	case a.unit != "":
	case shares[word]:
		a.unit, a.End = "%", end
	case shares[word+" "+second]:
		a.unit, a.End = "%", after
	case currencies[word] != "":
		a.unit, a.End = currencies[word], end
	default:
		a.noun = word
	}
	return true
}

// alone reports whether nothing touches an amount that would make it a part of
// something else.
func (a *amount) alone(text string) bool {
	before, size := utf8.DecodeLastRuneInString(text[:a.Start])
	after, width := utf8.DecodeRuneInString(text[a.End:])
	if unicode.IsLetter(before) || unicode.IsNumber(before) || strings.ContainsRune("-–−+/:#№.,", before) || unicode.IsLetter(after) || strings.ContainsRune("/°′″", after) {
		return false
	}
	if next, _ := utf8.DecodeRuneInString(text[a.End+width:]); strings.ContainsRune("-–:", after) && unicode.IsNumber(next) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text[:a.Start-size])
	return before != ' ' || !strings.ContainsRune("–−", last)
}

// signBefore reads a currency's sign or code right before a number, with how long
// it is.
func signBefore(before string) (sign string, size int) {
	trimmed := strings.TrimRight(before, " \u00a0\u202f")
	if len(before)-len(trimmed) > 3 {
		return "", 0
	}
	r, width := utf8.DecodeLastRuneInString(trimmed)
	word := string(r)
	if unicode.IsUpper(r) && len(trimmed) >= 3 {
		word = trimmed[len(trimmed)-3:]
		width = len(word)
		if sign := currencies[strings.ToLower(word)]; sign == "" || word != strings.ToUpper(word) {
			return "", 0
		}
	} else if unicode.IsLetter(r) {
		return "", 0
	}
	return currencies[strings.ToLower(word)], len(before) - len(trimmed) + width
}

// wordAfter gives the word, or the sign, after a number, over one space or none,
// in lower case, and where it ends.
func wordAfter(text string, at int) (word string, end int) {
	r, size := utf8.DecodeRuneInString(text[at:])
	if r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\n' {
		at += size
		r, size = utf8.DecodeRuneInString(text[at:])
	}
	if next, _ := utf8.DecodeRuneInString(text[at+size:]); unicode.IsDigit(next) && !unicode.IsLetter(r) {
		return "", at // the sign of the number behind it
	}
	if r == '%' || r == '٪' || currencies[string(r)] != "" {
		return strings.Replace(string(r), "٪", "%", 1), at + size
	}
	for end = at; end < len(text); end += size {
		if r, size = utf8.DecodeRuneInString(text[end:]); !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
	}
	return strings.ToLower(text[at:end]), end
}

// valueOfNumber reads a number whose thousands are grouped in threes, and whose
// last mark is a point or a comma otherwise: 1,224 is a thousand, 1.5 and 1,5 are
// not.
func valueOfNumber(typed string) (value float64, ok bool) {
	const longest = 24
	if len(typed) > longest {
		return 0, false
	}
	typed = strings.NewReplacer("’", "", "'", "", "\u00a0", "", "\u202f", "").Replace(typed)
	if i := strings.LastIndexAny(typed, ".,"); i >= 0 {
		whole, part := typed[:i], typed[i+1:]
		if len(part) == 3 && (typed[i] == ',' || strings.Contains(whole, ".")) {
			whole, part = whole+part, "0"
		}
		typed = strings.NewReplacer(",", "", ".", "").Replace(whole) + "." + part
	}
	value, err := strconv.ParseFloat(typed, 64)
	return value, err == nil
}
