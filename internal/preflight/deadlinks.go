package preflight

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"galley/internal/issue"
)

// deadLinks: addresses that were asked, when somebody wanted that, and did not answer as they should.
var deadLinks = []check{
	{"link.dead", issue.SeverityError, linkDead},
}

// Reached is what became of an address that was asked. The zero value says
// nothing.
type Reached struct {
	State   LinkState
	Status  int       // HTTP's of the last answer (RFC 9110, 15); 0 without one
	Why     string    // what went wrong in the network, as a part of a sentence: “its certificate has expired”; empty for none
	Final   string    // where it ended after redirects; empty for the address itself
	Checked time.Time // when; the check leaves it alone
}

// LinkState is how far an address can be followed.
type LinkState string

// What becomes of an address. Gone is 404, 410 and their kin; doubtful is what
// liars and busy servers say (401, 403, 405, 408, 429, 5xx, no answer in time, a
// connection that breaks); refused is an address that leads into somebody's own
// network and was not asked; unreachable has no host or no certificate that can
// be trusted; moved answered well elsewhere.
const (
	LinkOK          LinkState = "ok"
	LinkMoved       LinkState = "moved"
	LinkDoubtful    LinkState = "doubtful"
	LinkGone        LinkState = "gone"
	LinkRefused     LinkState = "refused"
	LinkUnreachable LinkState = "unreachable"
)

// linkDead says what a link check found. It is silent as long as nobody asked,
// on what answered well wherever it moved, and on addresses that nobody asked
// yet. What robots are refused is a warning: people may get in.
func linkDead(r *round) {
	if r.in.Reached == nil {
		return
	}
	all := r.everywhere()
	if r.masthead != nil {
		all = append(all[:len(all):len(all)], r.masthead)
	}
	for _, p := range all {
		for i := range p.Reading.Links {
			l := &p.Reading.Links[i]
			became, ok := r.in.Reached[strings.TrimSpace(l.URL)]
			why, severity := became.says(l.URL)
			if !ok || why == "" {
				continue
			}
			at, _ := p.address(l)
			r.at(p, at, why).as(severity)
		}
	}
	for _, address := range r.ownAddresses() {
		became := r.in.Reached[strings.TrimSpace(address)]
		if why, severity := became.says(address); why != "" {
			r.whole(address, why).as(severity)
		}
	}
}

// ownAddresses lists those of the publication that the email prints beside its
// copy.
func (r *round) ownAddresses() []string {
	var all []string
	for _, s := range r.e.Publication.Social {
		all = append(all, s.URL)
	}
	if own := r.e.Fill(issue.SlotUnsubscribe, ""); own.Plain {
		all = append(all, own.Value)
	}
	return all
}

// says words what became of an address; why is empty where nothing is wrong.
func (b *Reached) says(address string) (why string, severity issue.Severity) {
	reason := strings.TrimRight(onOneLine(b.Why, maxContext), ".")
	if reason == "" && b.Status > 0 {
		reason = fmt.Sprintf("its server says %d", b.Status)
	}
	if reason != "" {
		reason = " (" + reason + ")"
	}
	switch b.State {
	case LinkGone:
		return fmt.Sprintf("There is no such page any more%s: correct the address, or link another page.", reason), issue.SeverityError
	case LinkRefused:
		return fmt.Sprintf("This address leads into a private network%s, so no reader can follow it: link the public page.", reason), issue.SeverityError
	case LinkUnreachable:
		return fmt.Sprintf("This address cannot be reached%s: correct it, or link another page.", reason), issue.SeverityError
	case LinkDoubtful:
		return fmt.Sprintf("The page did not show itself to the link check%s, which some sites do to every program: open it yourself.", reason), issue.SeverityWarning
	case LinkMoved:
		if frontPage(b.Final) && !frontPage(address) {
			return "This address now leads to the front page of its site, as many do whose page is gone: see whether the page has another address.", issue.SeverityQuery
		}
	}
	return "", ""
}

// frontPage reports whether an address is a site's first page.
func frontPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}
