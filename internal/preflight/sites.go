package preflight

import (
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// hostForm is words that are nothing but a host, or an address with or without
// its scheme. A host that is all in lower case is one; Booking.com is a name.
var hostForm = regexp.MustCompile(`^(https?://)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,18}))(?::\d+)?(?:[/?#]\S*)?$`)

// endsHosts are the ends of hosts that people write as words, beside the
// countries' two letters. endsFiles are two letters that files end in.
var (
	endsHosts = strings.Fields("com org net edu gov mil int info biz app dev blog news shop online site store tech media museum " +
		"pro travel jobs mobi email cloud club agency studio eu example")
	endsFiles = strings.Fields("js ts py md sh rs go rb cs vb ps cc hs ml kt db gz xz so")
)

// namedHost gives the host that a link's words name; empty when they name none.
func namedHost(words string) string {
	m := hostForm.FindStringSubmatch(strings.TrimRight(strings.TrimSpace(words), ".,;:!?"))
	if m == nil {
		return ""
	}
	end := m[3]
	if m[1] == "" && !strings.HasPrefix(m[2], "www.") && !slices.Contains(endsHosts, end) && (len(end) != 2 || slices.Contains(endsFiles, end)) {
		return ""
	}
	return m[2]
}

// underCountries are names below which a country's registry sells, as in
// bbc.co.uk.
var underCountries = strings.Fields("co com org net gov edu ac ne or go gob gouv nom asn id sch ltd plc me nhs mod police")

// site gives what somebody bought of a host: bbc.co.uk of news.bbc.co.uk. It is
// a guess by shape, since the list of public suffixes changes every week, and
// errs where two sites share a suffix that looks like one site.
func site(host string) string {
	host = strings.TrimSuffix(host, ".")
	if _, err := netip.ParseAddr(host); err == nil {
		return host
	}
	labels := strings.Split(host, ".")
	keep := 2
	if n := len(labels); n > 2 && len(labels[n-1]) == 2 && slices.Contains(underCountries, labels[n-2]) {
		keep = 3
	}
	return strings.Join(labels[max(0, len(labels)-keep):], ".")
}

// Hosts that only lead on: by their own name, or by the first label under
// somebody's own domain, where sending services count clicks.
var (
	shorteners = strings.Fields("bit.ly t.co tinyurl.com goo.gl buff.ly ow.ly lnkd.in dub.sh rebrand.ly is.gd cutt.ly amzn.to youtu.be fb.me " +
		"g.co aka.ms trib.al dlvr.it mailchi.mp list-manage.com sendgrid.net mandrillapp.com mjt.lu awstrack.me rs6.net cmail19.com cmail20.com " +
		"hubspotlinks.com sendibm1.com beehiiv.com substack.com convertkit-mail.com doi.org archive.org archive.ph")
	counting = strings.Fields("click clicks link links track tracking trk go url lnk email mail r e t l u ct")
)

func leadsOn(host string) bool {
	first, rest, _ := strings.Cut(host, ".")
	return slices.Contains(shorteners, site(host)) || strings.Contains(rest, ".") && slices.Contains(counting, strings.TrimRight(first, "0123456789"))
}

// holdsHost reports whether an address hands a host on: in its query, as an
// address in its path, or as a path that is all of the words
// (pkg.go.dev/golang.org/x/text).
func holdsHost(u *url.URL, host, words string) bool {
	if strings.Contains(words, "/") && strings.Contains(u.Path+"/"+u.Fragment, "/"+strings.TrimRight(words, "/")) {
		return true
	}
	query, err := url.QueryUnescape(u.RawQuery)
	if err != nil {
		query = u.RawQuery
	}
	return strings.Contains(strings.ToLower(query), host) || strings.Contains(strings.ToLower(u.Path), "://"+host)
}
