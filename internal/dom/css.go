package dom

import (
	"strings"

	"galley/internal/issue"
)

// Rule is a rule of a style element. Of its places, all are in the source of the
// page.
type Rule struct {
	issue.Span            // of the selector
	Selector     string   // as it is written: .p, td a
	Media        []string // the at-rules around it, without their @: media (max-width:480px)
	Declarations []Declaration
}

// Declaration is one property with its value.
type Declaration struct {
	issue.Span // from the property to the end of the value; zero where the source has no such place
	Property   string
	Value      string // as it is written, without !important
	Important  bool
}

// AtRule is a rule that begins with an @: import, font-face, media.
type AtRule struct {
	issue.Span        // from the @ to where its block or its semicolon is
	Name       string // in lower case: media
	Prelude    string // screen and (max-width:480px)
}

// Stylesheet is what a style element says.
type Stylesheet struct {
	Rules   []Rule
	AtRules []AtRule
}

// What is read of a style sheet at most.
const (
	maxRules        = 10_000
	maxDeclarations = 100 // of a rule
	maxNesting      = 4
)

// ParseSheet reads a style sheet (CSS Syntax 3) whose text begins at an offset
// of the source. Damaged parts are left out up to where CSS goes on.
func ParseSheet(text string, at int) Stylesheet {
	p := &sheetParser{text: text, base: at}
	p.rules(nil)
	return p.out
}

type sheetParser struct {
	text string
	base int
	i    int
	out  Stylesheet
}

// rules reads rules up to the end of a block or of the text.
func (p *sheetParser) rules(media []string) {
	for p.space(); p.i < len(p.text); p.space() {
		if len(p.out.Rules) >= maxRules || len(p.out.AtRules) >= maxRules {
			p.i = len(p.text)
			return
		}
		switch p.text[p.i] {
		case '}':
			p.i++
			if len(media) > 0 {
				return
			}
		case '@':
			p.atRule(media)
		case ';':
			p.i++
		default:
			start := p.i
			if p.i = p.until(p.i, "{}"); p.i >= len(p.text) || p.text[p.i] == '}' {
				continue // a selector without its block
			}
			end := start + len(strings.TrimRight(p.text[start:p.i], whites))
			r := Rule{Selector: bare(p.text[start:end]), Media: media, Span: issue.Span{Start: p.base + start, End: p.base + end}}
			r.Declarations = p.block()
			p.out.Rules = append(p.out.Rules, r)
		}
	}
}

// atRule reads a rule that begins with an @. The rules inside of conditions are
// read as rules, whatever else has a block is passed over.
func (p *sheetParser) atRule(media []string) {
	start := p.i
	p.i = p.until(p.i, "{};")
	words := strings.TrimRight(p.text[start:p.i], whites)
	at := AtRule{Span: issue.Span{Start: p.base + start, End: p.base + start + len(words)}}
	n := 1
	for n < len(words) && (words[n] == '-' || words[n]|0x20 >= 'a' && words[n]|0x20 <= 'z') {
		n++
	}
	at.Name, at.Prelude = strings.ToLower(words[1:n]), strings.TrimSpace(bare(words[n:]))
	p.out.AtRules = append(p.out.AtRules, at)
	if p.i >= len(p.text) || p.text[p.i] == '}' {
		return
	}
	p.i++
	if p.text[p.i-1] == ';' {
		return
	}
	switch at.Name {
	case "media", "supports", "layer", "container", "scope", "document", "-moz-document":
		if len(media) < maxNesting {
			p.rules(append(media[:len(media):len(media)], at.Name+" "+at.Prelude))
			return
		}
	}
	p.pass()
}

// block reads the declarations of a rule, from its { to behind its }.
func (p *sheetParser) block() []Declaration {
	p.i++
	var list []Declaration
	for {
		start := p.i
		p.i = p.until(p.i, "{};")
		if p.i < len(p.text) && p.text[p.i] == '{' { // a rule inside the rule
			p.i++
			p.pass()
			continue
		}
		if d, ok := declaration(p.text[start:p.i], p.base+start); ok && len(list) < maxDeclarations {
			list = append(list, d)
		}
		if p.i >= len(p.text) {
			return list
		}
		p.i++
		if p.text[p.i-1] == '}' {
			return list
		}
	}
}

