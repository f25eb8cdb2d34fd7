package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// addressIn reports whether a postal address seems to stand in copy: around
// one of its numbers, and within one sentence.
func addressIn(words []token, copy string) bool {
	const before, after = 8, 16 // words of an address beside its first number
	for i := range words {
		if !words[i].digits() {
			continue
		}
		from, to := i, i+1
		for from > max(0, i-before) && !parted(words[from-1], words[from], copy) {
			from--
		}
		for to < min(len(words), i+after) && !parted(words[to-1], words[to], copy) {
			to++
		}
		if addressLike(words[from:to]) {
			return true
		}
	}
	return false
}

// parted reports whether no address goes on from one word to the next: a
// sentence ends between them (after more than Str. and St.), or they are part
// of a web or mail address.
func parted(a, b token, copy string) bool {
	gap := copy[a.End:b.Start]
	return strings.HasPrefix(gap, ". ") && len(a.word) > 3 && !b.digits() || strings.Contains(gap, "://") || strings.Contains(gap, "@")
}

// addressLike reports whether words read like a postal address: a word of
// addresses close to a number, or a postcode beside a name and a second
// number.
func addressLike(words []token) bool {
	const near = 3
	numbers, plain, street, postcode := 0, 0, false, false
	for i, t := range words {
		if !t.digits() {
			plain++
			street = street || streetWord(t.word) && slices.ContainsFunc(words[max(0, i-near):min(len(words), i+near+1)], token.digits)
			continue
		}
		numbers++
		postcode = postcode || t.postcode() && (i > 0 && words[i-1].name || i+1 < len(words) && words[i+1].name)
	}
	return plain >= 2 && (street || postcode && numbers >= 2)
}

// postcode reports whether a word could be one: four to seven digits that are
// no year, or digits behind a letter (SW1A, K1A).
func (t token) postcode() bool {
	n := utf8.RuneCountInString(t.word)
	first, _ := utf8.DecodeRuneInString(t.word)
	switch {
	case unicode.IsLetter(first):
		return n >= 3 && n <= 7
	case strings.IndexFunc(t.word, unicode.IsLetter) >= 0:
		return false // 1st, 6x6
	}
	return n >= 4 && n <= 7 && !t.year()
}

// streetWords occur in addresses and seldom beside a number anywhere else.
var streetWords = strings.Fields("street st road rd avenue ave boulevard blvd lane ln suite ste floor box pobox quay " +
	"terrace highway hwy parkway rue avenida calle viale piazza corso rua praça plaza platz weg allee gasse straße str " +
	"strasse ulica ulitsa caddesi sokak cad sok улица ул проспект просп пр вулиця вул شارع ص طريق רחוב דרך")

// streetEnds end the names of streets in languages that write them in one word.
var streetEnds = []string{"straße", "strasse", "gasse", "platz", "allee", "gade", "vej", "gatan", "gata", "vägen", "veien", "straat", "laan", "plein", "gracht", "katu", "utca", "丁目", "番地", "路", "街"}

func streetWord(word string) bool {
	return slices.Contains(streetWords, word) || slices.ContainsFunc(streetEnds, func(end string) bool {
		return len(word) > len(end) && strings.HasSuffix(word, end)
	})
}
