package preflight

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// marked is a form of placeholder. Sign stands in all of them, in lower case, to
// look for first.
type pageForm struct {
	sign string
	form *regexp.Regexp
}

// pageMarkForms are words that hold a place. Those in capitals alone are so in
// capitals alone: a to-do app and TikTok are none.
var pageMarkForms = []pageForm{
	{"tk", regexp.MustCompile(`\bTK(?:TK)*\b`)},
	{"todo", regexp.MustCompile(`\bTODO\b`)},
	{"fixme", regexp.MustCompile(`\bFIXME\b`)},
	{"xxx", regexp.MustCompile(`\bXXX+\b`)},
	{"lorem", regexp.MustCompile(`(?i)\blorem ipsum\b`)},
	{" here", regexp.MustCompile(`(?i)\b(?:insert|add|enter|type|place|put) (?:your |the |an? )?(?:alt text|alternative text|link|url|image|picture|photo|headline|title|subject|text|copy|caption|name|date|body|content|quote|logo)s? here\b`)},
	{" here", regexp.MustCompile(`(?i)\byour (?:text|headline|title|logo|copy|content|image|message|name) (?:goes )?here\b`)},
	{"[", regexp.MustCompile(`(?i)\[ ?(?:link|url|insert[^\[\]\n]{0,60}|placeholder|tbc|tbd|tk|(?:first|last|full|company|your|recipient)[ _-]?(?:name|company|city|address))s? ?\]`)},
	{"???", regexp.MustCompile(`(?:^|[\s(])\?\?\?+`)},
}

// pageMarks finds words in a text that hold a place for others. Lang is the
// language of the text: todo is a word in some.
func pageMarks(text, lang string) []issue.Span {
	var found []issue.Span
	lower := strings.ToLower(text)
	for _, f := range pageMarkForms {
		if !strings.Contains(lower, f.sign) {
			continue
		}
		for _, m := range f.form.FindAllStringIndex(text, maxOfAKind+1) {
			at := issue.Span{Start: m[0], End: m[1]}
			for text[at.Start] == ' ' || text[at.Start] == '\n' || text[at.Start] == '(' || text[at.Start] == '\t' || text[at.Start] == '\r' {
				at.Start++
			}
			if !pageMeant(text, at, lang) {
				found = append(found, at)
			}
		}
	}
	return pageApart(found)
}

// pageApart puts places in order and leaves out those that begin inside another.
func pageApart(all []issue.Span) []issue.Span {
	slices.SortStableFunc(all, func(a, b issue.Span) int { return a.Start - b.Start })
	end := -1
	return slices.DeleteFunc(all, func(at issue.Span) bool {
		inside := at.Start < end
		end = max(end, at.End)
		return inside
	})
}

// pageRomance are languages in which “todo” is a word.
var pageRomance = []string{"es", "pt", "gl", "ca", "it", "an", "ast", "tl", "eo"}

// pageMeant reports whether what reads like a placeholder is a word: a company’s
// or a flight’s TK, a Roman numeral, TODO in Spanish or in a line of capitals, or
// one that is spoken of, as lorem ipsum is by those who set type.
func pageMeant(text string, at issue.Span, lang string) bool {
	words := text[at.Start:at.End]
	before, after := pageBefore(text[:at.Start]), pageAfter(text[at.End:])
	joined := strings.HasPrefix(text[at.End:], "-") || strings.HasPrefix(text[at.End:], "&") || strings.HasPrefix(text[at.End:], "’") ||
		at.Start > 0 && strings.IndexByte("-&./@#_", text[at.Start-1]) >= 0
	switch {
	case words == "TK":
		return strings.EqualFold(after, "maxx") || strings.Trim(after, "0123456789") == "" && after != "" || joined
	case words == "TODO":
		return slices.Contains(pageRomance, lang) || pageCapitals(before) || pageCapitals(after) || joined || spokenOfTODO(before, after)
	case strings.HasPrefix(words, "XXX"):
		// Super Bowl XXX: a name stands before it. Three sizes, a rating.
		first, _ := utf8.DecodeRuneInString(before)
		return len(words) == len("XXX") && unicode.IsUpper(first) || joined || pageCapitals(before)
	case strings.EqualFold(words, "lorem ipsum"):
		// Who writes of it goes on in other words than its Latin.
		return after != "" && !strings.EqualFold(after, "dolor") && !slices.Contains(latinOfLorem, strings.ToLower(after)) || after == "" && before != ""
	}
	return false
}

func pageCapitals(word string) bool {
	return utf8.RuneCountInString(word) > 1 && strings.IndexFunc(word, unicode.IsLetter) >= 0 && strings.ToUpper(word) == word
}

// pageBefore and pageAfter give the word that stands next, when only spaces part
// it.
func pageBefore(text string) string {
	text = text[max(0, len(text)-64):]
	trimmed := strings.TrimRight(text, " \n\u00a0")
	return trimmed[strings.LastIndexFunc(trimmed, pageGap)+1:]
}

func pageAfter(text string) string {
	trimmed := strings.TrimLeft(text[:min(len(text), 64)], " \n\u00a0")
	if i := strings.IndexFunc(trimmed, pageGap); i >= 0 {
		return trimmed[:i]
	}
	return trimmed
}

func pageGap(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) }

// pageUntitled reports whether a text is the name that a program gives. Inside a
// sentence it is often a work of art's.
func pageUntitled(text string) bool {
	return pageUntitledForm.MatchString(text)
}

