package preflight

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// monthNames and dayNames are what months and days are called, January and
// Sunday first, in the languages in which dates are read. Short forms are those
// that nobody takes for a word beside a number.
var (
	monthNames = [12]string{
		"january jan januar janvier enero gennaio januari janeiro يناير جانفي",
		"february feb februar février febrero febbraio februari fevereiro فبراير فيفري شباط",
		"march mar märz maerz mars marzo maart março مارس آذار",
		"april apr avril abril aprile أبريل إبريل أفريل نيسان",
		"may mai mayo maggio mei maio مايو أيار",
		"june jun juni juin junio giugno junho يونيو جوان حزيران",
		"july jul juli juillet julio luglio julho يوليو جويلية تموز",
		"august aug août aout agosto augustus أغسطس أوت آب",
		"september sept sep septembre septiembre settembre setembro سبتمبر أيلول",
		"october oct oktober okt octobre octubre ottobre outubro أكتوبر",
		"november nov novembre noviembre novembro نوفمبر",
		"december dec dezember dez décembre diciembre dicembre dezembro ديسمبر",
	}
	dayNames = [7]string{
		"sunday sun sonntag dimanche domingo domenica zondag الأحد",
		"monday mon montag lundi lunes lunedì lunedi maandag الاثنين الإثنين",
		"tuesday tue tues dienstag mardi martes martedì martedi dinsdag الثلاثاء",
		"wednesday wed mittwoch mercredi miércoles miercoles mercoledì mercoledi woensdag الأربعاء",
		"thursday thu thurs thur donnerstag jeudi jueves giovedì giovedi donderdag الخميس",
		"friday fri freitag vendredi viernes venerdì venerdi vrijdag الجمعة",
		"saturday sat samstag sonnabend samedi sábado sabado sabato zaterdag السبت",
	}
	months = byNumber(monthNames[:])
	days   = byNumber(dayNames[:])
)

func byNumber(names []string) map[string]int {
	of := map[string]int{}
	for i, row := range names {
		for name := range strings.FieldsSeq(row) {
			of[name] = i
		}
	}
	return of
}

// dated is a date in words.
type dated struct {
	issue.Span
	day     time.Time // midnight UTC; of the year closest to the issue's where none is said
	year    bool      // it says its year
	weekday int       // Sunday is 0; -1 when none is said
}

// maxDates is how many dates of a text are read: more than five years have, and
// few enough to look at the sentence of each.
const maxDates = 2000

// datesIn lists the dates in text that exist: 26 November 2026, November 26th,
// 26. November, le 26 novembre, 26 de noviembre de 2026, 2026-11-26, 26.11.2026.
// Without a year a date is one of the half year before or after near.
func datesIn(text string, near time.Time) []dated {
	w := dateWords{text, wordSpans(text)}
	var list []dated
	for i := range w.at {
		if !w.digit(i) && !w.digit(i-1) && !w.digit(i+1) && !w.digit(i-2) {
			continue // no date is without a figure
		}
		d, from := w.named(i)
		if from < 0 {
			d, from = w.figures(i)
		}
		if from < 0 || d.y == 0 && near.IsZero() {
			continue
		}
		year := d.y
		if year == 0 {
			year = closest(near, d.m, d.d)
		}
		found := dated{year: d.y > 0, weekday: -1, Span: issue.Span{Start: w.at[from].Start, End: d.end}}
		if day, at := w.weekday(from); at >= 0 {
			found.weekday, found.Start = day, w.at[at].Start
		}
		found.day = time.Date(year, time.Month(d.m), d.d, 0, 0, 0, 0, time.UTC)
		if int(found.day.Month()) == d.m && found.day.Day() == d.d {
			if list = append(list, found); len(list) == maxDates {
				break
			}
		}
	}
	return list
}

// dateWords is a text in its words: runs of letters and digits.
type dateWords struct {
	text string
	at   []issue.Span
}

func wordSpans(text string) []issue.Span {
	var list []issue.Span
	start := -1
	for i, r := range text {
		word := unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)
		if word && start < 0 {
			start = i
		}
		if !word && start >= 0 {
			list, start = append(list, issue.Span{Start: start, End: i}), -1
		}
	}
	if start >= 0 {
		list = append(list, issue.Span{Start: start, End: len(text)})
	}
	return list
}

// word gives the i-th word in lower case; empty beyond the ends.
func (w *dateWords) word(i int) string {
	if i < 0 || i >= len(w.at) || w.at[i].End-w.at[i].Start > 32 {
		return ""
	}
	return strings.ToLower(w.text[w.at[i].Start:w.at[i].End])
}

// digit reports whether the i-th word may begin with a digit.
func (w *dateWords) digit(i int) bool {
	if i < 0 || i >= len(w.at) {
		return false
	}
	first := w.text[w.at[i].Start]
	return first >= '0' && first <= '9' || first >= utf8.RuneSelf
}

// gap gives what stands between a word and the next, white space as one space.
func (w *dateWords) gap(i int) string {
	if i < 0 || i+1 >= len(w.at) {
		return ""
	}
	gap := w.text[w.at[i].End:w.at[i+1].Start]
	if strings.Contains(gap, "\n\n") {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, gap)
}

