package linkcheck

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// With the rule in force, nothing private is dialled under whatever name.
func TestDialRefuses(t *testing.T) {
	for at := range strings.FieldsSeq(privates) {
		if addr := netip.MustParseAddr(at); addr.Is4() {
			c := &Checker{resolver: all(at).resolver(t)}
			if conn, err := c.dial(t.Context(), "tcp", "tide.test:80"); conn != nil || !errors.Is(err, errPrivate) {
				t.Errorf("%s behind a name: %v", at, err)
			}
		}
		c := &Checker{}
		if conn, err := c.dial(t.Context(), "tcp", net.JoinHostPort(at, "443")); conn != nil || !errors.Is(err, errPrivate) {
			t.Errorf("%s: %v", at, err)
		}
		if err := c.control("tcp", net.JoinHostPort(at, "443"), nil); !errors.Is(err, errPrivate) {
			t.Errorf("%s just before it is dialled: %v", at, err)
		}
	}
	c := &Checker{resolver: all("8.8.8.8").resolver(t)}
	for _, address := range []string{"tide.test:22", "8.8.8.8:6379", "localhost:80", "127.1:80", "0x7f.1:443", "2130706433:80", "nowhere", "tide.test:http", "tide.test:99999", ":80"} {
		if conn, err := c.dial(t.Context(), "tcp", address); conn != nil || err == nil {
			t.Errorf("%s was dialled", address)
		}
	}
	for _, address := range []string{"", "8.8.8.8", "tide.test:80", "8.8.8.8:80:80"} {
		if c.control("tcp", address, nil) == nil {
			t.Errorf("%q would be dialled", address)
		}
	}
}

// Letters that IDNA makes digits and dots of lead nowhere either: the rule is
// asked again when they have become ASCII.
func TestLookalikes(t *testing.T) {
	var reached atomic.Int32
	s := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	c := lifted(t, all("127.0.0.1"))
	c.lift = func(netip.AddrPort) bool { return false }
	for _, host := range []string{"①②⑦.⓪.⓪.①", "127。0。0。1", "１２７.0.0.1", "ⓛocalhost", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "a.ⓛⓞⓒⓐⓛ", "0ˣ7f.1", "127.0.0.1%00.tide.test", "127.0.0.1%2etest"} {
		if got := c.Check(t.Context(), []string{"http://" + host + ":" + port + "/"}, nil, nil); len(got) != 1 {
			t.Errorf("%s: %+v", host, got)
		}
	}
	if reached.Load() > 0 {
		t.Errorf("%d of them arrived", reached.Load())
	}
}

// untouched is a network that nobody may use.
type untouched struct{ t *testing.T }

func (u untouched) RoundTrip(r *http.Request) (*http.Response, error) {
	u.t.Errorf("%s was asked", r.URL)
	return nil, errPrivate
}

// Whole addresses that lead into a private network are not even looked up.
func TestNotEvenAsked(t *testing.T) {
	c := &Checker{via: untouched{t}}
	for at := range strings.FieldsSeq(privates) {
		host := at
		if strings.Contains(at, ":") {
			host = "[" + strings.Replace(at, "%", "%25", 1) + "]"
		}
		for _, raw := range []string{"http://" + host, "https://" + host + ":8443/a?b#c", "HTTP://" + strings.ToUpper(host) + ":80"} {
			if a := one(t, c, raw); a.State != Forbidden && a.State != Skipped {
				t.Errorf("%s: %+v", raw, a)
			}
		}
	}
	for raw, want := range map[string]State{
		"http://localhost/": Forbidden, "http://localhost:631/": Skipped, "https://LOCALHOST./": Forbidden, "http://metadata.google.internal/computeMetadata/v1/": Forbidden,
		"http://0x7f.1/": Forbidden, "http://017700000001/": Forbidden, "http://2130706433/": Forbidden, "http://127.0.0.1./": Forbidden, "http://%6cocalhost/": Skipped,
		"http://tide.test:22/": Skipped, "http://tide.test:0/": Skipped, "http://tide.test:99999/": Skipped, "http://8.8.8.8:6379/": Skipped,
		"http://tide.test@127.0.0.1/": Skipped, "http://tide.test\t.evil/": Skipped,
	} {
		if a := one(t, c, raw); a.State != want {
			t.Errorf("%s: %+v", raw, a)
		}
	}
}

