package preflight

import (
	"bytes"
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"galley/internal/issue"
)

// links: every link leads somewhere that a reader can go.
var links = []check{
	{"link.target", issue.SeverityError, linkTarget},
}

func linkTarget(r *round) {
	for _, p := range r.everywhere() {
		for i := range p.Reading.Links {
			r.target(p, &p.Reading.Links[i])
		}
		r.spacedAddresses(p)
	}
	for _, s := range r.e.Publication.Social {
		why := r.badTarget(s.URL)
		if why == "" {
			_, why = leadsThrough(s.URL)
		}
		if why != "" {
			r.whole(s.URL, fmt.Sprintf("The publication’s link “%s” is of no use: %s", s.Name, strings.ToLower(why[:1])+why[1:]))
		}
	}
}

func (r *round) target(p *piece, l *issue.LinkAt) {
	if len(issue.TagsIn(l.URL)) > 0 {
		r.slotTarget(p, l)
		return
	}
	if l.Words == "" && strings.HasPrefix(p.Copy[l.Start:l.End], "[]") {
		r.at(p, l.Span, "A link without words is nothing that a reader could follow, so it is left out: give it words, or delete it.")
		return
	}
	at, exact := p.address(l)
	if page, why := leadsThrough(l.URL); why != "" {
		h := r.at(p, at, why)
		if exact && page != "" {
			h.fix("Link the page itself", at, page)
		}
		return
	}
	why := r.badTarget(l.URL)
	if why == "" {
		r.leftTracking(p, l)
		return
	}
	h := r.at(p, at, why)
	if exact && strings.HasPrefix(strings.ToLower(l.URL), "www.") {
		h.fix("Put https:// before it", at, "https://"+l.URL)
	}
}

// slotTarget finds a link on a slot that is words where this issue goes. Whether
// it is filled at all is slot.unknown's.
func (r *round) slotTarget(p *piece, l *issue.LinkAt) {
	for i := range p.Reading.Slots {
		s := &p.Reading.Slots[i]
		if s.Known && s.Span == l.Span && r.e.Fill(s.Name, s.Fallback).Kind == issue.SlotText {
			r.at(p, l.Span, "This slot is words and no address, so its link would lead nowhere: put it among the words.")
		}
	}
}

// meantAsLink is a link as people type it, whose address may hold spaces.
var meantAsLink = regexp.MustCompile(`\[[^\[\]\n]+\]\(((?:https?://|mailto:|www\.)[^()<>"'\n]*[ \t][^()<>"'\n]*)\)`)

// spacedAddresses finds links that are none to Markdown, because a space in
// their address ends it (CommonMark 6.3): they would go out as words.
func (r *round) spacedAddresses(p *piece) {
	if !strings.Contains(p.prose, "](") {
		return
	}
	for _, m := range meantAsLink.FindAllStringSubmatchIndex(p.prose, maxOfAKind) {
		address := strings.TrimSpace(p.Copy[m[2]:m[3]])
		isLink := slices.ContainsFunc(p.Reading.Links, func(l issue.LinkAt) bool { return l.Start == m[0] && l.End >= m[3] })
		if isLink || m[0] > 0 && p.Copy[m[0]-1] == '!' || !strings.ContainsAny(address, " \t") {
			continue
		}
		at := issue.Span{Start: m[2], End: m[2] + len(address)}
		r.at(p, at, "A space ends an address, so readers would see these brackets as words: write the space as %20, or take it out.").
			fix("Write %20", at, strings.NewReplacer(" ", "%20", "\t", "%20").Replace(address))
	}
}

// address gives the place of a link's address in the copy; exact is false
// where the copy spells it another way or has none, and then it is the link's.
func (p *piece) address(l *issue.LinkAt) (at issue.Span, exact bool) {
	text := p.Copy[l.Start:l.End]
	i := strings.LastIndex(text, l.URL)
	if i < 0 || l.URL == "" {
		return l.Span, false
	}
	return issue.Span{Start: l.Start + i, End: l.Start + i + len(l.URL)}, true
}

// badTarget says why an address leads nowhere; empty when it leads somewhere.
func (r *round) badTarget(raw string) string {
	address := strings.TrimSpace(raw)
	if _, ok := r.e.LinkURL(raw); !ok {
		return refused(address)
	}
	if anchor, ok := strings.CutPrefix(address, "#"); ok {
		if len(r.in.HTML) > 0 && !bytes.Contains(r.in.HTML, []byte(`id="`+anchor+`"`)) {
			return "This link jumps to a place in the email that is not there: give it a web address."
		}
		return ""
	}
	u, err := url.Parse(address)
	if err != nil {
		return "This is no address that a mail program can follow: check it for stray characters."
	}
	if why := r.toCome(u); why != "" || u.Scheme != "http" && u.Scheme != "https" {
		return why
	}
	return outOfReach(u)
}

// mailAddress is the outline of one (RFC 5322, 3.4.1).
var mailAddress = regexp.MustCompile(`^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$`)

// refused says why Galley lets an address not out.
func refused(address string) string {
	scheme, rest, found := strings.Cut(address, ":")
	scheme = strings.ToLower(strings.Join(strings.Fields(scheme), ""))
	switch {
	case address == "":
		return "This link has no address: give it one, or leave its words unlinked."
	case address == "#":
		return "The address “#” is that of no page: give the link a real one, or leave its words unlinked."
	case found && (scheme == "javascript" || scheme == "vbscript" || scheme == "data"):
		return fmt.Sprintf("A link that begins with “%s:” runs or holds code, and no mail program follows it: link a web page.", scheme)
	case found && scheme == "file":
		return "This is a file on somebody’s own computer, which no reader can open: link a web page."
	case !found && mailAddress.MatchString(address):
		return "This is a mail address, and a link to one begins with mailto: write that before it."
	case found && (scheme == "http" || scheme == "https") && !strings.HasPrefix(rest, "//"):
		return "This address has not two slashes behind its colon, so a mail program cannot follow it: correct it."
	case found && (scheme == "http" || scheme == "https") && strings.Trim(rest, "/") == "":
		return "This address has no host: complete it."
	case strings.ContainsFunc(address, unseen):
		return "This address holds a space or a character that nobody sees, so a mail program cannot follow it: type it anew."
	case strings.ContainsAny(address, " \t\n"):
		return "This address holds white space, so a mail program cannot follow it: check it for stray characters."
	case strings.HasPrefix(strings.ToLower(address), "www."):
		return "This address lacks its https://, so mail programs would look for it inside the email."
	case found && !strings.ContainsAny(scheme, "./?"):
		return fmt.Sprintf("Mail programs do not follow addresses that begin with “%s:”: use https, mailto or tel.", scheme)
	}
	return "This address is relative, and an email has no site that it could be relative to: begin it with https://."
}

// unseen reports characters that are in no address and on no screen: spaces
// beyond ASCII, marks of direction, joiners.
func unseen(r rune) bool {
	return r > 0x7f && (unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc))
}

// private reports whether a host is out of readers’ reach (RFC 1918, 2606,
// 6762 and their kin).
func private(host string) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()
	}
	if host == "localhost" {
		return true
	}
	for _, end := range []string{".localhost", ".local", ".internal", ".lan", ".home.arpa", ".corp"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}
