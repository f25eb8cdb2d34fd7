package svg

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

var errNumber = errors.New("not a number")

// scanner reads numbers and letters as path data has them: packed, with a sign
// or a second point as the only separator (SVG 1.1, 8.3.9).
type scanner struct{ s string }

func (sc *scanner) space() {
	sc.s = strings.TrimLeft(sc.s, " \t\r\n\f")
}

// separator skips spaces and at most one comma.
func (sc *scanner) separator() {
	sc.space()
	if strings.HasPrefix(sc.s, ",") {
		sc.s = sc.s[1:]
		sc.space()
	}
}

// number reads one number.
func (sc *scanner) number() (float64, error) {
	end := numberLength(sc.s)
	v, err := strconv.ParseFloat(sc.s[:end], 64)
	if err != nil || math.Abs(v) > 1e9 {
		return 0, errNumber
	}
	sc.s = sc.s[end:]
	return v, nil
}

// numberLength gives how many bytes at the beginning of s are a number.
func numberLength(s string) int {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	i += digits(s[i:])
	if i < len(s) && s[i] == '.' {
		i++
		i += digits(s[i:])
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if n := digits(s[j:]); n > 0 {
			i = j + n
		}
	}
	return i
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// flag reads a 0 or 1, after which no separator is needed.
func (sc *scanner) flag() (bool, error) {
	if sc.s == "" || sc.s[0] != '0' && sc.s[0] != '1' {
		return false, errNumber
	}
	set := sc.s[0] == '1'
	sc.s = sc.s[1:]
	return set, nil
}

// numbers reads a list.
func numbers(s string) ([]float64, error) {
	sc := scanner{s}
	var list []float64
	for sc.space(); sc.s != ""; sc.separator() {
		v, err := sc.number()
		if err != nil {
			return list, err
		}
		list = append(list, v)
	}
	return list, nil
}

// units are the lengths that do not depend on anything, in CSS pixels
// (CSS Values 3, 5.2). An em is the browsers' usual text size.
var units = map[string]float64{
	"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "em": 16, "rem": 16,
}

// absolute reads a length in CSS pixels; ok is false for none, for “auto” and
// for a percentage.
func absolute(s string) (v float64, ok bool) {
	v, unit, err := split(s)
	per, known := units[unit]
	if err != nil || !known {
		return 0, false
	}
	return v * per, true
}

// length reads a length; whole is what 100 % of it are.
func length(s string, whole float64) (float64, error) {
	v, unit, err := split(s)
	if err != nil {
		return 0, err
	}
	if unit == "%" {
		return v / 100 * whole, nil
	}
	per, known := units[unit]
	if !known {
		return 0, errNumber
	}
	return v * per, nil
}

func split(s string) (v float64, unit string, err error) {
	sc := scanner{strings.TrimSpace(s)}
	v, err = sc.number()
	return v, strings.ToLower(strings.TrimSpace(sc.s)), err
}

// fraction reads a number or a percentage, held between 0 and 1.
func fraction(s string) (float64, error) {
	v, err := length(s, 1)
	return math.Max(0, math.Min(1, v)), err
}

// fields splits a list at commas and white space.
func fields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(", \t\r\n", r) })
}
