package preflight

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// documentHosts belong to nobody and lead to a page about themselves (RFC 2606,
// 3). The names below them (paper.example.org) and the top-level domain .example
// are let be: documents and trials call real places so.
var documentHosts = strings.Fields("example.com example.org example.net www.example.com www.example.org www.example.net")

// What people write where an address is still to come: as the name of a site, as
// a part of a path, and as a mailbox at one of the hosts that forms show.
var (
	siteToCome = regexp.MustCompile(`^(?:your|my|insert|add)[-_]?(?:own[-_]?)?(?:domain|site|website|webpage|link|url)(?:[-_]?(?:name|here))?$|^(?:link|url)(?:[-_]?goes)?[-_]?here$`)
	pathToCome = regexp.MustCompile(`(?i)^(?:(?:your|insert|add|put)[-_](?:link|url)(?:[-_]?here)?|(?:link|url)(?:[-_]goes)?[-_]here)$`)
	boxToCome  = regexp.MustCompile(`^(?:your[-_.]?)?(?:name|email|e-mail|mail|user|username|address)$|^(?:you|someone|somebody|firstname\.lastname|first\.last|info|contact|hello)$`)
	boxHosts   = strings.Fields("domain.com domain.org domain.net email.com company.com yourcompany.com")
)

const whyToCome = "This address was only put in the place of the real one, and nobody’s page is there: give it the page that is meant."

// toCome says that an address only stands in the place of one that was never
// filled in. It stays silent where the publication itself lives at such a host.
func (r *round) toCome(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if u.Scheme == "mailto" {
		box, at, ok := strings.Cut(strings.ToLower(u.Opaque), "@")
		at, _, _ = strings.Cut(at, "?")
		if ok && !r.livesAt(at) && (slices.Contains(documentHosts, at) || slices.Contains(boxHosts, at) && boxToCome.MatchString(box) || siteToCome.MatchString(ownLabel(at))) {
			return "This address was only put in the place of the real one, and nobody reads what is written to it: give it the mailbox that is meant."
		}
		return ""
	}
	if u.Scheme != "http" && u.Scheme != "https" || r.livesAt(host) {
		return ""
	}
	if slices.Contains(documentHosts, host) || siteToCome.MatchString(ownLabel(host)) {
		return whyToCome
	}
	for segment := range strings.SplitSeq(u.Path, "/") {
		if pathToCome.MatchString(segment) {
			return whyToCome
		}
	}
	return ""
}

// ownLabel gives the word of a host that somebody chose: tidewater of
// www.tidewater.co.uk.
func ownLabel(host string) string {
	label, _, _ := strings.Cut(site(host), ".")
	return label
}

// livesAt reports whether the publication has its pages or its mail at a host.
func (r *round) livesAt(host string) bool {
	p := &r.e.Publication
	for _, own := range []string{p.WebURL, p.ArchiveURL, p.UnsubscribeURL} {
		if at := pageHost(r.e.WithNumber(own)); at != "" && site(at) == site(host) {
			return true
		}
	}
	for _, own := range []string{p.Sender, p.ReplyTo} {
		if box, err := mail.ParseAddress(own); err == nil && pageSender(box) == site(host) {
			return true
		}
	}
	return r.in.Message != nil && pageSender(&r.in.Message.Mail.From) == site(host)
}

// outOfReach says why readers cannot, or should not, see a page of the web.
func outOfReach(u *url.URL) string {
	switch host := strings.TrimSuffix(strings.ToLower(u.Hostname()), "."); {
	case private(host):
		return "This address works only inside your own network: link the public page."
	case (host == "docs.google.com" || host == "drive.google.com") && strings.HasSuffix(strings.TrimSuffix(u.Path, "/"), "/edit"):
		return "This leads to a document as its editors see it, and readers may be asked to sign in: link what was published."
	case pageStaging(host):
		return "This is a page that somebody tries out before it is published, and readers may find it gone or closed: link the public one."
	case !strings.Contains(host, ".") && !strings.Contains(host, ":"):
		return fmt.Sprintf("There is no host “%s” on the web: complete the address.", pageQuote(host))
	}
	return ""
}
