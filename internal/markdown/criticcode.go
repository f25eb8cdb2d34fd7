package markdown

import (
	"regexp"
	"strings"

	"galley/internal/issue"
)

// Code and raw HTML are found here without a parser, because marks stand in the
// way of one: a comment before a fence makes it a paragraph, “{~~” is a
// strikethrough. Marks around code are seen through.

const (
	// behindMarks is what a line may begin with and still open a block.
	behindMarks = `^((?:\{>>(?:[^<\n]|<[^<\n]|<<+[^<}\n])*<<+\}|\{(?:\+\+|--|~~|==)|~>|(?:\+\+|--|~~|==)\})*)`
	noMarks     = `^()`

	fence = `(?: {0,3}(?:>|[-*+] |[0-9]{1,9}[.)] ))* {0,3}(` + "```+[^`\\n]*" + `|~~~+[^\n]*)$`
	block = `(?i) {0,3}</?(address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|` +
		`fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|` +
		`noframes|ol|optgroup|option|p|param|pre|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|ul)(?:[ \t/>]|$)`
)

// opening has the lines that open a fence or a block of HTML (CommonMark 0.31,
// 4.5 and 4.6), in copy with marks or without.
type opening struct{ fence, block *regexp.Regexp }

var (
	markedCopy = opening{regexp.MustCompile(behindMarks + fence), regexp.MustCompile(behindMarks + block)}
	plainCopy  = opening{regexp.MustCompile(noMarks + fence), regexp.MustCompile(noMarks + block)}
)

// htmlTag is a tag, a comment or an instruction of HTML (CommonMark 0.31, 6.6), at
// the beginning. Comments and instructions end where [codeScanner.html] looks.
var htmlTag = regexp.MustCompile(`^(?:<[A-Za-z][A-Za-z0-9-]*(?:[ \t\n]+[A-Za-z_:][A-Za-z0-9_.:-]*(?:[ \t\n]*=[ \t\n]*(?:[^ \t\n"'=<>` + "`" + `{]+|'[^'\n]*'|"[^"\n]*"))?)*[ \t\n]*/?>|</[A-Za-z][A-Za-z0-9-]*[ \t\n]*>|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^ \t\n<>{]*>)`)

// codeScanner walks through a copy once.
type codeScanner struct {
	text     string
	opens    opening
	runs     map[int]int     // where a run of backticks begins → where the next of that length does
	unclosed map[string]bool // what is not closed any more
	list     spans
}

// codeSpans lists the code and the raw HTML of a copy with marks: fences with
// their lines, code spans, tags, comments.
func codeSpans(text string) spans { return codeIn(text, markedCopy) }

// plainCode is [codeSpans] of a copy without marks.
func plainCode(text string) spans { return codeIn(text, plainCopy) }

func codeIn(text string, opens opening) spans {
	if !strings.ContainsAny(text, "`<~") {
		return nil
	}
	s := codeScanner{text: text, opens: opens, unclosed: map[string]bool{}}
	s.pair()
	for at := 0; at < len(text); {
		if at == 0 || text[at-1] == '\n' {
			if end := max(s.fence(at), s.block(at)); end > at {
				at = end
				continue
			}
		}
		at = s.inline(at)
	}
	return s.list
}

// protect takes a stretch down and gives its end.
func (s *codeScanner) protect(from, to int) int {
	s.list = append(s.list, issue.Span{Start: from, End: to})
	return to
}

// fence reads the fence that opens on the line at a place, with the line break
// behind it: a mark on its last line would keep it from closing. It has one byte
// more than the copy where that has no line break there.
func (s *codeScanner) fence(at int) int {
	line := lineAt(s.text, at)
	if !strings.Contains(line, "```") && !strings.Contains(line, "~~~") {
		return at
	}
	m := s.opens.fence.FindStringSubmatchIndex(line)
	if m == nil {
		return at
	}
	from := at + m[3]
	mark := line[m[4]:]
	size := len(mark) - len(strings.TrimLeft(mark, mark[:1]))
	for at += len(line) + 1; at < len(s.text); {
		line = lineAt(s.text, at)
		rest := strings.TrimLeft(line, " \t>")
		behind := strings.TrimLeft(rest, mark[:1])
		at += len(line) + 1
		if len(rest)-len(behind) >= size && strings.TrimLeft(behind, " \t") == "" {
			return s.protect(from, at)
		}
	}
	return s.protect(from, at)
}

