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
	return next, t.allowed(next)
}

// page asks for one address, HEAD first. Some servers do not know HEAD, some
// answer it with whatever comes to their minds, and some not at all: whatever is
// not good news is asked for once more, as a browser would ask.
func (t *trail) page(ctx context.Context, at *url.URL) (reply, error) {
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
	begun := time.Now()
	defer func() { t.left -= time.Since(begun) }()
	ctx, stop := context.WithTimeout(ctx, min(t.left, or(t.Timeout, usualTimeout)))
	defer stop()
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{ConnectDone: func(_, _ string, err error) {
		if err == nil {
			t.heard.Store(true)
		}
	}})
	request, err := http.NewRequestWithContext(ctx, method, at.String(), http.NoBody)
	if err != nil {
		return reply{}, err
	}
	request.Header.Set("User-Agent", t.agent())
	request.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	t.cookies[host].into(request)
	response, err := t.via.RoundTrip(request) // a Client would follow, send a Referer and passwords
	if err != nil {
		if refusedDial(err) {
			t.heard.Store(true)
		}
		return reply{}, err
	}
	t.heard.Store(true)
	_ = response.Body.Close() // what the page says is nobody's question
	t.cookies[host] = t.cookies[host].with(response)
	return t.read(response), nil
}

func (c *Checker) agent() string {
	if c.UserAgent == "" {
		return usualAgent
	}
	return c.UserAgent
}

// jar is what one host wants to be reminded of, until its address is answered:
// some show a page only to whom they have met.
type jar []*http.Cookie

// maxCookies is how many a host may have; browsers take fifty.
const maxCookies = 50

func (j jar) into(request *http.Request) {
	for _, c := range j {
		request.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value}) //nolint:gosec // of a cookie that is sent back, only these two are
	}
}

// with gives the jar after a response. Nothing is shared between hosts, whatever
// a cookie's domain says.
func (j jar) with(response *http.Response) jar {
	for _, c := range response.Cookies() {
		kept := j[:0:0]
		for _, old := range j {
			if old.Name != c.Name {
				kept = append(kept, old)
			}
		}
		if j = kept; c.MaxAge >= 0 && len(j) < maxCookies {
			j = append(j, c)
		}
	}
	return j
}
