package preflight

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// maxContext is the length of a finding's context, and of the words that it
// quotes, in characters.
const maxContext = 200

// sentence gives the sentence around a span of copy, on one line and at most
// maxContext characters long; … stands where it was cut.
func sentence(copy string, at issue.Span) string {
	// Nothing further away than this can be part of the result.
	const reach = maxContext * utf8.UTFMax
	low, high := max(0, at.Start-reach), min(len(copy), max(at.End, at.Start)+reach)
	for low > 0 && !utf8.RuneStart(copy[low]) {
		low--
	}
	for high < len(copy) && !utf8.RuneStart(copy[high]) {
		high++
	}
	start, end := low, high
	for i := low; i < at.Start; i++ {
		if n := breakAt(copy, i); n > 0 && i+n <= at.Start {
			start = i + n
		}
	}
	for i := at.End; i < high; i++ {
		if breakAt(copy, i) > 0 {
			end = i
			break
		}
	}
	before := strings.Join(strings.Fields(copy[start:at.Start]), " ")
	if start < at.Start && endsInSpace(copy[start:at.Start]) && before != "" {
		before += " "
	}
	rest := copy[at.Start:end]
	after := strings.Join(strings.Fields(rest), " ")
	if before != "" && rest != strings.TrimLeftFunc(rest, unicode.IsSpace) {
		before += " "
	}
	return around(before, after)
}

func endsInSpace(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}

// breakAt gives the length of the end of a sentence or block at offset i; 0
// when neither ends there.
func breakAt(copy string, i int) int {
	switch c := copy[i]; c {
	case '\n':
		rest := strings.TrimLeft(copy[i+1:min(len(copy), i+8)], " ")
		if rest == "" || strings.ContainsAny(rest[:1], "\n#>|!") || bulletSize(rest) > 0 {
			return 1
		}
		line := copy[strings.LastIndexByte(copy[:i], '\n')+1 : i]
		if strings.HasPrefix(line, "#") {
			return 1
		}
	case ' ':
		if next, _ := utf8.DecodeRuneInString(copy[i+1:]); unicode.IsLower(next) || strings.ContainsRune("<>=+~|/&", next) {
			return 0
		}
		word := strings.TrimRight(copy[max(0, i-24):i], "”’\"')]*_")
		stem := strings.TrimRight(word, ".!?…。！？؟")
		if len(stem) == len(word) {
			return 0
		}
		last := stem[strings.LastIndexAny(stem, " \n")+1:]
		if strings.HasSuffix(word, ".") && (strings.Contains(last, ".") || utf8.RuneCountInString(last) < 3) {
			return 0 // U.S., D.C., Jr., St.
		}
		return 1
	}
	return 0
}

// around joins two halves of a sentence and cuts them to maxContext, before
// the words first.
func around(before, after string) string {
	const keep = maxContext / 3
	if utf8.RuneCountInString(before)+utf8.RuneCountInString(after) <= maxContext {
		return before + after
	}
	if runes := []rune(before); len(runes) > keep {
		tail := string(runes[len(runes)-keep+1:])
		if _, words, ok := strings.Cut(tail, " "); ok && strings.TrimSpace(words) != "" {
			tail = words
		}
		before = "…" + tail
	}
	return before + cut(after, maxContext-utf8.RuneCountInString(before))
}

// cut gives at most n characters of s; … stands for the rest.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	short := head(s, n-1)
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	return short + "…"
}

// head gives the first n characters of s.
func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
