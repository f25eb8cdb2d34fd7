package preflight

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// whoClicked are parameters that name one click or the one reader whose mail an
// address was copied from. Names that sites use for other things (ref, id, src)
// are none of them.
var whoClicked = listed("fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|" +
	"vero_id|vero_conv|ck_subscriber_id|oly_enc_id|oly_anon_id|rb_clickid|s_kwcid|mkwid|wickedid|_kx|__hstc|__hssc|__hsfp|ml_subscriber|ml_subscriber_hash|bsft_clkid|bsft_uid|sc_uid")

// everyMail are values of utm_source and the like that say no more than that a
// link stood in some email, which may be this one.
var everyMail = listed("newsletter|email|e-mail|mail|nl|letter|newsletters|weekly|daily")

// leftTracking finds parameters that were copied along with an address and
// that count for somebody else. A campaign (utm_…) is let be where it is this
// publication's: in what a sponsor gave, on the publication's own pages, where it
// names the publication or any newsletter, where the issue sets it itself, and
// where many of its links have it.
func (r *round) leftTracking(p *piece, l *issue.LinkAt) {
	question := strings.IndexByte(l.URL, '?')
	if question < 0 || !strings.HasPrefix(strings.ToLower(l.URL), "http") {
		return
	}
	query, fragment := l.URL[question+1:], ""
	if i := strings.IndexByte(query, '#'); i >= 0 {
		query, fragment = query[:i], query[i:]
	}
	theirs := !r.ownCampaign(p, l.URL, query)
	var kept, dropped []string
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(pair, "amp;")), "=")
		if whoClicked[name] || theirs && strings.HasPrefix(name, "utm_") || name == "ref_src" && strings.Contains(strings.ToLower(pair), "twsrc") {
			dropped = append(dropped, name)
		} else {
			kept = append(kept, pair)
		}
	}
	if len(dropped) == 0 {
		return
	}
	rest := l.URL[:question]
	if len(kept) > 0 {
		rest += "?" + strings.TrimPrefix(strings.Join(kept, "&"), "amp;")
	}
	at, exact := p.address(l)
	h := r.at(p, at, "“"+pageQuote(dropped[0])+"” in this address was copied along from another email or app, and counts this issue’s readers as theirs: leave it out.")
	h.warn()
	if exact {
		h.fix("Leave the tracking out", at, rest+fragment)
	}
}

// ownCampaign reports whether the campaign that an address names may be the
// publication's own.
func (r *round) ownCampaign(p *piece, address, query string) bool {
	if p.like == issue.KindPromo || p.like == issue.KindJobs || p.number == 0 || r.livesAt(pageHost(address)) {
		return true
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return true
	}
	source := strings.ToLower(values.Get("utm_source"))
	if everyMail[source] || len(r.campaign(source)) >= ourSites {
		return true
	}
	for name, given := range values {
		if strings.HasPrefix(strings.ToLower(name), "utm_") && slices.ContainsFunc(given, r.namesUs) {
			return true
		}
	}
	return false
}

// ourSites is to how many sites an issue links with one utm_source before that is
// taken for the desk's own habit.
const ourSites = 3

// campaign lists the sites to which the issue links with a utm_source.
func (r *round) campaign(source string) map[string]bool {
	if r.campaigns == nil {
		r.campaigns = map[string]map[string]bool{}
		for i := range r.e.Issue.Items {
			for _, l := range r.e.Issue.Items[i].Reading.Links {
				u, err := url.Parse(l.URL)
				if err != nil || !strings.Contains(u.RawQuery, "utm_source=") {
					continue
				}
				from := strings.ToLower(u.Query().Get("utm_source"))
				if r.campaigns[from] == nil {
					r.campaigns[from] = map[string]bool{}
				}
				if len(r.campaigns[from]) < ourSites {
					r.campaigns[from][site(strings.ToLower(u.Hostname()))] = true
				}
			}
		}
	}
	return r.campaigns[source]
}

// namesUs reports whether a value of a parameter is the publication's name, its
// first letters or its site, however it joins the words.
func (r *round) namesUs(value string) bool {
	value = lettersOf(value)
	if value == "" {
		return false
	}
	p, first := &r.e.Publication, ""
	for word := range strings.FieldsSeq(p.Name) {
		c, _ := utf8.DecodeRuneInString(lettersOf(word))
		if unicode.IsLetter(c) || unicode.IsNumber(c) {
			first += string(c)
		}
	}
	if len(first) > 1 && value == first {
		return true
	}
	own := []string{strings.TrimPrefix(lettersOf(p.Name), "the"), lettersOf(ownLabel(pageHost(r.e.WithNumber(p.WebURL))))}
	if box, err := mail.ParseAddress(p.Sender); err == nil {
		own = append(own, lettersOf(ownLabel(pageSender(box))))
	}
	for _, name := range own {
		if len(name) >= 3 && strings.Contains(value, name) {
			return true
		}
	}
	return strings.Contains(lettersOf(r.e.Issue.UTM), value)
}

// lettersOf gives the letters and digits of a text, in lower case.
func lettersOf(text string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) && !unicode.IsNumber(c) {
			return -1
		}
		return unicode.ToLower(c)
	}, text)
}