// calendar is a date as it was read: day, month, year (0 for none), and where it
// ends.
type calendar struct{ d, m, y, end int }

// named reads the date of which the i-th word is the month; from is its first
// word, -1 when it is none.
func (w *dateWords) named(i int) (c calendar, from int) {
	month, ok := months[w.word(i)]
	if raw := w.text[w.at[i].Start:w.at[i].End]; !ok || raw == "may" || raw == "march" { // as words, not as months
		return c, -1
	}
	c.m = month + 1
	last := i
	switch before, gap := w.word(i-1), w.gap(i-1); {
	case (gap == " " || gap == ". ") && dayFigure(before) > 0:
		c.d, from = dayFigure(before), i-1
	case gap == " " && (before == "of" || before == "de") && w.gap(i-2) == " " && dayFigure(w.word(i-2)) > 0:
		c.d, from = dayFigure(w.word(i-2)), i-2
	case (w.gap(i) == " " || w.gap(i) == ". ") && dayFigure(w.word(i+1)) > 0:
		c.d, from, last = dayFigure(w.word(i+1)), i, i+1
	default:
		return c, -1
	}
	c.end = w.at[last].End
	switch gap := w.gap(last); {
	case (gap == " " || gap == ", " || gap == ". " || gap == "، ") && yearFigure(w.word(last+1)) > 0:
		c.y, c.end = yearFigure(w.word(last+1)), w.at[last+1].End
	case gap == " " && w.word(last+1) == "de" && yearFigure(w.word(last+2)) > 0:
		c.y, c.end = yearFigure(w.word(last+2)), w.at[last+2].End
	}
	return c, from
}

// figures reads the date in figures that begins with the i-th word. Slashes are
// left alone: who writes 3/4/2026 means one thing in Boston and another in Bath.
func (w *dateWords) figures(i int) (c calendar, from int) {
	a, b := w.gap(i), w.gap(i+1)
	if a != b || a != "-" && a != "." {
		return c, -1
	}
	first, second, third := w.word(i), w.word(i+1), w.word(i+2)
	if a == "-" {
		c = calendar{d: dayFigure(third), m: shortFigure(second), y: yearFigure(first)}
	} else {
		c = calendar{d: dayFigure(first), m: shortFigure(second), y: yearFigure(third)}
	}
	if c.d == 0 || c.y == 0 || c.m < 1 || c.m > 12 || !standsAlone(w.text, issue.Span{Start: w.at[i].Start, End: w.at[i+2].End}) {
		return c, -1
	}
	c.end = w.at[i+2].End
	return c, i
}

// weekday reads the day of the week before the i-th word, over an article; at
// is its word, -1 when there is none. A short one has a capital, since people
// also sat and wed.
func (w *dateWords) weekday(i int) (day, at int) {
	at = i - 1
	switch w.word(at) {
	case "the", "den", "dem", "der", "le", "el", "il":
		if w.gap(at) != " " {
			return 0, -1
		}
		at--
	}
	day, ok := days[w.word(at)]
	switch gap := w.gap(at); {
	case !ok || gap != " " && gap != ", " && gap != ". " && gap != "، " && gap != "., ":
		return 0, -1
	case len(w.word(at)) < len("lunes") && w.word(at) == w.text[w.at[at].Start:w.at[at].End]:
		return 0, -1
	}
	return day, at
}

// dayFigure reads a day of a month: 26, 26th, 1er, 26e, 1º; 0 when it is none.
func dayFigure(s string) int {
	for _, end := range []string{"ste", "st", "nd", "rd", "th", "er", "e", "º", "°"} {
		s = strings.TrimSuffix(s, end)
	}
	if n := shortFigure(s); n >= 1 && n <= 31 && utf8.RuneCountInString(s) <= 2 {
		return n
	}
	return 0
}

// yearFigure reads a year that somebody alive could mean; 0 when it is none.
func yearFigure(s string) int {
	if n := shortFigure(s); n >= 1900 && n < 2100 && utf8.RuneCountInString(s) == 4 {
		return n
	}
	return 0
}

// closest gives the year in which a day lies nearest to another date.
func closest(near time.Time, month, day int) int {
	best, distance := near.Year(), time.Duration(-1)
	for year := near.Year() - 1; year <= near.Year()+1; year++ {
		away := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Sub(near).Abs()
		if distance < 0 || away < distance {
			best, distance = year, away
		}
	}
	return best
}

// standsAlone reports whether no letter or digit touches a span.
func standsAlone(text string, at issue.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at.Start])
	after, _ := utf8.DecodeRuneInString(text[at.End:])
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
	return !word(before) && !word(after) && before != '/' && before != '-' && after != '/' && after != '-'
}

// shortFigure reads a short number in European or Arabic digits; 0 when it is none.
func shortFigure(s string) int {
	s = strings.Map(func(r rune) rune {
		if r >= '٠' && r <= '٩' {
			return r - '٠' + '0'
		}
		return r
	}, s)
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
