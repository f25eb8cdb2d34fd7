package preflight

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// figures: the same quantity is the same figure wherever it is stated.
var figures = []check{
	{"number.clash", issue.SeverityQuery, numberClash},
}

// countedThing is a number of three digits or more, and the word that says of what.
type countedThing struct {
	issue.Span
	digits string
	noun   string
}

// measures are countedThing many times over in any text, each time of something
// else; the words behind them are no nouns.
var measures = strings.Fields("metres meters kilometres kilometers miles feet yards inches litres liters gallons grams kilos kilograms tonnes tons " +
	"dollars euros pounds cents francs yuan yen rupees percent per-cent points years days weeks months hours minutes seconds words pages " +
	"million millions billion billions thousand meter kilometer jahre tage stunden euro dollar prozent seiten mètres kilomètres années jours heures " +
	"metros años días horas millionen milliarden watts volts bytes pixels votes times stimmen fois veces")

// numberClash finds one quantity with two figures that differ by what fingers
// do: two neighbouring digits swapped, or in four digits and more one of them
// another. Numbers that really differ do so by more, nearly always. It stays
// silent on years, on round numbers, on measures, within one sentence, where
// numbers are compared (from 1,224 to 1,242 faxes), between two items, and on
// anything with a unit, a share or a range. Beside these it reads what the head
// of an item says of money and shares (headFigures), and where figures go
// (directions).
func numberClash(r *round) {
	all := make([][]amount, len(r.items))
	for i, p := range r.items {
		text := nameProse(p.Copy, &p.Reading)
		all[i] = amounts(text)
		r.directions(p, text, all[i])
		list := counts(text)
		of := map[string][]countedThing{} // by what is countedThing, each figure once
		for _, c := range list {
			i := slices.IndexFunc(of[c.noun], func(d countedThing) bool { return d.digits == c.digits || slipOfDigits(d.digits, c.digits) })
			switch {
			case i < 0 && len(of[c.noun]) < maxKin:
				of[c.noun] = append(of[c.noun], c)
			case i < 0 || of[c.noun][i].digits == c.digits:
			case oneSentence(p.Copy, of[c.noun][i].Span, c.Span):
			default:
				first := p.Copy[of[c.noun][i].Start:of[c.noun][i].End]
				r.at(p, c.Span, fmt.Sprintf("Above, this is “%s”, and the two figures look like one with a slip: see which is right, or let both stand if they count different things.", strings.Join(strings.Fields(first), " ")))
			}
		}
	}
	r.headFigures(all)
}

// counts lists the numbers in text that say what they count.
func counts(text string) []countedThing {
	const fewest, most = 3, 12 // digits
	var list []countedThing
	for i := 0; i < len(text); {
		if text[i] < '0' || text[i] > '9' {
			i++
			continue
		}
		end, digits, ok := number(text, i)
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		word, at := nextWord(text, end)
		if ok && len(digits) >= fewest && len(digits) <= most && !yearLike(text[i:end]) && !strings.HasSuffix(digits, "00") &&
			(unicode.IsSpace(before) && !afterDigit(text[:i]) || strings.ContainsRune("“‘\"('*_>", before) || i == 0) &&
			utf8.RuneCountInString(word) >= 4 && !slices.Contains(measures, word) {
			list = append(list, countedThing{Span: issue.Span{Start: i, End: at}, digits: digits, noun: word})
		}
		i = end
	}
	return list
}

// afterDigit reports whether a text ends in a digit and a space, as before the
// next part of a telephone number.
func afterDigit(before string) bool {
	before = strings.TrimRightFunc(before, unicode.IsSpace)
	return before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9'
}

// number reads the number that begins at an offset, with the marks that group
// its digits in threes; ok is false for a fraction and for digits in other
// groups, such as telephone numbers.
func number(text string, at int) (end int, digits string, ok bool) {
	var b strings.Builder
	ok = true
	for end = at; end < len(text); {
		run := end
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		if run > at && end-run != 3 || run == at && end-run > 3 && groupMark(text, end) > 0 {
			ok = false
		}
		b.WriteString(text[run:end])
		mark := groupMark(text, end)
		if mark == 0 {
			break
		}
		end += mark
	}
	return end, b.String(), ok
}

// groupMark gives the length of a mark between the digits of one number.
func groupMark(text string, at int) int {
	r, size := utf8.DecodeRuneInString(text[at:])
	if !strings.ContainsRune(",.’'\u00a0\u202f", r) || at+size >= len(text) || text[at+size] < '0' || text[at+size] > '9' {
		return 0
	}
	return size
}

// nextWord gives the word after a number, over one space, in lower case, and
// where it ends.
func nextWord(text string, at int) (word string, end int) {
	r, size := utf8.DecodeRuneInString(text[at:])
	if r != ' ' && r != '\u00a0' && r != '\n' {
		return "", at
	}
	start := at + size
	for end = start; end < len(text); end += size {
		if r, size = utf8.DecodeRuneInString(text[end:]); !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
	}
	return strings.ToLower(text[start:end]), end
}

// yearLike reports whether a number as it is typed could be a year.
func yearLike(typed string) bool {
	return len(typed) == 4 && strings.Trim(typed, "0123456789") == "" && typed >= "1500" && typed < "2100"
}

// slipOfDigits reports whether one number is another mistyped.
func slipOfDigits(a, b string) bool {
	if len(a) != len(b) || a == b {
		return false
	}
	var at []int
	for i := range len(a) {
		if a[i] != b[i] {
			at = append(at, i)
		}
	}
	swapped := len(at) == 2 && at[1] == at[0]+1 && a[at[0]] == b[at[1]] && a[at[1]] == b[at[0]]
	return swapped || len(at) == 1 && at[0] > 0 && len(a) >= 4
}

// oneSentence reports whether no sentence ends between two spans.
func oneSentence(copy string, a, b issue.Span) bool {
	for i := a.End; i < b.Start; i++ {
		if i-a.End > 4*maxContext || breakAt(copy, i) > 0 {
			return false
		}
	}
	return true
}
