package preflight

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"galley/internal/issue"
)

// How an issue calls itself by its number: in a line of its own, as a greeting,
// or at either end of a subject. “As we wrote in issue 73” and “last week’s letter
// 94” are about another one. Words that count other things as well (letter, No.)
// are believed where the number is near the issue's: a page of readers' letters
// has a letter 1, and a list of tips a No. 3.
const (
	numberSign = `(?:n[or]\.?\s*|n\.?[º°o]\.?\s*|№\s*|#|number\s+|número\s+|numéro\s+|numero\s+|nummer\s+)?`
	numberNoun = `(?:issue|edition|newsletter|ausgabe|numéro|édition|número|edición|boletín|edizione|editie|nieuwsbrief|edição)`
	letterNoun = `(?:letter|number|nummer|numero|dispatch|bulletin|instalment|installment|no\.|nr\.|n\.º|nº|n°|№|brief|lettre|carta|entrega|lettera|brev)`
	welcomes   = `(?:this is|here is|here’s|here's|welcome to|welcome back to|you are reading|you’re reading|you're reading|dies ist|das ist|hier ist|hier kommt|willkommen zur?|` +
		`bienvenue dans|voici|ceci est|est[ea] es|aquí (?:va|tienes|tenéis|está)|bienvenid[oa]s? al?|quest[ao] è|ecco|benvenut[oaie] (?:al?|alla|nel|nella)|` +
		`dit is|hier is|welkom bij|est[ea] é|bem-vind[oa]s? [àa]o?)`
)

var ownNumber = whenUsed(`(?i)^[#*_\s]*(?:issue|edition|newsletter|ausgabe|numéro|número|numero|العدد)\s+` + numberSign + `(\p{Nd}{1,5})[*_]*\s*(?:$|[·|:—–,])` +
	`|^[#*_\s]*` + letterNoun + `\s*` + numberSign + `([0-9]{1,5})[*_]*\s*(?:$|[·|:—–,])` +
	`|(?:^|[^\p{L}])` + welcomes + `\s+(?:(?:the|our|your|die|unsere|der|la|le|el|nuestra|vuestra|tu|il|de|onze|a)\s)?` +
	`(?:` + numberNoun + `\s+` + numberSign + `([0-9]{1,5})|` + letterNoun + `\s*` + numberSign + `([0-9]{1,5})|([0-9]{1,5})(?:st|nd|rd|th) (?:issue|letter|newsletter|dispatch))(?:[^\p{L}\p{N}]|$)`)

// nearNumber is how far the number of a letter may be from the issue's so that it
// still is what was left of an earlier one.
const nearNumber = 5

// otherNumbers finds the number of another issue where this one means itself.
func (r *round) otherNumbers(p *piece) {
	if p.like == issue.KindStory {
		return
	}
	for offset, line := range lines(p.prose) {
		at, ok := r.otherNumberIn(line, p.like == issue.KindLetter || p.number == 0)
		if !ok {
			continue
		}
		at = issue.Span{Start: offset + at.Start, End: offset + at.End}
		number := p.Copy[at.Start:at.End]
		h := r.at(p, at, r.numberWhy(number))
		if at.End == len(p.Copy) || !unicode.IsLetter(rune(p.Copy[at.End])) { // 40th has another end
			h.fix("Write "+r.e.Issue.Number, at, r.e.Issue.Number)
		}
	}
}

// otherNumberIn gives the number by which a line calls the issue, if that is
// another one's. Greets says that the line is one that speaks to all readers.
func (r *round) otherNumberIn(line string, greets bool) (at issue.Span, ok bool) {
	const longest = 4 * maxContext
	if len(line) > longest || !saysNumber(line) {
		return at, false
	}
	const most = 8
	for _, m := range ownNumber().FindAllStringSubmatchIndex(line, most) {
		group := 1
		for m[2*group] < 0 {
			group++
		}
		at = issue.Span{Start: m[2*group], End: m[2*group+1]}
		off := shortFigure(line[at.Start:at.End]) - shortFigure(strings.TrimSpace(r.e.Issue.Number))
		alone, near := group <= 2, off >= -nearNumber && off <= nearNumber
		letter := group == 2 || group > 3
		if r.otherNumber(line[at.Start:at.End]) && (!alone || len(line) <= maxContext) && (!letter || near && (greets || !alone)) {
			return at, true
		}
	}
	return at, false
}

// numberHints are parts of what stands before the number of an issue, and
// numberEnds what stands behind an ordinal one.
var (
	numberHints = strings.Fields("ssue SSUE etter ETTER umber UMBER dition DITION spatch ulletin stalment o. O. r. R. º ° № sgabe SGABE rief RIEF umme UMME uméro UMÉRO úmero ÚMERO umero UMERO ettre ETTRE arta ARTA dición DICIÓN oletín ntrega ettera dizione ditie diç rev العدد")
	numberEnds  = strings.Fields("th st nd rd")
)

// saysNumber reports whether a line may hold the number of an issue: the
// expression costs more than all else here.
func saysNumber(line string) bool {
	const before = 24
	for i, c := range line {
		if !unicode.IsDigit(c) {
			continue
		}
		behind := strings.TrimLeftFunc(line[i:], unicode.IsDigit)
		if len(behind) > 2 && slices.Contains(numberEnds, behind[:2]) || holdsAny(line[max(0, i-before):i], numberHints) {
			return true
		}
	}
	return false
}

// otherNumber reports whether a number is not the issue's. An issue whose
// number is no plain one (12½, 74/75) says nothing about others.
func (r *round) otherNumber(found string) bool {
	n := shortFigure(strings.TrimSpace(r.e.Issue.Number))
	return n > 0 && shortFigure(found) > 0 && shortFigure(found) != n
}

func (r *round) numberWhy(found string) string {
	return fmt.Sprintf("The issue calls itself number %s, and its front matter says %s: correct the one that is left from an earlier issue.", found, onOneLine(r.e.Issue.Number, 20))
}