var pageUntitledForm = regexp.MustCompile(`(?i)^(?:untitled|untitled (?:document|design|page|newsletter|email|campaign)|unbenannt|sans titre|headline goes here|new campaign)(?:[ -]?\(?\d{1,3}\)?)?$`)

// pageKeyForms are keys whose form says whose they are.
var pageKeyForms = []pageForm{
	{"sk-", regexp.MustCompile(`\bsk-(?:proj-|ant-|live-)?[A-Za-z0-9_-]{20,}`)},
	{"akia", regexp.MustCompile(`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`)},
	{"gh", regexp.MustCompile(`\bgh[pousr]_[A-Za-z0-9]{30,}\b`)},
	{"github_pat_", regexp.MustCompile(`\bgithub_pat_[A-Za-z0-9_]{22,}\b`)},
	{"xox", regexp.MustCompile(`\bxox[abeoprs]-[A-Za-z0-9-]{10,}`)},
	{"k_live_", regexp.MustCompile(`\b[sr]k_live_[A-Za-z0-9]{16,}\b`)},
	{"aiza", regexp.MustCompile(`\bAIza[0-9A-Za-z_-]{35}`)},
	{"sg.", regexp.MustCompile(`\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`)},
	{"-us", regexp.MustCompile(`\b[0-9a-f]{32}-us\d{1,2}\b`)},
	{"bearer", regexp.MustCompile(`(?i)\bBearer\s+ey[A-Za-z0-9_.-]{16,}`)},
	{"eyj", regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`)},
	{"private key", regexp.MustCompile(`-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----`)},
}

// pageKeys finds keys and tokens. One that says it is an example, and one that is
// all of a letter or without a digit, opens nothing.
func pageKeys(text string) []issue.Span {
	var found []issue.Span
	lower := strings.ToLower(text)
	for _, f := range pageKeyForms {
		if !strings.Contains(lower, f.sign) {
			continue
		}
		for _, m := range f.form.FindAllStringIndex(text, maxOfAKind+1) {
			if key := text[m[0]:m[1]]; pageReal(key) {
				found = append(found, issue.Span{Start: m[0], End: m[1]})
			}
		}
	}
	return pageApart(found)
}

func pageReal(key string) bool {
	if strings.HasPrefix(key, "-----") {
		return true
	}
	lower := strings.ToLower(key)
	for _, sham := range []string{"example", "xxxx", "your", "1234567890", "abcdef", "0000"} {
		if strings.Contains(lower, sham) {
			return false
		}
	}
	return strings.ContainsAny(key, "0123456789") && strings.IndexFunc(key, unicode.IsLetter) >= 0
}

// pagePathForm is a path of a home folder, on its own: not the end of a web
// address.
var pagePathForm = regexp.MustCompile(`(?:^|[\s("'“‘:>])((?:file:///?[^\s"'”’<>)]+)|(?:[A-Za-z]:\\(?:Users|Documents and Settings)\\[^\s"'”’<>)]+)|(?:/(?:Users|home)/[A-Za-z][A-Za-z0-9._-]*/[^\s"'”’<>)]+))`)

func pagePaths(text string) []issue.Span {
	if !strings.Contains(text, `:\`) && !strings.Contains(text, "file:") && !strings.Contains(text, "/Users/") && !strings.Contains(text, "/home/") {
		return nil
	}
	var found []issue.Span
	for _, m := range pagePathForm.FindAllStringSubmatchIndex(text, maxOfAKind+1) {
		end := m[2] + len(strings.TrimRight(text[m[2]:m[3]], ".,;:"))
		found = append(found, issue.Span{Start: m[2], End: end})
	}
	return found
}

// pageRemarkForms are remarks that writing tools leave in the text.
var pageRemarkForms = []pageForm{
	{"comment [", regexp.MustCompile(`Comment \[[A-Z]{1,4}\d{1,4}\]:?`)},
	{"{&gt;&gt;", regexp.MustCompile(`\{&gt;&gt;[^{}\n]{0,200}&lt;&lt;\}`)},
	{"{>>", regexp.MustCompile(`\{>>[^{}\n]{0,200}<<\}`)},
}

func pageRemarks(text string) []issue.Span {
	var found []issue.Span
	lower := strings.ToLower(text)
	for _, f := range pageRemarkForms {
		if strings.Contains(lower, f.sign) {
			for _, m := range f.form.FindAllStringIndex(text, maxOfAKind+1) {
				found = append(found, issue.Span{Start: m[0], End: m[1]})
			}
		}
	}
	return found
}

// pageEditorialForm is a comment to somebody: with initials before a colon, or a
// mark for later.
var pageEditorialForm = regexp.MustCompile(`^\s*(?:[A-Z]{2,3}: ?\S+ \S+|(?:@|(?i:note to |ask |check with ))\p{L}+\b.*|.*\b(?:TODO|FIXME|TKTK)\b)`)

// pageEditorial reports whether a comment is one editor's to another. What a
// program or a designer notes (begin of the header, MODULE: hero, conditions for
// Outlook) is no secret.
func pageEditorial(comment string) bool {
	comment = head(comment, 300)
	if strings.Contains(comment, "[if") || strings.Contains(comment, "endif") {
		return false
	}
	return pageEditorialForm.MatchString(comment)
}
