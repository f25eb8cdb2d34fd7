package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// mention is a word of copy that could be a name, or part of one: without a
// possessive or an elided article, its place being that of what is left.
type mention struct {
	word string // hyphens and apostrophes as keyboards have them, no soft hyphens
	issue.Span
	opens  bool // it opens a sentence or stands in a headline, where a first capital says nothing
	shouts bool // it stands among words in capitals, where no capital says anything
}

// mentions lists the words of copy.
func mentions(copy string, reading *issue.Reading) []mention {
	text := nameProse(copy, reading)
	titles := make([]issue.Span, 0, 1+len(reading.Sections))
	titles = append(titles, reading.Headline.Span)
	for i := range reading.Sections {
		titles = append(titles, reading.Sections[i].Label.Span)
	}
	list := make([]mention, 0, len(text)/6)
	title := 0
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			at += size
			continue
		}
		end := wordEnd(text, at)
		for title+1 < len(titles) && titles[title].End <= at {
			title++
		}
		if m, ok := mentionOf(text, issue.Span{Start: at, End: end}); ok {
			m.opens = titles[title].Start <= m.Start && m.End <= titles[title].End || mayCapitalise(text, m.Start)
			list = append(list, m)
		}
		at = end
	}
	shouting(text, list)
	return list
}

// wordEnd gives the end of the word that begins at an offset. A word goes on
// over a join or an apostrophe with a letter behind it, and ends where a script
// does: an article in Arabic is no part of a name in Latin letters.
func wordEnd(text string, at int) int {
	latin, known := false, false
	for i := at; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r):
			is := unicode.Is(unicode.Latin, r)
			if known && is != latin {
				return i
			}
			latin, known = is, true
		case unicode.IsMark(r) || unicode.IsNumber(r) || r == '\u00ad':
		case strings.ContainsRune(joins+"\u2011’'&", r):
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); !unicode.IsLetter(next) && !unicode.IsNumber(next) {
				return i
			}
		default:
			return i
		}
		i += size
	}
	return len(text)
}

// elided are the articles and the little words that French and Italian fuse
// with a name: l’OpenAI, dell’Arte.
var elided = strings.Fields("l d j m n s t c qu lorsqu puisqu jusqu dell all nell dall sull un quell")

// asTyped writes a name's marks as keyboards have them. A soft hyphen is none.
var asTyped = strings.NewReplacer("\u2011", "-", "’", "'", "\u00ad", "")

const asciiLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// mentionOf takes the grammar off a word; ok is false for what holds no letter.
func mentionOf(text string, at issue.Span) (m mention, ok bool) {
	word := text[at.Start:at.End]
	if strings.Trim(word, asciiLetters) == "" {
		return mention{word: word, Span: at}, true // most are, and this is where the time goes
	}
	for _, s := range []string{"’s", "'s", "’S", "'S"} {
		if rest, cut := strings.CutSuffix(word, s); cut && rest != "" {
			word, at.End = rest, at.End-len(s)
			break
		}
	}
	if i := strings.IndexAny(word, "’'"); i > 0 && slices.Contains(elided, strings.ToLower(word[:i])) {
		_, size := utf8.DecodeRuneInString(word[i:])
		word, at.Start = word[i+size:], at.Start+i+size
	}
	plain := word
	if strings.ContainsAny(word, "\u2011’\u00ad") {
		plain = asTyped.Replace(word)
	}
	if first, _ := utf8.DecodeRuneInString(plain); unicode.IsLower(first) && strings.Contains(plain, ".") {
		return m, false // strings.Compare, tide.example
	}
	return mention{word: plain, Span: at}, strings.IndexFunc(word, unicode.IsLetter) >= 0
}

// mayCapitalise reports whether a word at an offset opens a sentence or a quotation, or
// stands at the beginning of a line or a cell: where anybody writes a capital.
func mayCapitalise(text string, at int) bool {
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		switch {
		case r == ' ' || r == '\u00a0' || r == '*' || r == '_' || r == '\u202f':
			at -= size
		case strings.ContainsRune("”)]»’'", r): // what is before it decides
			before, _ := utf8.DecodeLastRuneInString(text[:at-size])
			return strings.ContainsRune(".!?…:;", before)
		case r == '.' && afterTitle(text[:at-size]):
			return false
		default:
			return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != ',' && r != '('
		}
	}
	return true
}

// afterTitle reports whether a text ends in a title that is written short before a
// name: Rep., Mr.
func afterTitle(before string) bool {
	start := strings.LastIndexAny(before, " (\n") + 1
	return len(before)-start <= len("cllr") && start < len(before) && capitalised(before[start:]) && slices.Contains(titled, strings.ToLower(before[start:]))
}

// shouting marks words in capitals beside another word in capitals: a heading
// says nothing about how a name is written.
func shouting(text string, list []mention) {
	loud := func(m *mention) bool { return allCapitals(m.word) && utf8.RuneCountInString(m.word) > 2 }
	for i := range list {
		if !loud(&list[i]) {
			continue
		}
		before := i > 0 && loud(&list[i-1]) && strings.TrimLeft(text[list[i-1].End:list[i].Start], " ") == ""
		after := i+1 < len(list) && loud(&list[i+1]) && strings.TrimLeft(text[list[i].End:list[i+1].Start], " ") == ""
		list[i].shouts = list[i].shouts || before || after
		if before {
			list[i-1].shouts = true
		}
	}
}

// strong reports whether a mention says how its name is written.
func (m *mention) strong() bool {
	return !m.shouts && hasUpper(m.word) && (!m.opens || markedName(m.word))
}

// person is a name of several words: “John Scott-Railton”.
type person []mention

// titled are words before a person's name that are none of it.
var titled = strings.Fields("mr mrs ms mx dr prof professor sir dame lord lady president judge justice senator captain colonel " +
	"general rep sen gov rev hon cllr sgt capt col gen lt herr frau fräulein monsieur madame mme mlle señor señora don doña signor signora fru")

// generations stand behind a person's name and are none of it.
var generations = strings.Fields("jr sr jnr snr esq phd")

// persons lists the runs of capitalised words that could be a name of two to
// four words. A run that opens a sentence counts without its first word, too;
// headlines in title case have no such names.
func persons(text string, list []mention) []person {
	const most = 4
	var found []person
	for i := 0; i < len(list); {
		end := i + 1
		for end < len(list) && nameGoesOn(text, &list[end-1], &list[end]) {
			end++
		}
		run := list[i:end]
		i = end
		if len(run) < 2 {
			continue // nearly all
		}
		for len(run) > 0 && slices.Contains(titled, strings.ToLower(run[0].word)) {
			run = run[1:]
		}
		for len(run) > 2 && slices.Contains(generations, strings.ToLower(run[len(run)-1].word)) {
			run = run[:len(run)-1]
		}
		if len(run) > most+1 || len(run) < 2 || !capitalised(run[0].word) {
			continue
		}
		if len(run) <= most {
			found = append(found, person(run))
		}
		if run[0].opens && len(run) > 2 {
			found = append(found, person(run[1:]))
		}
	}
	return found
}

// nameGoesOn reports whether a name of several words can go on from one word to
// the next: over a space, or over the stop of an initial.
func nameGoesOn(text string, a, b *mention) bool {
	gap := text[a.End:b.Start]
	initial := gap == ". " && utf8.RuneCountInString(a.word) < 4
	return (gap == " " || gap == "\u00a0" || gap == "\n" || initial) && capitalised(a.word) && capitalised(b.word) && (!b.opens || initial) && !a.shouts && !b.shouts
}

func capitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}