// pass passes over the rest of a block and what is nested in it.
func (p *sheetParser) pass() {
	for depth := 1; depth > 0; p.i++ {
		if p.i = p.until(p.i, "{}"); p.i >= len(p.text) {
			return
		}
		if p.text[p.i] == '{' {
			depth++
		} else {
			depth--
		}
	}
}

const whites = " \t\r\n\f"

// space passes over white space, comments and the marks of an HTML comment.
func (p *sheetParser) space() {
	for p.i < len(p.text) {
		rest := p.text[p.i:]
		switch {
		case strings.IndexByte(whites, rest[0]) >= 0:
			p.i++
		case strings.HasPrefix(rest, "/*"):
			p.i = commentEnd(p.text, p.i)
		case strings.HasPrefix(rest, "<!--"):
			p.i += len("<!--")
		case strings.HasPrefix(rest, "-->"):
			p.i += len("-->")
		default:
			return
		}
	}
}

func (p *sheetParser) until(i int, stops string) int { return until(p.text, i, stops) }

// until finds the next of some characters that stands in no string, comment or
// bracket; the end of the text when there is none. A block's braces end what is
// in brackets, too: nothing there can hold them.
func until(s string, i int, stops string) int {
	brackets := 0
	for i < len(s) {
		c := s[i]
		switch {
		case (brackets == 0 || c == '{' || c == '}') && strings.IndexByte(stops, c) >= 0:
			return i
		case c == '\\':
			i++
		case c == '"' || c == '\'':
			i = stringEnd(s, i)
			continue
		case c == '/' && strings.HasPrefix(s[i:], "/*"):
			i = commentEnd(s, i)
			continue
		case c == '(' || c == '[':
			brackets++
		case c == ')' || c == ']':
			brackets = max(0, brackets-1)
		}
		i++
	}
	return len(s)
}

// stringEnd gives the offset behind a string; one that is not closed ends with
// its line.
func stringEnd(s string, i int) int {
	quote := s[i]
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case quote:
			return i + 1
		case '\n':
			return i
		}
	}
	return len(s)
}

func commentEnd(s string, i int) int {
	if n := strings.Index(s[i+2:], "*/"); n >= 0 {
		return i + 2 + n + 2
	}
	return len(s)
}

// bare gives a text of CSS without its comments.
func bare(s string) string {
	i := strings.Index(s, "/*")
	if i < 0 {
		return s
	}
	var b strings.Builder
	for ; i >= 0; i = strings.Index(s, "/*") {
		b.WriteString(s[:i] + " ")
		s = s[commentEnd(s, i):]
	}
	return b.String() + s
}

// ParseStyle reads the declarations of a style attribute; at is where its value
// begins in the source, or -1 where places in it mean nothing.
func ParseStyle(value string, at int) []Declaration {
	var list []Declaration
	for i := 0; i < len(value) && len(list) < maxDeclarations; {
		end := until(value, i, ";")
		if d, ok := declaration(value[i:end], max(at, 0)+i); ok {
			if at < 0 {
				d.Span = issue.Span{}
			}
			list = append(list, d)
		}
		i = end + 1
	}
	return list
}

// declaration reads property:value; at is where its text begins.
func declaration(text string, at int) (d Declaration, ok bool) {
	start := len(text) - len(strings.TrimLeft(text, whites))
	for strings.HasPrefix(text[start:], "/*") {
		start = commentEnd(text, start)
		start += len(text[start:]) - len(strings.TrimLeft(text[start:], whites))
	}
	text = strings.TrimRight(text, whites)
	if start >= len(text) {
		return d, false
	}
	property, value, ok := strings.Cut(text[start:], ":")
	d.Property = strings.ToLower(strings.TrimRight(bare(property), whites))
	if !ok || d.Property == "" || strings.ContainsAny(d.Property, whites+"\"'<>") {
		return d, false
	}
	d.Value = strings.Trim(bare(value), whites)
	if i := strings.LastIndexByte(d.Value, '!'); i >= 0 && strings.EqualFold(strings.TrimSpace(d.Value[i+1:]), "important") {
		d.Value, d.Important = strings.TrimRight(d.Value[:i], whites), true
	}
	d.Span = issue.Span{Start: at + start, End: at + len(text)}
	return d, d.Value != ""
}
