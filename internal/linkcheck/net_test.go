package linkcheck

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// names is a name server of a test: what it answers for a name without its last
// dot; nothing is that there is no such name.
type names func(name string) []netip.Addr

// all says the same of every name.
func all(at string) names {
	return func(string) []netip.Addr { return []netip.Addr{netip.MustParseAddr(at)} }
}

// resolver starts the name server, and gives a resolver that asks it alone.
func (n names) resolver(t *testing.T) *net.Resolver {
	t.Helper()
	conn, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go n.serve(conn)
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func (n names) serve(conn net.PacketConn) {
	buf := make([]byte, 1500)
	for {
		size, from, err := conn.ReadFrom(buf)
		if err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(buf[:size]) != nil || len(m.Questions) != 1 {
			continue
		}
		n.answer(&m)
		if data, err := m.Pack(); err == nil {
			_, _ = conn.WriteTo(data, from)
		}
	}
}

func (n names) answer(m *dnsmessage.Message) {
	q := m.Questions[0]
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	if q.Type != dnsmessage.TypeA {
		return // there is none of that type
	}
	found := n(strings.ToLower(strings.TrimSuffix(q.Name.String(), ".")))
	if found == nil {
		m.RCode = dnsmessage.RCodeNameError
	}
	for _, at := range found {
		m.Answers = append(m.Answers, dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET},
			Body:   &dnsmessage.AResource{A: at.As4()},
		})
	}
}

// lifted gives a checker that may dial 127.0.0.1, under whatever name the name
// server has for it, and waits for nothing between two requests.
func lifted(t *testing.T, n names) *Checker {
	t.Helper()
	here := netip.MustParseAddr("127.0.0.1")
	return &Checker{
		Pause: -1, Timeout: time.Minute, Whole: 2 * time.Minute, resolver: n.resolver(t),
		lift: func(at netip.AddrPort) bool { return at.Addr() == here },
	}
}

// called gives the address of a server under another name.
func called(t *testing.T, s *httptest.Server, name string) string {
	t.Helper()
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	return u.Scheme + "://" + net.JoinHostPort(name, u.Port())
}

// one asks for one address.
func one(t *testing.T, c *Checker, address string) Answer {
	t.Helper()
	answer, ok := c.Check(t.Context(), []string{address}, nil, nil)[address]
	if !ok {
		t.Fatalf("%s: no answer", address)
	}
	return answer
}

// visits counts requests, by method, host and path.
type visits struct {
	mu      sync.Mutex
	list    []string
	headers []http.Header
}

func (v *visits) counting(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.Host)
		v.mu.Lock()
		v.list = append(v.list, r.Method+" "+host+r.URL.RequestURI())
		v.headers = append(v.headers, r.Header.Clone())
		v.mu.Unlock()
		h.ServeHTTP(w, r)
	})
}

func (v *visits) seen() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return append([]string{}, v.list...)
}

func serve(t *testing.T, h http.Handler) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}
