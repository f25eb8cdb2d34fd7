package preflight

import (
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"

	"galley/internal/dom"
	"galley/internal/issue"
)

// pageLinks: links of a finished page. In an issue, the copy's own checks see
// the same where it can be mended.
var pageLinks = []mailCheck{
	{check{"link.empty", issue.SeverityError, onPage(pageEmptyLink)}, true},
	{check{"link.text", issue.SeverityError, onPage(pageLinkText)}, true},
	{check{"link.scheme", issue.SeverityError, onPage(pageLinkScheme)}, true},
	{check{"link.private", issue.SeverityError, onPage(pagePrivateLink)}, true},
	{check{"link.mismatch", issue.SeverityWarning, onPage(pageMismatch)}, true},
	{check{"link.http", issue.SeverityWarning, onPage(pageInsecureLink)}, true},
}

// pageLinksOf gives the links of a page that somebody sees, with their
// addresses. Where the sending service fills one in, there is nothing to judge.
func pageLinksOf(d *dom.Document) iter.Seq2[*dom.Node, string] {
	return func(yield func(*dom.Node, string) bool) {
		for n := range d.Elements("a", "area") {
			href, ok := n.Attr("href")
			if ok && !pageTemplated(href) && pageSeen(d, n) && !yield(n, strings.TrimSpace(href)) {
				return
			}
		}
	}
}

// pageEmptyLink finds links that lead nowhere, or to nobody’s page. “#top” is the
// top of any page.
func pageEmptyLink(r *round, d *dom.Document) {
	var places map[string]bool
	for n, href := range pageLinksOf(d) {
		if anchor, ok := strings.CutPrefix(href, "#"); ok && anchor != "" {
			if places == nil {
				places = pageAnchors(d)
			}
			name, err := url.PathUnescape(anchor)
			if !strings.EqualFold(anchor, "top") && !places[anchor] && (err != nil || !places[name]) {
				r.tag(d, n, "This link jumps to a place in the email that is not there: give it a web address.")
			}
			continue
		}
		why := pageNowhere(href)
		if u, err := url.Parse(href); why == "" && err == nil {
			why = r.toCome(u)
		}
		if why != "" {
			r.tag(d, n, why)
		}
	}
}

func pageAnchors(d *dom.Document) map[string]bool {
	places := map[string]bool{}
	for n := range d.Elements() {
		if id, ok := n.Attr("id"); ok {
			places[id] = true
		}
		if name, ok := n.Attr("name"); ok && n.Name == "a" {
			places[name] = true
		}
	}
	return places
}

// pageNowhere says why an address is none; empty when it is one, or not to be
// judged here.
func pageNowhere(href string) string {
	name, rest, _ := strings.Cut(href, ":")
	switch name = strings.ToLower(name); {
	case href == "" || href == "#":
		return "This link has no address, so whoever follows it gets nowhere: give it one, or take the link out."
	case (name == "http" || name == "https") && strings.Trim(rest, "/ ") == "":
		return "This address has no host, so whoever follows it gets nowhere: complete it."
	case (name == "mailto" || name == "tel") && strings.TrimSpace(rest) == "":
		return "This link names nobody to write to or to call: complete it."
	case pageScheme(href) == "" && !strings.HasPrefix(href, "//") && !strings.HasPrefix(href, `\\`):
		return "This address is relative, and an email has no site that it could be relative to: begin it with https://."
	}
	return ""
}

// pageLive are kinds of addresses that run or hold something, and that no mail
// may have (OWASP, Cross Site Scripting Prevention).
var pageLive = []string{"javascript", "vbscript", "livescript", "data", "blob", "about", "mhtml", "view-source", "jar"}

func pageLinkScheme(r *round, d *dom.Document) {
	for n, href := range pageLinksOf(d) {
		switch name := pageScheme(href); {
		case slices.Contains(pageLive, name):
			r.tag(d, n, fmt.Sprintf("A link that begins with “%s:” runs or holds code, and no mail program follows it: link a web page.", name))
		case name == "file" || len(name) == 1 || strings.HasPrefix(href, `\\`):
			r.tag(d, n, "This is a file on somebody’s own computer, which no reader can open: link a web page.")
		}
	}
}

func pagePrivateLink(r *round, d *dom.Document) {
	for n, href := range pageLinksOf(d) {
		if why := pagePrivate(href); why != "" {
			r.tag(d, n, why)
		}
	}
}

// pagePrivate says why readers cannot, or should not, see where an address leads.
func pagePrivate(href string) string {
	host := pageHost(href)
	u, err := url.Parse(href)
	if host == "" || err != nil {
		return ""
	}
	if strings.Contains(u.Path+"/", "/wp-admin/") || u.Query().Get("preview") == "true" && u.Query().Has("p") {
		return "This leads to a page as its editors see it: link what was published."
	}
	return outOfReach(u)
}

// pageStaging reports hosts for trying out. Names that public pages have, too
// (dev, test, beta, stage), are let be.
func pageStaging(host string) bool {
	for _, end := range []string{".ngrok.io", ".ngrok.app", ".ngrok-free.app", ".trycloudflare.com", ".loca.lt"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(host, pageSite(host)), ".") {
		for _, name := range []string{"staging", "stg", "preprod", "uat"} {
			if label == name || strings.HasPrefix(label, name+"-") || strings.HasSuffix(label, "-"+name) {
				return true
			}
		}
	}
	return strings.HasPrefix(host, "deploy-preview-")
}

// pageInsecureLink finds each address without encryption once.
func pageInsecureLink(r *round, d *dom.Document) {
	told := map[string]bool{}
	for n, href := range pageLinksOf(d) {
		host := pageHost(href)
		if pageScheme(href) != "http" || host == "" || private(host) || told[href] {
			continue
		}
		told[href] = true
		r.tag(d, n, "This address is http, which others on the way can read and change, and mail programs warn of it: use https.")
	}
}