// FuzzTarget reads any address, and any address that a server redirects to:
// what would be asked is of the web, has nobody's name in it, and is allowed.
func FuzzTarget(f *testing.F) {
	for _, s := range []string{
		"http://tide.test/a", "https://ann:secret@tide.test/", "//10.0.0.1/", "http:\\\\10.0.0.1", "http://[::1]/", "http://[fe80::1%25eth0]/", "?q", "../..", "file:///etc/passwd",
		"http://tide.test:22/", "http://①②⑦.⓪.⓪.①/", "http://tide.test/{{x}}", "HTTP:tide.test", "http://%31%32%37.0.0.1/", "http://0x7f.1:80/", "http://tide.test\x00/", "data:text/html,x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		c := &Checker{}
		u, answer := c.target(Address(raw))
		check(t, c, raw, u, answer)
		from, err := url.Parse("https://tide.test/a/b?c")
		if err != nil {
			t.Fatal(err)
		}
		u, answer = (&trail{run: c.newRun(nil)}).next(from, raw)
		check(t, c, raw, u, answer)
	})
}

func check(t *testing.T, c *Checker, raw string, u *url.URL, answer *Answer) {
	t.Helper()
	if answer != nil {
		if strings.Contains(answer.Why, "%!") || answer.State == Fine || answer.State == "" {
			t.Errorf("%q: %+v", raw, answer)
		}
		return
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Fragment != "" || !slices.Contains(ports, portOf(u)) || !c.allowsHost(u.Hostname(), portOf(u)) {
		t.Errorf("%q would be asked as %s", raw, u)
	}
}

// twins gives two servers at the same port of two addresses, the first of which
// plays the public one.
func twins(t *testing.T, h http.Handler) (port string, private *atomic.Int32) {
	t.Helper()
	one, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip("this system has only one loopback address: ", err)
	}
	_, port, _ = net.SplitHostPort(one.Addr().String())
	two, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:"+port)
	if err != nil {
		t.Skip("the port is taken at the other address: ", err)
	}
	private = &atomic.Int32{}
	for l, h := range map[net.Listener]http.Handler{one: h, two: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { private.Add(1) })} {
		s := httptest.NewUnstartedServer(h)
		_ = s.Listener.Close()
		s.Listener = l
		s.Start()
		t.Cleanup(s.Close)
	}
	return port, private
}

// A name that is public when it is asked first and private when it is asked
// again is looked at each time that it is dialled.
func TestRebinding(t *testing.T) {
	port, private := twins(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close")
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	}))
	good, bad := netip.MustParseAddr("127.0.0.2"), netip.MustParseAddr("127.0.0.1")
	var asked atomic.Int32
	c := lifted(t, func(string) []netip.Addr {
		if asked.Add(1) == 1 {
			return []netip.Addr{good}
		}
		return []netip.Addr{bad}
	})
	c.lift = func(at netip.AddrPort) bool { return at.Addr() == good }
	a := one(t, c, "http://tide.test:"+port+"/")
	if a.State != Forbidden || !strings.HasSuffix(a.Final, "/x") || asked.Load() != 2 {
		t.Errorf("%+v after %d lookups", a, asked.Load())
	}
	// Where a name has both, the private one is passed over.
	c.resolver = names(func(string) []netip.Addr { return []netip.Addr{bad, good} }).resolver(t)
	if a := one(t, c, "http://tide.test:"+port+"/"); a.State != TooMany {
		t.Errorf("both: %+v", a)
	}
	if private.Load() > 0 {
		t.Errorf("the private server was asked %d times", private.Load())
	}
}

// A connection that stays open is used again by its own host alone: another
// name of the same address is looked at anew.
func TestOpenConnections(t *testing.T) {
	c := lifted(t, nil)
	var mu sync.Mutex
	var lookups []string
	c.resolver = names(func(name string) []netip.Addr {
		mu.Lock()
		defer mu.Unlock()
		lookups = append(lookups, name)
		return []netip.Addr{netip.MustParseAddr("127.0.0.1")}
	}).resolver(t)
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if host, port, _ := net.SplitHostPort(r.Host); host == "one.test" && r.URL.Path == "/b" {
			http.Redirect(w, r, "http://two.test:"+port+"/", http.StatusFound)
		}
	}))
	base := called(t, s, "one.test")
	c.Check(t.Context(), []string{base + "/a", base + "/b"}, nil, nil)
	mu.Lock()
	defer mu.Unlock()
	if !slices.Equal(lookups, []string{"one.test", "two.test"}) {
		t.Errorf("looked up %q", lookups)
	}
}
