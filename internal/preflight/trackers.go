package preflight

import (
	"fmt"
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"galley/internal/dom"
	"galley/internal/issue"
)

// trackers: what tells on the reader.
var trackers = []mailCheck{
	{check{"track.remote", issue.SeverityQuery, onPage(trackRemote)}, false},
}

// trackRemote finds pictures that nobody sees, on hosts that serve no picture
// that anybody does: they are there to be counted. It lists the hosts once. A
// dot on the mail's own host spaces something, as far as anyone can tell.
func trackRemote(r *round, d *dom.Document) {
	own := r.ownHosts(d)
	var first *dom.Node
	var hosts []string
	for n := range d.Elements("img") {
		host := pageHost(pageSource(n))
		if host == "" || !pageDot(n) || own[pageSite(host)] {
			continue
		}
		if first == nil {
			first = n
		}
		if !slices.Contains(hosts, pageQuote(host)) && len(hosts) < 20 {
			hosts = append(hosts, pageQuote(host))
		}
	}
	if first != nil {
		r.tag(d, first, fmt.Sprintf("A picture that nobody sees tells %s who opens this mail, and when: see whether your readers agreed to it.", list(hosts)))
	}
}

// ownHosts lists the sites that the pictures of the page come from, and the
// sender's own.
func (r *round) ownHosts(d *dom.Document) map[string]bool {
	own := map[string]bool{pageSite(pageHost(r.e.WithNumber(r.e.Publication.PictureAddress))): true}
	if r.in.Message != nil {
		own[pageSender(&r.in.Message.Mail.From)] = true
	}
	for n := range d.Elements("img") {
		if host := pageHost(pageSource(n)); host != "" && !pageDot(n) && pageSeen(d, n) {
			own[pageSite(host)] = true
		}
	}
	return own
}

func pageSender(a *mail.Address) string {
	_, host, _ := strings.Cut(a.Address, "@")
	return pageSite(strings.ToLower(host))
}

// pageHost gives the host of a web address in lower case; empty when it has none.
func pageHost(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
}

// pageSite gives the part of a host that one owner has: its last two labels, and
// three where the second is none that anybody could own (co.uk, com.au). It errs
// towards one owner for two hosts.
func pageSite(host string) string {
	labels := strings.Split(host, ".")
	n := 2
	if k := len(labels); k > 2 && len(labels[k-1]) == 2 && len(labels[k-2]) <= 3 {
		n = 3
	}
	return strings.Join(labels[max(0, len(labels)-n):], ".")
}
