package preflight

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// markup: Markdown that was meant as such and did not become it, so that
// readers would see its marks. A check beyond the catalogue: the marks are the
// one thing that every writer here types and no reader should ever see.
var markup = []check{
	{"left-over.markdown", issue.SeverityWarning, markdownLeft},
}

// brokenLink is a link that lost its last bracket, or has a space in its middle:
// [words](https://… and [words] (https://…). Anything else in brackets is prose.
var brokenLink = regexp.MustCompile(`\[[^\[\]\n]{1,200}\]( ?)\((https?://|www\.|mailto:)[^\s()]*(\)?)`)

// markdownLeft is silent on what stands in code, on escaped marks, on a lone
// asterisk (a footnote, a product), and on pairs, which may be notes at the foot
// of a table.
func markdownLeft(r *round) {
	for _, p := range r.everywhere() {
		r.brokenLinks(p)
		r.openStrong(p)
		r.openCode(p)
		r.tightLabels(p)
	}
}

// tightLabel is a label in bold type with no space behind it, which CommonMark does
// not take for bold: a mark of punctuation stands in front of the asterisks and a
// letter behind (6.2, right-flanking runs).
var tightLabel = regexp.MustCompile(`(?:^|[\s>])(\*\*[^*\s](?:[^*\n]{0,80}[^*\s\\])?[:.!?…]\*\*)[\p{L}\p{N}]`)

func (r *round) tightLabels(p *piece) {
	at := strings.Index(p.prose, "**")
	for at >= 0 && !tight(p.prose, at) {
		next := strings.Index(p.prose[at+2:], "**")
		if next < 0 {
			return
		}
		at += 2 + next
	}
	if at < 0 {
		return
	}
	for _, m := range tightLabel.FindAllStringSubmatchIndex(p.prose, -1) {
		r.at(p, issue.Span{Start: m[2], End: m[3]}, "A space is missing behind this label, so it is not bold and readers would see its asterisks: put one in.").
			fix("Put in a space", issue.Span{Start: m[3], End: m[3]}, " ")
	}
}

// tight reports whether two asterisks stand between a mark and a letter.
func tight(prose string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(prose[:at])
	after, _ := utf8.DecodeRuneInString(prose[at+2:])
	return strings.ContainsRune(":.!?…", before) && (unicode.IsLetter(after) || unicode.IsNumber(after))
}

func (r *round) brokenLinks(p *piece) {
	if !strings.Contains(p.prose, "](") && !strings.Contains(p.prose, "] (") {
		return
	}
	for _, m := range brokenLink.FindAllStringSubmatchIndex(p.prose, -1) {
		at := issue.Span{Start: m[0], End: m[1]}
		if p.beginsLink(at) || at.Start > 0 && strings.ContainsRune(`\!`, rune(p.prose[at.Start-1])) {
			continue
		}
		switch gap, closed := m[3] > m[2], m[7] > m[6]; {
		case gap && closed:
			r.at(p, at, "A space keeps this from being a link, so readers would see its brackets: take it out.").
				fix("Take the space out", issue.Span{Start: m[2], End: m[3]}, "")
		case !gap && !closed:
			r.at(p, at, "This link has no closing bracket, so readers would see its marks: put ) behind the address.").
				fix("Close the bracket", issue.Span{Start: m[1], End: m[1]}, ")")
		}
	}
}

// beginsLink reports whether a link of the form [words](address) stands where a
// span begins.
func (p *piece) beginsLink(at issue.Span) bool {
	for i := range p.linkNest().around(issue.Span{Start: at.Start, End: at.Start + 1}) {
		if p.Copy[p.Reading.Links[i].Start] == '[' {
			return true
		}
	}
	return false
}

// openStrong finds paragraphs in which bold type begins and never ends: one
// with an odd number of double asterisks, each beside a word.
func (r *round) openStrong(p *piece) {
	if !strings.Contains(p.prose, "**") {
		return
	}
	for start := 0; start < len(p.prose); {
		end := len(p.prose)
		if n := strings.Index(p.prose[start:], "\n\n"); n >= 0 {
			end = start + n
		}
		if at, ok := oddStrong(p.prose[start:end]); ok {
			r.at(p, issue.Span{Start: start + at, End: start + at + 2}, "Bold type begins or ends here and does not do the other, so readers would see the asterisks: add its other half, or take them out.")
		}
		start = end + 2
	}
}

// codeLike follows a backtick that opens code; after one that stands for an
// apostrophe (`tis, `90s) there is a word.
var codeLike = regexp.MustCompile("(?:^|[\\s(])`[^\\s`][^`\\n]{0,60}?(?:[a-z][._/=:@-]+[A-Za-z0-9]|[a-z]\\(|[@/<>{}$]|--)")

// openCode finds paragraphs in which code begins and never ends.
func (r *round) openCode(p *piece) {
	if !strings.Contains(p.prose, "`") {
		return
	}
	for start := 0; start < len(p.prose); {
		end := len(p.prose)
		if n := strings.Index(p.prose[start:], "\n\n"); n >= 0 {
			end = start + n
		}
		paragraph := p.prose[start:end]
		if at := strings.IndexByte(paragraph, '`'); at >= 0 && strings.Count(paragraph, "`") == 1 && codeLike.MatchString(paragraph[max(0, at-1):]) {
			r.at(p, issue.Span{Start: start + at, End: start + at + 1}, "Code begins here and never ends, so readers would see the backtick: put another one behind it.")
		}
		start = end + 2
	}
}

// oddStrong gives the last of an odd number of double asterisks. Where runs of
// another length mix in, nothing is certain.
func oddStrong(paragraph string) (at int, ok bool) {
	n := 0
	for i := 0; i < len(paragraph); i++ {
		switch paragraph[i] {
		case '\\':
			i++
		case '*':
			run := len(paragraph[i:]) - len(strings.TrimLeft(paragraph[i:], "*"))
			if run > 2 {
				return 0, false
			}
			if run == 2 {
				if strings.Trim(around3(paragraph, i), " \n\t*") == "" {
					return 0, false // it stands alone, as a divider or an operator does
				}
				n, at = n+1, i
			}
			i += run - 1
		}
	}
	return at, n%2 == 1
}

// around3 gives two asterisks with the byte on either side.
func around3(s string, i int) string { return s[max(0, i-1):min(len(s), i+3)] }
