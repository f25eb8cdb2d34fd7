package linkcheck

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"time"
)

// trail is the way from one address to its answer.
type trail struct {
	*run
	left    time.Duration   // that may still be spent on it
	waited  bool            // a server asked to be left alone, and was
	cookies map[string]jar  // by host, for this address alone
	been    map[string]bool // where it led
}

// follow asks for an address, and where it leads. It is not ok when ctx ended
// before there was an answer.
func (r *run) follow(ctx context.Context, first *url.URL) (answer Answer, ok bool) {
	t := &trail{run: r, left: or(r.Whole, usualWhole), cookies: map[string]jar{}, been: map[string]bool{}}
	most := or(r.Redirects, usualRedirects)
	for at, hops := first, 0; ; hops++ {
		t.been[at.String()] = true
		got, err := t.page(ctx, at)
		if err != nil {
			if ctx.Err() != nil {
				return Answer{}, false
			}
			return t.moved(said(at, err), first, at), true
		}
		if !got.leadsOn() {
			return t.moved(got.answer(at), first, at), true
		}
		next, refused := t.next(at, got.location)
		switch {
		case refused != nil:
			refused.Status = got.status
			return t.moved(*refused, first, at), true
		case hops == most && t.been[next.String()]:
			return Answer{State: TooMany, Status: got.status, Why: whyRound}, true
		case hops == most:
			return Answer{State: TooMany, Status: got.status, Why: fmt.Sprintf(whyOnAndOn, most)}, true
		}
		at = next
	}
}

// moved says in an answer where redirects ended.
func (t *trail) moved(a Answer, first, last *url.URL) Answer {
	if to := last.String(); to != first.String() {
		a.Final = to
		if a.State == Fine {
			a.Why = whyMoved
		}
	}
	return a
}

// next reads where a redirect leads, by the same rules as the first address. A
// redirect with a fragment leads to the same page as one without.
func (t *trail) next(at *url.URL, location string) (*url.URL, *Answer) {
	if len(location) > maxAddress {
		return nil, &Answer{State: Failing, Why: fmt.Sprintf(whyGarbled, shown(at.Hostname()))}
	}
	next, err := at.Parse(location)
	if err != nil {
		return nil, &Answer{State: Failing, Why: fmt.Sprintf(whyGarbled, shown(at.Hostname()))}
	}
	next.Fragment, next.RawFragment = "", ""
	if acts(next) { // short addresses and counted ones lead there
		return nil, &Answer{State: Skipped, Why: whyActs}
	}
	return next, t.allowed(next)
}

// page asks for one address, HEAD first. Some servers do not know HEAD, some
// answer it with whatever comes to their minds, and some not at all: whatever is
// not good news is asked for once more, as a browser would ask.
func (t *trail) page(ctx context.Context, at *url.URL) (reply, error) {
	if err := t.given(at); err != nil {
		return reply{}, err
	}
	got, err := t.patient(ctx, http.MethodHead, at)
	if err != nil && !worthGet(err) || err == nil && (got.good() || got.status == http.StatusTooManyRequests) {
		return got, err
	}
	if ctx.Err() != nil {
		return got, ctx.Err()
	}
	return t.patient(ctx, http.MethodGet, at)
}

// patient asks, and asks once more where a server said when it may be.
func (t *trail) patient(ctx context.Context, method string, at *url.URL) (reply, error) {
	got, err := t.send(ctx, method, at)
	if err != nil || got.status != http.StatusTooManyRequests || t.waited || got.later <= 0 || got.later >= t.left {
		return got, err
	}
	t.waited = true
	t.left -= got.later
	t.gate.host(hostKey(at)).leave(got.later) // everybody else leaves it alone as well
	return t.send(ctx, method, at)
}

// send makes one request.
func (t *trail) send(ctx context.Context, method string, at *url.URL) (reply, error) {
	host := hostKey(at)
	leave, err := t.gate.enter(ctx, host)
	if err != nil {
		return reply{}, err
	}
	defer leave()
	if err := t.given(at); err != nil {
		return reply{}, err // while this one waited
	}
	begun, most := time.Now(), or(t.Timeout, usualTimeout)
	short := t.left < most
	limited, stop := context.WithTimeout(ctx, min(t.left, most))
	defer stop()
	response, err := t.trip(limited, method, at)
	t.left -= time.Since(begun)
	if err != nil {
		if ctx.Err() == nil && !(short && late(err)) { // it had all the time that others have
			t.giveUp(at, err)
		}
		return reply{}, err
	}
	_ = response.Body.Close() // what the page says is nobody's question
	t.cookies[host] = t.cookies[host].with(response)
	return t.read(response), nil
}

// trip is one request and its response. There is no http.Client, which would
// follow redirects by itself, and send a Referer and passwords.
func (t *trail) trip(ctx context.Context, method string, at *url.URL) (*http.Response, error) {
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{ConnectDone: func(_, _ string, err error) {
		if err == nil || refusedDial(err) {
			t.heard.Store(true)
		}
	}})
	request, err := http.NewRequestWithContext(ctx, method, at.String(), http.NoBody)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", t.agent())
	request.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	t.cookies[hostKey(at)].into(request)
	response, err := t.via.RoundTrip(request)
	if err == nil {
		t.heard.Store(true)
	}
	return response, err
}

func (c *Checker) agent() string {
	if c.UserAgent == "" {
		return usualAgent
	}
	return c.UserAgent
}
