package preflight

import (
	"net/url"
	"strings"
	"unicode"

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
// names the publication or any newsletter, and where the issue sets it itself.
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
	for name, given := range values {
		for _, v := range given {
			v = strings.ToLower(v)
			if strings.HasPrefix(strings.ToLower(name), "utm_") && (strings.EqualFold(name, "utm_source") && everyMail[v] || r.namesUs(v)) {
				return true
			}
		}
	}
	return false
}

// namesUs reports whether a value of a parameter is the publication's name or
// site, however it joins the words.
func (r *round) namesUs(value string) bool {
	letters := func(s string) string {
		return strings.Map(func(c rune) rune {
			if !unicode.IsLetter(c) && !unicode.IsNumber(c) {
				return -1
			}
			return unicode.ToLower(c)
		}, s)
	}
	value = letters(value)
	for _, own := range []string{r.e.Publication.Name, ownLabel(pageHost(r.e.WithNumber(r.e.Publication.WebURL)))} {
		if own = letters(own); len(own) >= 3 && strings.Contains(value, strings.TrimPrefix(own, "the")) {
			return true
		}
	}
	return strings.Contains(letters(r.e.Issue.UTM), value) && value != ""
}