// block reads the block of HTML that opens on the line at a place: to the blank
// line behind it, or to its end tag where blank lines are in it.
func (s *codeScanner) block(at int) int {
	line := lineAt(s.text, at)
	if !strings.Contains(line, "<") {
		return at
	}
	m := s.opens.block.FindStringSubmatchIndex(line)
	if m == nil {
		return at
	}
	from := at + m[3]
	end := ""
	switch name := strings.ToLower(line[m[4]:m[5]]); name {
	case "pre", "script", "style", "textarea":
		end = "</" + name
	}
	for at < len(s.text) {
		line = lineAt(s.text, at)
		at += len(line) + 1
		if end == "" && strings.TrimLeft(line, " \t") == "" || end != "" && strings.Contains(strings.ToLower(line), end) {
			break
		}
	}
	return s.protect(from, at)
}

// inline reads what is at a place, and gives what follows it.
func (s *codeScanner) inline(at int) int {
	switch s.text[at] {
	case '\\':
		if at+1 < len(s.text) && s.text[at+1] != '\n' && s.text[at+1] < 0x80 {
			return at + 2
		}
	case '`':
		size := runAt(s.text, at)
		if next, ok := s.runs[at]; ok {
			return s.protect(at, next+size)
		}
		return at + size
	case '<':
		if end := s.html(at); end > at {
			return s.protect(at, end)
		}
	}
	return at + 1
}

// html gives where the raw HTML that begins at a place ends; at for none.
func (s *codeScanner) html(at int) int {
	rest := s.text[at:]
	for _, c := range [...]struct{ opens, closes string }{{"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", "]]>"}} {
		if !strings.HasPrefix(rest, c.opens) || s.unclosed[c.closes] {
			continue
		}
		if i := strings.Index(rest[len(c.opens):], c.closes); i >= 0 {
			return at + len(c.opens) + i + len(c.closes)
		}
		s.unclosed[c.closes] = true // and none further on
	}
	if len(rest) < 2 || rest[1] != '/' && (rest[1]|0x20 < 'a' || rest[1]|0x20 > 'z') {
		return at
	}
	if m := htmlTag.FindStringIndex(rest[:min(len(rest), maxTag)]); m != nil {
		return at + m[1]
	}
	return at
}

// maxTag is how long a tag may be, so that none is looked for to the end.
const maxTag = 4 << 10

// pair finds of each run of backticks the next one of the same length in its
// paragraph. It sees no mark, since those in code are none.
func (s *codeScanner) pair() {
	s.runs = map[int]int{}
	ahead := map[int]int{} // by length
	if !strings.Contains(s.text, "`") {
		return
	}
	for end := len(s.text); end >= 0; {
		start := strings.LastIndexByte(s.text[:end], '\n') + 1
		line := s.text[start:end]
		if len(ahead) > 0 && (strings.Trim(line, " \t") == "" || plainCopy.fence.MatchString(line)) {
			clear(ahead)
		}
		for at := strings.LastIndexByte(line, '`'); at >= 0; at = strings.LastIndexByte(line, '`') {
			line = strings.TrimRight(line[:at], "`")
			size, first := at+1-len(line), start+len(line)
			if to, ok := ahead[size]; ok {
				s.runs[first] = to
			}
			ahead[size] = first
		}
		end = start - 1
	}
}

func lineAt(text string, at int) string {
	line, _, _ := strings.Cut(text[at:], "\n")
	return line
}

func runAt(text string, at int) int {
	return len(text[at:]) - len(strings.TrimLeft(text[at:], "`"))
}
