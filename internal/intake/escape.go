package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/markdown"
)

var (
	blockMark = lazily(`^(?:#{1,6}(?: |$)|>|[-+*](?: |$)|(\d{1,9})[.)](?: |$)|(?:\* ?){3}|(?:_ ?){3}|(?:- ?){3}|~~~|\x60\x60\x60|=+$|\||<)`)
	closing   = lazily(`(?:^| )#+$`)
	entity    = lazily(`^&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});`)
	// As far as the dialect's autolinks reach; what follows can be a mark again.
	address = lazily(`^https?://[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'"^{}\[\]]*)?`)
	angled  = lazily(`^<(?:https?://[^\s<>]+|mailto:[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>`)
)

// escape puts backslashes before marks. Merge slots and addresses stay as they
// are: a link has to survive, and so has “<https://…>”, which is how mails
// write one (RFC 3986, appendix C).
func escape(s string, how strength, f form) string {
	if how == nothing {
		return s
	}
	var b strings.Builder
	atMark := -1 // the character that would open a block
	if m := blockMark().FindStringSubmatchIndex(s); m != nil && f != asAlt && f != asLabel {
		if atMark = 0; m[2] >= 0 {
			atMark = m[3] // the dot after a number
		}
	}
	if m := closing().FindStringIndex(s); m != nil && f == asHeadline && atMark != 0 {
		atMark = m[1] - 1
	}
	before := ' '
	for i := 0; i < len(s); {
		if n := kept(s[i:], before, how, f); n > 0 {
			b.WriteString(s[i : i+n])
			before, _ = utf8.DecodeLastRuneInString(s[i : i+n])
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if i == atMark || isASCIIPunct(r) && (how == everything || acts(s[i:], before, f)) {
			b.WriteByte('\\')
		}
		b.WriteString(s[i : i+size])
		before = r
		i += size
	}
	return b.String()
}

// kept gives the length of what stands at the beginning of s and must not be
// touched: a slot, an address.
func kept(s string, before rune, how strength, f form) int {
	if f == asAlt {
		return 0
	}
	if n := slotLength(s); n > 0 {
		return n
	}
	if how == everything {
		return 0
	}
	if s[0] == 'h' && (unicode.IsSpace(before) || strings.ContainsRune("(*_~", before)) {
		return len(address().FindString(s))
	}
	if s[0] == '<' {
		return len(angled().FindString(s))
	}
	return 0
}

// slotLength gives the length of the merge slot that s begins with, 0 without
// one. Another template language's tag is words, and escaped like words.
func slotLength(s string) int {
	const longest = 400 // bytes; more than name and fallback may have
	if !strings.HasPrefix(s, "{{") {
		return 0
	}
	if name, _, n := markdown.ParseSlot([]byte(s[:min(len(s), longest)])); markdown.KnownSlot(name) {
		return n
	}
	return 0
}

// acts reports whether the character that s begins with could be a mark there.
func acts(s string, before rune, f form) bool {
	after, _ := utf8.DecodeRuneInString(s[1:])
	ends := len(s) == 1
	lonely := unicode.IsSpace(before) && (ends || unicode.IsSpace(after))
	switch s[0] {
	case '\\':
		return ends || isASCIIPunct(after)
	case '*', '~':
		return !lonely
	case '_':
		return !lonely && !(isWordRune(before) && isWordRune(after))
	case '`', '[':
		return true
	case ']':
		return f == asAlt
	case '<':
		return unicode.IsLetter(after) || after == '/' || after == '!' || after == '?'
	case '&':
		return entity().MatchString(s[:min(len(s), 40)])
	}
	return false
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isASCIIPunct(r rune) bool {
	return r > ' ' && r < 0x7f && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
