package linkcheck

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"galley/internal/issue"
)

// maxAddress is how long an address may be, in bytes; browsers and servers
// take less.
const maxAddress = 8 << 10

// isWeb reports whether an address is one of the web. Of mailto:, tel: and
// anchors there is nothing to ask.
func isWeb(raw string) bool {
	scheme, _, found := strings.Cut(strings.TrimLeft(raw, " "), ":")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Askable reports whether there is anything to ask of an address as it stands in
// an issue: whether the answer would be one, or would only say why not.
func Askable(raw string) bool {
	if !isWeb(raw) {
		return false
	}
	_, answer := new(Checker).target(Address(raw))
	return answer == nil || answer.Asked()
}

// Address gives the address that is asked for one that stands in an issue:
// without its fragment, which never leaves a browser. It is an answer's URL.
func Address(raw string) string {
	address, _, _ := strings.Cut(strings.Trim(raw, " "), "#")
	return address
}

// target reads an address before anything is asked, or gives the answer that it
// has without asking.
func (c *Checker) target(address string) (*url.URL, *Answer) {
	skip := func(why string) (*url.URL, *Answer) { return nil, &Answer{State: Skipped, Why: why} }
	if len(address) > maxAddress {
		return skip(whyLong)
	}
	if plain, err := url.PathUnescape(address); tagged(address) || err == nil && tagged(plain) {
		return skip(whyTagged)
	}
	if _, safe := issue.SafeURL(address); !safe || strings.Contains(address, `\`) {
		return skip(whyNone) // a browser takes \ for /, and Go does not
	}
	u, err := url.Parse(address)
	if err != nil {
		return skip(whyNone)
	}
	if acts(u) {
		return skip(whyActs)
	}
	return u, c.allowed(u)
}

// tagged reports whether something is filled into an address later.
func tagged(address string) bool {
	return len(issue.TagsIn(address)) > 0 || strings.ContainsAny(address, "{}")
}

// acting are words in the addresses of pages that take a reader off a list.
var acting = []string{"unsubscribe", "unsub", "opt-out", "optout", "opt_out"}

// acts reports whether following an address might do something to somebody: the
// link out of a mail that takes its reader off the list. A GET must not do that
// (RFC 8058), and some do. The page without anybody's name in it is asked: one
// without a query, and with nothing in its path that looks like a reader's mark.
func acts(u *url.URL) bool {
	if u.RawQuery != "" {
		address := strings.ToLower(u.Path + "?" + u.RawQuery)
		return slices.ContainsFunc(acting, func(s string) bool { return strings.Contains(address, s) })
	}
	parts := strings.Split(strings.ToLower(u.Path), "/")
	return slices.ContainsFunc(parts, isMark) && slices.ContainsFunc(parts, func(part string) bool { return slices.Contains(acting, part) })
}

// isMark reports whether a part of a path may stand for one reader: an address of
// theirs, a number, or letters and digits that make no word.
func isMark(part string) bool {
	const word = 24 // letters; longer ones with no joint are rare in addresses
	long := strings.IndexFunc(part, func(r rune) bool { return r == '-' || r == '_' || r == '.' }) < 0 && len(part) > word
	return long || strings.Contains(part, "@") || len(part) >= 4 && strings.ContainsAny(part, "0123456789")
}

// allowed says why the rule keeps Galley from asking for an address; nil when it
// does not. What a name leads to is looked at when it is dialled.
func (c *Checker) allowed(u *url.URL) *Answer {
	host := u.Hostname()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return &Answer{State: Forbidden, Why: fmt.Sprintf(whyScheme, shown(u.Scheme))}
	case host == "" || strings.Contains(host, "..") || strings.HasPrefix(host, "."):
		return &Answer{State: Skipped, Why: whyNone}
	case u.User != nil:
		return &Answer{State: Skipped, Why: whyUser}
	case c.lift == nil && !slices.Contains(ports, portOf(u)):
		return &Answer{State: Skipped, Why: fmt.Sprintf(whyPort, shown(u.Port()))}
	case !c.allowsHost(host, portOf(u)):
		return &Answer{State: Forbidden, Why: fmt.Sprintf(whyPrivate, shown(host))}
	}
	return nil
}

// portOf gives the port that a web address is dialled at; 0 for none.
func portOf(u *url.URL) uint16 {
	switch {
	case u.Port() != "":
		n, _ := strconv.ParseUint(u.Port(), 10, 16) // 0 is no port
		return uint16(n)
	case u.Scheme == "http":
		return 80
	}
	return 443
}

// allowsHost judges a host by how it is written.
func (c *Checker) allowsHost(host string, port uint16) bool {
	if at, err := netip.ParseAddr(strings.TrimRight(host, ".")); err == nil {
		return c.reaches(netip.AddrPortFrom(at, port))
	}
	return !ownName(host) && !oddNumber(host)
}

// reaches judges the very address and port that would be dialled.
func (c *Checker) reaches(at netip.AddrPort) bool {
	if c.lift != nil {
		return c.lift(at)
	}
	return public(at.Addr()) && slices.Contains(ports, at.Port())
}

// shown makes a piece of an address fit for a sentence: it may come from a
// server that means harm.
func shown(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	const most = 80
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}
