// Package linkcheck asks the addresses of an issue whether they are there, when
// a person wants to know.
//
// A [Checker] asks each address once: HEAD, then GET where a server will not
// have HEAD, and where a redirect leads, up to five of them. It says who it is,
// sends no cookies from one host to another, no Referer and nobody's password,
// asks one host one thing at a time, and reads no page: that it is there is all
// that is asked. What comes back is an [Answer], in words that a person reads.
// Servers lie to programs, so what is not certain is not said as if it were:
// “turned Galley away” is a state of its own, and a desk without a network gets
// no word about the addresses.
//
// An issue may hold addresses that somebody else wrote, and a redirect leads
// wherever its server wants. So the rule about what may be dialled (rule.go) is
// applied in the dialer, to the very address that is about to be dialled, after
// the name was looked up and for each connection. A name that leads to a public
// address when it is looked at and to 127.0.0.1 when it is dialled gains nothing
// by it.
//
// Proxies that the environment names are not used. A proxy looks up names and
// dials by itself, so the rule would hold for nothing behind it, and a proxy is
// itself a private address that an environment could point at anything. A desk
// whose network lets nobody out but a proxy reaches nobody, and all its answers
// say [Offline]: no address is blamed for it.
//
// The promise: no private address is ever dialled, whatever an issue, a server,
// a resolver or the environment says; nothing is asked that nobody asked for;
// and what was answered before a person stopped it is given.
package linkcheck

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// The usual bounds of a zero Checker.
const (
	usualParallel  = 8
	usualPerHost   = 1
	usualPause     = 250 * time.Millisecond
	usualTimeout   = 10 * time.Second
	usualWhole     = 30 * time.Second
	usualRedirects = 5
	usualMost      = 2000
	usualMaxAge    = time.Hour
	usualAgent     = "Galley (newsletter desk; asks once whether a link is there)"
)

// Checker asks addresses. The zero value is ready, with the bounds that stand
// behind the fields; it may be used by several at a time, and each run minds its
// own bounds.
type Checker struct {
	Parallel  int           // requests at a time; 8
	PerHost   int           // of them to one host; 1
	Pause     time.Duration // between two requests to one host; 250 ms, none when negative
	Timeout   time.Duration // of one request; 10 s
	Whole     time.Duration // of all requests for one address together, and of waiting when a server asks for it; 30 s
	Redirects int           // that are followed from one address; 5, none when negative
	Most      int           // addresses that are asked in one run; 2,000
	MaxAge    time.Duration // of an answer that is known already and need not be asked for again; 1 h, none when negative
	UserAgent string        // what Galley calls itself
	Now       func() time.Time

	// In tests of this package alone. Nothing outside can set them, so nothing
	// that a build, an environment or a configuration says lifts the rule.
	lift     func(netip.AddrPort) bool // what may be dialled in place of what is public
	resolver *net.Resolver
	roots    *x509.CertPool
	via      http.RoundTripper // in place of one that dials
}

// Check asks every address of the web in urls, and gives the answers by the
// addresses as they stand in urls; of others (mailto:, tel:, anchors) there is
// none. Two that differ in their fragment are one question. Of known, which is
// what an earlier Check gave, the answers that say the page is there or that
// programs are turned away stand, while they are younger than MaxAge: whoever
// asks again about the rest has mended something.
//
// Progress, which may be nil, hears how many addresses of how many have their
// answer; one call at a time, beginning with those that are known. When ctx
// ends, what was answered by then is given.
func (c *Checker) Check(ctx context.Context, urls []string, known map[string]Answer, progress func(done, total int)) map[string]Answer {
	r := c.newRun(progress)
	r.gather(urls, known)
	r.askAll(ctx)
	r.doubt()
	answers := make(map[string]Answer, len(urls))
	for _, raw := range urls {
		if answer, ok := r.answers[Address(raw)]; ok && isWeb(raw) {
			answers[raw] = answer
		}
	}
	return answers
}

func (c *Checker) now() time.Time {
	if c.Now != nil {
		return c.Now()
	}
	return time.Now()
}

// or gives a bound, or the usual one where none was set.
func or[T int | time.Duration](set, usual T) T {
	switch {
	case set == 0:
		return usual
	case set < 0:
		return 0
	}
	return set
}

// orOne is or for what nothing goes on without.
func orOne(set, usual int) int { return max(1, or(set, usual)) }
