package linkcheck

import (
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// reply is what matters of a response.
type reply struct {
	status   int
	location string        // of a redirect
	later    time.Duration // how long the server asks to be left alone
	wall     bool          // a guard against programs answered in the server's place
}

func (t *trail) read(r *http.Response) reply {
	return reply{
		status: r.StatusCode, location: r.Header.Get("Location"), later: later(r.Header, t.now()),
		wall: r.Header.Get("Cf-Mitigated") != "" || r.StatusCode == http.StatusServiceUnavailable && r.Header.Get("X-Datadome") != "",
	}
}

func (r *reply) redirect() bool {
	switch r.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func (r *reply) leadsOn() bool { return r.redirect() && r.location != "" }

// good reports whether there is nothing to doubt in a reply to HEAD.
func (r *reply) good() bool { return r.leadsOn() || r.status >= 200 && r.status < 300 }

// answer says what a reply that leads nowhere else means.
func (r *reply) answer(at *url.URL) Answer {
	state, why := r.verdict()
	if state != Fine {
		why = fmt.Sprintf(why, shown(at.Hostname()), r.status)
	}
	return Answer{State: state, Status: r.status, Why: why}
}

// statusStrange is what LinkedIn answers programs with.
const statusStrange = 999

func (r *reply) verdict() (State, string) {
	switch s := r.status; {
	case r.wall:
		return Refused, whyRefused
	case s == http.StatusNotFound || s == http.StatusGone:
		return Gone, whyGone
	case s == http.StatusUnauthorized || s == http.StatusProxyAuthRequired:
		return Refused, whyLogin
	case s == http.StatusTooManyRequests:
		return Refused, whyOften
	case s == http.StatusUnavailableForLegalReasons:
		return Refused, whyLaw
	case s == http.StatusNetworkAuthenticationRequired: // said by whoever stands between (RFC 6585, 6)
		return Offline, whyPortal
	case s >= 400 && s < 500 || s == statusStrange:
		return Refused, whyRefused
	case s >= 300 && s < 400:
		return Failing, whyNowhere
	case s >= 200 && s < 300:
		return Fine, whyFine
	}
	return Failing, whyFailing
}
