package issue

import (
	"regexp"
	"strings"
	"sync"
)

// tagForm is how some sending service writes its merge tags.
type tagForm struct {
	sign string // stands in every one of them, to look for first
	form func() *regexp.Regexp
}

// tagged gives the form of tags that hold a sign. Few issues have any of most
// forms, and an expression is large enough to be waited for: it is compiled
// when its sign is first found.
func tagged(sign, expression string) tagForm {
	return tagForm{sign, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
}

// tagForms wants a name in every tag, so that “a photo of a {object}”, a table
// and a footnote [[1]] stay words.
var tagForms = []tagForm{
	tagged("{{", `\{\{[^{}\n]{2,200}\}\}`),                                                       // listmonk, Buttondown, Brevo, Kit
	tagged("{%", `\{%-? ?[a-z][^{}%\n]{0,200}-?%\}`),                                             // their conditions
	tagged("*|", `\*\|[A-Z][A-Z0-9_]+(?::[^|*\n]{0,80})?\|\*`),                                   // Mailchimp
	tagged("{$", `\{\$[A-Za-z_][A-Za-z0-9_.]*(?:\|[^{}\n]{0,80})?\}`),                            // MailerLite
	tagged("%%", `%%[A-Za-z_][A-Za-z0-9_ .-]{0,40}%%`),                                           // Salesforce
	tagged("[[", `\[\[[A-Za-z_][A-Za-z0-9_ .-]{1,40}\]\]`),                                       // Mailjet and its kin
	tagged("fallback=", `\[[A-Za-z][A-Za-z0-9_ .-]{0,40}, ?fallback=[^\]\n]{0,80}\]`),            // Campaign Monitor
	tagged("<", `<(?:unsubscribe|webversion|preferences|forwardtoafriend)(?: [^>\n]{0,80})?/?>`), // and its elements
}

// Places in tagForms: of forms that several services share, and of the one that
// begins like any bracket.
const (
	braces     = 0
	conditions = 1
	brackets   = 6
)

// Tag is a merge tag in words: some sending service's, known or not.
type Tag struct {
	Span
	form int // its place in tagForms
}

// TagsIn finds merge tags, in the order of their forms.
func TagsIn(s string) []Tag {
	var found []Tag
	for i, f := range tagForms {
		if !strings.Contains(s, f.sign) {
			continue
		}
		for _, m := range f.form().FindAllStringIndex(s, -1) {
			if isTag(i, s, m[0], m[1]) {
				found = append(found, Tag{Span{m[0], m[1]}, i})
			}
		}
	}
	return found
}

// isTag reports whether what has the form of a tag is one: not escaped, not
// the edge of two emphasised table cells, not the words of a link, and with a
// letter in it.
func isTag(form int, s string, start, end int) bool {
	before, after := byte(' '), byte(' ')
	if start > 0 {
		before = s[start-1]
	}
	if end < len(s) {
		after = s[end]
	}
	switch {
	case before == '\\':
		return false
	case form == braces:
		return strings.IndexFunc(s[start:end], isLetter) >= 0
	case s[start] == '*':
		return !wordByte(before) || !wordByte(after)
	case s[start] == '[':
		return after != '('
	}
	return true
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func wordByte(c byte) bool { return isLetter(rune(c)) || c >= '0' && c <= '9' || c >= 0x80 }
