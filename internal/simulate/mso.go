package simulate

import (
	"bytes"
	"strings"
)

// Conditional comments, as Word in Outlook 2007 and later reads them
// (Microsoft, “About conditional comments”; Outlook says mso 12 to 16): hidden
// ones, <!--[if mso]>…<![endif]-->, which all others take for a comment, and
// revealed ones, <!--[if !mso]><!-->…<!--<![endif]-->, which all others read.

const wordVersion = 16

var (
	hidden   = []byte("<!--[if")
	revealed = []byte("<![if")
	endif    = []byte("<![endif]")
)

// conditionals opens the conditional comments that hold, and takes away those
// that do not, with what is in them. For a program that is not Word every
// hidden one is a comment and every revealed one is content.
func conditionals(page []byte, word bool, n *notes) []byte {
	out := make([]byte, 0, len(page))
	behind := len(page) - max(0, bytes.LastIndex(page, endif)) // where none ends any more, none is looked for
	for {
		i := next(page)
		if i < 0 || len(page)-i <= behind {
			return append(out, page...)
		}
		out = append(out, page[:i]...)
		page = page[i:]
		body, skipped, test, isOpen := conditional(page)
		if skipped == 0 { // no conditional after all
			out = append(out, page[0])
			page = page[1:]
			continue
		}
		page = page[skipped:]
		switch {
		case !word && isOpen, word && holds(test):
			out = append(out, body...)
			if word {
				n.add("What is meant for Outlook alone is shown")
			}
		case word && isOpen:
			n.add("What is meant for all programs but Outlook is left out")
		}
	}
}

// next gives where a conditional comment may begin; -1 when there is none.
func next(page []byte) int {
	for at := 0; ; at += 2 {
		i := bytes.Index(page[at:], []byte("<!"))
		if i < 0 {
			return -1
		}
		if at += i; bytes.HasPrefix(page[at:], hidden) || bytes.HasPrefix(page[at:], revealed) {
			return at
		}
	}
}

// conditional reads one conditional comment at the beginning of a page: what is
// in it, how long it is with its marks, its test, and whether it is open to
// every program. One that never ends is none.
func conditional(page []byte) (body []byte, length int, test string, isOpen bool) {
	start := bytes.IndexByte(page, '[') + len("[if")
	bracket := bytes.IndexByte(page[start:min(len(page), start+256)], ']')
	if bracket < 0 {
		return nil, 0, "", false
	}
	test = string(page[start : start+bracket])
	at := start + bracket + 1
	rest := page[at:]
	isOpen = bytes.HasPrefix(page, revealed)
	if !bytes.HasPrefix(page, revealed) {
		for _, end := range []string{"><!-->", ">-->", "><!-- -->", "><!---->", "-->"} {
			if bytes.HasPrefix(rest, []byte(end)) {
				isOpen, at = true, at+len(end)
				break
			}
		}
	}
	if rest = page[at:]; !isOpen || bytes.HasPrefix(page, revealed) {
		rest = bytes.TrimPrefix(rest, []byte(">"))
	}
	end := bytes.Index(rest, endif)
	if end < 0 {
		return nil, 0, "", false
	}
	body = rest[:end]
	after := bytes.TrimPrefix(rest[end+len(endif):], []byte("-->"))
	if isOpen {
		body = bytes.TrimSuffix(body, []byte("<!--"))
	}
	return body, len(page) - len(after), test, isOpen
}

// holds says whether a test is true in Word: mso, gte mso 9, !mso, (mso)|(IE).
// What it does not know is false there.
func holds(test string) bool {
	t := &tester{words: tokens(test)}
	result := t.either()
	return result && len(t.words) == 0
}

// tester reads a test from left to right; words is what is left.
type tester struct{ words []string }

func tokens(test string) []string {
	for _, mark := range []string{"(", ")", "!", "&", "|"} {
		test = strings.ReplaceAll(test, mark, " "+mark+" ")
	}
	return strings.Fields(strings.ToLower(test))
}

func (t *tester) take(word string) bool {
	if len(t.words) == 0 || t.words[0] != word {
		return false
	}
	t.words = t.words[1:]
	return true
}

func (t *tester) either() bool {
	result := t.both()
	for t.take("|") {
		other := t.both()
		result = result || other
	}
	return result
}

func (t *tester) both() bool {
	result := t.one()
	for t.take("&") {
		other := t.one()
		result = result && other
	}
	return result
}

// one reads a single condition. A test has at most 256 characters, so it is
// not deep.
func (t *tester) one() bool {
	switch {
	case t.take("!"):
		return !t.one()
	case t.take("("):
		result := t.either()
		return t.take(")") && result
	case t.take("true"), t.take("vml"):
		return true
	}
	for _, compare := range []string{"gte", "gt", "lte", "lt", ""} {
		if compare != "" && !t.take(compare) {
			continue
		}
		isWord := t.take("mso")
		if !isWord && len(t.words) > 0 && t.words[0] != ")" && t.words[0] != "|" && t.words[0] != "&" {
			t.words = t.words[1:] // a name that Word does not answer to
		}
		version, numbered := t.number()
		return isWord && (!numbered || matches(compare, version))
	}
	return false
}

func (t *tester) number() (version int, ok bool) {
	if len(t.words) == 0 || t.words[0][0] < '0' || t.words[0][0] > '9' {
		return 0, false
	}
	for _, c := range t.words[0] {
		if c < '0' || c > '9' || version > 99 {
			break
		}
		version = version*10 + int(c-'0')
	}
	t.words = t.words[1:]
	return version, true
}

func matches(compare string, version int) bool {
	switch compare {
	case "gte":
		return wordVersion >= version
	case "gt":
		return wordVersion > version
	case "lte":
		return wordVersion <= version
	case "lt":
		return wordVersion < version
	}
	return wordVersion == version
}
