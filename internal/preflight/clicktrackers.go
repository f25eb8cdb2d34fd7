package preflight

import (
	"net/url"
	"regexp"
	"strings"

	"galley/internal/issue"
)

const (
	whyCounted = "This address counts clicks for somebody else’s email, often those of the one reader who was sent it, and stops working when they like: link the page itself."
	whyWrapped = "This address leads through another program, which counts the click or warns the reader before it leads on: link the page itself."
)

// clickTracker is where a sending service counts clicks: on hosts that end so (any
// where it is empty), under paths that begin so.
type clickTracker struct{ host, path string }

// clickTrackers are those of sending services, whose other pages (forms to sign
// up, archives) are let be, and of programs that look into mail for a firm.
var clickTrackers = []clickTracker{
	{".list-manage.com", "/track/"},
	{".list-manage1.com", "/track/"},
	{".list-manage2.com", "/track/"},
	{"mandrillapp.com", "/track/"},
	{".sendgrid.net", "/ls/click"},
	{".sendgrid.net", "/wf/click"},
	{".mailgun.org", "/c/"},
	{".substack.com", "/c/"},
	{"substack.com", "/redirect/"},
	{".substack.com", "/redirect/"},
	{"pstmrk.it", "/"},
	{"klclick.com", "/"},
	{"klclick1.com", "/"},
	{"klclick2.com", "/"},
	{"klclick3.com", "/"},
	{"hubspotlinks.com", "/"},
	{"hubspotlinksfree.com", "/"},
	{"hubspotlinksstarter.com", "/"},
	{".mjt.lu", "/"},
	{".awstrack.me", "/L0/"},
	{".awstrack.me", "/CL0/"},
	{"createsend.com", "/t/"},
	{"link.mail.beehiiv.com", "/"},
	{".mlsend.com", "/link/"},
	{".rs6.net", "/tn.jsp"},
	{".exct.net", "/"},
	{".sp1-brevo.net", "/"},
	{"acemlna.com", "/lt.php"},
	{"acemlnb.com", "/lt.php"},
	{"acemlnc.com", "/lt.php"},
	{"safelinks.protection.outlook.com", "/"},
	{"urldefense.com", "/v"},
	{"urldefense.proofpoint.com", "/v"},
	{".mimecast.com", "/s/"},
	{".mimecastprotect.com", "/s/"},
	{"linkprotect.cudasvc.com", "/url"},
	{"secure-web.cisco.com", "/"},
}

// Services that number their hosts, and the clicks that they count under
// somebody's own domain. The path of the last ones is never a page's: it goes on
// for a line, and says who clicked.
var (
	numberedTrackers = regexp.MustCompile(`^(?:[a-z0-9-]+\.)*(?:cmail\d+\.com/t/|createsend\d+\.com/t/|(?:click|clicks|open|unsubscribe)\.convertkit-mail\d*\.com/|sendib[mt]\d+\.com/mk/cl/|keap-link\d+\.com/)`)
	brandedTrackers  = regexp.MustCompile(`^[a-z0-9.-]+/(?:ls/click\?upn=[\w.%-]{20}|ss/c/[\w.%-]{40}|c/eJ[\w-]{40}|Ctc/[\w+*%-]{20}|CL0/https?:|e3t/Ctc/)|^click\.[a-z0-9.-]+/\?qs=[0-9a-f]{40}`)
)

// countsClicks reports whether an address of the web is where another sender
// counts clicks.
func countsClicks(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	for _, t := range clickTrackers {
		ends := strings.HasSuffix(host, t.host)
		if ends && t.host[0] != '.' && len(host) > len(t.host) {
			ends = host[len(host)-len(t.host)-1] == '.'
		}
		if ends && strings.HasPrefix(u.Path, t.path) && len(u.Path)+len(u.RawQuery) > len(t.path)+2 {
			return true
		}
	}
	whole := host + u.EscapedPath() + "?" + u.RawQuery
	return numberedTrackers.MatchString(whole) || brandedTrackers.MatchString(whole)
}

// wrapper is a page that leads on to another one, which stands in a parameter.
type wrapper struct {
	host, path string
	counts     bool // for somebody else’s mail, else for whoever shows the page
	in         []string
}

var wrappers = []wrapper{
	{"safelinks.protection.outlook.com", "/", true, []string{"url"}},
	{"linkprotect.cudasvc.com", "/url", true, []string{"a"}},
	{"l.facebook.com", "/l.php", false, []string{"u"}},
	{"lm.facebook.com", "/l.php", false, []string{"u"}},
	{"l.messenger.com", "/l.php", false, []string{"u"}},
	{"l.instagram.com", "/", false, []string{"u"}},
	{"www.linkedin.com", "/redir/redirect", false, []string{"url"}},
	{"www.linkedin.com", "/safety/go", false, []string{"url"}},
	{"www.youtube.com", "/redirect", false, []string{"q"}},
	{"slack-redir.net", "/link", false, []string{"url"}},
	{"out.reddit.com", "/", false, []string{"url"}},
	{"t.umblr.com", "/redirect", false, []string{"z"}},
}

// leadsThrough gives what is wrong with an address that leads through another
// one's page, and the page behind it where that stands in the address; why is
// empty for all others.
func leadsThrough(raw string) (page, why string) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return "", ""
	}
	if page, ok := throughGoogle(u); ok {
		return page, "This address leads through Google’s search page, which counts the click and warns the reader: link the page itself."
	}
	host := strings.ToLower(u.Hostname())
	for _, w := range wrappers {
		if host != w.host && !strings.HasSuffix(host, "."+w.host) || !strings.HasPrefix(u.Path, w.path) {
			continue
		}
		if page, ok := pageIn(u, w.in...); ok {
			return page, map[bool]string{true: whyCounted, false: whyWrapped}[w.counts]
		}
	}
	if countsClicks(u) {
		return defended(u), whyCounted
	}
	return "", ""
}

// pageIn gives the web address in the first of the parameters that has one.
func pageIn(u *url.URL, parameters ...string) (page string, ok bool) {
	for _, name := range parameters {
		page = u.Query().Get(name)
		if _, safe := issue.SafeURL(page); safe && strings.HasPrefix(page, "http") {
			return page, true
		}
	}
	return "", false
}

// throughGoogle gives the page behind an address that was copied from a page
// of search results.
func throughGoogle(u *url.URL) (page string, ok bool) {
	if u.Path != "/url" || !strings.HasPrefix(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), "google.") {
		return "", false
	}
	return pageIn(u, "q", "url")
}

// defended gives the page behind an address of Proofpoint's; empty where it is
// none, or where characters were taken out of it that only they can put back.
// Version 2 writes % as - and / as _; version 3 has the address between two
// underscores, with * for what stands behind the next one.
func defended(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if host != "urldefense.com" && host != "urldefense.proofpoint.com" {
		return ""
	}
	page := ""
	if strings.HasPrefix(u.Path, "/v3/__") {
		inside, _, _ := strings.Cut(strings.TrimPrefix(u.EscapedPath(), "/v3/__"), "__;")
		if page = inside; strings.Contains(page, "*") {
			return ""
		}
		if u.RawQuery != "" && !strings.Contains(u.EscapedPath(), "__;") {
			query, _, _ := strings.Cut(u.RawQuery, "__;")
			page += "?" + query
		}
	} else if strings.HasPrefix(u.Path, "/v2/") {
		page, _ = url.PathUnescape(strings.NewReplacer("-", "%", "_", "/").Replace(u.Query().Get("u")))
	}
	if _, safe := issue.SafeURL(page); !safe || !strings.HasPrefix(page, "http") {
		return ""
	}
	return page
}
